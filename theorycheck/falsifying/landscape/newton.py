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

from theorycheck.falsifying.dialect import join, rows
from theorycheck.falsifying.landscape.curvature import FLAT, Definite, Spectrum, normalised, spectrum
from theorycheck.falsifying.landscape.geometry import defined, norm, reach, usable
from theorycheck.falsifying.landscape.objective import AbstractObjective
from theorycheck.falsifying.landscape.pool import LOOK_EVERY, Pool, State, blockwise, chosen, replaced

SMALL_STEP = 1e-6
DOWNHILL_STRETCH = 4.0
FIRST_RADIUS, FIRST_PUSH = 0.5, 0.3
LEAST_RADIUS, LEAST_PUSH = 1e-12, 1e-6
SUFFICIENT, GOOD = 1e-4, 0.7
ROUNDING = 1e-14
SPARE = 64


def polish(objective: AbstractObjective, start: State, steps: int, floor: float) -> State:
    """Moves `points` to second-order stationary points as far as floats and the number of steps allow."""
    pool = Pool(objective.backend, _opening(objective.backend.xp, start))
    pool.retire(~usable(objective.backend.xp, pool.active) | (pool.active["values"] <= floor))
    room = len(pool)
    for turn in range(steps):
        if not len(pool):
            break
        moved, last, bent = _iterate(objective, pool.active, room)
        pool.advance(moved)
        lost = ~usable(objective.backend.xp, pool.active) | (pool.active["values"] <= floor)
        if objective.backend.remote and (turn + 1) % LOOK_EVERY == 0:
            room = SPARE + 2 * int(objective.backend.fetch(bent=objective.backend.count(bent))["bent"][0])
        pool.retire(last | lost, turn)
    reached = pool.collect()
    return {name: reached[name] for name in start}


def _opening(xp: Any, start: State) -> State:
    far = reach(xp, start["points"])
    return {**start, "radius": FIRST_RADIUS * far, "push": FIRST_PUSH * far, "held": xp.zeros_like(far) > 0}


def _iterate(objective: AbstractObjective, state: State, room: int) -> tuple[State, Any, Any]:
    """One step of every start, which starts have made their last, and which needed eigenvalues."""
    xp = objective.backend.xp
    step = blockwise(objective.backend, partial(_steps, objective, room), state, objective.dimension)
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
    return {**state, **kept, "radius": radius, "push": push, "held": failed}, last, step["bent"]


def _steps(objective: AbstractObjective, room: int, state: State) -> State:
    """For each start a `move`, what the model promises for it, whether it is a push off a saddle, whether it is the
    last, whether derivatives are finite. Eigenvalues are asked for where Newton's step does not do: `bent`."""
    xp = objective.backend.xp
    hessian = objective.hessian(state["points"])
    step, inside = _newton(objective, state, hessian)
    step["bent"] = ~inside
    if objective.backend.remote:
        return _some_spectral(objective, state, hessian, step, min(room, hessian.shape[0]))
    flags = objective.backend.to_host(inside).tolist()
    rest = [place for place, flag in enumerate(flags) if not flag]
    if not rest:
        return step
    some = {name: rows(xp, array, rest) for name, array in state.items()}
    steps = _spectral(xp, some, spectrum(objective, rows(xp, hessian, rest)))
    return replaced(xp, step, rest, {**steps, "bent": rows(xp, step["bent"], rest)})


def _some_spectral(objective: AbstractObjective, state: State, hessian: Any, step: State, room: int) -> State:
    """The steps with those of the first `room` starts that need eigenvalues replaced, without asking which these are.

    A start for which there is no room stays where it is for this turn.
    """
    xp, backend = objective.backend.xp, objective.backend
    bent = step["bent"]
    order = backend.largest_rows(backend.cast(bent, "int64"), hessian.shape[0])
    some, others = order[:room], order[room:]
    picked = {name: xp.take(array, some, axis=0) for name, array in state.items()}
    replacing = _spectral(xp, picked, spectrum(objective, xp.take(hessian, some, axis=0)))
    replacing["bent"] = xp.take(bent, some, axis=0)
    waiting = {"move": xp.zeros_like(step["move"]), "promise": xp.zeros_like(step["promise"]),
               "pushed": step["pushed"], "last": bent & ~bent, "usable": bent | ~bent, "bent": bent}  # fmt: skip
    staying = chosen(xp, bent, waiting, step)
    kept = {name: xp.take(array, some, axis=0) for name, array in step.items()}
    first = chosen(xp, replacing["bent"], replacing, kept)
    back = xp.argsort(order)
    return {
        name: xp.take(join(xp, [first[name], xp.take(staying[name], others, axis=0)], axis=0), back, axis=0)
        for name in step
    }


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
