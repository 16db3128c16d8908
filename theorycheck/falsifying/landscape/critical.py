"""Critical points of any index: damped Newton steps on the gradient, from the same starts as the minimiser.

Levenberg-Marquardt on |grad f|^2 / 2 in the basis of the Hessian's eigenvectors: each coordinate of the step is
-g e / (e^2 + m^2) with the damping m of the start, which falls after a success and rises after a failure. Directions
without curvature stay where they are. A start whose gradient does not fall by a tenth in 20 steps gives up: it
stands near a minimum of |grad f| that is no critical point, and comes out as stalled.
"""
from __future__ import annotations

import math
from functools import partial
from typing import Any

from theorycheck.falsifying.landscape.curvature import FLAT, spectrum
from theorycheck.falsifying.landscape.geometry import defined, norm, reach, usable
from theorycheck.falsifying.landscape.minimize import Ends, opened
from theorycheck.falsifying.landscape.newton import SMALL_STEP
from theorycheck.falsifying.landscape.objective import AbstractObjective
from theorycheck.falsifying.landscape.pool import Pool, State, blockwise, chosen

STEPS = 100
FIRST_DAMPING, LEAST_DAMPING, GREATEST_DAMPING = 1e-1, 1e-12, 1e8
EASE, STIFFEN = 0.1, 8.0
LONGEST_MOVE = 0.5
PATIENCE, LEAST_PROGRESS = 20, 0.9


def find_critical(objective: AbstractObjective, starts: Any, floor: float = -math.inf, steps: int = STEPS) -> Ends:
    """Looks for a zero of the gradient from every row of `starts`. Values play no part, so `floor` is not used."""
    xp = objective.backend.xp
    with objective.backend.quiet():
        state = opened(objective, starts)
        damping = FIRST_DAMPING * xp.ones_like(state["values"])
        pool = Pool(objective.backend, {**state, "damping": damping, "mark": norm(xp, state["gradients"])})
        pool.retire(~usable(xp, pool.active))
        for turn in range(steps):
            if not len(pool):
                break
            moved = blockwise(objective.backend, partial(_iterate, objective), pool.active, objective.dimension)
            finished = moved.pop("finished")
            pool.advance(moved)
            pool.retire(finished, turn)
            if turn % PATIENCE == PATIENCE - 1:
                size = norm(xp, pool.active["gradients"])
                pool.retire(size > LEAST_PROGRESS * pool.active["mark"])
                pool.active["mark"] = norm(xp, pool.active["gradients"])
        reached = pool.collect()
    return Ends(**{name: reached[name] for name in state})


def _iterate(objective: AbstractObjective, state: State) -> State:
    """One step of every start, and in `finished` which starts have made their last."""
    xp = objective.backend.xp
    curved = spectrum(objective, objective.hessian(state["points"]))
    slopes, bends = curved.components(state["gradients"]), curved.eigenvalues
    far = reach(xp, state["points"])
    damping = state["damping"][:, None]
    steep = xp.abs(bends) > FLAT
    square = xp.where(steep, bends**2 + damping**2, xp.ones_like(bends))
    coordinates = -slopes * xp.where(steep, bends, xp.zeros_like(bends)) / square / curved.scale[:, None]
    length = norm(xp, coordinates)
    shrink = xp.minimum(xp.ones_like(length), LONGEST_MOVE * far / xp.where(length > 0, length, far))
    points = state["points"] + curved.combine(coordinates * shrink[:, None])
    values, gradients = objective.value_and_gradient(points)
    trial = {"points": points, "values": values, "gradients": gradients}
    accepted = defined(xp, trial) & (norm(xp, gradients) < norm(xp, state["gradients"]))
    kept = chosen(xp, accepted, trial, state)
    eased = xp.maximum(EASE * state["damping"], LEAST_DAMPING * xp.ones_like(length))
    damping = xp.where(accepted, eased, STIFFEN * state["damping"])
    last = (length <= SMALL_STEP * far) & (state["damping"] <= FLAT)
    lost = (damping > GREATEST_DAMPING) | ~curved.usable | ~usable(xp, kept)
    return {**state, **kept, "damping": damping, "finished": last | lost}
