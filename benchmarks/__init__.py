"""Measurements against what a researcher would use instead: `python -m benchmarks`."""
