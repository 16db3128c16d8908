"""Equality hypotheses are solved for a symbol where they are affine in it, and left to chance where they are not."""
from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statements import D, L, x, y

from theorycheck.falsifying.point import point
from theorycheck.falsifying.sample.solve import is_affine, solve_affine
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.arithmetic import rational
from theorycheck.statement.relations import eq, le
from theorycheck.statement.statements import Statement
from theorycheck.statement.vocabulary.elementwise import relu

fractions = st.fractions(min_value=-9, max_value=9, max_denominator=12)


@given(fractions.filter(bool), fractions)
def test_affine_residuals_are_solved_exactly(slope: F, intercept: F) -> None:
    root = -intercept / slope
    natural = solve_affine(lambda value: slope * value + intercept)
    assert natural == (root if root.denominator == 1 and root >= 0 else None)


@pytest.mark.parametrize("residual", [lambda v: v * v - 4, lambda v: F(3), lambda v: None])
def test_what_is_not_affine_is_left_alone(residual) -> None:
    assert solve_affine(residual) is None


def test_a_cubic_that_looks_affine_at_the_probes_is_not_believed() -> None:
    assert solve_affine(lambda v: v * (v - 1) * (v - 2) + v - 5) is None


def test_a_pole_at_zero_does_not_hide_an_affine_symbol() -> None:
    assert is_affine(lambda value: None if value == 0 else 2 * value - 6)
    assert solve_affine(lambda value: None if value == 0 else 2 * value - 6) == 3


def test_the_natural_that_a_power_determines() -> None:
    space = StatementSpace(Statement([eq(D * rational("1/2") ** L, 1)], le(D, L)), 0)
    assert [unknown.name for unknown in space.unknowns.naturals] == ["D"]
    assert space.complete({"L": 9}) == {"D": 512, "L": 9} or space.complete({"L": 9}) == {"L": 9, "D": 512}


def test_a_natural_without_solution_is_no_point() -> None:
    space = StatementSpace(Statement([eq(2 * D, L)], le(D, L)), 0)
    assert space.complete({"L": 6, "D": 0}) is not None
    assert space.complete({"L": 7, "D": 0}) is None or [u.name for u in space.unknowns.naturals] == ["L"]


def test_a_real_is_solved_in_the_exact_point() -> None:
    space = StatementSpace(Statement([eq(3 * x + y, 1)], le(x * y, 1)), 0)
    assert len(space.constraints.fills) == 1
    solved = space.point({}, [[F(5)], [F(7)]])
    assert solved is not None
    values = dict(zip((cell.symbol for cell in solved.cells), (entry[0] for entry in solved.entries), strict=True))
    assert 3 * values["x"] + values["y"] == 1


def test_a_quadratic_equality_is_left_to_chance() -> None:
    space = StatementSpace(Statement([eq(x * x + y * y, 1)], le(x, 2)), 0)
    assert not space.constraints.methods and not space.unknowns.naturals
    free = point({}, space.cells({}), [[F(3)], [F(4)]])
    assert space.solve(free) == free


def test_what_is_level_on_one_side_is_not_solved_for() -> None:
    """relu(r) = 0 has more solutions than r = 0: had 0 been put in for r, no other one would ever have been drawn."""
    assert not StatementSpace(Statement([eq(relu(x), 0)], le(x, 1)), 0).constraints.methods
