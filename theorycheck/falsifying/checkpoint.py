"""A search that is interrupted goes on where it was: its whole state at the end of a slice, as plain JSON.

Whatever decides what a search does next is in it: counts, margins, positions, the pool that ascents start from.  What
can be computed again from these is not.  So a search that was killed and continued ends with the figures of one that
was not; the tests hold every figure to that.  A stored state is as little trusted as a stored witness: the worst that
a forged one can do is to misstate how much was searched.
"""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from theorycheck.falsifying.climb import Climber
from theorycheck.falsifying.confidence import Evidence
from theorycheck.falsifying.constraints.pursuit import Pursuit
from theorycheck.falsifying.elites import Elite
from theorycheck.falsifying.result import Approach, SearchStatistics
from theorycheck.falsifying.schedule import Arm
from theorycheck.outcome import decode_witness, encode_witness

KEEP_EVERY = 5.0  # seconds: what a kill may cost; it decides when a state is kept and nothing else
# parts of the statistics that are no plain values
PARTS: dict[str, Callable[[Any], Any]] = {
    "evidence": lambda kept: Evidence(*kept),
    "closest": lambda kept: Approach(float(kept[0]), *kept[1:]),
}
State = dict[str, Any]


class Store(Protocol):
    """Where the state of one search is kept."""

    def kept(self) -> State | None:
        """What was kept last, if anything was."""

    def keep(self, state: State) -> None:
        """Keeps a state in place of the last."""


@dataclass
class Checkpoint:
    """Keeps the state of a search now and then, and brings it back."""

    store: Store | None = None
    every: float = field(default_factory=lambda: KEEP_EVERY)
    _last: float = field(default_factory=time.monotonic)

    def offer(self, search: Any, own: Callable[[], State]) -> None:
        """Keeps the state of a search if it is time again; `own` is that of its lanes, its hunt or its sweep."""
        if self.store is not None and time.monotonic() - self._last >= self.every:
            self.store.keep({**_common(search), "own": own()})
            self._last = time.monotonic()

    def restore(self, search: Any) -> State | None:
        """Brings a search to where it was; the state of its lanes, its hunt or its sweep, None at a beginning."""
        state = None if self.store is None else self.store.kept()
        if state is None:
            return None
        search.meter.examples = state["examples"]
        search.meter.started -= state["seconds"]
        search.court.attempts, search.court.judge.checks = state["attempts"], state["checks"]
        search.court.model = state["model"] and decode_witness(state["model"])
        for name, value in state["statistics"].items():
            part = dict if isinstance(getattr(search.statistics, name), dict) else PARTS.get(name)
            setattr(search.statistics, name, part(value) if part and value is not None else value)
        return state["own"]


def _common(search: Any) -> State:
    court, model = search.court, search.court.model
    return {
        "examples": search.meter.examples,
        "seconds": search.meter.elapsed(),
        "attempts": court.attempts,
        "checks": court.judge.checks,
        "model": model and encode_witness(model),
        "statistics": _counts(search.statistics),
    }


def _counts(statistics: SearchStatistics) -> State:
    """Field by field; tables as pairs, since their order is told too, and a ledger sorts names."""
    found: State = {}
    for one in dataclasses.fields(statistics):
        value = getattr(statistics, one.name)
        if dataclasses.is_dataclass(value):
            value = dataclasses.astuple(value)  # type: ignore[arg-type]
        found[one.name] = _plain(list(value.items()) if isinstance(value, dict) else value)
    return found


def arms_state(arms: Sequence[Arm], climber: Climber, pursuit: Pursuit) -> State:
    """Of lanes and methods, of what ascents start from, and of the projections onto equations."""
    pool = [[key, [_plain(dataclasses.astuple(one)) for one in kept]] for key, kept in climber.elites.kept.items()]
    return {
        "arms": [{name: _plain(getattr(arm, name)) for name in _moving(arm)} for arm in arms],
        "elites": pool,
        "climber": [climber.evaluations, climber.climbs, _plain(climber.enough)],
        "pursuit": [pursuit.pursuits, pursuit.networks, pursuit.close],
    }


def restore_arms(state: State, arms: Sequence[Arm], climber: Climber, pursuit: Pursuit) -> None:
    """Brings lanes and methods to where they were."""
    for arm, kept in zip(arms, state["arms"], strict=True):
        for name, value in kept.items():
            setattr(arm, name, float(value) if isinstance(value, str) else value)
    for key, pool in state["elites"]:
        sizes = dict(key)
        for entries, violation, lane, index in pool:
            climber.elites.add(sizes, Elite(tuple(map(float, entries)), float(violation), lane, index))
    climber.evaluations, climber.climbs, enough = state["climber"]
    climber.enough = float(enough)
    pursuit.pursuits, pursuit.networks, pursuit.close = state["pursuit"]


def _moving(arm: Arm) -> list[str]:
    """What changes of an arm while a search runs: plain numbers."""
    return [one.name for one in dataclasses.fields(arm) if isinstance(getattr(arm, one.name), (int, float))]


def _plain(value: Any) -> Any:
    """JSON has no infinities: they are written as words, which `float` reads."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return [_plain(part) for part in value] if isinstance(value, (tuple, list)) else value
