"""¬S at a root that is known by boxes: accepted where the boxes hold a root and decide the rest, refused elsewhere."""
from __future__ import annotations

import math
from fractions import Fraction as F

import pytest

from theorycheck.falsifying.certify import certify
from theorycheck.statement.arithmetic import rational
from theorycheck.statement.relations import eq, le, lt
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import dims, matrix, positive, real, vector
from theorycheck.statement.vocabulary.linear_algebra import identity_matrix, squared_norm
from theorycheck.statement.witness import Between

a, b = real("a b")
c = real("c", positive)
(n,) = (dims("n"),)
x, A = vector("x", n), matrix("A", n, n)


def box(value: float, radius: F = F(1, 2**36)) -> Between:
    return Between(F(value) - radius, F(value) + radius)


GOLDEN = (1 + math.sqrt(5)) / 2
ROOT_2, CUBE_ROOT_2 = math.sqrt(2), 2 ** (1 / 3)
HALF = math.sqrt(0.5)
ACCEPTED = {
    "one unknown": ([eq(a**3, 2)], le(a, rational("5/4")), {"a": box(CUBE_ROOT_2)}),
    "one of two": ([eq(a**2 + b**2, 3)], le(a + b, 2), {"a": F(1), "b": box(ROOT_2)}),
    "a system": ([eq(a**2 + b**2, 3), eq(a * b, 1)], le(a + b, 2), {"a": box(GOLDEN), "b": box(GOLDEN - 1)}),
    "within a sort": ([eq(c**2, 2)], le(c, 1), {"c": box(ROOT_2)}),
    "an equation that fails": ([eq(a**2, 2)], eq(a, rational("7/5")), {"a": box(ROOT_2)}),
    "equations that repeat": (
        [eq(A.T @ A, identity_matrix(n)), eq(A[0, 0], A[0, 1])], le(A[0, 0], 0),
        {"n": 2, "A": [[box(HALF), box(HALF)], [box(HALF), box(-HALF)]]},
    ),
    "what follows from a repeated equation": (
        [eq(squared_norm(x), 2), eq(2, squared_norm(x))], le(x[0], 1), {"n": 2, "x": [box(ROOT_2), F(0)]},
    ),
}  # fmt: skip
REFUSED = {
    "the statement holds": ([eq(a**3, 2)], le(a, rational("13/10")), {"a": box(CUBE_ROOT_2)}),
    "no root in the box": ([eq(a**3, 2)], le(a, rational("5/4")), {"a": box(1.2599)}),
    "a double root": ([eq(a**2, 0)], lt(a, 0), {"a": box(0.0)}),
    "fewer equations": ([eq(a + b, 2)], le(a, 0), {"a": box(1.0), "b": box(1.0)}),
    "more equations": ([eq(a**2, 2), eq(a**3, 2)], le(a, 0), {"a": box(ROOT_2)}),
    "a hypothesis fails": ([eq(a**2, 2), le(a, rational("7/5"))], le(a, 0), {"a": box(ROOT_2)}),
    "a hypothesis fails by a billionth": ([eq(a**2, 2), le(rational("1.414213563"), a)], le(1, 0), {"a": box(ROOT_2)}),
    "outside of its sort": ([eq(c**2, 2)], le(0, c), {"c": box(-ROOT_2)}),
    "no equation at all": ([le(0, a)], le(a, 0), {"a": box(1.0)}),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_roots_in_boxes_refute(name: str) -> None:
    given, conclusion, witness = ACCEPTED[name]
    assert certify(Statement(given, conclusion), witness) is not None


@pytest.mark.parametrize("name", REFUSED)
def test_boxes_that_do_not_refute(name: str) -> None:
    given, conclusion, witness = REFUSED[name]
    assert certify(Statement(given, conclusion), witness) is None
