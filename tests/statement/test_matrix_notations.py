"""Transposes, units, diagonals, outer products, inverses and symmetries: what they are and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction as F
from typing import Any

import pytest

from theorycheck import (
    and_,
    change_of_basis,
    diagonal,
    dims,
    eq,
    identity_matrix,
    inverses,
    matrix,
    one_parameter,
    outer,
    real,
    rescaling,
    tabulate,
    vector,
)
from theorycheck.algebra.rationals import Rationals
from theorycheck.errors import ShapeError
from theorycheck.statement.environments import from_witness
from theorycheck.statement.evaluation import evaluate
from theorycheck.statement.node import Node
from theorycheck.statement.rendering import latex
from theorycheck.statement.statements import Statement
from theorycheck.statement.symmetry import COLUMN, PARAMETER, ROW
from theorycheck.statement.truth import holds
from theorycheck.statement.vocabulary.linear_algebra import transpose

EXACT = Rationals()
n, m = dims("n m")
x = real("x")
u, v, w = vector("u", n), vector("v", n), vector("w", m)
A, B, M, G = matrix("A", n, m), matrix("B", m, n), matrix("M", n, n), matrix("G", n, n)


def truth(node: Node, **witness: Any) -> bool | None:
    statement = Statement([], node)
    return holds(statement.conclusion, EXACT, from_witness(statement.symbols, witness, EXACT))


@pytest.mark.parametrize("size", range(4))
def test_entry_by_entry(size: int) -> None:
    at = {"n": size, "m": 2, "v": [F(k, 3) for k in range(size)], "w": [5, -7]}
    value = evaluate(identity_matrix(n), EXACT, from_witness([n], {"n": size}, EXACT))
    assert [[value.value[i, j] for j in range(size)] for i in range(size)] == [
        [int(i == j) for j in range(size)] for i in range(size)
    ]
    assert truth(eq(diagonal(v), tabulate(n, n, lambda i, j: identity_matrix(n)[i, j] * v[j])), **at) is True
    assert truth(eq(outer(v, w), tabulate(n, m, lambda i, j: v[i] * w[j])), **at) is True
    assert truth(eq(outer(v, w), tabulate(n, m, lambda i, j: v[i] * w[j] + 1)), **at) is (size == 0)
    assert truth(eq(outer(v, w).T, outer(w, v)), **at) is True


def test_the_transpose_is_an_attribute() -> None:
    assert A.T is transpose(A) and latex(A.T) == r"A^{\top}"
    assert truth(eq(A.T, B), n=1, m=2, A=[[1, 2]], B=[[1], [2]]) is True
    assert truth(eq(A.T, B), n=1, m=2, A=[[1, 2]], B=[[2], [1]]) is False


def test_inverses_are_two_equations() -> None:
    assert inverses(M, G) is and_(eq(M @ G, identity_matrix(n)), eq(G @ M, identity_matrix(n)))
    assert truth(inverses(M, G), n=2, M=[[1, 1], [0, 2]], G=[[1, F(-1, 2)], [0, F(1, 2)]]) is True
    assert truth(inverses(M, G), n=2, M=[[1, 1], [0, 2]], G=[[1, F(-1, 2)], [0, F(1, 2) + F(1, 10**9)]]) is False
    assert truth(inverses(M, G), n=0, M=[], G=[]) is True


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: v.T, "transpose does not take an array of shape n"),
        (lambda: x.T, "transpose wants a array, and x is of sort real"),
        (lambda: diagonal(M), "diagonal does not take an array of shape n × n"),
        (lambda: outer(v, A), "outer does not take"),
        (lambda: identity_matrix(x), "identity_matrix wants a size"),
        (lambda: inverses(x, x), "matrix_product wants a array"),
        (lambda: inverses(A, B), "an array of shape m × m meets one of shape n × n"),
        (lambda: change_of_basis(A, M), "shape m meets shape n"),
        (lambda: change_of_basis(v, v), "arrays that are not matrices"),
        (lambda: change_of_basis(x, x), "matrix_product wants a array"),
        (lambda: rescaling(x + 1, x), r"a symmetry moves x \+ 1: it moves symbols"),
        (lambda: one_parameter(lambda g: {x: v}), "real is wanted"),
    ],
)
def test_what_they_refuse(make: Callable[[], object], said: str) -> None:
    with pytest.raises(ShapeError, match=said):
        make()


# ------------------------------------------------------------------ symmetries: the identity at 0, and f stays


def images(symmetry: Any, symbols: list[Any], **witness: Any) -> list[Any]:
    environment = from_witness(symbols, witness, EXACT)
    return [evaluate(symmetry.images[s], EXACT, environment) for s in symmetry.images]


def test_a_change_of_basis_leaves_the_product_alone() -> None:
    symmetry = change_of_basis(B, A)  # m × n and n × m: the inner size is n
    symbols = [n, m, B, A, ROW, COLUMN, PARAMETER]
    point = {"n": 2, "m": 1, "B": [[2, -3]], "A": [[F(1, 3)], [5]]}
    for row in range(2):
        for column in range(2):
            at = point | {ROW.name: row, COLUMN.name: column}
            left, right = images(symmetry, symbols, **at, **{PARAMETER.name: 0})
            assert [left.value[0, k] for k in range(2)] == [2, -3] and right.value[1, 0] == 5
            left, right = images(symmetry, symbols, **at, **{PARAMETER.name: F(1, 3)})
            assert sum(left.value[0, k] * right.value[k, 0] for k in range(2)) == F(2, 3) - 15
            assert [left.value[0, k] for k in range(2)] != [2, -3]


def test_a_rescaling_leaves_products_alone() -> None:
    left, right = images(rescaling(u, v), [n, u, v, PARAMETER], n=1, u=[2], v=[3], **{PARAMETER.name: F(1, 2)})
    assert (left.value[(0,)], right.value[(0,)]) == (3, 2)
