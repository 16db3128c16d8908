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
CHUNK_ENTRIES, LEAST_CHUNK, GREATEST_CHUNK = 1 << 20, 64, 1 << 14
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


def explore(
    objective: AbstractObjective,
    starts: Any,
    best_known: float | None = None,
    find: Finder = minimize,
    enough: Callable[[], bool] = lambda: False,
) -> Survey:
    """Follows every row of `starts` to its end, chunk by chunk, until `enough()` says so between two chunks.

    With `best_known` a start that reaches it (up to a margin) is left there, which saves most of the work where most
    minima are global. `find` is `minimize` or `find_critical`. Raises NotASymmetry if f changes along a declared
    tangent.
    """
    counted = Counted(objective)
    floor = -math.inf if best_known is None else clearly_above(best_known)
    chunk = max(LEAST_CHUNK, min(GREATEST_CHUNK, CHUNK_ENTRIES // max(1, objective.dimension) ** 2))
    ends: list[EndPoint] = []
    points: dict[int, tuple[float, ...]] = {}
    count = int(starts.shape[0])
    for first in range(0, count, chunk):
        if enough():
            break
        part = starts[first : min(first + chunk, count), ...]
        if first == 0:
            with objective.backend.quiet():
                require_symmetry(counted, part)
        reached = find(counted, part, floor)
        found = classify(counted, reached, floor)
        points |= {first + place: point for place, point in _kept(counted, reached, found).items()}
        ends += found
    return _summary(counted, ends, points, best_known)


def _kept(objective: AbstractObjective, reached: Ends, found: list[EndPoint]) -> dict[int, tuple[float, ...]]:
    """The points that may become candidates, on the host."""
    places = [place for place, end in enumerate(found) if end.kind in (MINIMUM, DEGENERATE)]
    if not places:
        return {}
    points = objective.backend.to_host(rows(objective.backend.xp, reached.points, places)).tolist()
    return {place: tuple(point) for place, point in zip(places, points, strict=True)}


def _summary(
    counted: Counted, ends: list[EndPoint], points: dict[int, tuple[float, ...]], best_known: float | None
) -> Survey:
    seen = [end.value for end in ends if math.isfinite(end.value)]
    best = min([*seen, math.inf if best_known is None else best_known])

    def candidates(kind: str, rank: Callable[[int], float], above: bool = True) -> tuple[Candidate, ...]:
        found = [row for row in points if ends[row].kind == kind and (ends[row].value > clearly_above(best)) == above]
        groups = _clusters([(ends[row].value, row) for row in found])
        first = sorted((min(group, key=rank), len(group)) for group in groups)
        chosen = [Candidate(ends[row], points[row], row, hits) for row, hits in first]
        return tuple(sorted(chosen, key=lambda candidate: rank(candidate.row)))

    return Survey(
        starts=len(ends),
        evaluations=counted.values,
        hessians=counted.hessians,
        kinds=dict(Counter(end.kind for end in ends)),
        best=best,
        critical_values=_distinct(ends),
        candidates=candidates(MINIMUM, lambda row: -ends[row].condition),
        lowest=candidates(MINIMUM, lambda row: -ends[row].condition, above=False),
        undecided=candidates(DEGENERATE, lambda row: math.hypot(*points[row])),
    )


def _distinct(ends: list[EndPoint]) -> tuple[float, ...]:
    """The lowest value of each cluster of critical values."""
    groups = _clusters([(end.value, row) for row, end in enumerate(ends) if end.kind in CRITICAL])
    return tuple(ends[min(group, key=lambda row: ends[row].value)].value for group in groups)


def _clusters(valued: list[tuple[float, int]]) -> list[list[int]]:
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
