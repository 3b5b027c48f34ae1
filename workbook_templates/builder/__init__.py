"""Builds the default templates; `build.py` beside this package runs it."""
