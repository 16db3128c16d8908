"""A goal that fails where all facts hold is given up at once; the point is exact, and nothing true has one."""

from __future__ import annotations

from fractions import Fraction

import pytest

from theorycheck.kernel import terms as t
from theorycheck.proving.failures import failing_point

ONE = Fraction(1)
X, Y = (1, 0), (0, 1)
REALS = [False, False]
SQUARE = {(2, 0): ONE, (1, 1): Fraction(-2), (0, 2): ONE}  # (x - y)²


def test_a_point_where_the_facts_hold_and_the_claim_does_not():
    """x > 0 and y - x ≥ 0 give y > 0, and do not give x - y ≥ 0; of an equation the point satisfies it exactly."""
    facts = [({X: ONE}, "lt"), ({Y: ONE, X: -ONE}, "le")]
    x, y = failing_point(facts, ({X: ONE, Y: -ONE}, "le"), REALS)
    assert 0 < x < y
    assert failing_point(facts, ({Y: ONE}, "lt"), REALS) is None
    x, y = failing_point([({X: ONE, Y: -2 * ONE}, "eq")], ({X: ONE}, "le"), REALS)
    assert x == 2 * y < 0


def test_what_floats_take_for_true_is_asked_exactly():
    """A square less than a number that no float sees beside it is negative at 0 only."""
    tiny = Fraction(1, 10**400)
    assert failing_point([], (SQUARE, "le"), REALS) is None
    x, y = failing_point([], (SQUARE | {(0, 0): -tiny}, "le"), REALS)
    assert x == y
    assert failing_point([({(0, 0): -tiny}, "le")], ({X: ONE}, "le"), REALS) is None


def test_naturals_and_contradictions():
    """A natural is nowhere negative; facts that hold somewhere contradict nothing."""
    assert failing_point([], ({X: ONE}, "le"), [True, False]) is None
    assert failing_point([({X: ONE}, "lt")], None, REALS) is not None
    assert failing_point([({X: ONE}, "lt"), ({X: -ONE}, "lt")], None, REALS) is None


def test_the_tactic_says_where(v, stated, gap):
    """No solver is asked."""
    pytest.importorskip("clarabel", reason="needs clarabel: pip install theorycheck[sos]")
    claim = stated(v.x, claim=t.implies(t.lt(t.real(0), v.x), t.le(v.x, t.mul(v.x, v.x))))
    left = gap(claim, "squares")
    assert "what is known holds, and the goal fails, where x = 1/" in left.reason and "solver" not in left.reason
