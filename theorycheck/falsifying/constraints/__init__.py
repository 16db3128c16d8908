"""Hypotheses as constraints: what is drawn becomes a point that satisfies them, instead of being waited for.

A hypothesis is recognised from what it does at a few trial points, never from how it is spelled, and never trusted:
every hypothesis is decided exactly at the end.  One file is one method; each is written once over the algebra, so that
batches of floats, their error bounds and the exact point are images of the same drawn numbers.
"""
