"""Second derivatives along the directions that matter: eigenvalues of the Hessian off the declared orbit."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from theorycheck.falsifying.landscape.objective import AbstractObjective
from theorycheck.falsifying.landscape.orbit import Orbit

FLAT = 1e-9
ON_ORBIT, ABOVE_ALL = 1.5, 2.0


@dataclass(frozen=True)
class Spectrum:
    """Eigenvalues (batch, n) in increasing order and eigenvectors (columns) of P H P / |H|, |H| the Frobenius norm.

    P projects off the orbit; the directions of the orbit stand last, with the eigenvalue 2, which no other can reach.
    `scale`: |H|, 1 where H = 0 or is not finite; `usable`: H is finite, and was decomposed.
    """

    eigenvalues: Any
    vectors: Any
    scale: Any
    usable: Any

    def components(self, vectors: Any) -> Any:
        """Coordinates of one vector a start, shape (batch, n), in its eigenvectors."""
        return (vectors[:, None, :] @ self.vectors)[:, 0, :]

    def combine(self, coordinates: Any) -> Any:
        """The vector with these coordinates."""
        return (self.vectors @ coordinates[:, :, None])[:, :, 0]


def normalised(objective: AbstractObjective, hessian: Any) -> tuple[Any, Any, Any]:
    """The symmetric part of each Hessian over |H|, with `scale` and `usable`; one that is not finite counts as 0."""
    xp = objective.backend.xp
    hessian = (hessian + objective.backend.permute(hessian, (0, 2, 1))) / 2
    scale = frobenius(xp, hessian)
    usable = xp.isfinite(scale)
    scale = xp.where(usable & (scale > 0), scale, xp.ones_like(scale))
    return xp.where(usable[:, None, None], hessian, xp.zeros_like(hessian)) / scale[:, None, None], scale, usable


def spectrum(objective: AbstractObjective, hessian: Any, orbit: Orbit | None = None) -> Spectrum:
    """The spectrum of a batch of Hessians; one that is not finite counts as 0 and is marked."""
    xp = objective.backend.xp
    matrices, scale, usable = normalised(objective, hessian)
    if orbit is not None:
        matrices = off_orbit(xp, matrices, orbit) + ABOVE_ALL * orbit.projector
    eigenvalues, vectors, decomposed = objective.backend.eigh(matrices)
    return Spectrum(eigenvalues, vectors, scale, usable & decomposed)


@dataclass(frozen=True)
class Definite:
    """Matrices (batch, n, n) and where all their eigenvalues exceed FLAT; found without eigenvalues."""

    backend: Any
    matrices: Any
    inverse: Any
    positive: Any

    @classmethod
    def of(cls, backend: Any, matrices: Any) -> Definite:
        lowered = matrices - FLAT * backend.xp.eye(matrices.shape[1], dtype=matrices.dtype)[None, :, :]
        return cls(backend, matrices, *backend.inverse_cholesky(lowered))

    def solve(self, vectors: Any) -> Any:
        """M^-1 v for vectors (batch, n), where M is positive."""
        found = self._solved(vectors)
        return found + self._solved(vectors - _times(self.matrices, found))  # what FLAT has changed

    def _solved(self, vectors: Any) -> Any:
        return _times(self.backend.permute(self.inverse, (0, 2, 1)), _times(self.inverse, vectors))


def _times(matrices: Any, vectors: Any) -> Any:
    return (matrices @ vectors[:, :, None])[:, :, 0]


def off_orbit(xp: Any, matrices: Any, orbit: Orbit | None) -> Any:
    """P M P for the projector P off the orbit."""
    if orbit is None:
        return matrices
    off = xp.eye(matrices.shape[1], dtype=matrices.dtype)[None, :, :] - orbit.projector
    return off @ matrices @ off


def frobenius(xp: Any, matrices: Any) -> Any:
    """The root of the sum of squares, shape (batch,)."""
    return xp.sqrt(xp.sum(matrices * matrices, axis=(1, 2)))
