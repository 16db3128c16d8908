"""Cases by SymPy's solutions: what has them is proved, what lost one stays open."""

from __future__ import annotations

import importlib
from functools import reduce

import pytest

from theorycheck.kernel import terms as t

ZERO, ONE, TWO = t.real(0), t.real(1), t.real(2)


@pytest.fixture(autouse=True)
def _z3():
    pytest.importorskip("z3", reason="needs z3: pip install theorycheck[smt]")


def assuming(claim, *facts):
    return reduce(lambda inner, fact: t.implies(fact, inner), reversed(facts), claim)


def test_the_goal_is_proved_on_each_branch(v, stated, proved, gap):
    """x + y = 3 and xy = 2 give x² + y² = 5, not x = 1."""
    known = t.eq(t.add(v.x, v.y), t.real(3)), t.eq(t.mul(v.x, v.y), TWO)
    squares = t.add(t.mul(v.x, v.x), t.mul(v.y, v.y))
    assert proved(stated(v.x, v.y, claim=assuming(t.le(squares, t.real(5)), *known)), "solve(x, y)") == ()
    left = gap(stated(v.x, v.y, claim=assuming(t.eq(v.x, ONE), *known)), "solve(x, y)")
    assert "known  (x = 2)" in left.goal


def test_a_lost_branch_leaves_the_goal_open_and_is_named(v, stated, gap):
    known = t.eq(t.mul(v.x, v.y), ZERO), t.eq(t.mul(v.x, v.z), ZERO)
    left = gap(stated(v.x, v.y, v.z, claim=assuming(t.eq(v.y, ZERO), *known)), "solve(x, y, z)")
    assert "SymPy lost a branch" in left.reason and "x = 0" in left.reason


def test_a_lost_branch_is_refused_by_the_kernel_too(v, stated, gap, monkeypatch):
    """Were the guard blind, that there is no other branch could still not be proved."""
    solutions = importlib.import_module("theorycheck.proving.guard.solutions")
    monkeypatch.setattr(solutions, "_outside", lambda *given: ("unsat", ""))
    known = t.eq(t.mul(v.x, v.y), ZERO), t.eq(t.mul(v.x, v.z), ZERO)
    gap(stated(v.x, v.y, v.z, claim=assuming(t.eq(v.y, ZERO), *known)), "solve(x, y, z)")


def test_other_goals_go_on(v, stated, proved):
    assert proved(stated(v.x, claim=t.le(v.x, v.x)), "solve(x)") == ()
