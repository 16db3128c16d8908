"""Whole slices: units that are equal can be made one, and permuting or negating units is tried."""
from __future__ import annotations

from fractions import Fraction as F

from theorycheck.falsifying.blocks import added, axes_of, block_candidates
from theorycheck.falsifying.point import Point, from_witness
from theorycheck.falsifying.simplicity import measure
from theorycheck.falsifying.sizing import merge_candidates
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.relations import le
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import dims, matrix, vector
from theorycheck.statement.vocabulary.elementwise import relu
from theorycheck.statement.vocabulary.linear_algebra import inner

n = dims("n")
W, v = matrix("W", n, 2), vector("v", n)
SPACE = StatementSpace(Statement([], le(inner(v, relu(W @ vector("x", 2))), 0)), 0)


def network(incoming: list[list[int]], outgoing: list[int]) -> Point:
    rows = [[F(value) for value in row] for row in incoming]
    values = {"n": len(rows), "W": rows, "v": [F(value) for value in outgoing], "x": [F(1), F(1)]}
    return from_witness(values, SPACE)


def witnesses(candidates) -> list[dict]:
    return [SPACE.witness(candidate) for candidate in candidates]


def test_two_equal_units_become_one_with_the_sum_of_their_outgoing_weights() -> None:
    merged = witnesses(merge_candidates(network([[1, 2], [5, 7], [1, 2]], [3, 4, 10]), SPACE))
    assert any(w["W"] == [[1, 2], [5, 7]] and w["v"] == [13, 4] for w in merged)


def test_slices_are_added_along_the_axis_that_is_named() -> None:
    start = network([[1, 2], [3, 4]], [5, 6])
    (rows, columns) = (axis for axis in axes_of(start, 2) if start.cells[axis[0]].symbol == "W")
    assert SPACE.witness(added(start, [rows], 0, 1))["W"] == [[4, 6], [3, 4]]
    assert SPACE.witness(added(start, [columns], 0, 1))["W"] == [[3, 2], [7, 4]]


def test_a_unit_is_made_zero_in_all_arrays_at_once() -> None:
    found = witnesses(block_candidates(network([[1, 2], [3, 4], [5, 6]], [7, 8, 9])))
    assert any(w["W"] == [[1, 2], [0, 0], [5, 6]] and w["v"] == [7, 0, 9] for w in found)
    assert any(w["W"] == [[0, 0], [0, 0], [5, 6]] and w["v"] == [0, 0, 9] for w in found)


def test_the_sign_of_a_unit_is_changed_in_all_arrays_at_once_and_in_each() -> None:
    found = witnesses(block_candidates(network([[1, 2], [-3, -4], [5, 6]], [7, -8, 9])))
    assert any(w["W"] == [[1, 2], [3, 4], [5, 6]] and w["v"] == [7, 8, 9] for w in found)
    assert any(w["W"] == [[1, 2], [3, 4], [5, 6]] and w["v"] == [7, -8, 9] for w in found)


def test_units_that_are_zero_go_to_the_end() -> None:
    start = network([[0, 0], [0, 2], [1, 0]], [0, 1, 1])
    (found,) = [w for w in witnesses(block_candidates(start)) if w["v"] == [1, 1, 0] and w["W"][-1] == [0, 0]]
    assert found["W"] == [[1, 0], [0, 2], [0, 0]]
    assert measure(from_witness(found, SPACE)) < measure(start)


def test_denominators_and_common_factors_are_cleared() -> None:
    start = network([[2, 4]], [1])
    halves = from_witness({**SPACE.witness(start), "W": [[F(3, 2), F(9, 4)]]}, SPACE)
    assert any(w["W"] == [[1, 2]] for w in witnesses(block_candidates(start)))
    assert any(w["W"] == [[2, 3]] for w in witnesses(block_candidates(halves)))
