"""General facts where facts are their premises."""

from __future__ import annotations

from theorycheck import and_, dims, eq, forall, implies, le, real, summation, vector
from theorycheck.proving.prove import Gap, Proof, prove
from theorycheck.statement.statements import Statement

n, m = dims("n m")
v, w = vector("v w", n)
t = real("t")
one_sum = eq(summation(n, lambda i: v[i]), 1)
rule = forall(
    vector(n), lambda u: implies(eq(summation(n, lambda i: u[i]), 1), forall(n, lambda i: le(u[i] * w[i], 1)))
)
goal = forall(n, lambda i: le(v[i] * w[i], 1))


def test_a_premise_that_is_a_fact_says_where() -> None:
    found = prove(Statement([rule, one_sum], goal), "at_premises")
    assert isinstance(found, Proof) and not found.theorem.trust


def test_without_the_fact_nothing_follows() -> None:
    assert isinstance(prove(Statement([rule], goal), "at_premises"), Gap)
    assert isinstance(prove(Statement([rule, eq(summation(n, lambda i: v[i]), 2)], goal), "at_premises"), Gap)


def test_what_is_said_of_a_real_number_in_several_parts() -> None:
    both = forall(real(), lambda s: implies(le(0, s), and_(le(s, s**2 + 1), forall(n, lambda i: le(v[i], s)))))
    at_t = forall(n, lambda i: le(v[i], t))
    assert isinstance(prove(Statement([both, le(0, t)], at_t), "at_premises"), Proof)
    assert isinstance(prove(Statement([both, le(t, 0)], at_t), "at_premises"), Gap)


