"""Shrinking in the language of the domain: fewer layers, units and samples, then zeros, then small numbers.

Every step that is kept lowers the `measure`, whose values are well-founded, and keeps the exact violation, so
shrinking ends, and it ends at a point none of whose candidates both is simpler and refutes. Nothing is random, so the
same point always shrinks to the same witness. A screen looks ahead in floats for the next candidates worth deciding,
or for several entries to take at once: first by guesses, and where these find no step, once more by what floats surely
exclude. So the end is a fixed point of the same candidates with a screen and without.
"""
from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from theorycheck.falsifying.blocks import block_candidates
from theorycheck.falsifying.point import Point, Space, with_entries
from theorycheck.falsifying.simpler import WHOLE, entry_candidates, whole_candidates
from theorycheck.falsifying.simplicity import is_simpler
from theorycheck.falsifying.sizing import merge_candidates, size_candidates

Keeps = Callable[[Point], bool]
Place = tuple[int, int]
MAX_CHECKS = 3000
AT_ONCE = 4  # candidates that are decided before the screen is asked, while steps are found among them
FEW_ENTRIES = 8  # below, deciding exactly costs no more than asking floats
MANY_ENTRIES = 64  # from here on, deciding one exactly costs as much as asking floats about many
WINDOW, CANDIDATES = 8, 24  # entries that are made simpler at once; candidates of one, about
FIRST_LOOK, GROWTH, LONGEST_LOOK = 32, 8, 1024
MOST_FLOATS = 1 << 19


class Screening(Protocol):
    """Says of many points at once which of them may refute."""

    def possible(self, points: Sequence[Point]) -> list[bool]:
        """False only where a point surely does not refute."""

    def likely(self, points: Sequence[Point]) -> list[bool]:
        """The same as a cheap guess."""


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
    sure: bool = False  # whether only what surely does not refute is passed over
    refused: set[Point] = field(default_factory=set, repr=False)
    barren: dict[str, Point] = field(default_factory=dict, repr=False)  # where a kind of candidate held no step, last

    def shrink(self, start: Point) -> Point:
        """The fixed point reached from `start` (or where the allowance of exact checks ends)."""
        current = start
        while True:
            current = self._settled(current, sure=False)
            if not self._screens(current):
                return current
            surely = self._settled(current, sure=True)
            if surely is current:
                return current
            current = surely

    def _settled(self, current: Point, *, sure: bool) -> Point:
        """The fixed point as guesses see it, or one step if the screen's guesses are not to be relied on."""
        self.sure = sure
        self.barren.clear()
        while (simpler := self._step(current)) is not None:
            current = simpler
            if sure:
                break
        return current

    def _step(self, current: Point) -> Point | None:
        """The first simpler candidates that refute, taken greedily through one pass; None at a fixed point."""
        kinds: dict[str, Callable[[Point], Point | None]] = {
            "sizes": lambda found: self._one(found, size_candidates(found, self.space)),
            "whole": lambda found: self._one(found, whole_candidates(found)),
            "merged": lambda found: self._one(found, merge_candidates(found, self.space)),
            "blocks": lambda found: self._one(found, block_candidates(found)),
            "entries": self._sweep,
        }
        for kind, step in kinds.items():
            reached = current
            while reached is not self.barren.get(kind):
                further = step(reached)
                if further is None:
                    self.barren[kind] = reached
                else:
                    reached = further
            if reached is not current:
                return reached
        return None

    def _one(self, current: Point, candidates: Iterable[Point]) -> Point | None:
        found = self._first(current, zip(itertools.repeat((0, 0)), candidates))
        return None if found is None else found[1]

    def _sweep(self, start: Point) -> Point | None:
        """One pass over the entries; an entry that became simpler is left for the next pass."""
        current, after = start, (-1, 0)
        step = self._leap if self._screens(start) else self._next
        while (found := step(current, after)) is not None:
            after, current = found
        return None if current is start else current

    def _next(self, current: Point, after: Place) -> tuple[Place, Point] | None:
        return self._first(current, _entries(current, after))

    def _leap(self, current: Point, after: Place) -> tuple[Place, Point] | None:
        """The next entry behind `after` made simpler, or several at once, each by its first candidate that the screen
        leaves in: as many of them as it leaves in together."""
        places, longest = _places(current, after), max(1, self._longest(current) // CANDIDATES)
        window = min(WINDOW, longest)
        while near := list(itertools.islice(places, window)):
            raw = [(at, found) for at in near for found in entry_candidates(current, *at)]
            ahead = list(self._simpler(current, raw))
            possible = self._possible([found for _, found in ahead])
            left = list(itertools.compress(ahead, possible))
            together = None if all(possible) else self._together(current, left)
            for place, candidate in itertools.chain([] if together is None else [together], left):
                if self.checks >= self.max_checks:
                    return None
                if self._asked(candidate):
                    return place, candidate
            window = min(longest, window if left else GROWTH * window)
        return None

    def _together(self, current: Point, left: list[tuple[Place, Point]]) -> tuple[Place, Point] | None:
        """The longest beginning of the entries' first candidates that may refute when all are taken; None if it is the
        first alone."""
        first: dict[Place, Point] = {}
        for place, candidate in left:
            if (place[0], WHOLE) not in first:
                first.setdefault(place, candidate)
        taken: list[tuple[Place, Point]] = []
        reached = current
        for place, candidate in first.items():
            reached = _taking(reached, place, candidate)
            taken.append((place, reached))
        simpler = list(self._simpler(current, taken[1:]))
        possible = itertools.compress(simpler, self._possible([found for _, found in simpler]))
        return max(possible, key=lambda found: found[0], default=None)

    def _first(self, current: Point, candidates: Iterable[tuple[Place, Point]]) -> tuple[Place, Point] | None:
        """The first candidate that is simpler and refutes."""
        for number, (place, candidate) in enumerate(self._screened(current, self._simpler(current, candidates))):
            if self.checks >= self.max_checks:
                return None
            if self._asked(candidate):
                self.eager = number < AT_ONCE
                return place, candidate
        self.eager = False
        return None

    def _asked(self, candidate: Point) -> bool:
        """Whether the candidate refutes; none is asked twice from where the search stands."""
        if candidate in self.refused:
            return False
        self.checks += 1
        if self.keeps(candidate):
            self.refused.clear()
            return True
        self.refused.add(candidate)
        return False

    def _simpler(self, current: Point, candidates: Iterable[tuple[Place, Point]]) -> Iterator[tuple[Place, Point]]:
        for place, raw in candidates:
            candidate = self.space.solve(raw)
            if candidate is not None and is_simpler(candidate, current):
                yield place, candidate

    def _screened(
        self, current: Point, candidates: Iterator[tuple[Place, Point]]
    ) -> Iterator[tuple[Place, Point]]:
        """The candidates that the screen does not exclude; it looks farther ahead the longer it finds none."""
        if not self._screens(current):
            yield from candidates
            return
        few = sum(cell.size for cell in current.cells) < MANY_ENTRIES
        yield from itertools.islice(candidates, AT_ONCE if self.eager and few else 0)
        look = FIRST_LOOK
        while ahead := list(itertools.islice(candidates, look)):
            yield from itertools.compress(ahead, self._possible([found for _, found in ahead]))
            look = min(self._longest(ahead[-1][1]), look * GROWTH)

    def _longest(self, found: Point) -> int:
        """How many such points are looked at together."""
        return min(LONGEST_LOOK, max(FIRST_LOOK, MOST_FLOATS // max(1, sum(cell.size for cell in found.cells))))

    def _screens(self, current: Point) -> bool:
        return self.screen is not None and sum(cell.size for cell in current.cells) >= FEW_ENTRIES

    def _possible(self, points: Sequence[Point]) -> list[bool]:
        if self.screen is None or not points:
            return [True] * len(points)
        return self.screen.possible(points) if self.sure else self.screen.likely(points)


def _places(current: Point, after: Place) -> Iterator[Place]:
    """Each cell as a whole, then its entries: those behind `after`."""
    every = ((place, entry) for place, cell in enumerate(current.cells) for entry in range(WHOLE, cell.size))
    return (place for place in every if place > after)


def _entries(current: Point, after: Place) -> Iterator[tuple[Place, Point]]:
    """The candidates of each entry behind `after`, each with its place."""
    for place in _places(current, after):
        yield from ((place, candidate) for candidate in entry_candidates(current, *place))


def _taking(current: Point, place: Place, candidate: Point) -> Point:
    """The point with what the candidate has at that place."""
    cell, entry = place
    values = candidate.entries[cell]
    if entry != WHOLE:
        values = (*current.entries[cell][:entry], values[entry], *current.entries[cell][entry + 1 :])
    return with_entries(current, cell, values)
