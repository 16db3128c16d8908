"""Exact solutions, and None where there is none."""

from __future__ import annotations

from fractions import Fraction as F

from theorycheck.algebra.linear_systems import dependence, solve


def test_a_regular_system() -> None:
    assert solve([[F(1), F(1)], [F(1), F(-1)]], [F(1), F(1, 3)]) == [F(2, 3), F(1, 3)]


def test_what_is_free_is_zero() -> None:
    assert solve([[F(2)], [F(3)]], [F(4)]) == [F(2), F(0)]
    assert solve([[], []], []) == [F(0), F(0)]


def test_no_solution() -> None:
    assert solve([[F(1), F(2)]], [F(1), F(1)]) is None
    assert solve([], [F(1)]) is None


def test_a_dependence_vanishes_and_is_not_zero() -> None:
    columns = [[F(1), F(2)], [F(3), F(0)], [F(5), F(4)]]
    found = dependence(columns)
    assert found is not None and any(found)
    assert [sum(x * column[i] for x, column in zip(found, columns, strict=True)) for i in range(2)] == [0, 0]


def test_independent_columns_have_no_dependence() -> None:
    assert dependence([[F(1), F(2)], [F(3), F(0)]]) is None
    assert dependence([]) is None
    assert dependence([[], []]) == [1, 0]
