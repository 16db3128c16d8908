"""Exact points worth deciding: near the author's example, and small ones, with what equations determine solved for."""
from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from theorycheck.algebra.base import Array
from theorycheck.algebra.quotients import Quotients, from_flint
from theorycheck.errors import Inexact, NotNumeric, UndefinedValue
from theorycheck.falsifying.court import Court
from theorycheck.falsifying.example import example_point
from theorycheck.falsifying.hunting.coordinates import coordinate_point
from theorycheck.falsifying.hunting.subject import Subject
from theorycheck.falsifying.point import Point, with_entries
from theorycheck.falsifying.randomness import choose
from theorycheck.falsifying.sample.solve_arrays import solve_affine_system
from theorycheck.statement.evaluation import Evaluator
from theorycheck.statement.nodes import Eq

EXACT_DRAWS, NEARBY_DRAWS, COORDINATE_DRAWS = 12, 32, 24
PASSES = 2
MOST_ENTRIES = 60  # of a point at sizes that the author has not chosen
CHANGED_CELLS, SMALL = 3, 3
CHANGE_STREAM = 1 << 21
QUOTIENTS = Quotients()


class Points:
    """Proposes points of one statement; `search` lends its space, lanes and examiner."""

    def __init__(self, search: Any, subject: Subject) -> None:
        self.search, self.space, self.subject = search, search.space, subject
        self.court: Court = search.court

    def example(self) -> Point | None:
        """The author's example, if there is one that fits the statement."""
        return example_point(self.court)

    def sizes(self) -> Iterator[dict[str, Any] | None]:
        """Assignments of the naturals, small enough to be tried; None in the place of one that is not."""
        if not self.space.size_names:
            yield from itertools.repeat({})
        for number in itertools.count():
            sizes = self.space.sizes(number)
            entries = 0 if sizes is None else sum(cell.size for cell in self.space.cells(sizes))
            small = entries <= MOST_ENTRIES or bool(self.space.ranges)
            yield sizes if sizes is not None and small and self.court.judge.naturals_allow(sizes) else None

    # ---- draws

    def near(self, example: Point, number: int) -> Point:
        """The example with a few arrays changed to small integers."""
        found = example
        for change in range(1 + choose(self.space.seed, CHANGE_STREAM, number, 0, CHANGED_CELLS)):
            place = choose(self.space.seed, CHANGE_STREAM, number, 1 + change, len(found.cells))
            found = self._changed(found, place, number)
        return found

    def _changed(self, found: Point, place: int, number: int) -> Point:
        """Every fourth array becomes zero, and of the others about half of the entries."""
        zero = choose(self.space.seed, CHANGE_STREAM, number, 8 + place, 4) == 0
        where = range(64 * (place + 1), 64 * (place + 1) + found.cells[place].size)
        drawn = [choose(self.space.seed, CHANGE_STREAM, number, at, 4 * SMALL) - SMALL for at in where]
        return with_entries(found, place, [Fraction(0 if zero or abs(v) > SMALL else v) for v in drawn])

    def drawn(self, sizes: dict[str, Any], turn: int) -> Iterator[Point]:
        """Points of the search's lanes, one lane each turn."""
        lane = self.search.lanes[turn % len(self.search.lanes)]
        cells = self.space.cells(sizes)
        for index in range(turn * EXACT_DRAWS, (turn + 1) * EXACT_DRAWS):
            drawer = self.search.examiner.drawer
            values = drawer.draw(lane, cells, drawer.chosen([index]))
            found = self.search.examiner.exact(sizes, values, 0)
            if found is not None:
                yield found

    def of_coordinates(self, turn: int) -> Iterator[Point]:
        """Points of coordinate vectors, with what equations determine; their sizes are their own.

        They cost more than others: not in the first turn, and not where a minimum is asked for.
        """
        if turn == 0 or not (self.subject.equations and self.subject.only_critical):
            return
        for number in range(turn * COORDINATE_DRAWS, (turn + 1) * COORDINATE_DRAWS):
            found: Point | None = coordinate_point(self.space, number, MOST_ENTRIES)
            for _ in range(PASSES):  # what is solved for later may enter what was solved for before
                found = None if found is None else self.solved(found)
            if found is not None and self.court.judge.naturals_allow(found.size_map()):
                yield found

    # ---- variants

    def variants(self, found: Point, solved: Point | None) -> Iterator[Point]:
        """Both as they are, and with the landscape's own symbols at zero."""
        for candidate in (found, solved):
            if candidate is not None:
                yield candidate
                yield self._at_zero(candidate)

    def _at_zero(self, found: Point) -> Point:
        """The same data, with the landscape's own symbols at zero."""
        names = {symbol.name for symbol in self.subject.moving}
        for place, cell in enumerate(found.cells):
            if cell.symbol in names:
                found = with_entries(found, place, [Fraction(0)] * cell.size)
        return found

    def solved(self, found: Point) -> Point | None:
        """The point with each array that its equations determine solved for, in the order of the symbols."""
        if not self.subject.equations:
            return None
        for place, cell in reversed(list(enumerate(found.cells))):
            equations = self.subject.determining.get(cell.symbol, [])
            if not equations:
                continue
            residual = partial(self._residual, found, place, equations)
            values = solve_affine_system(residual, found.entries[place])
            if values is not None:
                found = with_entries(found, place, values)
        return found

    def _residual(
        self, found: Point, place: int, equations: Sequence[Eq], values: Sequence[Fraction]
    ) -> list[Fraction] | None:
        environment = self.court.judge.environment(with_entries(found, place, values), QUOTIENTS)
        evaluator = Evaluator(QUOTIENTS, environment)  # what equations share is computed once
        try:
            return [entry for equation in equations for entry in _difference(equation, evaluator)]
        except (Inexact, UndefinedValue, NotNumeric):
            return None


def _difference(equation: Eq, evaluator: Evaluator) -> list[Fraction]:
    left, right = map(evaluator.value, equation.args)
    if isinstance(left, Array):
        return [from_flint(left.value[index] - right.value[index]) for index in left.value]
    return [from_flint(left - right)]
