"""Integrals in statements: what they mean to the kernel, where they have a value, what is refused, what numbers say."""

from __future__ import annotations

import pickle

import pytest

from theorycheck import (
    absolute,
    cos,
    dims,
    eq,
    exp,
    function,
    gradient,
    integral,
    interval,
    le,
    leaky_relu,
    log,
    lt,
    maximum,
    minimum,
    pi,
    rational,
    real,
    relu,
    sqrt,
    step,
    summation,
)
from theorycheck.algebra.backends import select
from theorycheck.algebra.balls import Balls
from theorycheck.algebra.error_bounds import RunningError
from theorycheck.algebra.floats import Floats
from theorycheck.algebra.rationals import Rationals
from theorycheck.errors import Inexact, OutsideVocabulary, ShapeError
from theorycheck.kernel import sorts
from theorycheck.kernel import terms as t
from theorycheck.statement.evaluation import evaluate
from theorycheck.statement.integrals import Integral, speaks_of_integrals
from theorycheck.statement.rendering import latex
from theorycheck.statement.statements import Statement
from theorycheck.statement.storage import from_json, to_json

x, y, a, b, angle = real("x y a b angle")
n = dims("n")
F = function("F", real(), real())
SQUARE = integral(x**2, (x, a, b))
U = t.variable("u", sorts.REAL)


def formula(relation):
    return Statement([], relation).formula()


def test_the_kernel_reads_its_own_integral():
    """∀a b. a ≤ b ∧ integral(λu. u·u, a, b) = 0, the value asked for only where it is one."""
    low, high = (t.variable(name, sorts.REAL) for name in "ab")
    value = t.integral(t.lam(U, t.mul(U, U)), low, high)
    stated = t.conj(t.le(low, high), t.eq(value, t.real(0)))
    assert formula(eq(SQUARE, 0)) is t.forall(low, t.forall(high, stated))


def test_an_integral_asks_for_its_interval_and_its_integrand():
    """Nothing for literal bounds in order; a ≤ b else; the integrand's conditions at every point between."""
    assert formula(eq(integral(x, (x, 0, 1)), 0)).op == "eq"
    assert formula(eq(integral(x, (x, pi, 0)), 0)).op == "and"
    inverse = formula(eq(integral(1 / (x - a), (x, 0, 1)), 0))
    here = t.variable("a", sorts.REAL)
    apart = t.negate(t.eq(t.sub(U, here), t.real(0)))
    within = t.conj(t.le(t.real(0), U), t.le(U, t.real(1)))
    assert inverse.args[0].args[0] is t.abstract(t.forall(U, t.implies(within, apart)), [here])


def test_the_symbol_is_bound():
    """x of the integral is none of the statement's; the bounds may not mention it; another x stays free."""
    assert [symbol.name for symbol in Statement([], eq(SQUARE, 0)).symbols] == ["a", "b"]
    assert integral(x**2, (x, 0, 1)) is integral(y**2, (y, 0, 1))
    assert [symbol.name for symbol in Statement([], eq(x, integral(x, (x, 0, 1)))).symbols] == ["x"]
    for over in [(x, x, 1), (x, 0, 2 * x), (real("q", interval(0, 1)), 0, 1), (n, 0, 1), (x + 1, 0, 1)]:
        with pytest.raises(ShapeError, match="an integral over"):
            integral(x, over)


@pytest.mark.parametrize(
    "integrand",
    [step(x), leaky_relu(rational("1/2"), x), minimum(x, 1), F(x), 1 + step(cos(x)), F(F(x)), gradient(y**2 * x, y)],
    ids=str,
)
def test_what_may_jump_is_refused(integrand):
    with pytest.raises(OutsideVocabulary, match="the integral of"):
        integral(integrand, (x, 0, 1))


@pytest.mark.parametrize(
    "integrand",
    [relu(x) * absolute(x - a), maximum(x, a), step(a) * x, F(a) + x, sqrt(x), log(x), exp(-(x**2)),
     summation(n, lambda i: x**i), integral(x * y, (y, 0, x)), x**n, 1],
    ids=str,
)  # fmt: skip
def test_what_is_continuous_where_it_has_a_value_is_not(integrand):
    """What does not depend on the symbol may be anything."""
    node = integral(integrand, (x, 0, 1))
    assert isinstance(node, Integral) and speaks_of_integrals(Statement([], le(node, 1)))
    assert from_json(to_json(node)) is node and pickle.loads(pickle.dumps(node)) is node


def test_no_landscape_of_an_integral():
    with pytest.raises(OutsideVocabulary, match="landscape of an integral"):
        gradient(integral(x * y, (x, 0, 1)), y)
    assert not speaks_of_integrals(Statement([], lt(0, gradient(y**2, y))))


def test_it_prints_with_a_letter_of_its_own():
    written = r"\int_{0}^{\pi} \left(\cos\left(u\right) + y\right) \, \mathrm{d}u"
    assert latex(integral(cos(x) + y, (x, 0, pi))) == written
    assert str(SQUARE) == "Integral(u -> u**2, a, b)"


def test_floats_estimate_and_bound_nothing():
    """Close to the value for smooth integrands; the running-error bound is infinite, so that nothing is a hit."""
    node = integral(cos(angle) * exp(angle), (angle, 0, pi))
    backend = select("numpy")
    value = float(evaluate(node, Floats(backend, 1), {})[0])
    assert abs(value - (-(2.718281828459045**3.141592653589793) - 1) / 2) < 1e-9
    bounded = evaluate(node, RunningError(backend, 1), {})
    assert float(bounded.bound[0]) == float("inf") and abs(float(bounded.value[0]) - value) < 1e-12


@pytest.mark.parametrize("algebra", [Rationals(), Balls()], ids=["rationals", "balls"])
def test_exact_numbers_decide_nothing(algebra):
    with pytest.raises(Inexact, match="an integral has no exact value"):
        evaluate(integral(x, (x, 0, 1)), algebra, {})
