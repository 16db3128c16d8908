r"""Equations that no method makes true are approached: batched, damped Gauss-Newton steps from every draw.

x moves by -Jᵀ (J Jᵀ + λ I)⁻¹ r, the shortest step onto the linearised equations, with a damping λ for each network that
falls after a step that helps and grows after one that does not (Levenberg 1944).  Where it ends is near a solution in
floats, never on one for certain: what is proposed from there is a rational point or a box (`nearby`).
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.algebra.floats import Floats
from theorycheck.errors import TheorycheckError
from theorycheck.falsifying.constraints.residuals import residuals
from theorycheck.falsifying.layout import batch_wrap
from theorycheck.falsifying.point import Sizes
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.sample.cells import Cell

STEPS = 14
MOST_ENTRIES, MOST_EQUATIONS = 64, 24
DIFFERENCE = 2.0**-24
FIRST_DAMPING, LEAST_DAMPING, MOST_DAMPING = 1e-3, 1e-15, 1e12
LONGEST = 4.0  # of a step, in units of the point's own size
HAIR = 2.0**-20


@dataclass
class Projection:
    """Towards some equations, all networks of a batch together."""

    program: Program
    equations: tuple[Any, ...]

    def possible(self, sizes: Sizes) -> bool:
        """Whether there are few enough entries to differentiate by."""
        return 0 < sum(cell.size for cell in self._cells(sizes)) <= MOST_ENTRIES

    def moved(self, sizes: Sizes, points: Any) -> tuple[Any, Any]:
        """The points (B, n) moved towards the equations, and the largest residual that is left of each (B,)."""
        backend = self.program.backend
        with backend.quiet():
            points = self._between_walls(sizes, points)
            left = self._residuals(sizes, points)
            damping = backend.full((points.shape[0],), FIRST_DAMPING, dtype=points.dtype)
            for _ in range(STEPS):
                trial = self._between_walls(sizes, points + self._step(sizes, points, left, damping))
                after = self._residuals(sizes, trial)
                better = _squares(backend, after) < _squares(backend, left)
                points = backend.where(better[:, None], trial, points)
                left = backend.where(better[:, None], after, left)
                damping = backend.where(better, damping * 0.1, damping * 10.0)
                damping = backend.xp.clip(damping, LEAST_DAMPING, MOST_DAMPING)
            gap = backend.max(backend.abs(left), axis=1)
            return points, backend.where(backend.isfinite(gap), gap, backend.full_like(gap, float("inf")))

    def _step(self, sizes: Sizes, points: Any, left: Any, damping: Any) -> Any:
        backend = self.program.backend
        slopes = self._slopes(sizes, points, left)
        gram = backend.matmul(slopes, backend.permute(slopes, (0, 2, 1)))
        size = backend.max(backend.abs(gram), axis=(1, 2))
        eye = backend.xp.eye(gram.shape[1], dtype=points.dtype)
        weights, known = backend.solve(gram + (damping * size)[:, None, None] * eye[None, :, :], left)
        step = -backend.matmul(backend.permute(slopes, (0, 2, 1)), weights[:, :, None])[:, :, 0]
        length = backend.sqrt(backend.sum(step * step, axis=1))
        most = LONGEST * (1.0 + backend.max(backend.abs(points), axis=1))
        short = backend.where(length > most, most / length, backend.full_like(length, 1.0))
        return backend.where((known & backend.isfinite(length))[:, None], step * short[:, None], step * 0)

    def _slopes(self, sizes: Sizes, points: Any, left: Any) -> Any:
        """Difference quotients (B, k, n) of the residuals by every entry."""
        backend = self.program.backend
        batch, count = points.shape
        shift = DIFFERENCE * (1.0 + backend.abs(points))
        eye = backend.xp.eye(count, dtype=points.dtype)
        ahead = points[:, None, :] + shift[:, :, None] * eye[None, :, :]
        after = self._residuals(sizes, backend.reshape(ahead, (batch * count, count)))
        after = backend.reshape(after, (batch, count, left.shape[1]))
        slopes = (after - left[:, None, :]) / shift[:, :, None]
        return backend.permute(backend.where(backend.isfinite(slopes), slopes, slopes * 0 + 0.0), (0, 2, 1))

    def _residuals(self, sizes: Sizes, points: Any) -> Any:
        """Left sides minus right sides at points (B, n), shape (B, k), with at least one column."""
        backend, batch = self.program.backend, int(points.shape[0])
        algebra = Floats(backend, batch, self.program.dtype)
        nothing = backend.full((batch, 1), float("nan"), dtype=points.dtype)
        try:
            environment = self.program.environment(algebra, sizes, self.unflatten(sizes, points), batch_wrap)
            found = [entry for node in self.equations for entry in residuals(node, algebra, environment)]
        except (TheorycheckError, OverflowError):
            return nothing
        if not 0 < len(found) <= MOST_EQUATIONS:
            return nothing
        return backend.stack([backend.broadcast_to(entry, (batch,)) for entry in found], axis=1)

    def _between_walls(self, sizes: Sizes, points: Any) -> Any:
        """The points moved inside the intervals of their entries, off the ends that are excluded."""
        backend = self.program.backend
        low = [_end(c.bounds.lower, c.bounds.lower_open, 1) for c in self._cells(sizes) for _ in range(c.size)]
        high = [_end(c.bounds.upper, c.bounds.upper_open, -1) for c in self._cells(sizes) for _ in range(c.size)]
        least, most = (backend.asarray(ends, dtype=points.dtype)[None, :] for ends in (low, high))
        return backend.xp.minimum(backend.maximum(points, least), most)

    def flatten(self, values: Sequence[Any]) -> Any:
        """The entries of all cells side by side: (B, n)."""
        backend = self.program.backend
        return backend.concat(
            [backend.reshape(array, (array.shape[0], -1)) for array in values if 0 not in array.shape], axis=1
        )

    def unflatten(self, sizes: Sizes, points: Any) -> list[Any]:
        """The cells of points (B, n)."""
        values, start = [], 0
        for cell in self._cells(sizes):
            part = points[:, start : start + cell.size]
            values.append(self.program.backend.reshape(part, (points.shape[0], *cell.shape)))
            start += cell.size
        return values

    def _cells(self, sizes: Sizes) -> Sequence[Cell]:
        return self.program.layout.cells(sizes)


def _squares(backend: Any, left: Any) -> Any:
    """The sum of squares of each row; infinite where it is no number."""
    total = backend.sum(left * left, axis=1)
    return backend.where(backend.isfinite(total), total, backend.full_like(total, float("inf")))


def _end(end: Fraction | None, excluded: bool, inwards: int) -> float:
    if end is None:
        return -1e12 * inwards
    return float(end) + inwards * HAIR * excluded
