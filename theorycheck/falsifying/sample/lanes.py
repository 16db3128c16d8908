"""The lanes of the search: families of laws, each aimed at a way in which claims fail.

Every lane gives each cell a stack of tables; one header byte of the cell picks the table, one byte per entry
picks the value. Only the lane `declared` draws independently from one fixed law, so only it enters a
probability bound.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from theorycheck.falsifying.sample.cells import Bounds, Cell
from theorycheck.falsifying.sample.laws import SCALES, Stack, end_law, integer_law, normal_law, spread

ONE = (Fraction(1),)
CELL_SCALES = (Fraction(1, 2), Fraction(1), Fraction(1), Fraction(2))


@dataclass(frozen=True)
class Lane:
    """A named way of drawing; `stream` keeps lanes independent.

    A `tied` lane chooses between two values of the network; a `fine` one interpolates in small cells, which would
    see too few values otherwise; on an `exact` one float arithmetic makes no errors while numbers stay small. On a
    lane of families, so many networks in a row have most cells in common: they are dependent, so such a lane is never
    the declared one. On a `rational` lane a float stands for the entry of the table that it is nearest to.
    """

    name: str
    stream: int
    tables: Callable[[Cell], Stack]
    scales: tuple[Fraction, ...] = ONE
    mixed: bool = False
    tied: bool = False
    exact: bool = False
    fine: bool = False
    family: int = 1
    rational: bool = False


@lru_cache(maxsize=512)
def _integers(bounds: Bounds) -> Stack:
    wide, narrow = integer_law(bounds), integer_law(bounds, 1)
    if not bounds.contains(Fraction(0)):
        return Stack((wide, narrow))
    sparse = spread([Fraction(0)] * 3 * 16 + list(narrow[::16]))
    return Stack((wide, narrow, wide, sparse))


@lru_cache(maxsize=512)
def _normals(bounds: Bounds, scalar: bool) -> Stack:
    usual = normal_law(bounds)
    return Stack((usual, usual, usual, end_law(bounds)) if scalar else (usual,))


def _normals_of(cell: Cell) -> Stack:
    return _normals(cell.bounds, not cell.shape)


@lru_cache(maxsize=512)
def _palette(bounds: Bounds) -> Stack:
    return Stack((normal_law(bounds), integer_law(bounds)))


@lru_cache(maxsize=512)
def _declared(bounds: Bounds) -> Stack:
    return Stack((normal_law(bounds),))


DECLARED, INTEGERS, TIED, NORMALS, FAMILIES = "declared", "integers", "tied", "normals", "families"
FAMILY = 16
WIDER = (*SCALES, Fraction(8), Fraction(16))


def lanes(scales: tuple[Fraction, ...] | None = None) -> tuple[Lane, ...]:
    """The random lanes in the order in which they are tried; `scales` replaces the usual ones where a domain gives
    them."""
    return (
        Lane(INTEGERS, 1, lambda cell: _integers(cell.bounds), exact=True),
        Lane(DECLARED, 0, lambda cell: _declared(cell.bounds), scales=scales or ONE, fine=True),
        Lane(TIED, 2, lambda cell: _palette(cell.bounds), scales=scales or ONE, tied=True),
        Lane(NORMALS, 3, _normals_of, scales=scales or SCALES, mixed=True, fine=True),
        Lane(FAMILIES, 4, _normals_of, scales=scales or SCALES, mixed=True, fine=True, family=FAMILY),
    )


FRESH = Lane("fresh", 16, _normals_of, scales=WIDER, mixed=True, fine=True)  # where ascents start


def scalable(bounds: Bounds) -> bool:
    """Whether multiplying by a positive number keeps a value in the interval: the line, or a half-line that starts
    at 0."""
    return not bounds.bounded and bounds.lower in (None, 0) and bounds.upper in (None, 0)


@lru_cache(maxsize=64)
def scale_stack(scales: tuple[Fraction, ...]) -> Stack:
    """The table of the scales of a network."""
    return Stack((spread(scales),))


@lru_cache(maxsize=1)
def cell_scale_stack() -> Stack:
    """Half of the networks scale their cells apart."""
    return Stack((spread(ONE), spread(CELL_SCALES)))


@lru_cache(maxsize=512)
def tied_stacks(bounds: Bounds) -> tuple[Stack, Stack]:
    """An entry is a·u + b·v for the network's two values u and v: the stacks of a and of b. Some cells are constant."""
    codes = _tied_codes(bounds)
    first, second = (
        Stack(tuple(spread([Fraction(pair[side]) for pair in code]) for code in codes)) for side in (0, 1)
    )
    return first, second


def _tied_codes(bounds: Bounds) -> tuple[tuple[tuple[int, int], ...], ...]:
    both, constant = ((1, 0), (0, 1)), ((1, 0),)
    if bounds.free:
        signed = ((0, 0), (0, 0), (1, 0), (1, 0), (-1, 0), (0, 1), (0, 1), (0, -1))
        return signed, signed, ((1, 0), (-1, 0)), constant
    if scalable(bounds) and bounds.contains(Fraction(0)):
        return ((0, 0), (1, 0), (0, 1)), both, ((0, 0), (1, 0)), constant
    return both, constant
