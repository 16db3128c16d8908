"""Shrinking in the language of the domain: fewer layers, units and samples, then zeros, then small numbers.

Every step that is kept lowers the `measure`, whose values are well-founded, and keeps the exact violation, so
shrinking ends, and it ends at a point none of whose candidates both is simpler and refutes. Nothing is random, so the
same point always shrinks to the same witness. A screen looks ahead in floats for the next candidate worth deciding;
the candidates are decided in the same order with it and without.
"""
from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from theorycheck.falsifying.blocks import block_candidates
from theorycheck.falsifying.point import Point, Space
from theorycheck.falsifying.simpler import entry_candidates, whole_candidates
from theorycheck.falsifying.simplicity import is_simpler
from theorycheck.falsifying.sizing import merge_candidates, size_candidates

Keeps = Callable[[Point], bool]
Place = tuple[int, int]
MAX_CHECKS = 3000
AT_ONCE = 4  # candidates that are decided before the screen is asked, while steps are found among them
FEW_ENTRIES = 8  # below, deciding exactly costs no more than asking floats
FIRST_LOOK, GROWTH, LONGEST_LOOK = 32, 8, 1024
MOST_FLOATS = 1 << 19


class Screening(Protocol):
    """Says of many points at once which of them may refute."""

    def possible(self, points: Sequence[Point]) -> list[bool]:
        """False only where a point surely does not refute."""


@dataclass
class Shrinker:
    """Shrinks one point of a space; `keeps` decides exactly whether a point still refutes and is asked at most
    `max_checks` times."""

    keeps: Keeps
    space: Space
    max_checks: int = MAX_CHECKS
    screen: Screening | None = None
    checks: int = 0
    eager: bool = True  # whether the last step was found among the first candidates

    def shrink(self, start: Point) -> Point:
        """The fixed point reached from `start` (or where the allowance of exact checks ends)."""
        current = start
        while (simpler := self._step(current)) is not None:
            current = simpler
        return current

    def _step(self, current: Point) -> Point | None:
        """The first simpler candidates that refute, taken greedily through one pass; None at a fixed point."""
        for candidates in (
            size_candidates(current, self.space),
            whole_candidates(current),
            merge_candidates(current, self.space),
            block_candidates(current),
        ):
            found = self._first(current, zip(itertools.repeat((0, 0)), candidates))
            if found is not None:
                return found[1]
        return self._sweep(current)

    def _sweep(self, start: Point) -> Point | None:
        """One pass over the entries; an entry that became simpler is left for the next pass."""
        current, after = start, (-1, 0)
        while (found := self._first(current, _entries(current, after))) is not None:
            after, current = found
        return None if current is start else current

    def _first(self, current: Point, candidates: Iterable[tuple[Place, Point]]) -> tuple[Place, Point] | None:
        """The first candidate that is simpler and refutes."""
        for number, (place, candidate) in enumerate(self._screened(current, self._simpler(current, candidates))):
            if self.checks >= self.max_checks:
                return None
            self.checks += 1
            if self.keeps(candidate):
                self.eager = number < AT_ONCE
                return place, candidate
        self.eager = False
        return None

    def _simpler(self, current: Point, candidates: Iterable[tuple[Place, Point]]) -> Iterator[tuple[Place, Point]]:
        for place, raw in candidates:
            candidate = self.space.solve(raw)
            if candidate is not None and is_simpler(candidate, current):
                yield place, candidate

    def _screened(
        self, current: Point, candidates: Iterator[tuple[Place, Point]]
    ) -> Iterator[tuple[Place, Point]]:
        """The candidates that the screen does not exclude; it looks farther ahead the longer it finds none."""
        if self.screen is None or sum(cell.size for cell in current.cells) < FEW_ENTRIES:
            yield from candidates
            return
        yield from itertools.islice(candidates, AT_ONCE if self.eager else 0)
        look = FIRST_LOOK
        while ahead := list(itertools.islice(candidates, look)):
            yield from itertools.compress(ahead, self.screen.possible([found for _, found in ahead]))
            most = max(FIRST_LOOK, MOST_FLOATS // max(1, sum(cell.size for cell in ahead[-1][1].cells)))
            look = min(LONGEST_LOOK, most, look * GROWTH)


def _entries(current: Point, after: Place) -> Iterator[tuple[Place, Point]]:
    """The candidates of each entry behind `after`, each with its place."""
    for place, cell in enumerate(current.cells):
        for entry in range(-1, cell.size):
            if (place, entry) > after:
                yield from (((place, entry), candidate) for candidate in entry_candidates(current, place, entry))
