"""A sum of vectors with n entries needs n of them; not n - 1, not with costs of any sign."""

from __future__ import annotations

from typing import Any

from theorycheck import absolute, and_, dims, eq, exists, forall, le, lt, matrix, step, summation, vector
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import replay
from theorycheck.proving.prove import Gap, Proof, prove
from theorycheck.proving.sparse_sums import few_terms
from theorycheck.statement.statements import Statement

n, m = dims("n m")
A = matrix("A", n, m)
a, w = vector("a w", m)
COSTS = forall(m, lambda j: le(0, a[j]))


def weights(most: Any, entry: Any = lambda i, j: A[i, j], cost: Any = lambda j: a[j]) -> Any:
    """Some t ≥ 0 has the same sums at no greater cost, and `most` positive entries at most."""
    return exists(
        vector(m),
        lambda t: and_(
            forall(m, lambda j: le(0, t[j])),
            forall(
                n,
                lambda i: eq(summation(m, lambda j: t[j] * entry(i, j)), summation(m, lambda j: entry(i, j))),
            ),
            le(summation(m, lambda j: t[j] * cost(j)), summation(m, cost)),
            le(summation(m, lambda j: step(t[j])), most),
        ),
    )


def found(given: Any, conclusion: Any) -> Any:
    return prove(Statement(given, conclusion), "few_terms")


def test_the_theorem_rests_on_nothing() -> None:
    theorem = few_terms(Derivation())
    assert not theorem.hypotheses and not theorem.conclusion.free and not theorem.trust


def test_as_many_terms_as_entries_suffice() -> None:
    proof = found([COSTS], weights(n))
    assert isinstance(proof, Proof) and not proof.theorem.trust
    assert reach(replay(proof.certificate)) == ()


def test_the_terms_may_be_written_out() -> None:
    given = [forall(m, lambda j: le(0, absolute(w[j])))]
    goal = weights(n, lambda i, j: A[i, j] * w[j], lambda j: absolute(w[j]))
    assert isinstance(found(given, goal), Proof)


def test_fewer_than_entries_are_not_promised() -> None:
    assert isinstance(found([COSTS, lt(0, n)], weights(n - 1)), Gap)


def test_costs_of_any_sign_are_refused() -> None:
    assert isinstance(found([], weights(n)), Gap)


def test_other_goals_go_on() -> None:
    assert isinstance(found([lt(n, m)], lt(n, m + 1)), Proof)
