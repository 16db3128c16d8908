"""More vectors than entries are dependent, by the kernel's rule; as many need not be."""

from __future__ import annotations

from typing import Any

from theorycheck import and_, dims, eq, exists, forall, le, lt, matrix, ne, summation, vector
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import replay
from theorycheck.proving.prove import Gap, Proof, prove
from theorycheck.statement.statements import Statement

n, m = dims("n m")
A = matrix("A", m, n)
VANISHING = exists(
    vector(m),
    lambda c: and_(
        exists(m, lambda j: ne(c[j], 0)), forall(n, lambda k: eq(summation(m, lambda i: c[i] * A[i, k]), 0))
    ),
)


def found(given: Any, conclusion: Any) -> Any:
    return prove(Statement(given, conclusion), "dependence")


def test_more_vectors_than_entries_are_dependent() -> None:
    proof = found([lt(n, m)], VANISHING)
    assert isinstance(proof, Proof) and not proof.theorem.trust
    assert reach(replay(proof.certificate)) == ()


def test_as_many_need_not_be() -> None:
    assert isinstance(found([le(n, m)], VANISHING), Gap)


def test_coefficients_of_one_sign_are_not_promised() -> None:
    positive = exists(
        vector(m),
        lambda c: and_(
            forall(m, lambda j: lt(0, c[j])), forall(n, lambda k: eq(summation(m, lambda i: c[i] * A[i, k]), 0))
        ),
    )
    assert isinstance(found([lt(n, m)], positive), Gap)


def test_other_goals_go_on() -> None:
    assert isinstance(found([lt(n, m)], lt(n, m + 1)), Proof)
