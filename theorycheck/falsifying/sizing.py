"""Simpler neighbours of a point at smaller sizes: layers, units and samples are dropped, units merged."""
from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

from theorycheck.falsifying.blocks import Axis, added, axes_of
from theorycheck.falsifying.point import Point, Space, point
from theorycheck.falsifying.sample.cells import Cell
from theorycheck.falsifying.sample.laws import fold

DROPS, PAIRS = 6, 15


def size_candidates(found: Point, space: Space) -> Iterator[Point]:
    """Points with one size made smaller and what depends on it cut, boldest first; units and layers go one by one."""
    sizes = found.size_map()
    for name, member, now in _each_size(found):
        for smaller in dict.fromkeys((0, 1, now // 2, now - 1)):
            if not 0 <= smaller < now:
                continue
            dropped = range(now - 1, max(-1, now - 1 - DROPS), -1) if smaller == now - 1 else (now - 1,)
            for index in dropped:
                yield from _refit(found, _changed(sizes, name, member, smaller), index, space)


def _each_size(found: Point) -> Iterator[tuple[str, int | None, int]]:
    """(name, place in its family or None, value) of every natural."""
    for name, size in found.sizes:
        if isinstance(size, tuple):
            yield from ((name, member, value) for member, value in enumerate(size))
        else:
            yield name, None, size


def _changed(sizes: dict, name: str, member: int | None, value: int) -> dict:
    changed = dict(sizes)
    if member is None:
        changed[name] = value
    else:
        changed[name] = [value if place == member else old for place, old in enumerate(sizes[name])]
    return changed


def _refit(found: Point, sizes: dict, dropped: int, space: Space) -> Iterator[Point]:
    """The point cut to new sizes: an axis that shrank by one leaves out the index `dropped`, others lose their tail.

    Where a family of naturals must become shorter, the variants that leave out each single member are all given.
    """
    for adjusted in _fit_families(sizes, dropped, space):
        cells = space.cells(adjusted)
        old = {(c.symbol, c.member): (c, values) for c, values in zip(found.cells, found.entries, strict=True)}
        lengths = {c.symbol: sum(o.symbol == c.symbol for o in found.cells) for c in found.cells}
        entries = []
        for cell in cells:
            member = cell.member
            shorter = sum(o.symbol == cell.symbol for o in cells) == lengths.get(cell.symbol, 0) - 1
            if member is not None and shorter and member >= dropped:
                member += 1
            entries.append(_cut(cell, old.get((cell.symbol, member)), dropped))
        yield point(adjusted, cells, entries)


def _fit_families(sizes: dict, dropped: int, space: Space) -> Iterator[dict]:
    """The sizes with families of naturals shortened to the lengths that the new scalars demand."""
    wanted = space.family_lengths(sizes)
    variants = [dict(sizes)]
    for name, length in wanted.items():
        old = sizes[name]
        if len(old) == length:
            continue
        cut = old[:length] + [0] * (length - len(old))
        choices = [cut]
        if length == len(old) - 1:
            choices = [old[:place] + old[place + 1 :] for place in dict.fromkeys((dropped, dropped + 1, length, 0))
                       if place < len(old)]
        variants = [{**variant, name: choice} for variant in variants for choice in choices]
    yield from variants


def _cut(cell: Cell, old: tuple[Cell, tuple[Fraction, ...]] | None, dropped: int) -> list[Fraction]:
    """The entries of a cell taken from its larger predecessor; a legal default where there is none."""
    default = fold(Fraction(0), cell.bounds) if not cell.bounds.bounded else cell.bounds.dyadic_inside(Fraction(1, 2))
    if old is None or len(old[0].shape) != len(cell.shape):
        return [default] * cell.size
    before, values = old
    result = []
    for place in range(cell.size):
        source, inside = 0, True
        for index, new, was in zip(_unravel(place, cell.shape), cell.shape, before.shape, strict=True):
            index += new == was - 1 and index >= dropped
            inside = inside and index < was
            source = source * was + index
        result.append(values[source] if inside else default)
    return result


def _unravel(place: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    indices: list[int] = []
    for size in reversed(shape):
        place, index = divmod(place, size)
        indices.insert(0, index)
    return tuple(indices)


def merge_candidates(found: Point, space: Space) -> Iterator[Point]:
    """Points with two indices of one size made one: in one array after the other, and in all, their slices are added.

    Two units become one with the sum of their outgoing weights: that keeps a network that computes with equal units.
    """
    sizes = found.size_map()
    for name, member, now in _each_size(found):
        axes = axes_of(found, now)
        if now < 2 or not axes:
            continue
        choices: list[list[Axis]] = [[axis] for axis in axes]
        choices += [axes] if len(axes) > 1 else []
        pairs = ((i, j) for j in range(now - 1, 0, -1) for i in range(j))
        for (i, j), chosen in itertools.product(itertools.islice(pairs, PAIRS), choices):
            yield from _refit(added(found, chosen, i, j), _changed(sizes, name, member, now - 1), j, space)
