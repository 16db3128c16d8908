"""Surveys of the landscape of a statement at given data, and what of them is brought before the court."""
from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from theorycheck.falsifying.court import Court, Sighting
from theorycheck.falsifying.hunting.hearing import Hearing, has_pieces
from theorycheck.falsifying.hunting.subject import Subject
from theorycheck.falsifying.landscape.critical import find_critical
from theorycheck.falsifying.landscape.kinks import above, lows
from theorycheck.falsifying.landscape.minimize import minimize
from theorycheck.falsifying.landscape.rational import polished, rational_points, simple_points
from theorycheck.falsifying.landscape.starts import Starts, reflected
from theorycheck.falsifying.landscape.statement_objective import StatementObjective
from theorycheck.falsifying.landscape.survey import FEW_STARTS, Exploration, Survey
from theorycheck.falsifying.point import Point, nested, with_entries
from theorycheck.statement.landscape import GlobalMinimum, Landscape
from theorycheck.statement.witness import Between

SURVEY = "landscape"
FIRST_STARTS, MOST_STARTS, STARTS_A_COORDINATE = 256, 4096, 64
RADII = (Fraction(1, 2**36), Fraction(1, 2**24), Fraction(1, 2**12))  # of boxes around a minimum
GRID = Fraction(1, 2**52)
CANDIDATES, ROUNDINGS = 3, 6
KINK_STARTS, KINK_CANDIDATES = 64, 12


class _Place:
    """One landscape under survey: where it lies, what was seen of it, and which starts' ends were heard."""

    def __init__(
        self, exploration: Exploration, alone: StatementObjective, data: Point, places: Sequence[int], turn: int
    ) -> None:
        self.exploration, self.alone = exploration, alone  # the objective for points one by one
        self.data, self.places, self.turn = data, places, turn
        self.seen = exploration.survey()
        self.heard: set[int] = set()


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
        if len(places) < len(data.cells):  # other data make another landscape: the smaller, the sooner
            count = min(count, STARTS_A_COORDINATE * objective.dimension)
        left = self.search.meter.left()
        count = count if left is None else max(1, min(count, left))
        starts = Starts(objective.backend, objective.dimension, self.space.seed).block(turn * MOST_STARTS, count)
        alone = self.hearing.objective(node, data, alone=True)[0]
        if has_pieces(node):
            self._survey_kinks(alone, objective, data, places, turn, starts)
            if self.done():
                return
        # where the hypotheses speak of minima, other critical points are of no use
        find = find_critical if self.subject.only_critical and turn % 2 else minimize
        # for the claim that minima are global, what few starts reach need not be reached again
        exploration = Exploration(objective, find=find, enough=self.done, leave=self.about_global)
        at = _Place(exploration, alone, data, places, turn)
        if not self.about_global:
            self._follow(at, starts)
            return
        lowest = self._follow(at, starts[:FEW_STARTS, ...]).lowest
        if lowest and not self.done():
            self._follow(at, reflected(objective.backend, lowest[0].point, FIRST_STARTS))
        if count > FEW_STARTS and not self.done():
            self._follow(at, starts[FEW_STARTS:, ...])

    def _survey_kinks(
        self,
        alone: StatementObjective,
        objective: StatementObjective,
        data: Point,
        places: Sequence[int],
        turn: int,
        starts: Any,
    ) -> None:
        """Hears rational points near where descent with rounded corners ends."""
        some = starts[:KINK_STARTS, ...]
        found = lows(objective, some)
        self.search.meter.add(int(some.shape[0]))
        self.search.statistics.count(SURVEY, int(some.shape[0]), int(some.shape[0]), 0)
        self.court.better = [low.point for low in found[:1]]
        wanted = above(found) if self.about_global else found
        for low in wanted[:KINK_CANDIDATES]:
            for point in simple_points(alone, low.point):
                self.hearing.hear(_moved(data, places, point), SURVEY, turn, {})
                if self.done():
                    return

    def _follow(self, at: _Place, starts: Any) -> Survey:
        before, undecided = Counter(at.seen.kinds), len(at.seen.undecided)
        at.exploration.follow(starts)
        at.seen = at.exploration.survey()
        self.court.better = [low.point for low in at.seen.lowest[:1]] or self.court.better
        new = Counter(at.seen.kinds) - before
        self.search.meter.add(new.total())
        more = max(0, len(at.seen.undecided) - undecided)
        self.search.statistics.count(SURVEY, new.total(), new.total(), more)
        kinds = self.search.statistics.kinds
        for kind, number in new.items():
            kinds[kind] = kinds.get(kind, 0) + number
        self._hear_candidates(at)
        return at.seen

    def _hear_candidates(self, at: _Place) -> None:
        wanted = at.seen.candidates[:CANDIDATES] + (() if self.about_global else at.seen.lowest)
        minima = [one for one in wanted if one.row not in at.heard]
        undecided = [one for one in at.seen.undecided[:CANDIDATES] if one.row not in at.heard]
        at.heard |= {one.row for one in (*minima, *undecided)}
        for candidate in (*minima, *undecided):
            for point in itertools.islice(rational_points(at.alone, candidate.point), ROUNDINGS):
                self.hearing.hear(_moved(at.data, at.places, point), SURVEY, at.turn, {})
                if self.done():
                    return
        for candidate in minima:
            if self._hear_boxes(at.data, at.places, polished(at.alone, candidate.point), at.turn):
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
