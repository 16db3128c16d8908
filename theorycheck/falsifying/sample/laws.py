"""The laws of single entries: for every lane and every interval a table of 256 equally likely values.

A random byte chooses from the table, so a law is a short list of exact rationals: the same on every device, and
stated exactly in the report. Values are dyadic wherever the interval allows, so that floats hold them without
rounding.
"""
from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from theorycheck.falsifying.randomness import normal_table
from theorycheck.falsifying.sample.cells import Bounds

TABLE = 256
SMALL = 3
SCALES = (Fraction(1, 2), Fraction(1), Fraction(2), Fraction(4))
OCTAVES = range(-16, 16)
MAGNITUDES = tuple(Fraction(4 + quarter, 4) * Fraction(2) ** octave for octave in OCTAVES for quarter in range(4))
NICE_DENOMINATORS = (1, 2, 4)


@dataclass(frozen=True, eq=False)
class Stack:
    """Tables among which a header byte chooses. Compared by identity, so that a drawer uploads each one once."""

    tables: tuple[tuple[Fraction, ...], ...]


@lru_cache(maxsize=512)
def steps(stack: Stack) -> Stack:
    """The distance from each value to the next of its table, 0 at the end: what a fine draw interpolates over."""
    return Stack(tuple((*(b - a for a, b in itertools.pairwise(table)), Fraction(0)) for table in stack.tables))


@lru_cache(maxsize=512)
def names(stack: Stack) -> dict[float, Fraction]:
    """The entry that each float of the tables stands for."""
    return {float(value): value for table in stack.tables for value in table}


def spread(values: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """256 table entries that repeat the given values as evenly as 256 allows."""
    if not values:
        raise ValueError("a law needs at least one value")
    return tuple(values[(place * len(values)) // TABLE] for place in range(TABLE))


@lru_cache(maxsize=256)
def normal_law(bounds: Bounds) -> tuple[Fraction, ...]:
    """Dyadic normals, folded at a single end; uniform on 256 inner points of a bounded interval."""
    if bounds.bounded:
        return tuple(bounds.dyadic_inside(Fraction(2 * place + 1, 2 * TABLE)) for place in range(TABLE))
    return tuple(fold(value, bounds) for value in normal_table())


@lru_cache(maxsize=256)
def integer_law(bounds: Bounds, radius: int = SMALL) -> tuple[Fraction, ...]:
    """Integers of absolute value at most `radius`, or the simple points of a bounded interval."""
    if bounds.bounded:
        return spread(simple_points(bounds))
    values = [fold(Fraction(value), bounds) for value in range(-radius, radius + 1)]
    return spread(sorted(values))


@lru_cache(maxsize=256)
def end_law(bounds: Bounds) -> tuple[Fraction, ...]:
    """Points that approach the ends of a bounded interval geometrically; for others magnitudes from 2^-16 to 2^16."""
    if bounds.bounded:
        near = [Fraction(1, 2 ** (1 + place // 8)) for place in range(TABLE // 2)]
        return tuple(bounds.dyadic_inside(t) for t in near) + tuple(bounds.dyadic_inside(1 - t) for t in near)
    signed = [*MAGNITUDES, *(-value for value in MAGNITUDES)]
    return spread([fold(value, bounds) for value in signed])


def simple_points(bounds: Bounds) -> list[Fraction]:
    """Integers, halves and quarters inside a bounded interval (at most 32), else its middle."""
    if bounds.lower is None or bounds.upper is None:
        raise ValueError("only a bounded interval has finitely many simple points")
    for denominator in reversed(NICE_DENOMINATORS):
        low, high = int(bounds.lower * denominator) - 1, int(bounds.upper * denominator) + 1
        if high - low > 8 * TABLE:
            continue
        points = [Fraction(k, denominator) for k in range(low, high + 1)]
        points = [point for point in points if bounds.contains(point)]
        if 0 < len(points) <= 32:
            return points
    return [bounds.dyadic_inside(Fraction(1, 2))]


def fold(value: Fraction, bounds: Bounds) -> Fraction:
    """Reflects a value into a half-line, moving it off an excluded end; unchanged on the whole line."""
    if bounds.lower is not None and not bounds.bounded:
        moved = bounds.lower + abs(value)
        return moved if bounds.contains(moved) else bounds.lower + 1
    if bounds.upper is not None and not bounds.bounded:
        moved = bounds.upper - abs(value)
        return moved if bounds.contains(moved) else bounds.upper - 1
    return value
