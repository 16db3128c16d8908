"""The second phase: saddle-free Newton (Dauphin et al. 2014), each start with a trust radius of its own.

In the basis of the Hessian's eigenvectors each coordinate of the step is |gradient| / |eigenvalue|, against the
gradient, cut at the radius; downward curvature is followed further than upward curvature. Where that step is
already tiny and the Hessian still curves down somewhere, the start stands at a saddle: it is pushed along the most
negative direction. The model f + g·s + s·H·s/2 decreases along all such steps, so a refused one needs a smaller radius.
Where the Hessian is positive and the radius no obstacle, all this is Newton's step, which needs no eigenvectors.
"""
from __future__ import annotations

from functools import partial
from typing import Any

from theorycheck.falsifying.dialect import rows
from theorycheck.falsifying.landscape.curvature import FLAT, Definite, Spectrum, normalised, spectrum
from theorycheck.falsifying.landscape.geometry import defined, norm, reach, usable
from theorycheck.falsifying.landscape.objective import AbstractObjective
from theorycheck.falsifying.landscape.pool import Pool, State, blockwise, chosen, replaced

SMALL_STEP = 1e-6
DOWNHILL_STRETCH = 4.0
FIRST_RADIUS, FIRST_PUSH = 0.5, 0.3
LEAST_RADIUS, LEAST_PUSH = 1e-12, 1e-6
SUFFICIENT, GOOD = 1e-4, 0.7
ROUNDING = 1e-14


def polish(objective: AbstractObjective, start: State, steps: int, floor: float) -> State:
    """Moves `points` to second-order stationary points as far as floats and the number of steps allow."""
    pool = Pool(objective.backend, _opening(objective.backend.xp, start))
    pool.retire(~usable(objective.backend.xp, pool.active) | (pool.active["values"] <= floor))
    for _turn in range(steps):
        if not len(pool):
            break
        pool.active, last = _iterate(objective, pool.active)
        lost = ~usable(objective.backend.xp, pool.active) | (pool.active["values"] <= floor)
        pool.retire(last | lost)
    reached = pool.collect()
    return {name: reached[name] for name in start}


def _opening(xp: Any, start: State) -> State:
    far = reach(xp, start["points"])
    return {**start, "radius": FIRST_RADIUS * far, "push": FIRST_PUSH * far, "held": xp.zeros_like(far) > 0}


def _iterate(objective: AbstractObjective, state: State) -> tuple[State, Any]:
    """One step of every start, and which starts have made their last."""
    xp = objective.backend.xp
    step = blockwise(xp, partial(_steps, objective), state, objective.dimension)
    values, gradients = objective.value_and_gradient(state["points"] + step["move"])
    trial = {"points": state["points"] + step["move"], "values": values, "gradients": gradients}
    slack = ROUNDING * xp.abs(state["values"])
    gained = state["values"] - values
    accepted = defined(xp, trial) & (gained >= SUFFICIENT * step["promise"] - slack)
    kept = chosen(xp, accepted, trial, state)
    radius = _next_radius(xp, state["radius"], accepted & (gained >= GOOD * step["promise"] - slack), accepted, step)
    failed = step["pushed"] & ~accepted
    push = xp.where(failed, state["push"] / 10, state["push"])
    last = step["last"] | (radius <= LEAST_RADIUS) | ~step["usable"]
    return {**state, **kept, "radius": radius, "push": push, "held": failed}, last


def _steps(objective: AbstractObjective, state: State) -> State:
    """For each start a `move`, what the model promises for it, whether it is a push off a saddle, whether it is the
    last, whether derivatives are finite. Eigenvalues are asked for where Newton's step does not do."""
    xp = objective.backend.xp
    hessian = objective.hessian(state["points"])
    step, inside = _newton(objective, state, hessian)
    flags = objective.backend.to_host(inside).tolist()
    rest = [place for place, flag in enumerate(flags) if not flag]
    if not rest:
        return step
    some = {name: rows(xp, array, rest) for name, array in state.items()}
    return replaced(xp, step, rest, _spectral(xp, some, spectrum(objective, rows(xp, hessian, rest))))


def _newton(objective: AbstractObjective, state: State, hessian: Any) -> tuple[State, Any]:
    """Newton's step, and where it is one to take: the Hessian is positive, and the step no longer than the radius."""
    xp = objective.backend.xp
    matrices, scale, usable = normalised(objective, hessian)
    found = Definite.of(objective.backend, matrices)
    move = -found.solve(state["gradients"]) / scale[:, None]
    length = norm(xp, move)
    inside = found.positive & usable & (length <= state["radius"])
    promise = -xp.sum(state["gradients"] * move, axis=1) / 2
    last = length <= SMALL_STEP * reach(xp, state["points"])
    return {"move": move, "promise": promise, "pushed": length < 0, "last": last, "usable": usable}, inside


def _spectral(xp: Any, state: State, curved: Spectrum) -> State:
    """The saddle-free step, in the basis of eigenvectors."""
    slopes = curved.components(state["gradients"])
    bends = curved.eigenvalues
    far = reach(xp, state["points"])
    size = xp.abs(slopes) / (xp.maximum(xp.abs(bends), FLAT * xp.ones_like(bends)) * curved.scale[:, None])
    steep = xp.abs(bends) > FLAT
    small = xp.all(~steep | (size <= SMALL_STEP * far[:, None]), axis=1)
    downhill = bends[:, 0] < -FLAT
    pushed = small & downhill & ~state["held"] & (state["push"] > LEAST_PUSH)
    size = xp.where(bends < -FLAT, DOWNHILL_STRETCH * size, size)
    size = xp.minimum(size, state["radius"][:, None])
    first = xp.arange(bends.shape[1])[None, :] == 0
    size = xp.where(pushed[:, None] & first, xp.maximum(size, state["push"][:, None]), size)
    signed = xp.where(slopes > 0, -size, size)
    promise = -xp.sum(slopes * signed + curved.scale[:, None] * bends * signed**2 / 2, axis=1)
    last = small & ~pushed & ~(downhill & (state["push"] > LEAST_PUSH))
    move = curved.combine(signed)
    return {"move": move, "promise": promise, "pushed": pushed, "last": last, "usable": curved.usable}


def _next_radius(xp: Any, radius: Any, good: Any, accepted: Any, step: State) -> Any:
    """Twice as long after a good step, a quarter after a refused one; pushes have a length of their own."""
    length = norm(xp, step["move"])
    longer = xp.maximum(radius, 2 * length)
    shorter = xp.minimum(radius, length) / 4
    return xp.where(step["pushed"], radius, xp.where(good, longer, xp.where(accepted, radius, shorter)))
