"""A landscape explored: from many starts to counts, critical values, and minima that are worth a certificate."""
from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from theorycheck.falsifying.dialect import rows
from theorycheck.falsifying.landscape.classify import CRITICAL, DEGENERATE, KINDS, MINIMUM, EndPoint, classify
from theorycheck.falsifying.landscape.minimize import Ends, minimize
from theorycheck.falsifying.landscape.objective import AbstractObjective, Counted
from theorycheck.falsifying.landscape.orbit import require_symmetry

MARGIN = 1e-6
MOST_HELD, GREATEST_CHUNK = 1 << 21, 1 << 14  # numbers that are held at once, and starts
FEW_STARTS = 16
Finder = Callable[[AbstractObjective, Any, float], Ends]


@dataclass(frozen=True)
class Candidate:
    """A critical point, standing for `hits` starts that ended at its value.

    `row`: the start that led to it.
    """

    end: EndPoint
    point: tuple[float, ...]
    row: int
    hits: int


@dataclass(frozen=True)
class Survey:
    """What was seen from a number of starts.

    kinds:            how many starts ended as what
    best:             the lowest value known or seen, on the way to infinity too; infinity if there is none
    critical_values:  the distinct values of minima, saddles and degenerate points, increasing
    candidates:       minima above the best, one for each distinct value: the best conditioned (smallest eigenvalue off
                      the orbit over |H|), best condition first
    lowest:           of the minima at the best value the best conditioned, if there is one
    undecided:        degenerate points above the best, one for each distinct value: the shortest, shortest first
    """

    starts: int
    evaluations: int
    hessians: int
    kinds: Mapping[str, int]
    best: float
    critical_values: tuple[float, ...]
    candidates: tuple[Candidate, ...]
    lowest: tuple[Candidate, ...]
    undecided: tuple[Candidate, ...]

    def line(self) -> str:
        """All of it in one line."""
        kinds = ", ".join(f"{self.kinds[kind]} {kind}" for kind in KINDS if self.kinds.get(kind))
        above = ", ".join(f"{candidate.end.value:.6g}" for candidate in self.candidates)
        return (
            f"{self.starts} starts, {self.evaluations} evaluations, {self.hessians} Hessians: {kinds or 'nothing'}; "
            f"best value {self.best:.6g}, distinct critical values: {len(self.critical_values)}, "
            f"minima above the best: {above or 'none'}"
        )


class Exploration:
    """Starts followed to their ends, and a survey of all of them.

    With `best_known` a start that reaches it (up to a margin) is left there, which saves most of the work where most
    minima are global; with `leave` so is one that reaches the lowest value that earlier chunks have seen. `find` is
    `minimize` or `find_critical`. Between two chunks `enough()` may end it.
    """

    def __init__(
        self,
        objective: AbstractObjective,
        best_known: float | None = None,
        find: Finder = minimize,
        enough: Callable[[], bool] = lambda: False,
        leave: bool = False,
    ) -> None:
        self.counted, self.find, self.enough, self.leave = Counted(objective), find, enough, leave
        self.best = math.inf if best_known is None else best_known
        self.floor = -math.inf if best_known is None else clearly_above(best_known)
        self.ends: list[EndPoint] = []
        self.points: dict[int, tuple[float, ...]] = {}

    def follow(self, starts: Any) -> None:
        """Follows every row of `starts`, chunk by chunk. Raises NotASymmetry if f changes along a declared tangent."""
        usual = max(1, min(GREATEST_CHUNK, MOST_HELD // self.counted.held))
        chunk = self.counted.backend.launch(8 * self.counted.held) or usual
        count = int(starts.shape[0])
        for first in range(0, count, chunk):
            if self.enough():
                break
            part = starts[first : min(first + chunk, count), ...]
            if not self.ends:
                with self.counted.backend.quiet():
                    require_symmetry(self.counted, part)
            self._chunk(part)

    def _chunk(self, starts: Any) -> None:
        reached = self._reached(starts)
        found = classify(self.counted, reached, self.floor)
        kept = _kept(self.counted, reached, found)
        self.points |= {len(self.ends) + place: point for place, point in kept.items()}
        self.ends += found
        self.best = min([self.best, *(end.value for end in found if math.isfinite(end.value))])
        if self.leave:
            self.floor = clearly_above(self.best)

    def _reached(self, starts: Any) -> Ends:
        """Where the starts end, in parts where a device has no room for all of them."""

        def some(first: int, last: int) -> tuple[Any, ...]:
            ends = self.find(self.counted, starts[first:last, ...], self.floor)
            return ends.points, ends.values, ends.gradients, ends.first

        return Ends(*self.counted.backend.in_parts(int(starts.shape[0]), some))

    def survey(self) -> Survey:
        """All that was seen so far."""
        return Survey(
            starts=len(self.ends),
            evaluations=self.counted.values,
            hessians=self.counted.hessians,
            kinds=dict(Counter(end.kind for end in self.ends)),
            best=self.best,
            critical_values=_distinct(self.ends),
            candidates=self._candidates(MINIMUM, lambda row: -self.ends[row].condition),
            lowest=self._candidates(MINIMUM, lambda row: -self.ends[row].condition, above=False),
            undecided=self._candidates(DEGENERATE, lambda row: math.hypot(*self.points[row])),
        )

    def _candidates(self, kind: str, rank: Callable[[int], float], above: bool = True) -> tuple[Candidate, ...]:
        ends, floor = self.ends, clearly_above(self.best)
        found = [row for row in self.points if ends[row].kind == kind and (ends[row].value > floor) == above]
        groups = clusters([(ends[row].value, row) for row in found])
        first = sorted((min(group, key=rank), len(group)) for group in groups)
        chosen = [Candidate(ends[row], self.points[row], row, hits) for row, hits in first]
        return tuple(sorted(chosen, key=lambda candidate: rank(candidate.row)))


def explore(
    objective: AbstractObjective,
    starts: Any,
    best_known: float | None = None,
    find: Finder = minimize,
    enough: Callable[[], bool] = lambda: False,
) -> Survey:
    """The survey of an `Exploration` from these starts."""
    exploration = Exploration(objective, best_known, find, enough)
    exploration.follow(starts)
    return exploration.survey()


def above_the_best(objective: AbstractObjective, starts: Any, enough: Callable[[], bool] = lambda: False) -> Survey:
    """Looks for minima that are not global: few starts go all the way, the others only where those have not been."""
    exploration = Exploration(objective, enough=enough, leave=True)
    exploration.follow(starts[:FEW_STARTS, ...])
    exploration.follow(starts[FEW_STARTS:, ...])
    return exploration.survey()


def _kept(objective: AbstractObjective, reached: Ends, found: list[EndPoint]) -> dict[int, tuple[float, ...]]:
    """The points that may become candidates, on the host."""
    places = [place for place, end in enumerate(found) if end.kind in (MINIMUM, DEGENERATE)]
    if not places:
        return {}
    points = objective.backend.to_host(rows(objective.backend.xp, reached.points, places)).tolist()
    return {place: tuple(point) for place, point in zip(places, points, strict=True)}


def _distinct(ends: list[EndPoint]) -> tuple[float, ...]:
    """The lowest value of each cluster of critical values."""
    groups = clusters([(end.value, row) for row, end in enumerate(ends) if end.kind in CRITICAL])
    return tuple(ends[min(group, key=lambda row: ends[row].value)].value for group in groups)


def clusters(valued: list[tuple[float, int]]) -> list[list[int]]:
    """Rows by increasing value, cut where a gap is wider than the margin."""
    groups: list[list[int]] = []
    last = -math.inf
    for value, row in sorted(valued):
        if not groups or value > clearly_above(last):
            groups.append([])
        groups[-1].append(row)
        last = value
    return groups


def clearly_above(value: float) -> float:
    """What a value must exceed to be called larger than this one."""
    return value + MARGIN * max(1.0, abs(value))
