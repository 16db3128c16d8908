"""What an end point is, on the evidence of floats.

minimum     the Newton step is tiny, the Hessian off the declared orbit is positive, and it stays so all around
saddle      the same with an eigenvalue that is clearly and steadily negative (a maximum too: its index says so)
degenerate  a critical point with curvature that vanishes off the orbit, or that vanishes nearby: undecided
plateau     the gradient is tiny, yet the Newton step is long: there is still a way down
stalled     the budget was spent, or derivatives are missing
diverged    NaN, overflow, or out of sight
reached     left where its value was no better a candidate than the best known one

"Steadily" is the Newton-Kantorovich condition with a measured change of the Hessian: at two points as far off as twice
the Newton step and the resolution 1e-7 (1 + |x|), both ways along the weakest eigenvector, it has changed by less than
half of the smallest eigenvalue. Near 0, (1-abc)^2 fails it at every scale, however positive its Hessian looks there.
"""
from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from theorycheck.falsifying.dialect import rows
from theorycheck.falsifying.landscape.curvature import FLAT, ON_ORBIT, Spectrum, frobenius, off_orbit, spectrum
from theorycheck.falsifying.landscape.geometry import norm, reach, usable
from theorycheck.falsifying.landscape.minimize import Ends
from theorycheck.falsifying.landscape.objective import AbstractObjective
from theorycheck.falsifying.landscape.orbit import Orbit, orbit_at
from theorycheck.falsifying.landscape.pool import blocks

MINIMUM, SADDLE, DEGENERATE, PLATEAU = "minimum", "saddle", "degenerate", "plateau"
STALLED, DIVERGED, REACHED = "stalled", "diverged", "reached"
KINDS = (MINIMUM, SADDLE, DEGENERATE, PLATEAU, STALLED, DIVERGED, REACHED)
CRITICAL = (MINIMUM, SADDLE, DEGENERATE)

SMALL_STEP = 1e-5
SMALL_SLOPE = 1e-9
TINY_GRADIENT = 1e-6
RESOLUTION = 1e-7
STEADY = 0.5
LEAK = 1e-4


@dataclass(frozen=True)
class EndPoint:
    """One end point; `gradient` is the length of the gradient.

    smallest: the smallest eigenvalue of the Hessian off the orbit; condition: its ratio to |H|
    orbit: the dimension of the declared orbit here
    flat, index: how many directions off the orbit have no curvature, and how many have negative curvature
    NaN and 0 where there was nothing to look at.
    """

    kind: str
    value: float
    gradient: float
    smallest: float = math.nan
    condition: float = math.nan
    orbit: int = 0
    flat: int = 0
    index: int = 0


def classify(objective: AbstractObjective, ends: Ends, floor: float = -math.inf) -> list[EndPoint]:
    """The kind of every end point; those with a value of at most `floor` are `reached` and not looked at."""
    xp = objective.backend.xp
    with objective.backend.quiet():
        state = {"points": ends.points, "values": ends.values, "gradients": ends.gradients}
        size = norm(xp, ends.gradients)
        tiny = size <= TINY_GRADIENT * ends.first
        alive, tiny, values, sizes = objective.backend.fetch(
            alive=usable(xp, state), tiny=tiny, values=ends.values, sizes=size
        ).values()
        found = [
            EndPoint(REACHED if ok else DIVERGED, value, gradient)
            for ok, value, gradient in zip(alive, values, sizes, strict=True)
        ]
        standing = [row for row, ok in enumerate(alive) if ok and values[row] > floor]
        for block in blocks(objective.backend, len(standing), objective.dimension):
            some = [standing[place] for place in block]
            looks = _looks(objective, rows(xp, ends.points, some), rows(xp, ends.gradients, some))
            for place, row in enumerate(some):
                found[row] = _end_point(looks, place, tiny[row], values[row], sizes[row])
    return found


def _end_point(looks: dict[str, list], place: int, tiny: bool, value: float, gradient: float) -> EndPoint:
    one = {name: column[place] for name, column in looks.items()}
    if not one["usable"]:
        return EndPoint(STALLED, value, gradient)
    if not one["settled"]:
        kind = PLATEAU if tiny else STALLED
    elif one["positive"] and one["steady"] and one["trusted"]:
        kind = MINIMUM
    elif one["negative"] and one["steady"]:
        kind = SADDLE
    else:
        kind = DEGENERATE
    condition = one["condition"] if one["condition"] < ON_ORBIT else math.nan
    dimensions = (int(one[name]) for name in ("orbit", "flat", "index"))
    return EndPoint(kind, value, gradient, condition * one["scale"], condition, *dimensions)


def _looks(objective: AbstractObjective, points: Any, gradients: Any) -> dict[str, list]:
    """What is measured at each point, on the host."""
    xp = objective.backend.xp
    orbit = orbit_at(objective, points)
    hessian = objective.hessian(points)
    # not Cholesky: the probes need the weakest eigenvector, and few Hessians a start are looked at
    curved = spectrum(objective, hessian, orbit)
    bends, slopes = curved.eigenvalues, curved.components(gradients) / curved.scale[:, None]
    least = bends[:, 0]
    ones, zeros = xp.ones_like(bends), xp.zeros_like(bends)
    steep = (xp.abs(bends) > FLAT) & (bends < ON_ORBIT)
    step = xp.where(steep, -slopes / xp.where(steep, bends, ones), zeros)
    far = reach(xp, points)
    quiet = xp.all(steep | (xp.abs(slopes) <= SMALL_SLOPE * far[:, None]), axis=1)
    look = {
        "usable": curved.usable,
        "settled": quiet & (norm(xp, step) <= SMALL_STEP * far),
        "positive": (least > FLAT) & (least < ON_ORBIT),
        "negative": least < -FLAT,
        "steady": _steady(objective, points, hessian, orbit, curved, curved.combine(step)),
        "trusted": _trusted(xp, hessian, orbit, curved),
        "condition": least,
        "scale": curved.scale,
        "orbit": xp.sum(xp.where(bends > ON_ORBIT, ones, zeros), axis=1),
        "flat": xp.sum(xp.where(xp.abs(bends) <= FLAT, ones, zeros), axis=1),
        "index": xp.sum(xp.where(bends < -FLAT, ones, zeros), axis=1),
    }
    return objective.backend.fetch(**look)


def _steady(
    objective: AbstractObjective, points: Any, hessian: Any, orbit: Orbit | None, curved: Spectrum, step: Any
) -> Any:
    """Whether the Hessian off the orbit keeps the sign of its smallest eigenvalue at both probes."""
    xp = objective.backend.xp
    weakest = curved.vectors[:, :, 0] * xp.maximum(RESOLUTION * reach(xp, points), 2 * norm(xp, step))[:, None]
    allowed = STEADY * xp.abs(curved.eigenvalues[:, 0]) * curved.scale
    steady = curved.usable
    for probe in (points + 2 * step + weakest, points + 2 * step - weakest):
        change = frobenius(xp, off_orbit(xp, objective.hessian(probe) - hessian, orbit))
        steady = steady & (change <= allowed)
    return steady


def _trusted(xp: Any, hessian: Any, orbit: Orbit | None, curved: Spectrum) -> Any:
    """Whether the orbit has a certain dimension and the Hessian vanishes along it, as it must at a critical point."""
    if orbit is None:
        return curved.usable
    return orbit.certain & (frobenius(xp, hessian @ orbit.projector) <= LEAK * curved.scale)
