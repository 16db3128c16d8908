"""The derivative of a term: against exact difference quotients, balls, and the rules' own limits."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product as tuples

import pytest
from attack.model import World
from attack.values import compare
from flint import arb, ctx, fmpq
from shapes import NATURAL, Q, at, f, g, i, m, n, nat, nonzero, one, r, real, refuses, t, total, two, x, y, z, zero

from theorycheck.kernel.calculus import derivative, differentiable
from theorycheck.kernel.errors import fuelled
from theorycheck.kernel.rules.differentiation import continuous, twice_differentiable

POINTS = (Q(0), Q(1, 7), Q(-3, 2), Q(5, 3))


def polynomial(rng: random.Random, depth: int, *indices: t.Term) -> t.Term:
    """In x, with sums over n and literals, entries, choices that do not ask for x."""
    if depth == 0:
        entry = at(f, rng.choice(indices)) if indices else y
        return rng.choice([x, x, x, entry, real(rng.choice([0, 1, -2, Q(1, 2)]))])
    match rng.randrange(7):
        case 0 | 1:
            return t.add(polynomial(rng, depth - 1, *indices), polynomial(rng, depth - 1, *indices))
        case 2 | 3:
            return t.mul(polynomial(rng, depth - 1, *indices), polynomial(rng, depth - 1, *indices))
        case 4:
            index = t.variable(f"k{len(indices)}", NATURAL)
            size = rng.choice([n, nat(2), *indices])
            return t.summation(size, index, polynomial(rng, depth - 1, *indices, index))
        case 5:
            condition = rng.choice([P_Y, t.lt(indices[-1], m) if indices else P_Y])
            return t.select(condition, polynomial(rng, depth - 1, *indices), polynomial(rng, depth - 1, *indices))
    return t.div(polynomial(rng, depth - 1, *indices), real(rng.choice([2, -3])))


P_Y = t.le(y, zero)


def value(world: World, term: t.Term, point: object) -> object:
    world.known["variable", x.data] = point
    world.steps = -100_000
    return world.value(term)


@pytest.mark.parametrize("seed", range(60))
def test_difference_quotients_of_polynomials_agree_exactly(seed: int) -> None:
    """A central quotient with extrapolation over eight steps is exact up to degree 16: the coefficients are exact."""
    rng = random.Random(seed)
    term = polynomial(rng, 4)
    slope = derivative(term, x)
    world = World(seed)
    for point in POINTS[:2]:
        exact = value(world, slope, point)
        assert exact == _slope_at(lambda s, p=point: value(world, term, p + s))


def _slope_at(function) -> object:
    """p'(0) of a polynomial of degree ≤ 16, from its values at -8 … 8, by Lagrange's formula."""
    nodes = range(-8, 9)
    total_slope = Fraction(0)
    for node in nodes:
        if node:
            weight = Fraction(1, node)
            for other in nodes:
                if other not in (0, node):
                    weight *= Fraction(-other, node - other)
            total_slope += weight * function(Fraction(node))
    return total_slope  # the node 0 has weight -Σ 1/other = 0, by symmetry


OUTER = ("exp", "log", "sqrt", "sin", "cos", "arctan", "tanh")
STEP = arb(fmpq(1, 10**25))


@pytest.mark.parametrize(("outer", "inner"), [*tuples(OUTER, OUTER)])
def test_compositions_of_elementary_functions_agree_with_balls(outer: str, inner: str) -> None:
    """f(a + h) - f(a - h) over 2h, in balls, at points where f is defined; so does the derivative's derivative."""
    ctx.prec = 200
    base = t.add(t.mul(x, t.add(x, real("1/3"))), two)
    term = t.elementary(outer, t.add(t.mul(t.elementary(inner, base), real("1/2")), one))
    for _ in range(2):
        slope = derivative(term, x)
        world = World(0)
        for point in POINTS[:2]:
            assert _holds(world, differentiable(term, x), point)
            here = arb(fmpq(point.numerator, point.denominator))
            there, back = value(world, term, here + STEP), value(world, term, here - STEP)
            quotient = (there - back) / (2 * STEP)
            assert abs(float(quotient) - float(_number(value(world, slope, point)))) < 1e-9
        term = slope


def _number(found: object) -> object:
    return arb(fmpq(found.numerator, found.denominator)) if isinstance(found, Fraction) else found


def _holds(world: World, formula: t.Term, point: Q) -> bool:
    return value(world, formula, point) is True


@pytest.mark.parametrize("seed", range(40))
def test_the_evaluator_s_jets_agree_with_the_rules(seed: int) -> None:
    """Two derivations of one derivative: by rules on terms, and by numbers with slopes."""
    rng = random.Random(seed)
    term = polynomial(rng, 3)
    term = t.add(term, t.div(polynomial(rng, 2), t.add(one, t.mul(x, x))))
    term = t.mul(term, t.elementary(rng.choice(OUTER[3:]), polynomial(rng, 1)))
    function, world = t.lam(x, term), World(seed)
    for point in POINTS:
        by_jets = value(world, t.deriv(function, real(point)), point)
        assert compare("eq", by_jets, value(world, derivative(term, x), point)) is not False
        twice = value(world, t.deriv(t.lam(z, t.deriv(function, z)), real(point)), point)
        assert compare("eq", twice, value(world, derivative(derivative(term, x), x), point)) is not False


def test_sums_and_choices() -> None:
    """Under the binder, with the size and the condition as they are."""
    term = total(n, lambda k: t.mul(t.mul(at(f, k), x), x))
    slope = total(
        n, lambda k: t.add(t.mul(t.add(t.mul(zero, x), t.mul(at(f, k), one)), x), t.mul(t.mul(at(f, k), x), one))
    )
    assert derivative(term, x) is slope
    assert derivative(t.select(P_Y, t.mul(x, x), y), x) is t.select(P_Y, derivative(t.mul(x, x), x), zero)
    by_index = total(n, lambda k: t.select(t.lt(k, m), x, zero))
    assert derivative(by_index, x) is total(n, lambda k: t.select(t.lt(k, m), one, zero))
    nested = total(n, lambda k: total(k, lambda q: t.mul(at(g, k, q), x), name="q"))
    assert derivative(nested, x).op == "sum"


def test_refuses_sizes_and_choices_that_depend_on_the_variable() -> None:
    """A size or a condition that jumps with x has no derivative by rules, however deep x stands in it."""
    size = t.select(t.lt(x, zero), nat(0), nat(1))
    for bad in (size, t.add(size, n), total(size, lambda k: k), at(t.table(n, m), size)):
        refuses(derivative, total(bad, lambda k: at(f, k)), x, because="size of a sum depends")
        refuses(derivative, total(n, lambda k, bad=bad: total(bad, lambda q: x, name="q")), x, because="size of a sum")
    for bad in (t.lt(x, zero), t.conj(P_Y, t.eq(x, y)), t.negate(t.lt(x, zero)), t.lt(size, n),
                t.exists(y, t.lt(y, x)), t.eq(t.lam(y, x), t.lam(y, y))):  # fmt: skip
        refuses(derivative, t.select(bad, x, zero), x, because="a choice depends")
    assert derivative(t.select(t.exists(x, t.lt(x, zero)), x, zero), x).op == "select"  # another x, bound
    assert derivative(x, x) is one and derivative(t.cast(n), x) is zero and derivative(size_of(y), x) is zero


def size_of(term: t.Term) -> t.Term:
    return t.cast(t.select(t.lt(term, zero), nat(0), nat(1)))


def test_refuses_operations_without_a_rule() -> None:
    """Only where the variable occurs in them; elsewhere they are constants."""
    state, k = t.variable("s", x.sort), t.variable("k", NATURAL)
    for build in (
        lambda u: total(n, lambda k: u, "prod"), lambda u: total(n, lambda k: u, "max"), lambda u: at(r, u),
        lambda u: t.fold(n, u, k, state, state), lambda u: at(t.table(u, u), n), size_of, lambda u: t.deriv(r, u),
        lambda u: t.deriv(t.lam(state, t.mul(state, u)), one), lambda u: t.group_sum(t.variable("g", ("Z", 2)), u),
    ):  # fmt: skip
        refuses(derivative, t.mul(x, build(x)), x, because="has no rule")
        assert derivative(t.mul(x, build(y)), x) is t.add(t.mul(one, build(y)), t.mul(x, zero))
    refuses(derivative, n, x, because="a real term in a real variable")
    refuses(derivative, x, n, because="a real term in a real variable")


def test_conditions_are_listed_once_each_and_none_is_dropped() -> None:
    """Inside out: quotients, logarithms and roots of what depends on x; a constant denominator too, if its top does."""
    quotient, root, log = t.div(one, x), t.elementary("sqrt", x), t.elementary("log", t.div(x, y))
    assert differentiable(t.mul(quotient, quotient), x) is nonzero(x)
    assert differentiable(t.add(root, quotient), x) is t.conj(t.lt(zero, x), nonzero(x))
    assert differentiable(log, x) is t.conj(nonzero(y), t.lt(zero, t.div(x, y)))
    assert differentiable(t.div(x, zero), x) is nonzero(zero)
    assert differentiable(t.div(one, zero), x) is t.TRUE
    assert differentiable(t.add(t.elementary("log", y), x), x) is t.TRUE
    assert differentiable(t.select(P_Y, quotient, root), x) is t.conj(nonzero(x), t.lt(zero, x))
    assert differentiable(t.mul(zero, quotient), x) is nonzero(x)
    twice = twice_differentiable(quotient, x)
    assert twice is t.conj(nonzero(x), nonzero(t.mul(x, x)))
    assert twice_differentiable(t.mul(x, x), x) is t.TRUE


def test_refuses_conditions_under_a_binder() -> None:
    """They would speak of an index that is bound elsewhere."""
    for part in (
        t.div(x, t.cast(i)),
        t.elementary("log", t.mul(x, at(f, i))),
        t.elementary("sqrt", t.add(x, at(f, i))),
    ):
        refuses(differentiable, t.summation(n, i, part), x, because="under a sum")
    fine = t.summation(n, i, t.mul(at(f, i), t.elementary("log", x)))
    assert differentiable(fine, x) is t.lt(zero, x)
    constant = t.summation(n, i, t.mul(x, t.div(one, t.cast(i))))
    assert differentiable(constant, x) is t.TRUE


def test_continuity_is_seen_of_few_operations() -> None:
    """A polynomial, sine, exponential; not a quotient, a choice by x, a maximum."""
    for term in (t.mul(x, x), total(n, lambda k: t.mul(x, at(f, k))), t.select(P_Y, x, y), t.div(one, y), y):
        assert continuous(term, x)
    for name in OUTER:
        assert continuous(t.elementary(name, x), x) is (name not in ("log", "sqrt"))
        assert continuous(t.elementary(name, y), x)
    for term in (t.div(one, x), t.select(t.lt(x, zero), x, y), total(n, lambda k: x, "max"), at(r, x), size_of(x),
                 total(t.select(t.lt(x, zero), n, m), lambda k: y)):  # fmt: skip
        assert not continuous(term, x)


def test_a_walk_over_a_large_constant_is_paid_for() -> None:
    """A part without the variable is looked at too: a million of them must cost something."""
    big = y
    for _ in range(300):
        big = t.add(t.mul(big, y), one)
    term = t.add(x, big)
    for work in (derivative, differentiable, continuous):
        with fuelled(100):
            refuses(work, term, x, because="out of fuel")
