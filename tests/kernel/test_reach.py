"""Reach: what a theorem adds to the statement, word for word; nothing else counts as a restriction."""

from __future__ import annotations

import pytest
from shapes import NATURAL, P, Theorem, at, by, f, given, i, m, n, nat, one, real, refuses, t, x, y, zero

from theorycheck.kernel.reach import is_restriction, reach, restrictions
from theorycheck.kernel.replay import Replayed

P_OF_X = t.le(t.mul(x, t.sub(one, x)), real("1/4"))
S = t.forall(x, P_OF_X)
TWO = t.forall(n, t.forall(x, t.le(zero, t.mul(t.cast(n), t.mul(x, x)))))


def _proved(formula: t.Term) -> Theorem:
    """Reach does not ask how it was proved."""
    free = [t.variable(*data) for data in sorted(formula.free)]
    closed = formula
    for v in free:
        closed = t.forall(v, closed)
    theorem = by.cite("oracle", "reach", closed)
    for v in reversed(free):
        theorem = by.forall_elim(theorem, v)
    return theorem


def _reach(conclusion: t.Term, statement: t.Term = S, kind: str = "proof") -> tuple:
    return reach(Replayed(_proved(conclusion), statement, kind))


def test_the_statement_itself_has_no_restriction() -> None:
    """All of S; a refutation is exactly ¬S."""
    assert _reach(S) == ()
    assert _reach(t.negate(S), kind="refutation") == ()


def test_literal_bounds_and_sizes_are_the_reach() -> None:
    """Over variables named by their place."""
    x1 = t.variable("x1", x.sort)
    assert _reach(t.forall(x, t.implies(t.le(zero, x), t.implies(t.lt(x, one), P_OF_X)))) == (
        t.le(zero, x1),
        t.lt(x1, one),
    )
    body = TWO.args[0].args[0]
    n1, x2 = t.variable("x1", NATURAL), t.variable("x2", x.sort)
    inner = t.implies(t.eq(n, nat(3)), t.implies(t.le(x, one), t.instantiate(body, [x, n])))
    assert _reach(t.forall(n, t.forall(x, inner)), TWO) == (t.eq(n1, nat(3)), t.le(x2, one))
    early = t.forall(n, t.implies(t.lt(n, nat(2)), t.instantiate(TWO.args[0], [n])))
    assert _reach(early, TWO) == (t.lt(n1, nat(2)),)


@pytest.mark.parametrize(
    "restriction",
    [
        t.eq(x, one), t.le(x, y), t.le(x, x), t.le(t.mul(x, x), one), t.le(x, t.pi()), t.le(x, t.add(one, one)),
        t.le(x, t.cast(n)),
        t.negate(t.le(x, zero)), t.conj(t.le(zero, x), t.le(x, one)), t.FALSE, t.TRUE, P, t.forall(y, t.le(y, x)),
        t.le(t.cast(n), one),
        t.eq(f, f), t.eq(at(f, i), zero), t.le(n, m), t.le(zero, one), t.eq(nat(1), nat(1)),
        t.lt(t.div(x, real(2)), one),
    ],
)  # fmt: skip
def test_no_other_hypothesis_passes_for_a_restriction(restriction: t.Term) -> None:
    """x = literal for a real, other variables, other terms, connectives."""
    if restriction is P:
        assert is_restriction(P)
        return
    assert not is_restriction(restriction)
    smuggled = t.forall(x, t.implies(restriction, P_OF_X))
    closed = smuggled
    for data in sorted(smuggled.free):
        closed = t.forall(t.variable(*data), closed)
    refuses(_reach, closed, because="literal restrictions|quantifies otherwise")


def test_other_forms_are_refused() -> None:
    """Another statement, another order, another sort, one quantifier more or less, existence, a refutation of it."""
    for conclusion in [
        t.forall(x, t.lt(x, one)), t.forall(x, t.implies(P_OF_X, P_OF_X)), t.exists(x, P_OF_X), t.forall(n, S),
        t.forall(x, t.forall(y, t.implies(t.le(y, zero), P_OF_X))), t.implies(t.TRUE, S), t.negate(S),
        t.forall(x, t.conj(P_OF_X, P_OF_X)),
    ]:  # fmt: skip
        refuses(_reach, conclusion, because="quantifies otherwise|literal restrictions")
    swapped = t.forall(x, t.forall(n, t.le(zero, t.mul(t.cast(n), t.mul(x, x)))))
    refuses(_reach, swapped, TWO, because="quantifies otherwise")
    refuses(_reach, t.negate(TWO), S, "refutation", because="not the negation")
    refuses(_reach, S, S, "refutation", because="not the negation")
    restricted = t.negate(t.forall(x, t.implies(t.le(x, one), P_OF_X)))
    refuses(_reach, restricted, S, "refutation", because="not the negation")


def test_hypotheses_and_free_variables_are_refused() -> None:
    """x ≤ 1 ⊢ S is no proof of S; nor does a free variable stand for a bound one."""
    refuses(reach, Replayed(given(S), S, "proof"), because="still has hypotheses")
    refuses(_reach, P_OF_X, because="the theorem has free variables")
    x1 = t.variable("x1", x.sort)
    about_x1 = t.substitute(P_OF_X, {x: x1})
    refuses(_reach, t.forall(x, t.implies(t.le(x1, zero), about_x1)), because="the theorem has free variables")
    refuses(_reach, S, P_OF_X, because="the statement has free variables")


@pytest.mark.parametrize(
    "found",
    [
        [t.lt(x, zero), t.lt(zero, x)], [t.le(x, zero), t.le(one, x)], [t.le(x, zero), t.lt(zero, x)],
        [t.lt(n, nat(0))],
        [t.lt(nat(1), n), t.lt(n, nat(2))], [t.eq(n, nat(1)), t.eq(n, nat(2))], [t.eq(n, nat(3)), t.le(n, nat(2))],
        [t.eq(nat(1), n), t.lt(nat(1), n)], [t.le(x, one), t.lt(n, nat(0))],
    ],
)  # fmt: skip
def test_an_empty_reach_is_refused(found: list) -> None:
    """∀n. n < 0 ⇒ S(n) says nothing about S."""
    statement = t.forall(n, t.forall(x, t.le(t.cast(n), x)))
    body = t.le(t.cast(n), x)
    for restriction in reversed(found):
        body = t.implies(restriction, body)
    refuses(restrictions, t.forall(n, t.forall(x, body)), statement, because="exclude each other")


@pytest.mark.parametrize("found",
    [[t.le(x, zero), t.le(zero, x)], [t.lt(nat(1), n), t.lt(n, nat(3))], [t.le(n, nat(0))], [t.lt(x, zero)],
                                   [t.eq(n, nat(2)), t.le(n, nat(2)), t.lt(nat(1), n)],
                                   [t.lt(zero, x), t.lt(x, real("1/9"))]])  # fmt: skip
def test_a_small_reach_is_still_one(found: list) -> None:
    """A single point, an open interval."""
    statement = t.forall(n, t.forall(x, t.le(t.cast(n), x)))
    body = t.le(t.cast(n), x)
    for restriction in reversed(found):
        body = t.implies(restriction, body)
    assert len(restrictions(t.forall(n, t.forall(x, body)), statement)) == len(found)
