"""The search for landscape statements: points that are critical, or minima, and whatever a statement says of them.

Turns, until the budget is spent or a point refutes: points near the author's example, small exact points (with the
landscape's own symbols at zero too), and a survey of the landscape of the statement at the same data.  Array
symbols that equality hypotheses determine are solved for.  What a point's hypotheses leave undecided in numbers
(a minimum among all points nearby) is decided by the kernel, in the court.
"""
from __future__ import annotations

import itertools
from functools import partial
from typing import Any

from theorycheck.falsifying.hunting.hearing import Hearing
from theorycheck.falsifying.hunting.points import NEARBY_DRAWS, Points
from theorycheck.falsifying.hunting.subject import Subject
from theorycheck.falsifying.hunting.surveys import Surveyor
from theorycheck.falsifying.point import Point

EXACT, NEARBY = "small exact points", "near the example"


class Hunt:
    """One run; `search` lends its space, court, meter, examiner and statistics."""

    def __init__(self, search: Any) -> None:
        self.search = search
        self.subject = Subject(search.statement)
        self.points = Points(search, self.subject)
        self.hearing = Hearing(search, self.subject)
        self.surveyor = Surveyor(search, self.subject, self.hearing, self._done)

    def run(self, began: dict[str, Any] | None) -> None:
        """Turns until the budget is spent or a point refutes; from where an interrupted hunt was, if it `began`."""
        self.search.statistics.hunted = True
        example = self.points.example()
        first = 0
        if began is not None:
            first, self.hearing.heard = began["turn"], set(began["heard"])
        elif example is not None:
            self.hearing.hear(example, NEARBY, 0, {})
        sizes = itertools.islice(self.points.sizes(), first, None)
        for turn in itertools.count(first):
            if self._done():
                return
            before = self.search.meter.examples
            if example is not None and example.cells:
                self._near(example, turn)
            here = next(sizes)
            if here is not None:
                self._at(here, turn)
            if self.search.meter.examples == before:  # a turn without a point: examples alone must end the run
                self.search.meter.add(1)
            self.search.pause(EXACT, partial(self._state, turn + 1))

    def _state(self, turn: int) -> dict[str, Any]:
        return {"turn": turn, "heard": sorted(self.hearing.heard)}

    def _done(self) -> bool:
        return self.search.court.refutation is not None or self.search.meter.spent()

    def _near(self, example: Point, turn: int) -> None:
        """Points that differ from the example in a few arrays, of small integers."""
        for number in range(turn * NEARBY_DRAWS, (turn + 1) * NEARBY_DRAWS):
            if self._done():
                return
            self.search.meter.add(1)
            found = self.points.near(example, number)
            for candidate in self.points.variants(found, self.points.solved(found)):
                self.hearing.hear(candidate, NEARBY, number, {})

    def _at(self, sizes: dict[str, Any], turn: int) -> None:
        """Small exact points at these sizes, and the landscape at the data of the first of them."""
        data: Point | None = None
        for found in self.points.drawn(sizes, turn):
            if self._done():
                return
            self.search.meter.add(1)
            solved = self.points.solved(found)
            for candidate in self.points.variants(found, solved):
                self.hearing.hear(candidate, EXACT, turn, sizes)
            data = data or solved or (found if not self.subject.equations else None)
        for found in self.points.of_coordinates(turn):
            if self._done():
                return
            self.search.meter.add(1)
            self.hearing.hear(found, EXACT, turn, found.size_map())
        if data is not None and self.subject.surveyed is not None and not self._done():
            self.surveyor.survey(self.subject.surveyed, data, turn)
