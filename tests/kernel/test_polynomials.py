"""Polynomial normal forms: complete on + · / and casts, blind to everything else, and bounded."""

from __future__ import annotations

import random

import pytest
from attack.model import Skip, World
from attack.random_terms import Terms
from shapes import NATURAL, P, Q, at, f, m, n, one, r, real, refuses, t, x, y, zero

from theorycheck.kernel import polynomials as poly
from theorycheck.kernel.errors import fuelled


def test_equal_polynomials_are_recognised() -> None:
    """Order, brackets, distribution, powers, division by literals, casts of naturals."""
    for left, right in [
        (t.mul(t.add(x, y), t.sub(x, y)), t.sub(t.mul(x, x), t.mul(y, y))),
        (t.div(t.mul(x, real(3)), real(6)), t.mul(real("1/2"), x)),
        (t.cast(t.mul(t.add(n, m), n)), t.add(t.mul(t.cast(n), t.cast(n)), t.mul(t.cast(m), t.cast(n)))),
        (t.sub(at(r, x), at(r, x)), zero),
        (t.div(t.div(x, real(2)), real(2)), t.div(x, real(4))),
    ]:
        assert poly.equal_polynomials(left, right)


def test_different_polynomials_are_told_apart() -> None:
    """Atoms are opaque: f(x + 0) is not f(x); x/y·y is not x; division by 0 is an atom."""
    for left, right in [
        (at(r, t.add(x, zero)), at(r, x)), (t.mul(t.div(x, y), y), x), (t.div(x, zero), zero), (t.mul(x, x), x), (x, y),
        (t.div(x, real(2)), t.mul(real(2), x)), (t.cast(n), x), (t.add(x, one), x), (t.elementary("exp", x), x),
    ]:  # fmt: skip
        assert not poly.equal_polynomials(left, right)
    assert poly.equal_sizes(t.add(n, m), t.add(m, n)) and not poly.equal_sizes(n, m)
    refuses(poly.polynomial, f, because="only numbers")
    refuses(poly.polynomial, P, because="only numbers")


def test_arithmetic_of_polynomials() -> None:
    """Zero coefficients never stay, so that equality is ==."""
    p, q = poly.polynomial(t.add(x, y)), poly.polynomial(t.sub(x, y))
    assert poly.minus(p, p) == {}
    assert poly.plus(p, q) == poly.polynomial(t.mul(real(2), x))
    assert poly.times(p, q) == poly.polynomial(t.sub(t.mul(x, x), t.mul(y, y)))
    assert poly.scaled(p, Q(0)) == {}
    assert poly.scaled(p, Q(3)) == poly.plus(p, p, Q(2))
    assert poly.times(p, {}) == {}


@pytest.mark.parametrize("seed", range(80))
def test_the_normal_form_has_the_term_s_value(seed: int) -> None:
    """Evaluated at random points, atoms at theirs."""
    rng = random.Random(seed)
    term = Terms(rng).term(rng.choice([x.sort, NATURAL]), 4)
    normal = poly.polynomial(term)
    for world_seed in range(4):
        world = World(world_seed)
        try:
            expected, total = world.value(term), Q(0)
            for monomial, coefficient in normal.items():
                for atom, power in monomial:
                    value = world.value(atom)
                    coefficient = coefficient * (Q(value) if isinstance(value, int | Q) else value_error()) ** power
                total += coefficient
        except (Skip, RecursionError):
            continue
        assert not isinstance(expected, int | Q) or total == expected


def value_error() -> Q:
    """Balls are compared elsewhere."""
    raise Skip


def test_towers_run_dry() -> None:
    """(x + y)^(2^k), 2^(2^k), and long products of many variables stop in time, whoever asks."""
    tower, power = real(3), t.add(x, y)
    for _ in range(40):
        tower, power = t.mul(tower, tower), t.mul(power, power)
    refuses(poly.polynomial, tower, because="too long")
    with fuelled(50_000):
        refuses(poly.polynomial, power, because="too long")
    many = one
    for index in range(3_000):
        many = t.mul(many, t.variable(f"v{index}", x.sort))
    with fuelled(50_000):
        refuses(poly.polynomial, many, because="out of fuel")
