"""Slopes of composed functions on a line, from the definition; a slope that is wrong, or not known, stays open."""

from __future__ import annotations

import pytest

from theorycheck import (
    dims,
    eq,
    exp,
    fn,
    forall,
    function,
    has_gradient,
    has_slope,
    implies,
    inner,
    log,
    lt,
    ne,
    real,
    vector,
)
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


grad = function("G", vector(n), vector(n))


def test_a_gradient_serves_along_a_bent_parameter():
    """f(x + k(s) v) has the slope k'(0) <G(x), v>, k being 0 at s = 0."""
    t = real("t")
    bent = fn(real(), lambda u: f(x + (exp(2 * u) - 1) * v))
    given = [has_gradient(f, grad)]
    right, wrong = (Statement(given, has_slope(bent, 0, 1, c * inner(grad(x), v))) for c in (2, 1))
    assert isinstance(prove(right, "slopes, compute, ideal"), Proof)
    assert isinstance(prove(wrong, "slopes, compute, ideal"), Gap)
    elsewhere = Statement(given, has_slope(fn(real(), lambda u: f(x + (exp(u) - t) * v)), 0, 1, inner(grad(x), v)))
    assert isinstance(prove(elsewhere, "slopes, compute, ideal"), Gap), "k(0) = 1 - t is not 0"


@pytest.mark.parametrize(("slope_there", "premise"), [(a, 1), (a + 1, 1), (a, 0)])
def test_a_function_known_near_the_point_has_the_slope_of_what_it_is_there(slope_there, premise):
    """0 < 1 + s is true for s^2 < 1; 0 < s is not."""
    law = forall(real(), lambda s: implies(lt(0, premise + s), eq(f(x + s * v), exp(a * log(1 + s)))))
    claim = Statement([law], has_slope(f, x, v, slope_there))
    proved = prove(claim, "locally, slopes, compute, ideal")
    assert isinstance(proved, Proof if (slope_there, premise) == (a, 1) else Gap)


def test_a_slope_is_unique():
    twice = [has_slope(f, x, v, c), has_slope(f, x, v, m)]
    assert isinstance(prove(Statement(twice, eq(c, m)), "unique_slope"), Proof)
    for other in (has_slope(f, x, -v, m), has_slope(g, x, v, m), has_slope(f, v, v, m)):
        assert isinstance(prove(Statement([twice[0], other], eq(c, m)), "unique_slope"), Gap)


def test_the_search_finds_a_wrong_slope():
    """Along v, |y|² has no slope that is always 0: a map refutes it, certified."""
    found = refute_with_functions(Statement([has_slope(f, x, v, c)], lt(c, 1)), 1, established)
    assert found is not None


def test_a_slope_is_a_number_along_a_direction_of_the_argument():
    with pytest.raises(ShapeError, match="slope"):
        has_slope(f, x, v, x)
    with pytest.raises(ShapeError):
        has_slope(f, x, vector("w", n + 1), c)
