"""Points of coordinate vectors satisfy hypotheses about inverses and eigenvectors that other draws hardly ever do."""
from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F

import pytest

from theorycheck import (
    dims,
    eq,
    global_minimum,
    interval,
    inverses,
    le,
    matrix,
    ne,
    positive,
    real,
    relu,
    squared_norm,
    vector,
)
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.hunting.coordinates import coordinate_point
from theorycheck.falsifying.hunting.subject import Subject
from theorycheck.falsifying.search import search
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.discovery import catalogue, load
from theorycheck.statement.statements import Statement

n, m = dims("n m")
A, Q, v = matrix("A", n, m), matrix("Q", m, m), vector("v", n)
p, half = real("p", positive), real("h", interval(0, F(1, 2)))
x, y = real("x y")
ABOUT = Statement([inverses(A.T @ A, Q), eq(v @ v, p), le(half, 1)], eq(squared_norm(A), 0))
MOST = 30
SMALL_NETS = {  # neighbours of claims about linear networks, whose hypotheses are mostly equations of matrices
    "linear_net_minimisers_up_to_basis": "another-row-space",
    "linear_net_minimisers_move_along_bases": "scaled-twice",
    "linear_net_exchange_descends": "without-the-gap",
    "linear_net_unused_unit_descends": "without-gain",
    "linear_net_row_space_of_eigenvectors": "one-gradient",
}


def points(seed: int):
    space = StatementSpace(ABOUT, seed)
    return [found for number in range(60) if (found := coordinate_point(space, number, MOST)) is not None]


def test_they_are_a_function_of_the_seed_and_small():
    assert points(1) == points(1) != points(2)
    assert len(points(1)) > 20
    for found in points(1):
        assert 0 < sum(cell.size for cell in found.cells) <= MOST


def test_they_respect_intervals():
    for found in points(3):
        for cell, entries in zip(found.cells, found.entries, strict=True):
            if cell.symbol != "h":  # whose interval has the integer 0 alone
                assert all(cell.bounds.contains(value) for value in entries)


def test_rows_are_multiples_of_coordinate_vectors_or_a_pattern():
    for found in points(2):
        for cell, entries in zip(found.cells, found.entries, strict=True):
            if len(cell.shape) == 2:
                rows = [entries[at : at + cell.shape[1]] for at in range(0, cell.size, cell.shape[1] or 1)]
                assert set(entries) <= {0, 1} or all(sum(map(bool, row)) <= 1 for row in rows)


def test_a_smooth_global_minimum_has_no_slope_so_its_gradient_is_solved_for():
    smooth, kinked = (3 * x - 7 * y) ** 2, relu(x - y)
    assert len(Subject(Statement([global_minimum(smooth, [x])], eq(x, y))).determining["x"]) == 1
    assert not Subject(Statement([global_minimum(kinked, [x])], eq(x, y))).equations


def test_a_saddle_is_no_global_minimum():
    """At the zero of both factors the kernel is not asked."""
    a, b = real("a b")
    given = [global_minimum((a * b - 1) ** 2, [a, b])]
    found = search(Statement(given, ne(a * b, 1)), None, Budget(examples=300), 1).refutation
    assert found is not None and found.witness["a"] * found.witness["b"] == 1


@pytest.mark.parametrize("name", list(SMALL_NETS)[:2])
def test_two_neighbours_of_linear_networks_fall_without_their_example(name: str):
    falls_without_its_example(name, 3)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("name", SMALL_NETS)
def test_neighbours_of_linear_networks_fall_without_their_example(name: str, seed: int):
    falls_without_its_example(name, seed)


def falls_without_its_example(name: str, seed: int):
    claim = load(catalogue([f"optimality.{name}"])[0])
    statement = claim.neighbour_statement(next(one for one in claim.neighbours if one.name == SMALL_NETS[name]))
    bare = Statement(statement.given, statement.conclude, replace(statement.hints, example=None))
    assert search(bare, claim.domain, Budget(examples=4000), seed).refutation is not None
