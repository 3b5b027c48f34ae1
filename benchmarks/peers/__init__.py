"""The twelve measures as a good engineer writes them by hand in another tool; each returns the same facts."""
