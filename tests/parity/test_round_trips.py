"""A landscape on a device costs a copy every so many turns, not one a turn, and few at all."""
from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from objectives import factorisation, weighted_rank_one

from theorycheck.algebra import backends
from theorycheck.falsifying.landscape.critical import find_critical
from theorycheck.falsifying.landscape.minimize import minimize
from theorycheck.falsifying.landscape.pool import LOOK_EVERY
from theorycheck.falsifying.landscape.starts import Starts
from theorycheck.falsifying.landscape.survey import explore


def copies(work: Any, count: int = 64, **steps: int) -> dict[str, int]:
    """How often something was copied on the way from so many starts."""
    objective = replace(factorisation([[1.0, 2.0], [0.5, -1.0]], 2), backend=backends.fake_device_backend())
    starts = Starts(objective.backend, objective.dimension, 1).block(0, count)
    objective.backend.traffic.reset()
    work(objective, starts, **steps)
    return dict(objective.backend.traffic.calls)


@pytest.mark.parametrize(("find", "name"), [(minimize, "newton_steps"), (find_critical, "steps")])
def test_copies_grow_by_few_with_the_turns(find: Any, name: str) -> None:
    short, long = (copies(find, **{name: turns}) for turns in (10, 10 + 3 * LOOK_EVERY))
    looks = 4 + 3  # three or four in so many turns, and those of a stop test every twenty
    assert long["out"] - short["out"] <= 2 * looks
    assert long["out"] <= 25


def test_copies_do_not_grow_with_the_starts() -> None:
    few, many = (copies(explore, count) for count in (40, 400))
    assert many["out"] <= few["out"] + 6 and few["out"] <= 40


@pytest.mark.parametrize("find", [minimize, find_critical])
def test_starts_that_stand_still_change_nothing(find: Any) -> None:
    """Bit for bit where both use one library; starts that wait for eigenvalues take more turns, not other ways."""
    here, there = weighted_rank_one(), replace(weighted_rank_one(), backend=backends.fake_device_backend())
    ends = [find(one, Starts(one.backend, one.dimension, 5).block(0, 100)) for one in (here, there)]
    for name in ("points", "values"):
        ours, theirs = getattr(ends[0], name), there.backend.to_host(getattr(ends[1], name))
        assert abs(ours - theirs).max() < 1e-9


def test_a_survey_goes_on_in_parts_where_memory_runs_out() -> None:
    objective = replace(weighted_rank_one(), backend=backends.fake_device_backend())
    starts, refused = Starts(objective.backend, objective.dimension, 5).block(0, 100), []

    def cramped(counted: Any, some: Any, floor: float) -> Any:
        if some.shape[0] > 30:
            refused.append(some.shape[0])
            raise MemoryError("out of memory")
        return minimize(counted, some, floor)

    whole, parts = explore(objective, starts), explore(objective, starts, find=cramped)
    assert refused == [100, 50, 50] and parts == whole
