"""Lengths of a batch of points, and which of them are still anywhere."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FAR, HUGE = 1e8, 1e100
LARGEST = 1e140


def norm(xp: Any, vectors: Any) -> Any:
    """Euclidean lengths of the rows, shape (batch,)."""
    return xp.sqrt(xp.sum(vectors * vectors, axis=1))


def reach(xp: Any, points: Any) -> Any:
    """1 + |x|: what lengths are compared with."""
    return 1 + norm(xp, points)


def defined(xp: Any, state: Mapping[str, Any]) -> Any:
    """Which starts have a value and a gradient whose squares are finite."""
    return _below(xp, state, LARGEST)


def usable(xp: Any, state: Mapping[str, Any]) -> Any:
    """Which of these are not on their way to infinity."""
    return _below(xp, state, HUGE) & (xp.max(xp.abs(state["points"]), axis=1) < FAR)


def _below(xp: Any, state: Mapping[str, Any], bound: float) -> Any:
    return (xp.abs(state["values"]) < bound) & xp.all(xp.abs(state["gradients"]) < bound, axis=1)
