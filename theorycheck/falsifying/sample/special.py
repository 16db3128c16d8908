"""Two more lanes of the search: the values that a statement itself names, and magnitudes over hundreds of octaves.

A claim may fail at one value alone (`x != 1/3`), or where numbers are tiny or huge: no law of everyday numbers comes
there. What a statement is false at is often made of its own literals, so those are tried with their simple
combinations, the ends of intervals, and multiples of pi/4 where pi, a sine or a cosine occurs. Floats stand for such a
value; what is decided is the rational itself.
"""
from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from theorycheck.falsifying.sample.cells import Bounds, Cell
from theorycheck.falsifying.sample.lanes import Lane
from theorycheck.falsifying.sample.laws import SCALES, TABLE, Stack, fold, integer_law, normal_law, spread
from theorycheck.statement.node import Node, postorder
from theorycheck.statement.nodes import Call, Literal, Named, Pi

SPECIAL, MAGNITUDES = "special values", "magnitudes"
LITERALS, COMBINED = 24, 10
LARGEST_BITS = 200
OCTAVES = {"float32": 50, "float64": 140}  # products of a scale and an entry stay finite in the format
SHARES = (-1.0, -0.45, -0.2, -0.1, -0.05, 0.0, 0.0, 0.05, 0.1, 0.2, 0.45, 1.0)


def more_lanes(
    nodes: Sequence[Node], scales: tuple[Fraction, ...] | None = None, dtype: str = "float64"
) -> tuple[Lane, ...]:
    """Both lanes for the relations of a statement; `scales` replaces the far ones where a domain gives them."""
    octaves = OCTAVES[dtype]
    values = SpecialValues(tuple(nodes), Fraction(4) ** octaves)
    far = (*(Fraction(2) ** round(share * octaves) for share in SHARES), *SCALES)
    return (
        Lane(SPECIAL, 17, values.tables, exact=True, rational=True),
        Lane(MAGNITUDES, 18, lambda cell: _wide(cell.bounds, octaves), scales=scales or far, mixed=True),
    )


@dataclass
class SpecialValues:
    """The tables of special values by interval; none is larger than `largest`."""

    nodes: tuple[Node, ...]
    largest: Fraction
    _stacks: dict[Bounds, Stack] = field(default_factory=dict, repr=False)

    def tables(self, cell: Cell) -> Stack:
        """Single values, simple combinations of two, small integers among them."""
        bounds = cell.bounds
        if bounds not in self._stacks:
            singles, pairs = self._values()
            ends = [end for end in (bounds.lower, bounds.upper) if end is not None]
            integers = integer_law(bounds)
            fitting = (self._fitting([*singles, *ends], bounds), self._fitting([*singles, *pairs], bounds))
            found = tuple(spread(values) for values in fitting if values)
            self._stacks[bounds] = Stack((*found, spread([*integers[::4], *(found[0][::4] if found else ())])))
        return self._stacks[bounds]

    def _values(self) -> tuple[list[Fraction], list[Fraction]]:
        literals = {abs(node.value) for node in postorder(*self.nodes) if isinstance(node, Literal)}
        known = sorted((x for x in literals if _short(x)), key=lambda x: (x.denominator == 1, x))[:LITERALS]
        if any(map(_turns, postorder(*self.nodes))):
            known += [Fraction(k * math.pi / 4) for k in (1, 2, 3, 4, 6, 8)]
        singles = [x for x in known if x]
        near = [y for x in singles for y in (x, 1 / x, x / 2, 2 * x, x + 1, x - 1, x * x, *_root(x))]
        few = singles[:COMBINED]
        pairs = [y for a, b in itertools.permutations(few, 2) for y in (a / b, a - b, a + b, a * b)]
        return [Fraction(0), *near], pairs

    def _fitting(self, values: Iterable[Fraction], bounds: Bounds) -> list[Fraction]:
        """Those and their negatives that the interval has, each once, as many as a table holds."""
        signed = (y for x in values for y in (x, -x) if abs(x) <= self.largest and _short(x))
        return list(dict.fromkeys(x for x in signed if bounds.contains(x)))[:TABLE]


def _turns(node: Node) -> bool:
    """Whether multiples of pi are special to it."""
    return isinstance(node, Pi) or (isinstance(node, (Call, Named)) and node.notation.name in ("sin", "cos"))


def _short(x: Fraction) -> bool:
    return x.numerator.bit_length() + x.denominator.bit_length() < LARGEST_BITS


def _root(x: Fraction) -> list[Fraction]:
    """The square root where it is rational."""
    root = Fraction(math.isqrt(x.numerator), math.isqrt(x.denominator))
    return [root] if root * root == x else []


@lru_cache(maxsize=512)
def _wide(bounds: Bounds, octaves: int) -> Stack:
    """Powers of two over hundreds of octaves, or the way to both ends of a bounded interval; and the usual law."""
    return Stack((_far(bounds, octaves), normal_law(bounds)))


def _far(bounds: Bounds, octaves: int) -> tuple[Fraction, ...]:
    if not bounds.bounded or bounds.lower is None or bounds.upper is None:
        sizes = [Fraction(2) ** round(octaves * (2 * place / (TABLE // 2 - 1) - 1)) for place in range(TABLE // 2)]
        return tuple(fold(value, bounds) for size in sizes for value in (size, -size))
    width = bounds.upper - bounds.lower
    steps = [width / Fraction(2) ** (1 + place) for place in range(TABLE // 2)]
    near = [bounds.lower + step for step in steps] + [bounds.upper - step for step in steps]
    inside = [x for x in near if bounds.contains(Fraction(float(x)))]
    return spread(inside or [bounds.dyadic_inside(Fraction(1, 2))])
