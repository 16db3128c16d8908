"""Statements about thin sets: false ones fall from every seed, true ones survive draws that satisfy what is given."""
from __future__ import annotations

import pytest
from hypotheses import (
    A,
    K,
    P,
    S,
    f,
    n,
    orthogonal,
    p,
    simplex,
    sphere,
    stochastic,
    symmetric,
    x,
    y,
)  # fmt: skip

from theorycheck.algebra import backends
from theorycheck.algebra.backends import fake_device_backend
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.exact import Decision, Judge
from theorycheck.falsifying.point import from_witness
from theorycheck.falsifying.search import search
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.arithmetic import rational
from theorycheck.statement.binders import product, summation
from theorycheck.statement.relations import eq, le
from theorycheck.statement.statements import Statement
from theorycheck.statement.vocabulary.linear_algebra import entry_sum, identity_matrix, outer, squared_norm, trace

FALSE = {
    "sphere": Statement(sphere, le(entry_sum(x), rational("3/2"))),
    "two unit vectors": Statement([*sphere, eq(squared_norm(y), 1), le(2, n)], le(x @ y, rational("99/100"))),
    "orthogonal": Statement(orthogonal, le(trace(A), rational("5/2"))),
    "orthogonal involution": Statement([*orthogonal, le(2, n)], eq(A @ A, identity_matrix(n))),
    "simplex": Statement([*simplex, le(2, n)], le(squared_norm(p), rational("99/100"))),
    "stochastic": Statement(stochastic, eq(P @ P, P)),
    "projector": Statement([*sphere, eq(S, outer(x, x))], le(entry_sum(S), rational("3/2"))),
    "balanced": Statement([eq(product(f), 1)], le(summation(f), K + 1)),
    "linear map": Statement([eq(A @ x, y)], eq(A.T @ x, y)),
}
TRUE = {
    "sphere": Statement([*sphere, eq(squared_norm(y), 1)], le(x @ y, 1)),
    "isometry": Statement(orthogonal, eq(squared_norm(A @ x), squared_norm(x))),
    "simplex": Statement(simplex, le(squared_norm(p), 1)),
    "stochastic": Statement(stochastic, eq(entry_sum(P), n)),
    "trace one": Statement([*symmetric, eq(trace(S), 1)], le(1, n * squared_norm(S))),
}


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("name", FALSE)
def test_false_statements_on_thin_sets_fall(name: str, seed: int) -> None:
    found = search(FALSE[name], None, Budget(examples=20_000), seed).refutation
    assert found is not None
    space = StatementSpace(FALSE[name], seed)
    assert Judge(FALSE[name], space.layout).decide(from_witness(found.witness, space)) is Decision.REFUTES
    assert sum(len(str(value)) for value in found.witness.values()) < 700  # shrunk along the constraint


@pytest.mark.parametrize("name", TRUE)
def test_true_statements_survive_many_satisfied_draws(name: str) -> None:
    result = search(TRUE[name], None, Budget(examples=1500), 1)
    statistics = result.statistics
    assert result.refutation is None and result.model_found
    assert sum(statistics.satisfied.values()) > statistics.total_draws / 2
    assert statistics.evidence.draws > 200 and statistics.evidence.violations == 0
    assert statistics.law.startswith("the image of this law on the hypotheses")


@pytest.mark.parametrize("name", ["sphere", "orthogonal involution", "simplex", "balanced"])
def test_constraints_are_met_on_a_device_that_refuses_silent_copies(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = search(FALSE[name], None, Budget(examples=5000), 2, "numpy").refutation
    monkeypatch.setattr(backends, "select", lambda name: fake_device_backend())
    device = search(FALSE[name], None, Budget(examples=5000), 2, "cupy").refutation
    assert host is not None and device is not None and device.witness == host.witness
