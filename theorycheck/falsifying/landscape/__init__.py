"""Landscapes in numbers: minimise from many starts at once, find critical points, and say what each end point is.

Works on any smooth objective of n reals (`AbstractObjective`) and knows nothing of statements. Floats propose: a
candidate that comes out of here is a point worth certifying, and nothing else is ever concluded from it.
"""
