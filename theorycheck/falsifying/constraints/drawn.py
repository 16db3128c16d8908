"""The cells of a statement at concrete sizes, with values over one algebra."""
from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from theorycheck.algebra.base import Array
from theorycheck.algebra.quotients import Quotients, from_flint, to_flint
from theorycheck.algebra.rationals import Rationals
from theorycheck.falsifying.constraints.residuals import excesses, residuals
from theorycheck.falsifying.layout import Layout
from theorycheck.falsifying.point import Sizes
from theorycheck.falsifying.sample.cells import Cell

Carrier = Any


QUOTIENTS = Quotients()


@dataclass(frozen=True)
class Drawn:
    """Values by cell: a scalar of the algebra, or an `Array`. What is done to them gives a new object."""

    layout: Layout
    algebra: Any
    sizes: Sizes
    values: tuple[Any, ...]

    @property
    def cells(self) -> Sequence[Cell]:
        """The cells, in the order of the values."""
        return self.layout.cells(self.sizes)

    def places(self, name: str) -> list[int]:
        """Where the cells of a symbol stand: several for a family."""
        return [place for place, cell in enumerate(self.cells) if cell.symbol == name]

    def environment(self) -> dict[Any, Any]:
        """All symbols with their values."""
        return self.layout.environment(self.sizes, self.values, lambda value, shape: value)

    def residuals(self, equations: Sequence[Any]) -> list[Carrier]:
        """Left side minus right side of each scalar equation that these consist of."""
        return self._differences(residuals, equations)

    def excess(self, inequalities: Sequence[Any]) -> list[Carrier]:
        """Smaller side minus larger side of each scalar inequality that these consist of."""
        return self._differences(excesses, inequalities)

    def _differences(self, of: Callable[..., list[Carrier]], relations: Sequence[Any]) -> list[Carrier]:
        if type(self.algebra) is Rationals:  # the same numbers, several times faster
            return [from_flint(entry) for entry in self._in_quotients._differences(of, relations)]
        environment = self.environment()
        return [entry for node in relations for entry in of(node, self.algebra, environment)]

    @cached_property
    def _in_quotients(self) -> Drawn:
        return replace(self, algebra=QUOTIENTS, values=tuple(map(_as_quotient, self.values)))

    def entries(self, place: int) -> list[Carrier]:
        """The entries of a cell, row by row."""
        value, shape = self.values[place], self.cells[place].shape
        if not shape:
            return [value]
        return [self.algebra.entry(value, *index) for index in itertools.product(*map(range, shape))]

    def with_value(self, place: int, value: Any) -> Drawn:
        """The same with another value in one cell."""
        return replace(self, values=(*self.values[:place], value, *self.values[place + 1 :]))

    def with_entries(self, place: int, entries: Sequence[Carrier]) -> Drawn:
        """The same with other entries in one cell."""
        shape = self.cells[place].shape
        if not shape:
            return self.with_value(place, entries[0])
        known = dict(zip(itertools.product(*map(range, shape)), entries, strict=True))
        return self.with_value(place, self.algebra.tabulate(shape, lambda *index: known[index]))

    def mapped(self, place: int, function: Callable[[Carrier], Carrier]) -> Drawn:
        """The same with a function applied to every entry of one cell."""
        value = self.values[place]
        return self.with_value(
            place, self.algebra.each(function, value) if isinstance(value, Array) else function(value)
        )


def _as_quotient(value: Any) -> Any:
    if isinstance(value, Array):
        return Array({place: to_flint(entry) for place, entry in value.value.items()}, value.shape)
    return to_flint(value)


def as_fraction(value: Any) -> Any:
    """A value over quotients as one over fractions."""
    if isinstance(value, Array):
        return Array({place: from_flint(entry) for place, entry in value.value.items()}, value.shape)
    return from_flint(value)
