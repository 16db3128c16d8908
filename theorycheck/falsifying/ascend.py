"""Ascent on the violation over the real symbols of a batch of networks.

Differences in every coordinate where there are few, in random directions where there are many: both need only
the batched program, so every statement that can be evaluated can be climbed. Steps are capped (uncapped ones
kill ReLUs and strand the start), grow after a success and shrink after a failure; now and then one coordinate
jumps to a fresh value. What is not finite never improves.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from theorycheck.falsifying.dialect import cast

Objective = Callable[[Any], Any]

FEW_COORDINATES = 48
DIRECTIONS = 12
STEP_CAP = 0.3
FIRST_STEP, LEAST_STEP = 0.1, 1e-6
GROW, SHRINK = 1.6, 0.4
DIFFERENCE = 1e-5
JUMP_EVERY = 5


@dataclass
class Ascent:
    """Climbs from a batch of starting points (B, n); `objective` maps (M, n) to (M,), larger is worse for the claim."""

    xp: Any
    objective: Objective
    uniform: Callable[[int, int, int], Any]
    evaluations: int = field(default=0, init=False)

    def climb(self, start: Any, rounds: int, low: Any, high: Any) -> tuple[Any, Any]:
        """The points reached and their values; every point stays between `low` and `high` (each of shape (n,))."""
        xp = self.xp
        points, values = start, self._value(start)
        step = xp.full((start.shape[0],), FIRST_STEP, dtype=start.dtype)
        for turn in range(rounds):
            moved = self._jump(points, turn) if turn % JUMP_EVERY == JUMP_EVERY - 1 else self._step(points, step, turn)
            moved = xp.minimum(xp.maximum(moved, low[None, :]), high[None, :])
            reached = self._value(moved)
            better = reached > values
            points = xp.where(better[:, None], moved, points)
            values = xp.where(better, reached, values)
            step = self._next_step(step, better)
        return points, values

    def _next_step(self, step: Any, better: Any) -> Any:
        """Longer after a success, shorter after a failure, within limits."""
        xp, one = self.xp, _one(self.xp, step)
        return xp.where(better, xp.minimum(step * GROW, one), xp.maximum(step * SHRINK, one * LEAST_STEP))

    def _value(self, points: Any) -> Any:
        xp = self.xp
        self.evaluations += int(points.shape[0])
        values = self.objective(points)
        return xp.where(xp.isfinite(values), values, xp.full(values.shape, -xp.inf, dtype=values.dtype))

    def _step(self, points: Any, step: Any, turn: int) -> Any:
        xp = self.xp
        slope = self._slope(points, self._directions(points.shape[1], turn, points))
        size = xp.sum(slope * slope, axis=1) ** 0.5
        scale = xp.maximum(xp.max(xp.abs(points), axis=1), _one(xp, step))
        length = xp.minimum(step * scale, _one(xp, step) * STEP_CAP * scale)
        unit = slope / xp.where(size > 0, size, _one(xp, size))[:, None]
        return points + unit * length[:, None]

    def _slope(self, points: Any, directions: Any) -> Any:
        """Central differences along the rows of `directions` (D, n), summed as directions times slopes."""
        xp = self.xp
        batch, count = points.shape
        total = directions.shape[0]
        shifts = directions[None, :, :] * DIFFERENCE
        ahead = self._value(xp.reshape(points[:, None, :] + shifts, (batch * total, count)))
        behind = self._value(xp.reshape(points[:, None, :] - shifts, (batch * total, count)))
        change = ahead - behind
        change = xp.where(xp.isfinite(change), change, xp.zeros_like(change))
        return xp.reshape(change, (batch, total)) @ directions / (2 * DIFFERENCE)

    def _directions(self, count: int, turn: int, like: Any) -> Any:
        xp = self.xp
        if count <= FEW_COORDINATES:
            return xp.eye(count, dtype=like.dtype)
        signs = self.uniform(turn, DIRECTIONS, count)
        one = xp.ones(signs.shape, dtype=like.dtype)
        return xp.where(signs < 0.5, -one, one)

    def _jump(self, points: Any, turn: int) -> Any:
        """One coordinate of each point takes a value between -4 and 4, or zero, at random."""
        xp = self.xp
        batch, count = points.shape
        drawn = cast(xp, self.uniform(turn, batch, 2), points.dtype)
        which = cast(xp, drawn[:, 0] * count, xp.int64)
        chosen = xp.arange(count)[None, :] == which[:, None]
        fresh = xp.floor((drawn[:, 1] - 0.5) * 16 + 0.5) / 2
        return xp.where(chosen, xp.broadcast_to(fresh[:, None], points.shape), points)


def _one(xp: Any, like: Any) -> Any:
    return xp.ones(like.shape, dtype=like.dtype)
