"""A point of a statement's domain: its sizes and the exact entries of its cells, and the witness form that is
stored.
"""
from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from theorycheck.falsifying.sample.cells import Cell

Sizes = Mapping[str, "int | list[int]"]


@dataclass(frozen=True)
class Point:
    """Sizes by name, and for each cell (in the order of the cells at these sizes) its entries, row by row."""

    sizes: tuple[tuple[str, int | tuple[int, ...]], ...]
    cells: tuple[Cell, ...]
    entries: tuple[tuple[Fraction, ...], ...]

    def size_map(self) -> dict[str, int | list[int]]:
        """The sizes as the mapping that environments are built from."""
        return {name: list(size) if isinstance(size, tuple) else size for name, size in self.sizes}


class Space(Protocol):
    """What shrinking and stored witnesses need to know of a statement."""

    @property
    def size_names(self) -> Sequence[str]:
        """The names of the naturals, scalars first."""

    def cells(self, sizes: Sizes) -> Sequence[Cell]:
        """The real arrays at these sizes, in a fixed order."""

    def family_lengths(self, sizes: Sizes) -> dict[str, int]:
        """How long each family of naturals must be, given the scalars."""

    def solve(self, found: Point) -> Point | None:
        """The point with its solved symbols computed afresh from the others; None where they have no solution."""


def point(sizes: Sizes, cells: Sequence[Cell], entries: Sequence[Sequence[Fraction]]) -> Point:
    """A point from its parts; refuses entries that do not fill their cells."""
    filled = tuple(tuple(values) for values in entries)
    if [len(values) for values in filled] != [cell.size for cell in cells]:
        raise ValueError("the entries do not fill the cells")
    named = tuple((name, tuple(size) if isinstance(size, list) else size) for name, size in sizes.items())
    return Point(named, tuple(cells), filled)


def with_entries(old: Point, place: int, values: Sequence[Fraction]) -> Point:
    """The same point with other entries in one cell."""
    entries = list(old.entries)
    entries[place] = tuple(values)
    return Point(old.sizes, old.cells, tuple(entries))


def to_witness(found: Point, families: Mapping[str, int]) -> dict[str, Any]:
    """The witness form: symbol → exact value. `families` gives the length of each family of real arrays, empty ones
    included."""
    witness: dict[str, Any] = found.size_map()
    witness.update({name: [None] * length for name, length in families.items()})
    for cell, values in zip(found.cells, found.entries, strict=True):
        value = nested(values, cell.shape)
        if cell.member is None:
            witness[cell.symbol] = value
        else:
            witness[cell.symbol][cell.member] = value
    return witness


def from_witness(witness: Mapping[str, Any], space: Space) -> Point:
    """The point of a stored witness; raises ValueError or KeyError when it does not fit the statement."""
    sizes = {name: _naturals(witness[name]) for name in space.size_names}
    for name, length in space.family_lengths(sizes).items():
        if len(sizes[name]) != length:  # type: ignore[arg-type]
            raise ValueError(f"{name} has {len(sizes[name])} members where {length} belong")  # type: ignore[arg-type]
    cells = space.cells(sizes)
    entries = []
    for cell in cells:
        value = witness[cell.symbol] if cell.member is None else witness[cell.symbol][cell.member]
        entries.append(flat(value, cell.shape))
    return point(sizes, cells, entries)


def _naturals(value: Any) -> int | list[int]:
    members = value if isinstance(value, list) else [value]
    if not all(type(member) is int and member >= 0 for member in members):
        raise ValueError(f"{value!r} where naturals belong")
    return value


def nested(values: Sequence[Fraction], shape: tuple[int, ...]) -> Any:
    """Row-major entries as nested lists; a bare number for the empty shape."""
    if not shape:
        return values[0]
    step = math.prod(shape[1:])
    return [nested(values[row * step : (row + 1) * step], shape[1:]) for row in range(shape[0])]


def flat(value: Any, shape: tuple[int, ...]) -> tuple[Fraction, ...]:
    """Nested lists as row-major exact entries; refuses another shape."""
    if not shape:
        return (Fraction(value),)
    if len(value) != shape[0]:
        raise ValueError(f"{len(value)} entries where the shape says {shape[0]}")
    return tuple(itertools.chain.from_iterable(flat(part, shape[1:]) for part in value))
