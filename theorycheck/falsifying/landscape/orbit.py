"""The tangent space of an orbit of the declared group, and the check that f does not change along it."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from theorycheck.errors import NotASymmetry
from theorycheck.falsifying.landscape.geometry import defined, norm
from theorycheck.falsifying.landscape.objective import AbstractObjective

PRESENT, ABSENT = 1e-6, 1e-10
LEVEL, STEEP = 1e-5, 1e-4


@dataclass(frozen=True)
class Orbit:
    """A projector on the tangent space at each point, (batch, n, n), and whether its rank is beyond doubt, (batch,)."""

    projector: Any
    certain: Any


def orbit_at(objective: AbstractObjective, points: Any) -> Orbit | None:
    """The declared orbit's tangent space at each point; None where no group is declared.

    A singular value counts if it exceeds 1e-6 of the largest (of 1, if that is more: next to a fixed point of the group
    a tiny orbit is no orbit), and does not if it is below 1e-10 of it. One in between leaves the rank in doubt, and so
    do tangents that are not finite.
    """
    xp, tangents = objective.backend.xp, objective.tangents(points)
    if tangents is None or tangents.shape[1] == 0:
        return None
    sizes, directions, finite = objective.backend.svd(tangents)
    largest = xp.maximum(xp.max(sizes, axis=1), xp.ones_like(sizes[:, 0]))[:, None]
    present = sizes > PRESENT * largest
    doubtful = ~present & (sizes > ABSENT * largest)
    kept = xp.where(present[:, :, None], directions, xp.zeros_like(directions))
    return Orbit(objective.backend.permute(kept, (0, 2, 1)) @ kept, finite & ~xp.any(doubtful, axis=1))


def require_symmetry(objective: AbstractObjective, points: Any) -> None:
    """Raises NotASymmetry if f changes to first order along a declared tangent at one of the points.

    Points where the gradient is tiny beside that of the others are left out: there it may be rounding.
    """
    xp, tangents = objective.backend.xp, objective.tangents(points)
    if tangents is None or tangents.shape[1] == 0:
        return
    values, gradients = objective.value_and_gradient(points)
    known = defined(xp, {"values": values, "gradients": gradients})
    size = xp.where(known, norm(xp, gradients), xp.zeros_like(values))
    slopes = xp.abs(tangents @ gradients[:, :, None])[:, :, 0]
    lengths = xp.sqrt(xp.sum(tangents * tangents, axis=2))
    steep = size > STEEP * xp.max(size)
    changes = (slopes > LEVEL * lengths * size[:, None]) & steep[:, None]
    guilty = objective.backend.to_host(xp.any(changes, axis=0)).tolist()
    if any(guilty):
        raise NotASymmetry(
            f"the objective changes along tangent {guilty.index(True)} of the declared symmetry",
            why="a group that leaves f alone has gradients orthogonal to its orbits",
            cure="declare a smaller group, or the action under which f is invariant",
        )
