"""Simpler neighbours of a point by whole slices: the rows, columns and entries that belong to one unit or sample.

Axes of equal length are taken to be indexed by the same things (units, samples, coordinates). That is a guess, which
costs a candidate where it is wrong.
"""
from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from theorycheck.falsifying.point import Point, with_entries
from theorycheck.falsifying.simplicity import cost

Axis = tuple[int, int]  # the place of a cell, and which of its axes
Change = Callable[[Fraction], Fraction]


def block_candidates(found: Point) -> Iterator[Point]:
    """Slices made zero (many at once first), minus signs taken away, nonzero slices moved to the front, cells cleared
    of denominators and common factors."""
    for length in sorted({size for cell in found.cells for size in cell.shape if size > 1}, reverse=True):
        for axes in _choices(axes_of(found, length)):
            for first, last in _halves(length):
                yield _changed(found, axes, range(first, last), lambda value: value * 0)
            for index in range(length):
                yield _changed(found, axes, range(index, index + 1), lambda value: -value)
            yield _sorted(found, axes, length)
    for place in range(len(found.cells)):
        yield with_entries(found, place, _primitive(found.entries[place]))


def axes_of(found: Point, length: int) -> list[Axis]:
    """The axes of that length."""
    shapes = enumerate(cell.shape for cell in found.cells)
    return [(place, axis) for place, shape in shapes for axis, size in enumerate(shape) if size == length]


def added(found: Point, axes: Sequence[Axis], into: int, index: int) -> Point:
    """The point with slice `index` added to slice `into` along each of the axes."""
    for place, axis in axes:
        values, step = list(found.entries[place]), _step(found, (place, axis))
        for at, inside in enumerate(_indices(found, (place, axis))):
            if inside == into:
                values[at] += values[at + (index - into) * step]
        found = with_entries(found, place, values)
    return found


def _choices(axes: list[Axis]) -> list[list[Axis]]:
    """All together, then each alone."""
    return [axes] if len(axes) == 1 else [axes, *([axis] for axis in axes)]


def _halves(length: int) -> Iterator[tuple[int, int]]:
    """The intervals of at most half the indices, the longest first."""
    span = (length + 1) // 2
    while True:
        yield from ((first, min(length, first + span)) for first in range(0, length, span))
        if span == 1:
            return
        span = (span + 1) // 2


def _changed(found: Point, axes: Sequence[Axis], chosen: range, change: Change) -> Point:
    """The point with the entries in the chosen slices changed; an entry in two of them is changed once."""
    for place in dict.fromkeys(place for place, _ in axes):
        values = list(found.entries[place])
        along = (_indices(found, axis) for axis in axes if axis[0] == place)
        inside = {at for indices in along for at, index in enumerate(indices) if index in chosen}
        for at in inside:
            if values[at]:
                values[at] = change(values[at])
        found = with_entries(found, place, values)
    return found


def _sorted(found: Point, axes: Sequence[Axis], length: int) -> Point:
    """The point with the same permutation of the slices along each axis, the costly ones first."""
    keys: list[list[int]] = [[] for _ in range(length)]
    for axis in axes:
        for value, index in zip(found.entries[axis[0]], _indices(found, axis), strict=True):
            keys[index].append(-cost(value, place=1)[-1])
    order = sorted(range(length), key=keys.__getitem__)
    for axis in axes:
        values, step, indices = found.entries[axis[0]], _step(found, axis), _indices(found, axis)
        found = with_entries(found, axis[0], [values[at + (order[i] - i) * step] for at, i in enumerate(indices)])
    return found


def _primitive(values: Sequence[Fraction]) -> list[Fraction]:
    """The entries times the positive number that makes them integers without a common factor."""
    bottom = math.lcm(*(value.denominator for value in values))
    top = math.gcd(*(int(value * bottom) for value in values))
    return [value * bottom / top for value in values] if top else list(values)


def _indices(found: Point, axis: Axis) -> tuple[int, ...]:
    """For each entry of the cell, its index along the axis."""
    place, which = axis
    return _along(found.cells[place].shape, which)


@functools.lru_cache(maxsize=64)
def _along(shape: tuple[int, ...], which: int) -> tuple[int, ...]:
    step = math.prod(shape[which + 1 :])
    return tuple(at // step % shape[which] for at in range(math.prod(shape)))


def _step(found: Point, axis: Axis) -> int:
    """How far apart in a cell two entries are whose indices along the axis differ by one."""
    place, which = axis
    return math.prod(found.cells[place].shape[which + 1 :])
