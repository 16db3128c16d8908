"""Batched minimisation: it arrives, it escapes from saddles, it loses nothing silently, and it repeats itself."""
from __future__ import annotations

import numpy
import pytest
from objectives import OneVariable, bowl, cubic, double_well, himmelblau, rosenbrock, weighted_rank_one

from theorycheck.falsifying.landscape.classify import classify
from theorycheck.falsifying.landscape.minimize import minimize
from theorycheck.falsifying.landscape.objective import AbstractObjective, Counted
from theorycheck.falsifying.landscape.starts import Starts


def starts(objective: AbstractObjective, count: int, seed: int = 1) -> numpy.ndarray:
    return Starts(objective.backend, objective.dimension, seed).block(0, count)


def kinds(objective: AbstractObjective, points: numpy.ndarray, **options) -> list[str]:
    return [end.kind for end in classify(objective, minimize(objective, points, **options))]


@pytest.mark.parametrize("condition", [1.0, 1e3, 1e6])
def test_a_bowl_of_any_condition_is_descended_to_its_bottom(condition: float) -> None:
    ends = minimize(bowl(condition), starts(bowl(condition), 300))
    assert abs(ends.points - 1).max() < 1e-9
    assert kinds(bowl(condition), starts(bowl(condition), 300)) == ["minimum"] * 300


def test_both_wells_of_a_quartic_are_found() -> None:
    ends = minimize(double_well(), starts(double_well(), 300))
    roots = sorted(numpy.roots([4, 0, -6, 1]).real)
    off = abs(ends.points - numpy.asarray([roots[0], roots[2]])[None, :])
    assert (off.min(axis=1) < 1e-9).all() and set(off.argmin(axis=1)) == {0, 1}


def test_all_four_minima_of_himmelblau_are_found() -> None:
    ends = minimize(himmelblau(), starts(himmelblau(), 400))
    assert ends.values.max() < 1e-18
    assert len({tuple(point) for point in numpy.round(ends.points, 4)}) == 4


def test_rosenbrock_in_ten_dimensions_has_its_two_minima() -> None:
    ends = minimize(rosenbrock(10), starts(rosenbrock(10), 300))
    assert set(numpy.round(ends.values, 4)) == {0.0, 3.9866}
    assert abs(ends.points[ends.values < 1] - 1).max() < 1e-7


def test_a_start_that_is_a_strict_saddle_leaves_it() -> None:
    origin = numpy.zeros((1, 4))
    objective = weighted_rank_one()
    assert numpy.linalg.norm(objective.value_and_gradient(origin)[1]) == 0
    ends = minimize(objective, origin)
    assert ends.values[0] in (pytest.approx(0.25), pytest.approx(1.0))


def test_without_the_push_it_would_stay_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("theorycheck.falsifying.landscape.newton.FIRST_PUSH", 0.0)
    assert minimize(weighted_rank_one(), numpy.zeros((1, 4))).values[0] == 1.25


def test_a_start_whose_value_reaches_the_floor_is_left_there() -> None:
    everything = Counted(himmelblau())
    minimize(everything, starts(everything, 200))
    saved = Counted(himmelblau())
    ends = minimize(saved, starts(saved, 200), floor=5.0)
    assert (ends.values <= 5.0).all() and ends.values.max() > 1e-3
    assert saved.values < 0.7 * everything.values and saved.hessians == 0 < everything.hessians
    assert {end.kind for end in classify(himmelblau(), ends, 5.0)} == {"reached"}


def test_a_region_without_values_is_not_entered_and_a_start_in_it_is_lost() -> None:
    def nowhere(x):
        return numpy.where(x > 1, numpy.nan, numpy.where(x < -2, numpy.inf, 0 * x))

    objective = OneVariable(
        lambda x: (x - 0.9) ** 2 + nowhere(x), lambda x: 2 * (x - 0.9) + nowhere(x), lambda x: 2 + nowhere(x)
    )
    ends = minimize(objective, numpy.asarray([[-1.9], [5.0], [0.0], [-7.0]]))
    assert [end.kind for end in classify(objective, ends)] == ["minimum", "diverged", "minimum", "diverged"]
    assert abs(ends.points[[0, 2]] - 0.9).max() < 1e-9
    assert ends.points[[1, 3], 0].tolist() == [5.0, -7.0]


def test_a_minimum_behind_the_edge_of_the_domain_is_no_minimum() -> None:
    def edge(x):
        return numpy.where(x > 0, 0 * x, numpy.nan)

    objective = OneVariable(lambda x: x + edge(x), lambda x: 1 + edge(x), lambda x: 0 * x + edge(x))
    assert kinds(objective, numpy.asarray([[0.5], [3.0]])) == ["stalled", "stalled"]


def test_a_missing_hessian_is_no_evidence() -> None:
    objective = OneVariable(lambda x: x**2, lambda x: 2 * x, lambda x: x * numpy.nan)
    assert kinds(objective, numpy.asarray([[0.5], [0.0]])) == ["stalled", "stalled"]


def test_escape_to_infinity_is_divergence() -> None:
    ends = minimize(cubic(), numpy.asarray([[-3.0], [0.5], [1.0]]))
    assert [end.kind for end in classify(cubic(), ends)] == ["diverged", "minimum", "minimum"]
    assert ends.values[0] < -1e20


def test_overflow_is_divergence() -> None:
    objective = OneVariable(lambda x: -numpy.exp(x), lambda x: -numpy.exp(x), lambda x: -numpy.exp(x))
    assert kinds(objective, numpy.asarray([[1.0], [1000.0]])) == ["diverged", "diverged"]


def test_a_spent_budget_is_stalled() -> None:
    assert set(kinds(rosenbrock(10), starts(rosenbrock(10), 50), descent_steps=3, newton_steps=0)) == {"stalled"}


def test_the_same_batch_ends_the_same_way_bit_for_bit() -> None:
    first, second = (minimize(rosenbrock(6), starts(rosenbrock(6), 100)) for _ in range(2))
    assert (first.points == second.points).all() and (first.values == second.values).all()


def test_ends_stand_in_the_order_of_their_starts() -> None:
    objective = himmelblau()
    points = starts(objective, 64)
    together = minimize(objective, points)
    for row in range(0, 64, 9):
        assert minimize(objective, points[row : row + 1]).points[0] == pytest.approx(together.points[row], abs=1e-8)


def test_evaluations_are_counted() -> None:
    counted = Counted(bowl(10.0))
    minimize(counted, starts(counted, 10), descent_steps=0, newton_steps=1)
    assert counted.values == 20 and counted.hessians == 10
