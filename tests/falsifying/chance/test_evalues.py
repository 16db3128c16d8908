"""The evidence against a probability claim: a supermartingale, so who peeks does not reject a true claim too often."""

from __future__ import annotations

import functools
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from theorycheck.falsifying.chance.evalues import ALPHA, log_evidence, log_mean, rejects, weight
from theorycheck.falsifying.confidence import clopper_pearson_upper

RUNS, LOOKS, EVERY = 500, 60, 15
evidence = functools.cache(log_evidence)


@pytest.mark.parametrize(
    ("events", "draws", "p0"), [(0, 0, 0.3), (3, 10, 0.2), (0, 5, 0.1), (40, 50, 0.75), (7, 7, 0.5)]
)
def test_it_is_the_mixture_of_likelihood_ratios(events: int, draws: int, p0: float) -> None:
    def ratio(q: float) -> float:
        return (q / p0) ** events * ((1 - q) / (1 - p0)) ** (draws - events)

    integral, _ = quad(ratio, p0, 1)
    assert math.exp(log_evidence(events, draws, p0)) == pytest.approx(integral / (1 - p0), rel=1e-5)


def expected(events: int, draws: int, p0: float, p: float) -> float:
    """The mean of the next value, over this one, when the event has probability p."""
    now = log_evidence(events, draws, p0)
    more, less = (math.exp(log_evidence(events + hit, draws + 1, p0) - now) for hit in (1, 0))
    return p * more + (1 - p) * less


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.01, 0.95), st.floats(0, 1))
def test_its_mean_never_grows_under_the_claim(events: int, others: int, p0: float, share: float) -> None:
    assert expected(events, events + others, p0, share * p0) <= 1 + 3e-6


def test_its_mean_grows_where_the_claim_is_false() -> None:
    """The check above can fail."""
    assert expected(30, 60, 0.3, 0.4) > 1.01


def walks(p: float) -> list[list[tuple[int, int]]]:
    """Counts of events at each look, of many runs."""
    generator, found = random.Random(1), []
    for _ in range(RUNS):
        seen, looks = 0, []
        for look in range(1, LOOKS + 1):
            seen += sum(generator.random() < p for _ in range(EVERY))
            looks.append((seen, look * EVERY))
        found.append(looks)
    return found


@pytest.mark.parametrize(("alpha", "most"), [(0.05, 25 + 3 * 4.9), (ALPHA, 0)])
@pytest.mark.parametrize("p0", [0.05, 0.5])
def test_who_looks_at_every_block_rejects_a_true_claim_with_probability_alpha(p0, alpha: float, most: float) -> None:
    wrong = sum(any(rejects(evidence(seen, draws, p0), alpha) for seen, draws in looks) for looks in walks(p0))
    assert wrong <= most


def test_who_looks_at_every_block_breaks_a_bound_for_a_fixed_number_of_draws() -> None:
    """The check above can fail: Clopper and Pearson's bound, looked at as often, rejects far too often."""
    lower = functools.cache(lambda seen, draws: 1 - clopper_pearson_upper(draws - seen, draws, 0.05))
    wrong = sum(any(lower(seen, draws) > 0.5 for seen, draws in looks) for looks in walks(0.5))
    assert wrong > 2 * (25 + 3 * 4.9)


def test_a_claim_of_nothing_is_never_spoken_against() -> None:
    assert log_evidence(50, 50, 1.0) == 0 == log_evidence(50, 50, 1.5)
    assert log_evidence(0, 0, 0.5) == 0


def test_a_claim_of_impossibility_falls_with_the_events_and_stays_finite() -> None:
    assert rejects(log_evidence(1, 1, 0.0)) and math.isfinite(log_evidence(10**6, 10**6, 0.0))
    assert math.isfinite(log_evidence(0, 10**6, 0.999))


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(ValueError):
        log_evidence(3, 2, 0.5)


def test_instances_are_averaged_and_one_more_may_be_added_at_any_time() -> None:
    assert math.fsum(map(weight, range(10**4))) == pytest.approx(1, abs=2e-4)
    before = log_mean([3.0, -2.0], [weight(0), weight(1)])
    assert log_mean([3.0, -2.0, 0.0], map(weight, range(3))) == pytest.approx(before)
    assert log_mean([100.0, 0.0], [0.5, 0.5]) == pytest.approx(100 - math.log(2))
