"""Gauss-Legendre quadrature in floats: what an integral is about.  Its error is not bounded, so it decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from .base import Carrier
from .floats import Floats

PANELS = 8
# Nodes and weights of the rule with 8 points on [-1, 1] (Abramowitz and Stegun, table 25.4); the other half mirrors it.
_HALF = [
    (0.1834346424956498, 0.3626837833783620),
    (0.5255324099163290, 0.3137066458778873),
    (0.7966664774136267, 0.2223810344533745),
    (0.9602898564975363, 0.1012285362903763),
]
_RULE = [(sign * node, weight) for node, weight in _HALF for sign in (1, -1)]


def quadrature(algebra: Floats, function: Callable[[Carrier], Carrier], a: Carrier, b: Carrier) -> Carrier:
    """An estimate of the integral, one for each network of the batch, from 8 points in each of 8 panels."""
    half = algebra.mul(algebra.sub(b, a), algebra.literal(Fraction(1, 2 * PANELS)))
    total = algebra.literal(Fraction(0))
    for panel in range(PANELS):
        middle = algebra.add(a, algebra.mul(half, algebra.literal(Fraction(2 * panel + 1))))
        for node, weight in _RULE:
            height = function(algebra.add(middle, algebra.mul(half, algebra.constant(node))))
            total = algebra.add(total, algebra.mul(algebra.constant(weight), height))
    return algebra.mul(half, total)
