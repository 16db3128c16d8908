"""What climbs, and what is climbed."""
from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from theorycheck.algebra.backends import Backend
from theorycheck.falsifying.dialect import cast
from theorycheck.falsifying.randomness import Counter

STOP_EVERY, STOP_EVERY_ON_A_DEVICE = 4, 16


class AbstractMargin(ABC):
    """A function of points of shape (B, n) with n = `dimension`: (B,) numbers, larger is worse for the claim.

    A number is -inf where the margin has no value or a hypothesis fails. Points stay between `low` and `high`, both of
    shape (n,). Everything is an array of the backend. `evaluations` counts points; a point counts once more where its
    derivatives are asked for, however many there are.
    """

    backend: Backend
    dimension: int
    low: Any
    high: Any
    evaluations: int
    differentiable: bool

    @property
    def xp(self) -> Any:
        """The array namespace."""
        return self.backend.xp

    @abstractmethod
    def measurable(self) -> bool:
        """Whether it has residuals."""

    @abstractmethod
    def values(self, points: Any) -> Any:
        """The margin at points (B, n): shape (B,)."""

    @abstractmethod
    def slopes(self, points: Any) -> tuple[Any, Any]:
        """The margin and a direction (B, n) in which it grows: its gradient, or that of a smoothed margin."""

    @abstractmethod
    def residuals(self, points: Any) -> tuple[Any, Any]:
        """Numbers (B, m) that the margin wants to vanish, and their derivatives (B, m, n)."""

    def admitted(self, points: Any) -> Any:
        """The points moved between the walls."""
        return self.xp.minimum(self.xp.maximum(points, self.low[None, :]), self.high[None, :])


@dataclass
class Draws:
    """Random numbers by counting: each call takes the next stretch of one stream."""

    xp: Any
    seed: int
    stream: int
    dtype: Any
    used: int = field(default=0, init=False)

    def uniform(self, *shape: int) -> Any:
        """Numbers strictly between 0 and 1."""
        xp, rows = self.xp, shape[0]
        columns = 1
        for length in shape[1:]:
            columns *= length
        counter = Counter(xp, self.seed, self.stream)
        words = counter.words(counter.indices(self.used, rows), 0, columns)
        self.used += rows
        bits = cast(xp, words >> xp.asarray([11], dtype=xp.uint64), xp.float64)
        return xp.reshape(cast(xp, (bits + 0.5) * 2.0**-53, self.dtype), shape)

    def normal(self, *shape: int) -> Any:
        """Standard normal numbers (Box and Muller 1958)."""
        xp, half = self.xp, (shape[0], -(-shape[1] // 2), *shape[2:])
        radius = xp.sqrt(-2.0 * xp.log(self.uniform(*half)))
        angle = self.uniform(*half) * 6.283185307179586
        both = xp.stack([radius * xp.cos(angle), radius * xp.sin(angle)], axis=2)
        return xp.reshape(both, (shape[0], 2 * half[1], *shape[2:]))[:, : shape[1], ...]


@dataclass
class Effort:
    """How long one climb may go on: that many evaluations, or until a margin above `enough` is reached.

    `spent` says whether the run's budget is used up. The last two are looked at every few iterations only.
    """

    evaluations: int
    enough: float = float("inf")
    spent: Callable[[], bool] = lambda: False

    def over(self, margin: AbstractMargin, turn: int, values: Any) -> bool:
        """Whether to stop before iteration `turn`; `values` are the margins reached."""
        if margin.evaluations >= self.evaluations:
            return True
        if turn % (STOP_EVERY_ON_A_DEVICE if margin.backend.remote else STOP_EVERY) or turn == 0:
            return False
        return self.spent() or margin.backend.fetch(best=margin.xp.max(values))["best"][0] > self.enough


class AbstractMethod(ABC):
    """A way to climb. It keeps no state: what a climb needs is in its arguments, so a run is a function of its seed."""

    name: str
    starts: int
    first: int = 2048  # evaluations of its first slice

    def suits(self, margin: AbstractMargin) -> bool:
        """Whether it can do anything with this margin."""
        return margin.dimension > 0

    @abstractmethod
    def climb(self, margin: AbstractMargin, starts: Any, draws: Draws, effort: Effort) -> tuple[Any, Any]:
        """The points reached from the starts (B, n), and their margins (B,): at least those of the starts."""


def better(xp: Any, gained: Any, new: tuple[Any, Any], old: tuple[Any, Any]) -> tuple[Any, Any]:
    """Points and margins, the new ones where something was gained."""
    return xp.where(gained[:, None], new[0], old[0]), xp.where(gained, new[1], old[1])


def reach(xp: Any, points: Any) -> Any:
    """The size of each point, at least 1: what a step is measured by. Shape (B, 1)."""
    return xp.maximum(xp.max(xp.abs(points), axis=1), xp.ones_like(points[:, 0]))[:, None]
