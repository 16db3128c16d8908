"""Derivatives of sums without what says nothing; signs of sums, quotients and exponentials read off their parts."""

from __future__ import annotations

import pytest

from theorycheck import dims, eq, exp, gradient, le, lt, positive, real, squared_norm, summation, vector
from theorycheck.proving.prove import Gap, Proof, prove
from theorycheck.statement.statements import Statement

n = dims("n")
x, y = vector("x y", n)
p, q = vector("p", n, entry=positive), vector("q", n)
a, b, c = real("a"), real("b", positive), real("c")
wave = exp(-squared_norm(x - y))


@pytest.mark.parametrize(
    "relation",
    [
        eq(gradient(wave, x), wave * (2 * (y - x))),
        eq(gradient(summation(n, lambda i: exp(x[i]) * q[i]), a), 0),
        eq(gradient(squared_norm(x - a * y), a), 2 * a * squared_norm(y) - 2 * (x @ y)),
    ],
    ids=str,
)
def test_derivatives_are_tidied(relation):
    """What is moved by nothing is gone, and a sum of one term that is not 0 is that term."""
    assert isinstance(prove(Statement([], relation), "derive, tidy, ideal"), Proof)


def test_a_wrong_derivative_stays_open():
    assert isinstance(prove(Statement([], eq(gradient(wave, x), wave * (y - x))), "derive, tidy, ideal"), Gap)


POSITIVE = {
    "a sum of positives": ([lt(0, n)], lt(0, summation(n, lambda i: p[i] * exp(q[i])))),
    "a quotient": ([], lt(0, exp(a) / b)),
    "a quotient that may vanish": ([le(0, a)], le(0, a / b)),
}
UNSEEN = {
    "an empty sum": ([], lt(0, summation(n, lambda i: p[i] * exp(q[i])))),
    "a sum of any signs": ([lt(0, n)], lt(0, summation(n, lambda i: q[i]))),
    "a numerator of any sign": ([], le(0, a / b)),
    "a denominator of any sign": ([lt(0, a), lt(c, 0)], lt(0, a / c)),
    "a numerator that may vanish": ([le(0, a)], lt(0, a / b)),
}


@pytest.mark.parametrize("name", POSITIVE)
def test_signs_are_read_off(name):
    assert isinstance(prove(Statement(*POSITIVE[name])), Proof)


@pytest.mark.parametrize("name", UNSEEN)
def test_signs_that_are_not_there(name):
    assert isinstance(prove(Statement(*UNSEEN[name])), Gap)
