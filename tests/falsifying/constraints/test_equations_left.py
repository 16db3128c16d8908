"""Equations that no method makes true: the kernel refutes at exact roots of them, and nowhere else."""
from __future__ import annotations

import json

import pytest
from hypotheses import a, b, n, sphere, x, y

from theorycheck.algebra import backends
from theorycheck.algebra.backends import fake_device_backend
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.constraints.pursuit import PROJECTED
from theorycheck.falsifying.search import search
from theorycheck.kernel import terms
from theorycheck.kernel.replay import parse, replay
from theorycheck.statement.arithmetic import rational
from theorycheck.statement.binders import summation
from theorycheck.statement.relations import eq, le, lt
from theorycheck.statement.statements import Statement
from theorycheck.statement.vocabulary.elementwise import exp, sigmoid
from theorycheck.statement.vocabulary.linear_algebra import entry_sum, squared_norm
from theorycheck.statement.witness import has_between

circle, cubes, root = [eq(a**2 + b**2, 3)], [eq(a**3 + b**3, 3)], [eq(a**3, 2)]
perpendicular = [*sphere, eq(squared_norm(y), 1), eq(x @ y, 0)]
cubic = [*sphere, eq(summation(n, lambda i: x[i] ** 3), rational("1/2"))]

FALSE = {
    "circle": Statement(circle, le(a + b, 2)),
    "cubes": Statement(cubes, le(a * b, 1)),
    "root": Statement(root, le(a, rational("5/4"))),
    "sigmoid": Statement([eq(sigmoid(a), rational("1/3"))], le(rational("-69/100"), a)),
    "exponentials": Statement([eq(exp(a) + exp(b), 3)], le(a + b, rational("4/5"))),
    "perpendicular": Statement([*perpendicular, le(3, n)], le(x[0] + y[1], rational("19/10"))),
    "centred sphere": Statement([*sphere, eq(entry_sum(x), 0)], le(summation(n, lambda i: x[i] ** 3), 0)),
    "sphere and cubic": Statement(cubic, le(entry_sum(x), 1)),
    "a billionth inside": Statement([*root, le(rational("1.259921049"), a)], le(1, 0)),
}
# true, but false of what misses the hypotheses by about 1e-9
TEMPTING = {
    "on the circle": Statement(circle, le((a + b) ** 2, 6)),
    "the root": Statement(root, le(10**9 * (a - rational("1.259921050")), 0)),
    "a billionth outside": Statement([*root, le(rational("1.259921051"), a)], le(1, 0)),
    "two values": Statement([eq(a, 1), eq(a, rational("1.000000001"))], le(1, 0)),
    "two circles": Statement([*circle, eq(a**2 + b**2, rational("3.000000001"))], le(1, 0)),
    "two lengths": Statement([*sphere, eq(squared_norm(x), rational("1.000000001"))], le(1, 0)),
    "square of a square": Statement([eq(a**2, 2)], le((a**2 - 2) ** 2 * 10**30, 0)),
    "nearly touching": Statement([*circle, eq(a + b, rational("2.4494897429"))], le(1, 0)),
    "nearly no zero": Statement([eq(a**2, rational("-1/1000000000"))], le(1, 0)),
    "exponential": Statement([eq(exp(a), 2)], le(a, rational("0.6931471806"))),
}


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("name", FALSE)
def test_false_statements_fall_at_exact_roots(name: str, seed: int) -> None:
    found = search(FALSE[name], None, Budget(examples=20_000), seed).refutation
    assert found is not None
    replayed = replay(parse(json.dumps(found.certificate.document())))
    assert replayed.theorem.conclusion is terms.negate(FALSE[name].formula())
    assert has_between(found.witness) == (found.lane == PROJECTED)


@pytest.mark.parametrize("name", TEMPTING)
def test_what_nearly_satisfies_the_hypotheses_never_refutes(name: str) -> None:
    result = search(TEMPTING[name], None, Budget(examples=2000), 1)
    assert result.refutation is None
    assert result.statistics.evidence.violations == 0


def test_projected_networks_are_no_draws_of_the_declared_law() -> None:
    statistics = search(TEMPTING["on the circle"], None, Budget(examples=4000), 1).statistics
    assert statistics.satisfied[PROJECTED] > 100 and statistics.evidence.draws == 0


def test_a_stored_witness_with_boxes_is_replayed() -> None:
    first = search(FALSE["circle"], None, Budget(examples=5000), 1).refutation
    assert first is not None
    again = search(FALSE["circle"], None, Budget(examples=0), 1, stored=[first.witness]).refutation
    assert again is not None and again.lane == "stored"


def test_projection_runs_on_a_device_that_refuses_silent_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backends, "select", lambda name: fake_device_backend())
    found = search(FALSE["sphere and cubic"], None, Budget(examples=5000), 2, "cupy").refutation
    assert found is not None and has_between(found.witness)


def test_hypotheses_that_are_met_on_thin_sets_only_have_a_model() -> None:
    for given in (circle, cubes, root, cubic, [lt(0, a), *circle, eq(a, b)]):
        assert search(Statement(given, le(1, 0)), None, Budget(examples=4000), 1).refutation is not None
