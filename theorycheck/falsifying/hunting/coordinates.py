"""Points whose arrays consist of coordinate vectors.

Hypotheses about inverses, projections and eigenvectors hold at hardly any matrix drawn at random; here their solutions
can be read off. Each point has sizes of its own; nothing is trusted, every hypothesis is decided at the end.
"""
from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from theorycheck.falsifying.point import Point, point
from theorycheck.falsifying.randomness import choose
from theorycheck.falsifying.sample.cells import Bounds, Cell
from theorycheck.falsifying.space import StatementSpace

STREAM = 1 << 22
PER_CELL = 64  # positions of the random stream
SCALARS, FACTORS = (0, 1, 1, 2, -1), (1, 1, 1, 1, 1, 1, 2, 0)

Choice = Callable[[int, int], int]  # position, number of possibilities


def coordinate_point(space: StatementSpace, number: int, most: int) -> Point | None:
    """Point `number`, a function of the seed; None where it would have more than `most` entries."""
    sizes = space.complete(space.assignments.random(number))
    cells = [] if sizes is None else space.cells(sizes)
    if sizes is None or not 0 < sum(cell.size for cell in cells) <= most:
        return None

    def entries(place: int, cell: Cell) -> list[Fraction]:
        def choice(at: int, count: int) -> int:
            return choose(space.seed, STREAM, number, PER_CELL * place + at, count)

        return [_inside(cell.bounds, value) for value in _values(cell.shape, choice)]

    return point(sizes, cells, [entries(place, cell) for place, cell in enumerate(cells)])


def _values(shape: tuple[int, ...], choice: Choice) -> list[int]:
    """A small number; coordinate vectors as rows, each with a factor; for one array in four any pattern of 0 and 1."""
    if not shape:
        return [SCALARS[choice(0, len(SCALARS))]]
    if len(shape) > 2 or choice(0, 4) == 0:
        return [min(1, choice(1 + at, 4)) for at in range(math.prod(shape))]
    rows, columns = shape if len(shape) == 2 else (1, *shape)
    shift = choice(1, max(1, columns))
    factors = [FACTORS[choice(2 + row, len(FACTORS))] for row in range(rows)]
    return [factors[row] * (column == (row + shift) % columns) for row in range(rows) for column in range(columns)]


def _inside(bounds: Bounds, value: int) -> Fraction:
    """The value, or 1 where the interval does not contain it."""
    return Fraction(value if bounds.contains(Fraction(value)) else 1)
