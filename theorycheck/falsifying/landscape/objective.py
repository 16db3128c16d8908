"""What is minimised: a smooth function of n reals, evaluated on batches of points."""
from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

HELD_PER_COORDINATE = 16


class AbstractObjective(ABC):
    """f: R^n -> R with its first two derivatives, float64, on arrays of `backend.xp`.

    Each row of a batch `x` of shape (batch, n) is a point. Where f has no value a row is NaN or infinite; nothing
    raises. Coordinates and values are expected to be of size about 1: lengths are compared with 1 + |x|.
    """

    backend: Any
    dimension: int

    @property
    def held(self) -> int:
        """About how many numbers are held at once for one point: what bounds the size of a chunk."""
        return max(1, HELD_PER_COORDINATE * self.dimension)

    @abstractmethod
    def value(self, x: Any) -> Any:
        """f, shape (batch,)."""

    @abstractmethod
    def value_and_gradient(self, x: Any) -> tuple[Any, Any]:
        """f, shape (batch,), and its gradient, shape (batch, n)."""

    @abstractmethod
    def hessian(self, x: Any) -> Any:
        """The symmetric matrix of second derivatives, shape (batch, n, n)."""

    def tangents(self, x: Any) -> Any | None:
        """Rows that span the tangent space of the orbit of x under the declared group, shape (batch, r, n).

        They may be dependent at some points (the orbit is smaller there). None where no group is declared.
        """
        return None


@dataclass
class Counted(AbstractObjective):
    """The same objective; counts the points at which it is evaluated, and is quiet about overflow."""

    inner: AbstractObjective
    values: int = 0
    hessians: int = 0

    def __post_init__(self) -> None:
        self.backend, self.dimension = self.inner.backend, self.inner.dimension

    @property
    def held(self) -> int:
        return self.inner.held

    def value(self, x: Any) -> Any:
        self.values += int(x.shape[0])
        with self.backend.quiet():
            return self.inner.value(x)

    def value_and_gradient(self, x: Any) -> tuple[Any, Any]:
        self.values += int(x.shape[0])
        with self.backend.quiet():
            return self.inner.value_and_gradient(x)

    def hessian(self, x: Any) -> Any:
        self.hessians += int(x.shape[0])
        with self.backend.quiet():
            return self.inner.hessian(x)

    def tangents(self, x: Any) -> Any | None:
        with self.backend.quiet():
            return self.inner.tangents(x)
