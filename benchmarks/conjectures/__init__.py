"""Six false conjectures, planted to be refuted: claim files like any other, from trivial to a rare spurious minimum.

The same conjectures as margins of one parameter vector, for other tools, are in `benchmarks.margins`.
"""
