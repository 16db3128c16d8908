"""Where hypotheses contain equations that no method makes true: draws are projected, climb along them, and are heard.

The networks counted here are no draws of the declared law, and none of them enters a bound on a probability.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from theorycheck.falsifying.bucket import Bucket, Examiner
from theorycheck.falsifying.randomness import Counter

PROJECTED = "projected"
NETWORKS, ROUNDS = 48, 5
WIDTHS = (1.0, 0.5, 0.25, 0.1, 0.03)
CANDIDATES = 3
CLOSE = 1e-9  # residuals of networks that are followed; nothing is decided by it
SEEN = 1e-9
STREAM = 1 << 24


@dataclass
class Pursuit:
    """Projects and climbs on the examiner's backend; counts what it evaluates."""

    examiner: Examiner
    seed: int
    pursuits: int = field(default=0, init=False)
    networks: int = field(default=0, init=False)
    close: int = field(default=0, init=False)

    def candidates(self, bucket: Bucket) -> Iterator[tuple[list[Any], float]]:
        """The most violating of the networks that came close to the equations, with their violations: cells of one
        network each, as draws."""
        sizes = bucket.sizes
        if not self.examiner.projection.possible(sizes):
            return
        self.pursuits += 1
        backend = self.examiner.program.backend
        points = self.examiner.projection.flatten(self.examiner.values(bucket))
        points, values = self._valued(sizes, points)
        for turn in range(ROUNDS):
            width = WIDTHS[turn] * (1.0 + backend.abs(points))
            trial, reached = self._valued(sizes, points + width * self._noise(turn, points))
            better = reached > values
            points = backend.where(better[:, None], trial, points)
            values = backend.where(better, reached, values)
        best = backend.largest_rows(values, CANDIDATES)
        seen = backend.fetch(rows=best, values=backend.xp.take(values, best, axis=0))
        for row, value in zip(map(int, seen["rows"]), seen["values"], strict=True):
            if value > SEEN:
                yield self.examiner.projection.unflatten(sizes, points[row : row + 1, ...]), value

    def _valued(self, sizes: Any, points: Any) -> tuple[Any, Any]:
        """The points projected, and the violations of the conclusion there; minus infinity off the hypotheses."""
        backend, program = self.examiner.program.backend, self.examiner.program
        points, gap = self.examiner.projection.moved(sizes, points)
        batch = int(points.shape[0])
        values = self.examiner.projection.unflatten(sizes, points)
        with backend.quiet():
            close = gap <= CLOSE * (1.0 + backend.max(backend.abs(points), axis=1))
            inside = close & self._inequalities(sizes, values, batch)
            violations = program.conclusion(sizes, values, batch)
            usable = inside & backend.isfinite(violations)
        self.networks += batch
        self.close += int(backend.fetch(close=backend.count(inside))["close"][0])
        return points, backend.where(usable, violations, backend.full_like(violations, -float("inf")))

    def _inequalities(self, sizes: Any, values: list[Any], batch: int) -> Any:
        """Which networks violate no hypothesis by more than an equation that is nearly met does."""
        backend = self.examiner.program.backend
        inside = backend.full((batch,), True, dtype=backend.xp.bool)
        for value, bound in self.examiner.program.bounded_hypotheses(sizes, values, batch, members=True):
            inside = inside & ~(backend.isnan(value) | (value > bound + CLOSE * 10))
        return inside

    def _noise(self, turn: int, points: Any) -> Any:
        """Between -1 and 1, from the counter, a fresh stream for every pursuit."""
        backend = self.examiner.program.backend
        counter = Counter(backend.xp, self.seed, STREAM + self.pursuits)
        words = counter.words(counter.indices(turn << 20, int(points.shape[0])), 0, int(points.shape[1]))
        shift = backend.asarray([11], dtype=backend.dtype("uint64"))
        return backend.cast(words >> shift, "float64") * 2.0**-52 - 1.0
