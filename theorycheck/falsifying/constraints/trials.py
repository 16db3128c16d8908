"""Trial points: small exact points at small sizes, at which it is seen what a hypothesis is."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from theorycheck.algebra.rationals import Rationals
from theorycheck.errors import TheorycheckError
from theorycheck.falsifying.constraints.drawn import Drawn
from theorycheck.falsifying.layout import Layout
from theorycheck.falsifying.point import Sizes, nested
from theorycheck.falsifying.randomness import choose
from theorycheck.falsifying.sample.cells import Cell
from theorycheck.falsifying.sample.laws import fold

RATIONALS = Rationals()
SIZES = (3, 2, 1)
MOST_CELL_ENTRIES = 64
STREAM = 1 << 23
FAILURES = (TheorycheckError, ArithmeticError, ValueError, KeyError, IndexError)


def wrapped(values: Sequence[Fraction], shape: tuple[int, ...]) -> Any:
    """Row-major fractions as a value of the rationals."""
    return RATIONALS.array(nested(values, shape), shape) if shape else values[0]


def trial_points(layout: Layout, complete: Callable[[Sizes], Any]) -> list[Drawn]:
    """Exact points at the sizes 3, 2 and 1, as far as these can be completed and stay small."""
    found: list[Drawn] = []
    for size in SIZES:
        sizes: dict[str, Any] = {symbol.name: size for symbol in layout.naturals}
        try:
            sizes = complete(sizes) or sizes
            sizes |= {name: [size] * length for name, length in layout.family_lengths(sizes).items()}
            cells = layout.cells(sizes)
        except FAILURES:
            continue
        if all(cell.size <= MOST_CELL_ENTRIES for cell in cells):
            values = tuple(wrapped(_entries(cell, place, size), cell.shape) for place, cell in enumerate(cells))
            point = Drawn(layout, RATIONALS, sizes, values)
            if all(point.sizes != other.sizes for other in found):
                found.append(point)
    return found


def other_entries(cell: Cell, variant: int) -> list[Fraction]:
    """Other trial entries for a cell."""
    return _entries(cell, variant, 7)


def _entries(cell: Cell, place: int, variant: int) -> list[Fraction]:
    """Rationals of both signs without relations among each other, moved into the cell's interval."""
    drawn = (choose(variant, STREAM, place, at, 37) for at in range(cell.size))
    return [_inside(Fraction(k - 17, 5) if k != 17 else Fraction(4, 5), cell) for k in drawn]


def _inside(value: Fraction, cell: Cell) -> Fraction:
    bounds = cell.bounds
    return bounds.dyadic_inside(abs(value) / 5) if bounds.bounded else fold(value, bounds)
