"""Margins with a planted optimum, for the methods alone."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from theorycheck.falsifying.ascent.method import AbstractMargin, Draws

FAR = 1e12


class Planted(AbstractMargin):
    """A margin from its formula; residuals (their number first) where it has them."""

    def __init__(
        self,
        backend: Any,
        dimension: int,
        formula: Callable[[Any, Any], Any],
        slope: Callable[[Any, Any], Any] | None = None,
        residuals: Callable[[Any, Any], tuple[Any, Any]] | None = None,
        low: float = -FAR,
        high: float = FAR,
    ) -> None:
        self.backend, self.dimension = backend, dimension
        self.formula, self.slope, self.parts = formula, slope, residuals
        self.low = backend.full((dimension,), low, dtype=backend.xp.float64)
        self.high = backend.full((dimension,), high, dtype=backend.xp.float64)
        self.evaluations = 0
        self.differentiable = slope is not None

    def measurable(self) -> bool:
        return self.parts is not None

    def values(self, points: Any) -> Any:
        self.evaluations += int(points.shape[0])
        found = self.formula(self.xp, points)
        return self.xp.where(self.xp.isfinite(found), found, self.backend.full_like(found, -float("inf")))

    def slopes(self, points: Any) -> tuple[Any, Any]:
        assert self.slope is not None
        return self.values(points), self.slope(self.xp, points)

    def residuals(self, points: Any) -> tuple[Any, Any]:
        assert self.parts is not None
        return self.parts(self.xp, points)


def valley(backend: Any, dimension: int) -> Planted:
    """0.05 minus the mean square distance from (0.5, 0.51, 0.52, ...): above 0 in a small ball."""
    target = backend.xp.asarray([[0.5 + 0.01 * place for place in range(dimension)]], dtype=backend.xp.float64)
    eye = backend.xp.eye(dimension, dtype=backend.xp.float64)

    def parts(xp: Any, x: Any) -> tuple[Any, Any]:
        return x - target, xp.broadcast_to(eye[None, :, :], (x.shape[0], dimension, dimension))

    return Planted(
        backend,
        dimension,
        lambda xp, x: 0.05 - xp.sum((x - target) ** 2, axis=1) / dimension,
        lambda xp, x: (target - x) * (2 / dimension),
        parts,
    )


def draws(margin: Planted, seed: int = 1) -> Draws:
    """Random numbers for a climb."""
    return Draws(margin.xp, seed, 9, margin.xp.float64)
