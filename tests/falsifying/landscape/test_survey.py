"""Whole explorations: what is found, from any seed, and what the report says about it."""
from __future__ import annotations

import math
import time
from dataclasses import replace

import numpy
import pytest
from objectives import (
    Squares,
    cubic,
    double_well,
    factorisation,
    himmelblau,
    product_of_three,
    rosenbrock,
    weighted_rank_one,
)

from theorycheck.errors import NotASymmetry
from theorycheck.falsifying.landscape import pool
from theorycheck.falsifying.landscape import survey as module
from theorycheck.falsifying.landscape.critical import find_critical
from theorycheck.falsifying.landscape.starts import Starts
from theorycheck.falsifying.landscape.survey import FEW_STARTS, Exploration, Survey, above_the_best, explore

TARGET = [[2.0, 0.0, 0.5], [0.0, 1.0, 0.0], [0.25, 0.0, 0.5]]


def seen(objective, count: int, seed: int = 0, **options) -> Survey:
    return explore(objective, Starts(objective.backend, objective.dimension, seed).block(0, count), **options)


def test_the_spurious_well_of_a_quartic_is_a_candidate() -> None:
    survey = seen(double_well(), 200)
    assert survey.kinds == {"minimum": 200} and survey.best == pytest.approx(-3.5139, abs=1e-4)
    (candidate,) = survey.candidates
    assert candidate.end.value == pytest.approx(-1.0702, abs=1e-4)
    assert candidate.point == pytest.approx((1.1309,), abs=1e-4)
    (least,) = survey.lowest
    assert least.point == pytest.approx((-1.3008,), abs=1e-4) and least.hits == 200 - candidate.hits
    assert 20 < candidate.hits < 180 and candidate.end.smallest == pytest.approx(12 * 1.1309**2 - 6, abs=1e-2)


def test_the_start_that_led_to_a_candidate_is_named() -> None:
    objective = rosenbrock(10)
    (candidate,) = seen(objective, 300, seed=4).candidates
    alone = explore(objective, Starts(objective.backend, 10, 4).chosen([candidate.row]), best_known=0.0)
    assert alone.candidates[0].point == pytest.approx(candidate.point, abs=1e-7)
    assert candidate.end.value == pytest.approx(3.98658, abs=1e-5)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_spurious_minimum_of_the_weighted_loss_is_found_from_any_seed(seed: int) -> None:
    started = time.process_time()
    survey = seen(weighted_rank_one(), 2000, seed)
    assert time.process_time() - started < 5
    assert survey.best == pytest.approx(0.25) and survey.kinds == {"minimum": 2000}
    assert [candidate.end.value for candidate in survey.candidates] == pytest.approx([1.0])
    u1, u2, v1, v2 = survey.candidates[0].point
    assert (u1, v1, u2 * v2) == pytest.approx((0, 0, 0.5), abs=1e-9)
    assert abs(u2) == pytest.approx(abs(v2), rel=0.2)  # the best conditioned point of the orbit is the balanced one


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_with_the_best_value_known_less_work_finds_the_same(seed: int) -> None:
    everything, saved = seen(weighted_rank_one(), 1000, seed), seen(weighted_rank_one(), 1000, seed, best_known=0.25)
    assert saved.candidates[0].end.value == pytest.approx(everything.candidates[0].end.value)
    assert saved.candidates[0].hits == everything.candidates[0].hits
    assert saved.kinds["reached"] + saved.kinds["minimum"] == 1000
    assert saved.hessians < 0.5 * everything.hessians


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_best_value_is_discovered_in_the_run(seed: int) -> None:
    """Few starts go all the way; of the others those that reach the best value are left there."""
    objective = weighted_rank_one()
    starts = Starts(objective.backend, 4, seed).block(0, 1000)
    everything, saved = explore(objective, starts), above_the_best(objective, starts)
    assert saved.candidates[0].end.value == pytest.approx(everything.candidates[0].end.value)
    assert saved.candidates[0].hits == everything.candidates[0].hits
    assert saved.kinds["reached"] + saved.kinds["minimum"] == 1000 and saved.best == pytest.approx(everything.best)
    assert saved.hessians < 0.5 * everything.hessians


def test_what_was_lowest_at_first_is_a_candidate_once_something_lower_is_seen() -> None:
    """The first chunk ends in the spurious well alone; later starts pass below its value and are left there."""
    well = double_well()
    exploration = Exploration(well, leave=True)
    exploration.follow(well.backend.asarray([[1.0]] * FEW_STARTS))
    assert not exploration.survey().candidates and len(exploration.survey().lowest) == 1
    exploration.follow(well.backend.asarray([[-0.5]] * 20))
    survey = exploration.survey()
    assert survey.kinds == {"minimum": FEW_STARTS, "reached": 20} and survey.best < -1.1
    assert [candidate.end.value for candidate in survey.candidates] == pytest.approx([-1.0702], abs=1e-4)
    assert survey.candidates[0].hits == FEW_STARTS and survey.candidates[0].row == 0


def test_without_the_group_the_same_points_are_undecided() -> None:
    survey = seen(weighted_rank_one(symmetric=False), 500)
    assert survey.kinds == {"degenerate": 500} and not survey.candidates
    assert [point.end.value for point in survey.undecided] == pytest.approx([1.0])


@pytest.mark.parametrize("inner", [1, 2])
def test_linear_networks_have_no_spurious_minimum(inner: int) -> None:
    survey = seen(factorisation(TARGET, inner), 500)
    squares = numpy.linalg.svd(numpy.asarray(TARGET), compute_uv=False) ** 2
    assert survey.kinds == {"minimum": 500} and survey.best == pytest.approx(squares[inner:].sum(), abs=1e-12)
    assert not survey.candidates and len(survey.critical_values) == 1


def test_every_local_minimum_of_a_product_is_global_and_none_is_found_otherwise() -> None:
    """(1 - abc)^2 from 100,000 starts: exact 0 is undecided, everything else reaches abc = 1."""
    survey = seen(product_of_three(), 100_000)
    assert survey.kinds == {"degenerate": 100_000} and survey.best < 1e-30 and not survey.candidates
    assert [(point.end.value, point.point) for point in survey.undecided] == [(1.0, (0.0, 0.0, 0.0))]
    declared = seen(product_of_three(symmetric=True), 20_000)
    assert set(declared.kinds) == {"minimum", "degenerate"} and declared.kinds["minimum"] > 19_000
    assert not declared.candidates and declared.best < 1e-30


@pytest.mark.parametrize("scale", [1e-2, 1e-4, 1e-8, 1e-30])
@pytest.mark.parametrize("steps", [(0, 0), (5, 0), (0, 5), (100, 80)])
def test_near_its_flat_saddle_nothing_is_a_minimum_whatever_the_budget(scale: float, steps: tuple[int, int]) -> None:
    objective = product_of_three(symmetric=True)
    starts = scale * Starts(objective.backend, 3, 7).block(0, 2000)

    def briefly(objective, starts, floor):
        return module.minimize(objective, starts, floor, *steps)

    assert not explore(objective, starts, best_known=0.0, find=briefly).candidates


def test_a_non_strict_saddle_is_listed_as_undecided() -> None:
    survey = seen(product_of_three(), 2000, find=find_critical)
    shortest = survey.undecided[0]
    assert shortest.end.value == pytest.approx(1.0) and shortest.point == pytest.approx((0, 0, 0), abs=1e-5)


def test_a_minimum_above_an_unbounded_descent_is_a_candidate() -> None:
    survey = seen(cubic(), 200)
    assert survey.kinds["diverged"] > 0 and survey.best < -1e20
    assert survey.candidates[0].point == pytest.approx((1.0,))


def test_a_false_symmetry_is_refused_before_anything_is_searched() -> None:
    true = weighted_rank_one()
    false = replace(true, generators=[list(reversed(true.generators[0]))])
    with pytest.raises(NotASymmetry, match="tangent 0"):
        seen(false, 100)


def test_all_minima_of_himmelblau_are_one_critical_value() -> None:
    survey = seen(himmelblau(), 300)
    assert survey.kinds == {"minimum": 300} and len(survey.critical_values) == 1 and not survey.candidates


def test_chunks_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = seen(weighted_rank_one(), 300)
    monkeypatch.setattr(module, "MOST_HELD", 7 * weighted_rank_one().held)
    monkeypatch.setattr(pool, "MATRIX_NUMBERS", 3 * 4**2)
    pieces = seen(weighted_rank_one(), 300)
    assert (whole.kinds, whole.best) == (pieces.kinds, pytest.approx(pieces.best))
    assert (whole.candidates[0].row, whole.candidates[0].hits) == (pieces.candidates[0].row, pieces.candidates[0].hits)


def test_enough_is_asked_between_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_HELD", 64 * double_well().held)
    answers = iter([False, False, True])
    assert seen(double_well(), 1000, enough=lambda: next(answers)).starts == 2 * 64


def test_the_same_starts_give_the_same_survey() -> None:
    assert seen(rosenbrock(6), 200) == seen(rosenbrock(6), 200)


def test_one_line_says_it_all() -> None:
    line = seen(double_well(), 50).line()
    assert line.startswith("50 starts, ") and "50 minimum; best value -3.51391, distinct critical values: 2" in line
    assert line.endswith("minima above the best: -1.07023")
    assert seen(himmelblau(), 50).line().endswith("minima above the best: none")


def test_no_starts_no_claims() -> None:
    survey = seen(double_well(), 0)
    assert survey.starts == 0 and survey.best == math.inf and not survey.candidates and "nothing" in survey.line()


def test_values_closer_than_the_margin_are_one() -> None:
    """Two wells whose depths differ by 10^-9 are one critical value, and none is a candidate."""
    from objectives import variables

    (x,) = variables(1)
    wells = Squares(1, [(1, x * x - 1)], plain=x * 1e-9)
    survey = seen(wells, 200)
    assert survey.kinds["minimum"] >= 199 and len(survey.critical_values) == 1 and not survey.candidates
    apart = seen(Squares(1, [(1, x * x - 1)], plain=x * 1e-3), 200)
    assert len(apart.critical_values) == 2 and len(apart.candidates) == 1


def test_the_margin_is_what_keeps_equal_values_apart_from_candidates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MARGIN", -1.0)
    assert seen(himmelblau(), 50).candidates
