"""Proofs about the places of points: induction over an index, equal indices, alternatives behind premises."""

from __future__ import annotations

from theorycheck.kernel import terms as t

ZERO, ONE = t.real(0), t.real(1)


def test_induction_over_an_index(v, stated, proved, gap):
    """f(0) ≤ f(j) for j < n, where no step goes down; the goal has no iteration that runs up to j."""
    step = t.le(t.apply(v.f, v.i), t.apply(v.f, t.add(v.i, t.natural(1))))

    def claim(known):
        goal = t.implies(t.lt(v.j, v.n), t.le(t.apply(v.f, t.natural(0)), t.apply(v.f, v.j)))
        return stated(v.n, v.j, v.f, claim=t.implies(t.bounded_forall(v.i, v.n, known), goal))

    assert proved(claim(step), "induct(j), at_indices, auto") == ()
    gap(claim(t.le(*step.args[::-1])), "induct(j), at_indices, auto")
    gap(claim(step), "at_indices, auto")


def test_what_is_said_of_one_index_is_said_of_an_equal_one(v, stated, proved, gap):
    """From i = j follows f(i) = f(j): the goal is rewritten, and each case of a choice knows its own."""
    fi, fj = t.apply(v.f, v.i), t.apply(v.f, v.j)
    same, goal = t.eq(v.i, v.j), t.eq(fi, fj)
    assert proved(stated(v.i, v.j, v.f, claim=t.implies(same, goal)), "rewrite, auto") == ()
    gap(stated(v.i, v.j, v.f, claim=goal), "rewrite, auto")
    chosen = t.eq(t.select(same, fi, ZERO), t.select(same, fj, ZERO))
    assert proved(stated(v.i, v.j, v.f, claim=chosen), "split, auto") == ()
    gap(stated(v.i, v.j, v.f, claim=t.eq(t.select(same, ZERO, fi), t.select(same, ZERO, fj))), "split, auto")


def test_an_alternative_behind_a_premise(v, stated, proved, gap):
    """f(i) ≤ 0 ∨ f(i) ≤ 1 under a premise that is known; not under one that is not."""
    fi = t.apply(v.f, v.i)
    either = t.disj(t.le(fi, ZERO), t.le(fi, ONE))
    premise = t.lt(v.i, v.n)

    def claim(known):
        return stated(v.n, v.i, v.f, claim=t.implies(t.implies(premise, either), t.implies(known, t.le(fi, ONE))))

    assert proved(claim(premise), "cases, auto") == ()
    gap(claim(t.lt(v.n, v.i)), "cases, auto")


def test_indices_compare_by_what_is_known_of_indices(v, stated, proved, gap):
    """i + 1 ≤ j follows from i < j, whatever is known of real numbers; i + 2 ≤ j does not."""
    noise = [t.le(ZERO, t.apply(v.f, t.natural(k))) for k in range(20)]

    def claim(distance):
        goal = t.le(t.add(v.i, t.natural(distance)), v.j)
        for fact in (*noise, t.lt(v.i, v.j)):
            goal = t.implies(fact, goal)
        return stated(v.i, v.j, v.f, claim=goal)

    assert proved(claim(1), "auto") == ()
    gap(claim(2), "auto")
