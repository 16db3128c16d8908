"""Many minimisations at once: gradient descent near the valley floors, then saddle-free Newton down to rounding.

A run is a function of its starts: no clock is read. What is lost on the way (NaN, overflow, escape to infinity)
keeps its last point and is told apart by `classify`.
"""
from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from theorycheck.falsifying.landscape.descend import descend
from theorycheck.falsifying.landscape.geometry import norm
from theorycheck.falsifying.landscape.newton import polish
from theorycheck.falsifying.landscape.objective import AbstractObjective

DESCENT_STEPS, NEWTON_STEPS = 100, 80


@dataclass(frozen=True)
class Ends:
    """Where starts ended, in the order of the starts; `first` is the gradient's length at the start, at least 1."""

    points: Any
    values: Any
    gradients: Any
    first: Any


def minimize(
    objective: AbstractObjective,
    starts: Any,
    floor: float = -math.inf,
    descent_steps: int = DESCENT_STEPS,
    newton_steps: int = NEWTON_STEPS,
) -> Ends:
    """Minimises from every row of `starts`; a start whose value is at most `floor` is left where it got there."""
    with objective.backend.quiet():
        state = descend(objective, opened(objective, starts), descent_steps, floor)
        return Ends(**polish(objective, state, newton_steps, floor))


def opened(objective: AbstractObjective, starts: Any) -> dict[str, Any]:
    """The state of starts that have not moved."""
    xp = objective.backend.xp
    values, gradients = objective.value_and_gradient(starts)
    size = norm(xp, gradients)
    first = xp.maximum(xp.where(xp.isfinite(size), size, xp.ones_like(size)), xp.ones_like(size))
    return {"points": starts, "values": values, "gradients": gradients, "first": first}
