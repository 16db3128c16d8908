"""The first phase: gradient descent with Barzilai-Borwein steps, each start with a step length of its own.

One evaluation an iteration for the whole batch. A trial is accepted if it falls below a running average of past
values (Zhang and Hager 2004), so that the long steps which make the method fast are not cut; a refused one is
tried again at a quarter of its length. A trial without a finite value is refused like one that is too high.
"""
from __future__ import annotations

from typing import Any

from theorycheck.falsifying.landscape.geometry import defined, norm, reach, usable
from theorycheck.falsifying.landscape.objective import AbstractObjective
from theorycheck.falsifying.landscape.pool import Pool, State, chosen

SUFFICIENT = 1e-4
MEMORY = 0.85
CUT, LONGER = 0.25, 4.0
LONGEST_MOVE = 0.5
SHORTEST, LONGEST = 1e-12, 1e12
COMPACT_EVERY = 10
FLAT_ENOUGH = 1e-4


def descend(objective: AbstractObjective, start: State, steps: int, floor: float) -> State:
    """Moves `points` (with `values` and `gradients`) downhill; a start leaves once its value is at most `floor`."""
    pool = Pool(objective.backend, _opening(objective.backend.xp, start))
    for turn in range(steps):
        if turn % COMPACT_EVERY == 0:
            pool.retire(_finished(objective.backend.xp, pool.active, floor))
        if not len(pool):
            break
        pool.advance(_move(objective, pool.active, turn))
    reached = pool.collect()
    return {name: reached[name] for name in start}


def _opening(xp: Any, start: State) -> State:
    size = norm(xp, start["gradients"])
    length = reach(xp, start["points"]) * LONGEST_MOVE / xp.maximum(size, xp.ones_like(size))
    return {**start, "length": length, "reference": start["values"], "weight": xp.ones_like(size)}


def _finished(xp: Any, state: State, floor: float) -> Any:
    flat = norm(xp, state["gradients"]) <= FLAT_ENOUGH * state["first"]
    lost = ~usable(xp, state) | (state["length"] <= SHORTEST)
    return flat | lost | (state["values"] <= floor)


def _move(objective: AbstractObjective, state: State, turn: int) -> State:
    xp = objective.backend.xp
    size = norm(xp, state["gradients"])
    longest = LONGEST_MOVE * reach(xp, state["points"])
    length = xp.minimum(state["length"], longest / xp.where(size > 0, size, xp.ones_like(size)))
    points = state["points"] - length[:, None] * state["gradients"]
    values, gradients = objective.value_and_gradient(points)
    trial = {"points": points, "values": values, "gradients": gradients}
    lower = values <= state["reference"] - SUFFICIENT * length * size**2
    accepted = lower & defined(xp, trial)
    kept = chosen(xp, accepted, trial, state)
    weight = MEMORY * state["weight"] + 1
    reference = (MEMORY * state["weight"] * state["reference"] + values) / weight
    average = chosen(xp, accepted, {"reference": reference, "weight": weight}, state)
    following = xp.where(accepted, _curvature_length(xp, state, trial, length, turn), CUT * length)
    return {**state, **kept, **average, "length": following}


def _curvature_length(xp: Any, old: State, new: State, length: Any, turn: int) -> Any:
    """The two Barzilai-Borwein lengths in turns; longer by a factor where the function curves down."""
    moved, change = new["points"] - old["points"], new["gradients"] - old["gradients"]
    across = xp.sum(moved * change, axis=1)
    one = xp.ones_like(across)
    curved = across > 0
    safe = xp.where(curved, across, one)
    if turn % 2:
        found = xp.sum(moved * moved, axis=1) / safe
    else:
        square = xp.sum(change * change, axis=1)
        found = safe / xp.where(square > 0, square, one)
    following = xp.where(curved & xp.isfinite(found), found, LONGER * length)
    return xp.minimum(xp.maximum(following, SHORTEST * one), LONGEST * one)

