r"""Draws from the very law that a statement names, each entry with the radius within which the drawn real lies.

A random word w stands for the cell of uniform numbers [w, w + 1) 2^{-64} (or a coarser one), and the draw for a true
one: the real U in the cell, of which only the cell is known.  So no discretised law replaces the claimed one.  What is
returned is a float and a radius such that F^{-1}(U) lies within the radius for every U in the cell; an event that holds
whatever the entries are within their radii holds for the true draw.  Where a cell does not tell the outcome the radius
is infinite, and the draw stays undecided.  The only thing believed is that the words of the counter hash are
independent and uniform, and that the library's inverse of the normal distribution is within `QUANTILE_ERROR` (thousands
of times what it is known to be, and compared with ball arithmetic in the tests).

Gaussian entries: a sign, and U in the cell [k, k + 1] 2^{-53} below 1/2.  With z the quantile and phi the density, u <=
phi(z) sqrt(pi/2) (Chernoff), so the quantile moves by at most sqrt(pi/2)/u per unit of u, and within half a cell by
less than 0.63/k.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from theorycheck.algebra.error_bounds import Bounded
from theorycheck.falsifying.dialect import cast
from theorycheck.statement.laws import Law

QUANTILE_ERROR = 2.0**-40
WORD = 1 << 64


def entries(law: Law, words: Any, xp: Any) -> Bounded:
    """An entry for each word (an array of uint64), with its radius."""
    if law.name == "gaussian":
        return _gaussian(words, xp)
    if law.name == "uniform":
        cells = cast(xp, words >> xp.asarray(12, dtype=xp.uint64), xp.float64)
        return Bounded((2 * cells + 1) * 2.0**-53, cells * 0 + 2.0**-53)
    return _finite(law, words, xp)


def _gaussian(words: Any, xp: Any) -> Bounded:
    from scipy.special import ndtri

    cell = (words >> xp.asarray(11, dtype=xp.uint64)) & xp.asarray((1 << 52) - 1, dtype=xp.uint64)
    k = cast(xp, cell, xp.float64)
    size = -ndtri((2 * k + 1) * 2.0**-54)
    positive = (words >> xp.asarray(63, dtype=xp.uint64)) == xp.asarray(0, dtype=xp.uint64)
    inside = xp.where(k > 0, 0.63 / xp.where(k > 0, k, 1.0), math.inf)
    return Bounded(xp.where(positive, size, -size), inside + QUANTILE_ERROR * (1 + size))


def _finite(law: Law, words: Any, xp: Any) -> Bounded:
    """Outcome i where the word reaches the first i cumulated weights; a word whose cell holds such a border tells
    nothing."""
    borders, total = [], Fraction(0)
    for i in range(law.count - 1):
        total += law.weight(i)
        borders.append(total * WORD)
    reached = xp.zeros(words.shape, dtype=xp.float64)
    radius = xp.zeros(words.shape, dtype=xp.float64)
    for border in borders:
        floor, exact = int(border), border.denominator == 1
        if floor < WORD:
            edge = xp.asarray(floor, dtype=xp.uint64)
            reached = reached + xp.where(words >= edge if exact else words > edge, 1.0, 0.0)
            radius = radius if exact else xp.where(words == edge, math.inf, radius)
    return Bounded(law.value(reached), radius)
