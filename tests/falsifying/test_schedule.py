"""Who is next: by the work had so far, halved after a gain; ascents are bounded by what was drawn, and repeat."""
from __future__ import annotations

import pytest
from statements import FALSE, x, y

from theorycheck.falsifying.ascent import METHODS
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.elites import MOST_SIZES, PER_SIZES, Elite, Elites
from theorycheck.falsifying.sample.lanes import DECLARED, lanes
from theorycheck.falsifying.schedule import PER_NETWORK, Arm, LaneState, MethodState, in_turn, next_arm
from theorycheck.falsifying.search import search
from theorycheck.statement.relations import le
from theorycheck.statement.statements import Statement
from theorycheck.statement.vocabulary.elementwise import absolute, cos, exp, sqrt


def test_the_arm_with_least_work_is_next_and_a_gain_halves_work() -> None:
    first, second = Arm(), Arm()
    assert next_arm([first, second]) is first
    first.note(1.0)
    first.spend(256)
    assert next_arm([first, second]) is second
    second.spend(256)
    assert first.work == 128 and second.work == 256 and next_arm([first, second]) is first
    first.note(0.5)  # less than before: no gain
    first.spend(first.slice)
    assert first.work == 128 + 512 and first.slice == 1024


def test_slices_double_up_to_a_limit() -> None:
    arm = Arm(slice=256, last=1024)
    lengths = []
    for _ in range(4):
        lengths.append(arm.slice)
        arm.spend(1)
    assert lengths == [256, 512, 1024, 1024]


def test_every_lane_and_method_has_its_turn_and_the_declared_lane_comes_early() -> None:
    states = [LaneState.of(lane) for lane in lanes()]
    methods = [MethodState.of(method) for method in METHODS]
    arms = in_turn(states, methods)
    assert len(arms) == len(states) + len(methods) and all(any(a is b for b in arms) for a in (*states, *methods))
    assert DECLARED in [arm.lane.name for arm in arms[:2] if isinstance(arm, LaneState)]


def test_the_pool_keeps_the_best_of_a_few_sizes() -> None:
    pool = Elites()
    for size in range(MOST_SIZES + 3):
        for place in range(PER_SIZES + 2):
            pool.add({"n": size, "d": [size, 1]}, Elite((float(place),), size + place / 10, "tied", place))
    assert len(pool.kept) == MOST_SIZES and len(pool.of({"n": MOST_SIZES, "d": [MOST_SIZES, 1]})) == PER_SIZES
    assert pool.ranked()[0] == {"n": MOST_SIZES + 2, "d": [MOST_SIZES + 2, 1]}
    best = pool.of({"n": MOST_SIZES + 2, "d": [MOST_SIZES + 2, 1]})
    assert [elite.index for elite in best] == [5, 4, 3, 2]
    pool.add({"n": MOST_SIZES + 2, "d": [MOST_SIZES + 2, 1]}, best[0])
    assert len({elite.entries for elite in pool.of({"n": MOST_SIZES + 2, "d": [MOST_SIZES + 2, 1]})}) == PER_SIZES


TEMPTING = {
    "a plateau": lambda: Statement([], le(0, absolute(x) + absolute(y))),
    "an asymptote": lambda: Statement([], le(0, exp(-(x**2)))),
    "a square root": lambda: Statement([], le(x, sqrt(x**2 + 1))),
    "a wave": lambda: Statement([], le(cos(x) * cos(y), 1)),
}


@pytest.mark.parametrize("name", TEMPTING)
def test_climbs_that_stall_or_run_away_never_refute_and_are_bounded(name: str) -> None:
    result = search(TEMPTING[name](), None, Budget(examples=4000), 2)
    assert result.refutation is None
    evaluations = result.statistics.ascent_evaluations
    slack = sum(16 * method.first for method in METHODS)
    assert 0 < evaluations <= 2 * PER_NETWORK * 4000 + slack


def test_a_run_with_ascents_is_a_function_of_its_seed() -> None:
    def run(seed: int) -> tuple:
        result = search(FALSE["thin-ball"](), None, Budget(examples=20_000), seed)
        assert result.refutation is not None
        return result.refutation.lane, result.refutation.witness, result.statistics.ascent_evaluations

    assert run(1) == run(1)
