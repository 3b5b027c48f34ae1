"""Ratios of time against named peers, measured in one run; `python -m benchmarks`."""
