"""Minima in boxes: the search's own, certified and replayed; a box that is moved off its minimum proves nothing."""

from __future__ import annotations

import copy
import json
import time
from fractions import Fraction as F
from typing import Any

import pytest

from theorycheck import exp, global_minimum, local_minimum, lt, real
from theorycheck.claims.optimality import relu_student_teacher_minima_are_global as wide_student
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.certify import certify
from theorycheck.falsifying.search import search
from theorycheck.kernel import terms
from theorycheck.kernel.replay import parse, replay
from theorycheck.statement.domain import Domain
from theorycheck.statement.statements import Statement
from theorycheck.statement.witness import Between

x = real("x")
STATEMENT = wide_student.claim.statement
TILTED = x**4 - 3 * x**2 + x


def found(k: int, seed: int) -> Any:
    """The refutation that the search meets with k units, replayed."""
    refutation = search(STATEMENT, Domain(sizes={"k": (k, k)}), Budget(examples=600), seed).refutation
    assert refutation is not None and refutation.witness["k"] == k
    return refutation


def replayed(refutation: Any) -> float:
    """Seconds of a replay, which must end in the negation of the claim."""
    document = json.dumps(refutation.certificate.document())
    start = time.process_time()
    again = replay(parse(document))
    assert again.theorem.conclusion is terms.negate(STATEMENT.formula())
    assert not again.theorem.hypotheses and not again.theorem.trust
    return time.process_time() - start


def test_six_units_have_a_spurious_minimum_and_a_box_beside_it_has_none() -> None:
    """Certified in 5 seconds, replayed in 10; moved by 1e-9 in one coordinate the box is refused."""
    witness = found(6, seed=3).witness
    start = time.process_time()
    certificate = certify(STATEMENT, witness)
    assert certificate is not None and time.process_time() - start < 5
    moved = copy.deepcopy(witness)
    side = moved["W"][2][3]
    moved["W"][2][3] = Between(side.low + F(1, 10**9), side.high + F(1, 10**9))
    assert certify(STATEMENT, moved) is None


def test_eight_units_have_one_too() -> None:
    refutation = found(8, seed=1)
    start = time.process_time()
    assert certify(STATEMENT, refutation.witness) is not None and time.process_time() - start < 5
    assert replayed(refutation) < 10


@pytest.mark.slow
def test_twenty_units_have_one_too() -> None:
    """400 coordinates: about two minutes, and 6 GB for the search."""
    assert replayed(found(20, seed=1)) < 120


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("k", [6, 7, 8, 10])
def test_the_search_finds_them_from_every_seed(k: int, seed: int) -> None:
    assert replayed(found(k, seed)) < 60


def test_the_least_minimum_is_not_refuted() -> None:
    """x⁴ - 3x² + x: near 1.131 lies a spurious minimum, near -1.301 the least."""
    statement = Statement([local_minimum(TILTED, [x])], global_minimum(TILTED, [x]))
    assert certify(statement, {"x": Between(F(1130, 1000), F(1132, 1000))}) is not None
    assert certify(statement, {"x": Between(F(-1302, 1000), F(-1300, 1000))}) is None


@pytest.mark.parametrize(
    ("objective", "low", "high"),
    [
        (TILTED, F(1132, 1000), F(1134, 1000)),  # beside the minimum
        (TILTED, F(16, 100), F(18, 100)),  # a maximum
        (TILTED, F(-2), F(2)),  # two minima
        (x**4, F(-1), F(1)),  # a minimum without curvature
        (exp(x), F(-1), F(1)),  # none
    ],
)
def test_a_box_without_one_strict_minimum_certifies_nothing(objective: Any, low: F, high: F) -> None:
    """Not even what would follow from it: a local minimum there implies that 0 < 0."""
    statement = Statement([local_minimum(objective, [x])], lt(0, 0))
    assert certify(statement, {"x": Between(low, high)}) is None
