"""Exact solutions, and None where there is none."""

from __future__ import annotations

from fractions import Fraction as F

from theorycheck.algebra.linear_systems import solve


def test_a_regular_system() -> None:
    assert solve([[F(1), F(1)], [F(1), F(-1)]], [F(1), F(1, 3)]) == [F(2, 3), F(1, 3)]


def test_what_is_free_is_zero() -> None:
    assert solve([[F(2)], [F(3)]], [F(4)]) == [F(2), F(0)]
    assert solve([[], []], []) == [F(0), F(0)]


def test_no_solution() -> None:
    assert solve([[F(1), F(2)]], [F(1), F(1)]) is None
    assert solve([], [F(1)]) is None
