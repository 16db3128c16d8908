"""Gradient ascent with capped steps, from starts of many scales.

Steps are capped (uncapped ones kill ReLUs and strand the start), grow after a success and shrink after a failure. The
direction mixes the gradient with the step before, which turns the zigzag along a kink or a valley into a path.
Where the margin has no derivatives by reverse mode, differences give the direction.
"""
from __future__ import annotations

from typing import Any

from theorycheck.falsifying.ascent.method import AbstractMargin, AbstractMethod, Draws, Effort, reach

STEP_CAP = 0.3
FIRST_STEP, LEAST_STEP = 0.1, 1e-9
GROW, SHRINK = 1.6, 0.4
MOMENTUM = 0.5
FEW_COORDINATES, DIRECTIONS = 48, 12
DIFFERENCE = 1e-5


class GradientAscent(AbstractMethod):
    """Steepest ascent with momentum; each start has a step length of its own, relative to its size."""

    name = "gradient"
    starts = 32

    def climb(self, margin: AbstractMargin, starts: Any, draws: Draws, effort: Effort) -> tuple[Any, Any]:
        xp = margin.xp
        points = starts
        values, slopes = self._slopes(margin, points, draws)
        step = xp.full(values.shape, FIRST_STEP, dtype=starts.dtype)
        heading = xp.zeros_like(points)
        turn = 0
        while not effort.over(margin, turn, values):
            heading = _unit(xp, _unit(xp, slopes) + MOMENTUM * heading)
            moved = margin.admitted(points + heading * (xp.clip(step, 0.0, STEP_CAP)[:, None] * reach(xp, points)))
            reached, ahead = self._slopes(margin, moved, draws)
            gained = reached > values
            points = xp.where(gained[:, None], moved, points)
            slopes = xp.where(gained[:, None], ahead, slopes)
            values = xp.where(gained, reached, values)
            heading = xp.where(gained[:, None], heading, xp.zeros_like(heading))
            step = xp.clip(xp.where(gained, step * GROW, step * SHRINK), LEAST_STEP, 1.0)
            turn += 1
        return points, values

    def _slopes(self, margin: AbstractMargin, points: Any, draws: Draws) -> tuple[Any, Any]:
        values, slopes = margin.slopes(points) if margin.differentiable else differences(margin, points, draws)
        return values, margin.xp.where(margin.xp.isfinite(slopes), slopes, margin.xp.zeros_like(slopes))


def differences(margin: AbstractMargin, points: Any, draws: Draws) -> tuple[Any, Any]:
    """Values, and slopes by central differences: in every coordinate where there are few, else in random directions."""
    xp, (batch, count) = margin.xp, points.shape
    if count <= FEW_COORDINATES:
        directions = xp.eye(count, dtype=points.dtype)
    else:
        signs = draws.uniform(DIRECTIONS, count)
        directions = xp.where(signs < 0.5, -xp.ones_like(signs), xp.ones_like(signs))
    shifts = directions[None, :, :] * (DIFFERENCE * reach(xp, points))[:, :, None]
    around = [xp.reshape(points[:, None, :] + side * shifts, (-1, count)) for side in (1, -1)]
    ahead, behind = (xp.reshape(margin.values(some), (batch, directions.shape[0])) for some in around)
    change = ahead - behind
    change = xp.where(xp.isfinite(change), change, xp.zeros_like(change))
    return margin.values(points), change @ directions


def _unit(xp: Any, vectors: Any) -> Any:
    """Vectors of length 1; what has no length stays 0."""
    largest = xp.max(xp.abs(vectors), axis=1)[:, None]
    scaled = vectors / xp.where(largest > 0, largest, xp.ones_like(largest))
    size = xp.sqrt(xp.sum(scaled * scaled, axis=1))[:, None]
    return scaled / xp.where(size > 0, size, xp.ones_like(size))
