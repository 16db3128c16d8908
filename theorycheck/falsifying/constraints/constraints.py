"""The hypotheses of a statement as a chain of methods, and what it makes of draws and of exact points."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from theorycheck.falsifying.constraints.drawn import Drawn
from theorycheck.falsifying.constraints.method import Method
from theorycheck.falsifying.constraints.trials import FAILURES, RATIONALS, wrapped
from theorycheck.falsifying.layout import Layout
from theorycheck.falsifying.point import Point, Sizes, point


@dataclass(frozen=True)
class Constraints:
    """Methods in the order in which they are applied; each leaves alone what the earlier ones made true."""

    layout: Layout
    methods: tuple[Method, ...] = ()
    left: tuple[Any, ...] = ()  # equations that no method makes true
    bounds: tuple[Any, ...] = ()  # inequalities, likewise

    def __bool__(self) -> bool:
        return bool(self.methods)

    @property
    def fills(self) -> set[str]:
        """The names of the symbols that are not drawn as they are."""
        return {name for method in self.methods for name in method.fills}

    def words(self) -> str:
        """What becomes of the draws, for the report."""
        return "; ".join(method.words for method in self.methods)

    def fill(self, algebra: Any, sizes: Sizes, values: Sequence[Any]) -> tuple[Any, ...]:
        """The values of an algebra with the symbols filled."""
        drawn = Drawn(self.layout, algebra, sizes, tuple(values))
        for method in self.methods:
            drawn = or_same(method.fill, drawn)
        return drawn.values

    def exact(self, drawn: Point) -> Point:
        """The exact image of an exact draw."""
        return self._each(drawn, lambda method, values: or_same(method.fill, values))

    def adopt(self, near: Point) -> Point:
        """An exact point near one that need not satisfy the hypotheses; one that does stays as it is."""
        return self._each(
            near, lambda method, values: values if holds(values, method) else or_same(method.adopt, values)
        )

    def _each(self, start: Point, step: Callable[[Method, Drawn], Drawn]) -> Point:
        if not self.methods:
            return start
        sizes = start.size_map()
        cells = self.layout.cells(sizes)
        values = tuple(wrapped(entries, cell.shape) for cell, entries in zip(cells, start.entries, strict=True))
        drawn = Drawn(self.layout, RATIONALS, sizes, values)
        for method in self.methods:
            drawn = step(method, drawn)
        return point(sizes, cells, [drawn.entries(place) for place in range(len(cells))])


def holds(exact: Drawn, method: Method) -> bool:
    """Whether the relations of a method hold at an exact point, as far as rationals can tell."""
    try:
        if method.equations:
            return not any(exact.residuals(method.given))
        return all(value <= 0 for value in exact.excess(method.given))
    except FAILURES:
        return False


def or_same(step: Callable[[Drawn], Drawn], drawn: Drawn) -> Drawn:
    """What a method makes of the values; where it has none, as the root of 2 among the rationals, they stay."""
    try:
        return step(drawn)
    except FAILURES:
        return drawn
