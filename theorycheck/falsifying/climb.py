"""Ascent from the best networks of a bucket: flattens cells, climbs the violation inside the hypotheses, hands
back candidates.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from theorycheck.falsifying.ascend import Ascent
from theorycheck.falsifying.bucket import Examined, Examiner
from theorycheck.falsifying.dialect import cast, join
from theorycheck.falsifying.randomness import Counter

STARTS, ROUNDS = 8, 24
ASCENT_STREAM = 1 << 21
OUTSIDE = 1e12
CANDIDATES = 2
LARGEST = 400


@dataclass
class Climber:
    """Climbs on the examiner's backend; counts the networks it evaluates."""

    examiner: Examiner
    seed: int
    evaluations: int = 0
    climbs: int = 0

    def climb(self, best: Examined) -> Iterator[tuple[list[Any], float]]:
        """The best points reached whose violation exceeds its error bound, as single-network cells with their
        violation."""
        cells = self.examiner.space.cells(best.bucket.sizes)
        entries = sum(cell.size for cell in cells)
        if not 0 < entries <= LARGEST or not self._promising(best):
            return
        self.climbs += 1
        start = self._flatten(self.examiner.networks(best.bucket, best.best[:STARTS]))
        ascent = Ascent(self.examiner.drawer.xp, lambda flat: self._objective(best.bucket.sizes, flat), self._uniform)
        low, high = self._walls(cells, start)
        reached, values = ascent.climb(start, ROUNDS, low, high)
        self.evaluations += ascent.evaluations
        yield from self._candidates(best, reached, values)

    def _promising(self, best: Examined) -> bool:
        """Whether there is something to climb: an equality that holds up to rounding at the best network is flat
        there."""
        flat = self.examiner.equality and best.peak >= 0 and not best.hits
        return best.peak > -float("inf") and not flat

    def _objective(self, sizes: dict, flat: Any) -> Any:
        """The violation of the conclusion where the hypotheses hold, minus a large number elsewhere."""
        batch = int(flat.shape[0])
        values = self._unflatten(sizes, flat)
        satisfied = self.examiner.satisfied(sizes, values, batch)
        violations = self.examiner.program.conclusion(sizes, values, batch)
        backend = self.examiner.program.backend
        return backend.where(satisfied, violations, backend.full_like(violations, -OUTSIDE))

    def _candidates(self, best: Examined, reached: Any, values: Any) -> Iterator[tuple[list[Any], float]]:
        backend, sizes = self.examiner.program.backend, best.bucket.sizes
        rows = backend.largest_rows(values, CANDIDATES)
        cells = self._unflatten(sizes, backend.xp.take(reached, rows, axis=0))
        value, bound = self.examiner.program.bounded_conclusion(sizes, cells, int(rows.shape[0]))
        seen = backend.fetch(violation=backend.xp.take(values, rows, axis=0), sure=value > bound)
        for place, (violation, sure) in enumerate(zip(seen["violation"], seen["sure"], strict=True)):
            if violation >= 0 and sure:
                yield [array[place : place + 1, ...] for array in cells], violation

    def _flatten(self, values: Sequence[Any]) -> Any:
        xp = self.examiner.drawer.xp
        return join(xp, [xp.reshape(array, (array.shape[0], -1)) for array in values if array.size], axis=1)

    def _unflatten(self, sizes: dict, flat: Any) -> list[Any]:
        xp, values, start = self.examiner.drawer.xp, [], 0
        for cell in self.examiner.space.cells(sizes):
            part = flat[:, start : start + cell.size]
            values.append(xp.reshape(part, (flat.shape[0], *cell.shape)))
            start += cell.size
        return values

    def _walls(self, cells: Sequence[Any], like: Any) -> tuple[Any, Any]:
        """The ends of each entry's interval, moved a hair inside where the end is excluded."""
        xp, low, high = self.examiner.drawer.xp, [], []
        for cell in cells:
            ends = cell.bounds
            hair = 2.0**-20
            low += [-OUTSIDE if ends.lower is None else float(ends.lower) + hair * ends.lower_open] * cell.size
            high += [OUTSIDE if ends.upper is None else float(ends.upper) - hair * ends.upper_open] * cell.size
        return xp.asarray(low, dtype=like.dtype), xp.asarray(high, dtype=like.dtype)

    def _uniform(self, turn: int, rows: int, columns: int) -> Any:
        """Uniform numbers of [0, 1) from the counter, a fresh stream for every climb."""
        xp = self.examiner.drawer.xp
        counter = Counter(xp, self.seed, ASCENT_STREAM + self.climbs)
        words = counter.words(counter.indices(turn << 20, rows), 0, columns)
        scale = xp.asarray([2.0**-53], dtype=xp.float64)
        return cast(xp, words >> xp.asarray([11], dtype=xp.uint64), xp.float64) * scale
