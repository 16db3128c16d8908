r"""The reflection H_u = I - 2 u uᵀ / uᵀu, exact over the rationals.

Every rational orthogonal matrix is a product of at most n rational reflections (Cartan and Dieudonné: Artin, Geometric
Algebra, 1957, Theorem 3.20), so points that reflections make of one rational point are all the rational points there
are of that norm.
"""
from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from theorycheck.algebra.base import Array

LARGEST = 10**6
MOST_BITS = 20


def factor(algebra: Any, u: Array) -> Any:
    """2 / uᵀu, and 0 where u is zero: the reflection is the identity there."""
    square = algebra.total(algebra.each(algebra.mul, u, u))
    zero, one, two = (algebra.literal(Fraction(k)) for k in (0, 1, 2))
    nothing = algebra.equal(square, zero)
    return algebra.select(nothing, zero, algebra.div(two, algebra.select(nothing, one, square)))


def reflected_matrix(algebra: Any, u: Array, x: Array) -> Array:
    """H_u X of a vector and a matrix."""
    rows, columns = x.shape
    weights = algebra.apply_matrix(algebra.transpose(x), u)
    scaled = algebra.each(lambda a: algebra.mul(factor(algebra, u), a), weights)
    column = algebra.tabulate((rows, 1), lambda i, _: algebra.entry(u, i))
    row = algebra.tabulate((1, columns), lambda _, j: algebra.entry(scaled, j))
    return algebra.each(algebra.sub, x, algebra.matmul(column, row))


def vector(algebra: Any, entries: Sequence[Any]) -> Array:
    """Scalars as a vector."""
    return algebra.tabulate((len(entries),), lambda i: entries[i])


@lru_cache(maxsize=512)
def rational_point(square: Fraction, count: int) -> tuple[Fraction, ...] | None:
    """A rational vector of that many entries whose squares add up to `square`; None where none was found."""
    whole = square.numerator * square.denominator
    parts = _squares(whole, min(4, count)) if 0 <= whole <= LARGEST else None
    if parts is None:
        return None
    padded = (*parts, *(0 for _ in range(count - len(parts))))
    return tuple(Fraction(part, square.denominator) for part in padded)


def _squares(whole: int, count: int) -> tuple[int, ...] | None:
    """The naturals, largest first as far as that works out, whose squares add up to `whole`."""
    if count == 0:
        return () if whole == 0 else None
    if count == 1:
        root = math.isqrt(whole)
        return (root,) if root * root == whole else None
    for first in range(math.isqrt(whole), -1, -1):
        rest = _squares(whole - first * first, count - 1)
        if rest is not None:
            return (first, *rest)
    return None


def towards(entries: Sequence[Fraction], square: Fraction) -> list[Fraction] | None:
    """A rational multiple of the vector about of that squared norm: exactly of it where that is rational.

    Else the entries are rounded to about as many bits as they have, so that what is simple stays simple.  None for 0.
    """
    length = sum(value * value for value in entries)
    if length == 0:
        return None
    ratio = square / length
    root = Fraction(math.isqrt(ratio.numerator), math.isqrt(ratio.denominator)) if ratio.denominator else None
    if root is not None and root * root == ratio:
        return [value * root for value in entries]
    bits = min(MOST_BITS, max(2, *(value.denominator.bit_length() for value in entries)))
    close = Fraction(math.sqrt(ratio)).limit_denominator(1 << MOST_BITS)
    return [Fraction(round(value * close * 2**bits), 2**bits) for value in entries]
