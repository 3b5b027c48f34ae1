"""The folder for PCs without internet."""
