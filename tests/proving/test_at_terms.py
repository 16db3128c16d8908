"""General equations at the terms of the goal."""

from __future__ import annotations

from theorycheck.kernel import terms as t


def power(x, n, k):
    return t.product(n, k, x)


def test_a_lemma_is_used_deep_in_the_goal(v, stated, proved, gap):
    """(x·y)^n · z = x^n · y^n · z; the lemma at another size, or none, does not do."""
    split = t.eq(power(t.mul(v.x, v.y), v.n, v.k), t.mul(power(v.x, v.n, v.k), power(v.y, v.n, v.k)))
    lemma = stated(v.n, v.x, v.y, claim=split), "induct(n), ideal"
    goal = t.eq(t.mul(split.args[0], v.c), t.mul(split.args[1], v.c))
    assert proved(stated(v.n, v.x, v.y, v.c, claim=goal), "at_terms, ideal", lemma) == ()
    gap(stated(v.n, v.x, v.y, v.c, claim=goal), "at_terms, ideal")
    at_three = t.substitute(split, {v.n: t.natural(3)})
    gap(stated(v.n, v.x, v.y, v.c, claim=goal), "at_terms, ideal", (stated(v.x, v.y, claim=at_three), "compute, ideal"))


def test_a_premise_must_be_shown(v, stated, proved, gap):
    """0 < x ⇒ exp(log x) = x, at exp(log y) + 1."""
    law = t.implies(t.lt(t.real(0), v.x), t.eq(t.elementary("exp", t.elementary("log", v.x)), v.x))
    lemma = stated(v.x, claim=law), "laws(exp_of_log), ideal"
    one = t.real(1)
    goal = t.eq(t.add(t.elementary("exp", t.elementary("log", v.y)), one), t.add(v.y, one))
    positive = t.implies(t.lt(t.real(0), v.y), goal)
    assert proved(stated(v.y, claim=positive), "at_terms, ideal", lemma) == ()
    gap(stated(v.y, claim=goal), "at_terms, ideal", lemma)
