"""Ascent on the margin of a statement at fixed sizes: several methods behind one interface, all batched over starts.

SciPy's optimisers are not among them. Each of their iterations is one call of a Python function for one start; here
one call serves all starts of a batch and costs about the same, since walking the statement takes most of the time.
"""
from __future__ import annotations

from theorycheck.falsifying.ascent.annealing import Annealing
from theorycheck.falsifying.ascent.evolution import Evolution
from theorycheck.falsifying.ascent.gradient import GradientAscent
from theorycheck.falsifying.ascent.least_squares import LevenbergMarquardt
from theorycheck.falsifying.ascent.method import AbstractMethod

METHODS: tuple[AbstractMethod, ...] = (LevenbergMarquardt(), GradientAscent(), Evolution(), Annealing())
