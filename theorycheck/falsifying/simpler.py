"""Simpler neighbours of a point at the same sizes: whole points, then single entries."""
from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from fractions import Fraction

from theorycheck.falsifying.point import Point, with_entries

WHOLE = -1  # in place of an entry: all entries of the cell at once
LARGE = 16  # integers above it are halved together
DENOMINATOR_BITS = (0, 1, 2, 3, 4, 6, 8, 12, 20)


def whole_candidates(found: Point) -> Iterator[Point]:
    """Points with all entries simplified at once: absolute values, roundings of growing precision, halved integers."""
    yield _mapped(found, abs)
    for bits in DENOMINATOR_BITS:
        yield _mapped(found, functools.partial(_rounded, bits=bits))
    yield _mapped(found, _halved)


def _halved(value: Fraction) -> Fraction:
    """Half of a large integer; small ones are left to their own steps, which end at simpler witnesses."""
    return Fraction(int(value / 2)) if value.denominator == 1 and abs(value) > LARGE else value


def _rounded(value: Fraction, bits: int) -> Fraction:
    return Fraction(round(value * 2**bits), 2**bits)


def _mapped(found: Point, change: Callable[[Fraction], Fraction]) -> Point:
    return Point(found.sizes, found.cells, tuple(tuple(map(change, values)) for values in found.entries))


def entry_candidates(found: Point, place: int, entry: int) -> Iterator[Point]:
    """Points with one entry simpler; `WHOLE` stands for the whole cell made zero or one at once."""
    values = found.entries[place]
    if entry == WHOLE:
        if len(values) > 1:
            for constant in (Fraction(0), Fraction(1)):
                yield with_entries(found, place, [constant] * len(values))
        return
    for simpler in simpler_numbers(values[entry]):
        yield with_entries(found, place, [*values[:entry], simpler, *values[entry + 1 :]])


def simpler_numbers(value: Fraction) -> Iterator[Fraction]:
    """Zero, ±1, the magnitude, then integers less a half, a quarter, ... and 1, or roundings of growing precision.

    So an integer that can only follow another one down does so in as many steps as it has digits, not by ones.
    """
    yield Fraction(0)
    yield Fraction(1)
    yield Fraction(-1)
    yield abs(value)
    if value.denominator == 1:
        size, sign = abs(int(value)), 1 if value >= 0 else -1
        yield from (Fraction(sign * (size - less)) for less in _halves(size))
        return
    away = 1 if value > 0 else -1
    for denominator in range(1, 8):
        nearest = value.limit_denominator(denominator)
        yield nearest
        yield nearest + Fraction(away, denominator)
    for bits in DENOMINATOR_BITS:
        yield _rounded(value, bits)


def _halves(size: int) -> Iterator[int]:
    """Half of it, rounded up, then half of that, ... down to 1."""
    less = (size + 1) // 2
    while less > 1:
        yield less
        less //= 2
    yield 1
