"""Shrinking in the language of the domain: fewer layers, units and samples, then zeros, then small numbers.

`measure` maps points into tuples of naturals under the lexicographic order, which is well-founded; every step
that is kept lowers it and keeps the exact violation, so shrinking ends, and it ends at a point none of whose
candidates both is simpler and refutes. Nothing is random, so the same point always shrinks to the same witness.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from theorycheck.falsifying.point import Point, Space
from theorycheck.falsifying.simpler import entry_candidates, size_candidates, whole_candidates

Measure = tuple[int, ...]
Keeps = Callable[[Point], bool]
MAX_CHECKS = 3000


@dataclass
class Shrinker:
    """Shrinks one point of a space; `keeps` decides exactly whether a point still refutes."""

    keeps: Keeps
    space: Space
    checks: int = 0
    max_checks: int = MAX_CHECKS

    def shrink(self, start: Point) -> Point:
        """The fixed point reached from `start` (or where the allowance of exact checks ends)."""
        current = start
        while (simpler := self._step(current)) is not None:
            current = simpler
        return current

    def _step(self, current: Point) -> Point | None:
        """The first simpler candidates that refute, taken greedily through one pass; None at a fixed point."""
        best = self._first(current, size_candidates(current, self.space))
        best = self._first(current, whole_candidates(current)) if best is None else best
        return best if best is not None else self._sweep_entries(current)

    def _sweep_entries(self, current: Point) -> Point | None:
        start = current
        for place, cell in enumerate(current.cells):
            for entry in range(-1, cell.size):
                better = self._first(current, entry_candidates(current, place, entry))
                current = current if better is None else better
        return None if current is start else current

    def _first(self, current: Point, candidates: Iterator[Point]) -> Point | None:
        bound = measure(current)
        for raw in candidates:
            candidate = self.space.solve(raw)
            if candidate is None or measure(candidate) >= bound:
                continue
            if self.checks >= self.max_checks:
                return None
            self.checks += 1
            if self.keeps(candidate):
                return candidate
        return None


def measure(found: Point) -> Measure:
    """What shrinking lowers: sizes that are 0, sizes, entries, nonzero entries, bits, magnitudes, minus signs.

    Empty arrays are legal but tell a reader little, so they are not simpler than arrays of one entry.
    """
    values = [value for entries in found.entries for value in entries]
    sizes = [part for _, size in found.sizes for part in (size if isinstance(size, tuple) else (size,))]
    return (
        sizes.count(0),
        sum(sizes),
        sum(cell.size for cell in found.cells),
        sum(value != 0 for value in values),
        sum(abs(value.numerator).bit_length() + value.denominator.bit_length() - 1 for value in values),
        sum(abs(value.numerator) + value.denominator for value in values),
        sum(value < 0 for value in values),
    )
