"""General facts at the indices of the goal: those whose premises are known, and no others."""

from __future__ import annotations

from theorycheck.kernel import terms as t

ZERO, ONE = t.real(0), t.real(1)


def everywhere(v, fact):
    return t.bounded_forall(v.i, v.n, fact)


def test_a_law_of_all_entries_holds_at_the_goals(v, stated, proved, gap):
    """f(i) g(i) = 0 and g(i) = 1 for all i < n give f(i) = 0 for all i < n, and not for all i < K."""
    f, g = t.apply(v.f, v.i), t.apply(v.g, v.i)
    known = everywhere(v, t.eq(t.mul(f, g), ZERO)), everywhere(v, t.eq(g, ONE))

    def claim(size):
        goal = t.bounded_forall(v.i, size, t.eq(f, ZERO))
        return stated(v.n, v.K, v.f, v.g, claim=t.implies(known[0], t.implies(known[1], goal)))

    assert proved(claim(v.n), "at_indices, ideal") == ()
    gap(claim(v.n), "ideal")
    gap(claim(v.K), "at_indices, ideal")


def test_two_indices_in_either_order(v, stated, proved, gap):
    """f is monotone, so f(i) = f(j) for i, j < n where f is also antitone; not where it is monotone alone."""

    def law(smaller, greater):
        order = t.le(t.apply(v.f, smaller), t.apply(v.f, greater))
        return t.bounded_forall(v.i, v.n, t.bounded_forall(v.j, v.n, order))

    goal = t.bounded_forall(v.i, v.n, t.bounded_forall(v.j, v.n, t.eq(t.apply(v.f, v.i), t.apply(v.f, v.j))))
    assert proved(stated(v.n, v.f, claim=t.implies(law(v.i, v.j), goal)), "at_indices") == ()
    assert proved(stated(v.n, v.f, claim=t.implies(law(v.j, v.i), goal)), "at_indices") == ()
    gap(stated(v.n, v.f, claim=t.implies(law(v.i, v.i), goal)), "at_indices")


def test_a_premise_that_is_not_known_keeps_its_law_away(v, stated, proved, gap):
    """f(i) = 0 for i ≠ j says nothing of i = j."""
    differ = t.negate(t.eq(v.i, v.j))
    zero = t.eq(t.apply(v.f, v.i), ZERO)
    law = t.bounded_forall(v.i, v.n, t.bounded_forall(v.j, v.n, t.implies(differ, zero)))

    def claim(*premises):
        goal = zero
        for premise in premises:
            goal = t.implies(premise, goal)
        goal = t.bounded_forall(v.i, v.n, t.bounded_forall(v.j, v.n, goal))
        return stated(v.n, v.f, claim=t.implies(law, goal))

    assert proved(claim(differ), "at_indices") == ()
    gap(claim(), "at_indices")
    gap(claim(t.eq(v.i, v.j)), "at_indices")
