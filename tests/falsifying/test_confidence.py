"""Bounds on the probability of a violation: known values, coverage, and what counts."""
from __future__ import annotations

import functools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from theorycheck.falsifying.confidence import Evidence, anytime_upper, clopper_pearson_upper


def test_no_violation_is_the_rule_of_three() -> None:
    assert clopper_pearson_upper(0, 1000) == pytest.approx(2.9912e-3, rel=1e-4)
    assert clopper_pearson_upper(0, 10**6) == pytest.approx(2.9957e-6, rel=1e-4)
    assert anytime_upper(0, 10**3) == pytest.approx(4.5e-3, rel=0.02)
    assert anytime_upper(0, 10**6) == pytest.approx(4.5e-6, rel=0.02)


@given(st.integers(0, 40), st.integers(1, 400), st.sampled_from([0.01, 0.05, 0.2]))
def test_fixed_bound_is_the_exact_binomial_tail(violations: int, extra: int, alpha: float) -> None:
    draws = violations + extra
    upper = clopper_pearson_upper(violations, draws, alpha)
    assert binom.cdf(violations, draws, upper) == pytest.approx(alpha, rel=1e-6)


@given(st.integers(0, 30), st.integers(1, 1000))
def test_anytime_bound_is_wider_and_shrinks_with_draws(violations: int, extra: int) -> None:
    draws = violations + extra
    assert clopper_pearson_upper(violations, draws) <= anytime_upper(violations, draws) <= 1
    assert anytime_upper(violations, 2 * draws) <= anytime_upper(violations, draws)


def test_nothing_drawn_says_nothing() -> None:
    assert clopper_pearson_upper(0, 0) == 1 == anytime_upper(0, 0)
    assert Evidence().anytime_upper() == 1


def test_undecided_draws_count_as_violations() -> None:
    evidence = Evidence(draws=100, violations=1) + Evidence(draws=100, undecided=3)
    assert evidence.counted == 4
    assert evidence.fixed_upper() == clopper_pearson_upper(4, 200)


def test_anytime_bound_survives_peeking() -> None:
    generator, p, wrong, runs = random.Random(0), 0.05, 0, 200
    bound = functools.cache(anytime_upper)
    for _ in range(runs):
        seen, failed = 0, False
        for draws in range(1, 401):
            seen += generator.random() < p
            failed = failed or (draws % 20 == 0 and bound(seen, draws) < p)
        wrong += failed
    assert wrong <= 0.05 * runs + 6


@pytest.mark.parametrize(("violations", "draws", "alpha"), [(-1, 5, 0.1), (6, 5, 0.1), (1, 5, 0.0), (1, 5, 1.0)])
def test_impossible_counts_are_refused(violations: int, draws: int, alpha: float) -> None:
    with pytest.raises(ValueError):
        anytime_upper(violations, draws, alpha)
