"""Slopes of composed functions on a line, from the definition; a slope that is wrong, or not known, stays open."""

from __future__ import annotations

import pytest

from theorycheck import dims, exp, fn, forall, function, has_slope, log, lt, ne, real, vector
from theorycheck.errors import ShapeError
from theorycheck.falsifying.functions import refute_with_functions
from theorycheck.proving.properties import established
from theorycheck.proving.prove import Gap, Proof, prove
from theorycheck.statement.statements import Statement

n = dims("n")
x, v = vector("x v", n)
a, c, m, s = real("a c m s")
f, g = function("f", vector(n), real()), function("g", vector(n), real())
at = [has_slope(f, x, v, c), has_slope(g, x, v, m)]


def slope(body, value, given=at):
    return Statement(given, has_slope(fn(vector(n), body), x, v, value))


TRUE = {
    "a sum": slope(lambda y: f(y) + g(y), c + m),
    "a product": slope(lambda y: f(y) * g(y), c * g(x) + f(x) * m),
    "a constant factor": slope(lambda y: a * f(y) + 1, a * c),
    "an exponential": slope(lambda y: exp(a * f(y)), a * c * exp(a * f(x))),
}
FALSE = {
    "a sum": slope(lambda y: f(y) + g(y), c - m),
    "a product": slope(lambda y: f(y) * g(y), c * m),
    "an exponential": slope(lambda y: exp(a * f(y)), c * exp(a * f(x))),
    "of a function of which nothing is known": slope(lambda y: f(y) + g(y), c + m, [at[0]]),
}


@pytest.mark.parametrize("name", TRUE)
def test_slopes(name):
    assert isinstance(prove(TRUE[name], "slopes, ideal"), Proof)


@pytest.mark.parametrize("name", FALSE)
def test_wrong_slopes_stay_open(name):
    assert isinstance(prove(FALSE[name], "slopes, ideal"), Gap)


def test_a_general_slope_serves_at_each_point():
    """∀y… is instantiated at the point of the goal; a logarithm needs a positive value there."""
    general = forall(vector(n), lambda y: has_slope(f, y, v, g(y)))
    positive = forall(vector(n), lambda y: lt(0, f(y)))
    claim = slope(lambda y: log(f(y)), g(x) * (1 / f(x)), [general, positive, ne(f(x), 0)])
    assert isinstance(prove(claim, "slopes, quotients_and_roots, ideal"), Proof)
    with_any_sign = Statement([general], has_slope(fn(vector(n), lambda y: 1 / (1 + exp(f(y)))), x, v, g(x)))
    assert isinstance(prove(with_any_sign, "slopes, quotients_and_roots, ideal"), Gap)


def test_the_search_finds_a_wrong_slope():
    """Along v, |y|² has no slope that is always 0: a map refutes it, certified."""
    found = refute_with_functions(Statement([has_slope(f, x, v, c)], lt(c, 1)), 1, established)
    assert found is not None


def test_a_slope_is_a_number_along_a_direction_of_the_argument():
    with pytest.raises(ShapeError, match="slope"):
        has_slope(f, x, v, x)
    with pytest.raises(ShapeError):
        has_slope(f, x, vector("w", n + 1), c)
