"""Certificates found by linear programming: what they close, and that they close nothing false."""

from __future__ import annotations

from fractions import Fraction

import pytest

from theorycheck.kernel import terms as t
from theorycheck.proving.arithmetic import arithmetic, refute
from theorycheck.proving.context import Open

ZERO, ONE = t.real(0), t.real(1)


def test_naturals_step_from_successor_to_strict_order(v, knowing):
    """n + 1 ≤ K gives n < K."""
    goal = t.lt(v.n, v.K)
    assert arithmetic(knowing(t.le(t.add(v.n, t.natural(1)), v.K)), goal).conclusion is goal


def test_a_product_of_nonnegatives_needs_degree_two(v, knowing):
    """0 ≤ x and 0 ≤ y give 0 ≤ x·y."""
    goal = t.le(ZERO, t.mul(v.x, v.y))
    assert arithmetic(knowing(t.le(ZERO, v.x), t.le(ZERO, v.y)), goal).conclusion is goal


def test_the_arithmetic_geometric_mean_is_a_square(v, knowing):
    """2xy ≤ x² + y²."""
    goal = t.le(t.mul(t.real(2), t.mul(v.x, v.y)), t.add(t.mul(v.x, v.x), t.mul(v.y, v.y)))
    assert arithmetic(knowing(), goal).conclusion is goal


def test_an_equation_follows_from_equations(v, knowing):
    """2x = y and y = 4 give x = 2, with exact coefficients."""
    facts = t.eq(t.mul(v.x, t.real(2)), v.y), t.eq(v.y, t.real(4))
    goal = t.eq(v.x, t.real(2))
    assert arithmetic(knowing(*facts), goal).conclusion is goal


def test_thirds_are_exact(v, knowing):
    """3x ≤ 1 gives x ≤ 1/3 but not x ≤ 1/3 - 10^-30."""
    context = knowing(t.le(t.mul(t.real(3), v.x), ONE))
    assert arithmetic(context, t.le(v.x, t.real(Fraction(1, 3))))
    with pytest.raises(Open):
        arithmetic(context, t.le(v.x, t.real(Fraction(1, 3) - Fraction(1, 10**30))))


def test_contradictory_facts_are_refuted(v, knowing):
    """x < y and y < x give false."""
    assert refute(knowing(t.lt(v.x, v.y), t.lt(v.y, v.x))).conclusion is t.FALSE
    with pytest.raises(Open):
        refute(knowing(t.le(v.x, v.y), t.le(v.y, v.x)))


@pytest.mark.parametrize("facts", [[], ["le"], ["le", "lt"]])
def test_what_does_not_follow_stays_open(v, knowing, facts):
    """x ≤ y is not a consequence of facts about other things, and the report names the goal."""
    known = {"le": t.le(ZERO, v.x), "lt": t.lt(v.c, v.y)}
    goal = t.le(v.x, v.y)
    with pytest.raises(Open) as found:
        arithmetic(knowing(*(known[name] for name in facts)), goal)
    assert "open   (x ≤ y)" in found.value.text()


def test_numbers_beyond_floats_stay_open(v, knowing):
    with pytest.raises(Open):
        arithmetic(knowing(t.le(t.mul(t.real(10**400), v.x), v.y)), t.le(v.x, v.y))
