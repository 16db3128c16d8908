"""Surveys of the landscape of a statement at given data, and what of them is brought before the court."""
from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from theorycheck.falsifying.court import Court, Sighting
from theorycheck.falsifying.hunting.hearing import Hearing
from theorycheck.falsifying.hunting.subject import Subject
from theorycheck.falsifying.landscape.critical import find_critical
from theorycheck.falsifying.landscape.minimize import minimize
from theorycheck.falsifying.landscape.rational import polished, rational_points
from theorycheck.falsifying.landscape.starts import Starts, reflected
from theorycheck.falsifying.landscape.statement_objective import StatementObjective
from theorycheck.falsifying.landscape.survey import Survey, explore
from theorycheck.falsifying.point import Point, nested, with_entries
from theorycheck.statement.landscape import GlobalMinimum, Landscape
from theorycheck.statement.witness import Between

SURVEY = "landscape"
FEW_STARTS, FIRST_STARTS, MOST_STARTS = 16, 256, 4096
RADII = (Fraction(1, 2**36), Fraction(1, 2**24), Fraction(1, 2**12))  # of boxes around a minimum
GRID = Fraction(1, 2**52)
CANDIDATES, ROUNDINGS = 3, 6


class Surveyor:
    """Surveys of one statement; `search` lends its space, court, meter and statistics, `done` ends them."""

    def __init__(self, search: Any, subject: Subject, hearing: Hearing, done: Callable[[], bool]) -> None:
        self.search, self.space, self.subject, self.hearing, self.done = search, search.space, subject, hearing, done
        self.court: Court = search.court
        self.about_global = isinstance(subject.statement.conclusion, GlobalMinimum)

    def survey(self, node: Landscape, data: Point, turn: int) -> None:
        """Surveys the landscape at the data, and hears what is worth hearing."""
        objective, places = self.hearing.objective(node, data)
        if objective.dimension == 0:
            return
        count = min(MOST_STARTS, FIRST_STARTS << turn)
        left = self.search.meter.left()
        count = count if left is None else max(1, min(count, left))
        starts = Starts(objective.backend, objective.dimension, self.space.seed).block(turn * MOST_STARTS, count)
        follow = partial(self._follow, objective, data, places, turn)
        if not self.about_global:
            follow(starts)
            return
        # only minima above the best are wanted: what few starts reach need not be reached again
        seen = follow(starts[:FEW_STARTS, ...])
        if seen.lowest and not self.done():
            follow(reflected(objective.backend, seen.lowest[0].point, FIRST_STARTS), seen.best)
        if count > FEW_STARTS and not self.done():
            follow(starts[FEW_STARTS:, ...], seen.best)

    def _follow(
        self, objective: StatementObjective, data: Point, places: Sequence[int], turn: int, starts: Any,
        best: float | None = None,
    ) -> Survey:  # fmt: skip
        # where the hypotheses speak of minima, other critical points are of no use
        find = find_critical if self.subject.only_critical and turn % 2 else minimize
        seen = explore(objective, starts, best, find, self.done)
        self.search.meter.add(seen.starts)
        self.search.statistics.count(SURVEY, seen.starts, seen.starts, len(seen.undecided))
        self._remember(seen)
        self._hear_candidates(seen, objective, data, places, turn)
        return seen

    def _remember(self, seen: Survey) -> None:
        kinds = self.search.statistics.kinds
        for kind, number in seen.kinds.items():
            kinds[kind] = kinds.get(kind, 0) + number

    def _hear_candidates(
        self, seen: Survey, objective: StatementObjective, data: Point, places: Sequence[int], turn: int
    ) -> None:
        minima = seen.candidates[:CANDIDATES]
        if not self.about_global:
            minima = (*minima, *seen.lowest)
        for candidate in (*minima, *seen.undecided[:CANDIDATES]):
            for point in itertools.islice(rational_points(objective, candidate.point), ROUNDINGS):
                self.hearing.hear(_moved(data, places, point), SURVEY, turn, {})
                if self.done():
                    return
        for candidate in minima:
            if self._hear_boxes(data, places, polished(objective, candidate.point), turn):
                return

    def _hear_boxes(self, data: Point, places: Sequence[int], point: Sequence[float], turn: int) -> bool:
        """Boxes around a minimum that need not be rational, the smallest first."""
        for radius in RADII:
            witness, start = self.space.witness(data), 0
            for place in places:
                cell = data.cells[place]
                part = [round(Fraction(c) / GRID) * GRID for c in point[start : start + cell.size]]
                sides: list[Any] = [Between(c - radius, c + radius) for c in part]
                witness[cell.symbol] = nested(sides, cell.shape)
                start += cell.size
            if self.court.hear_box(witness, Sighting(SURVEY, turn, float("nan"), {})):
                return True
        return False


def _moved(data: Point, places: Sequence[int], point: Sequence[Fraction]) -> Point:
    """The data with these coordinates of the landscape's own symbols."""
    found, start = data, 0
    for place in places:
        size = data.cells[place].size
        found = with_entries(found, place, point[start : start + size])
        start += size
    return found
