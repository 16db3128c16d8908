"""Ideal membership: what follows from equations is found, and what does not stays open."""

from __future__ import annotations

from fractions import Fraction

import pytest

from theorycheck.kernel import polynomials as poly
from theorycheck.kernel import terms as t
from theorycheck.proving.ideals import combination

ZERO, ONE = t.real(0), t.real(1)


def assuming(claim, *equations):
    for equation in reversed(equations):
        claim = t.implies(equation, claim)
    return claim


def test_an_equation_that_needs_cofactors(v, stated, proved, gap):
    """x² = y and y² = x give x⁴ = x; x y = 1 does not follow."""
    known = t.eq(t.mul(v.x, v.x), v.y), t.eq(t.mul(v.y, v.y), v.x)
    fourth = t.mul(t.mul(v.x, v.x), t.mul(v.x, v.x))
    assert proved(stated(v.x, v.y, claim=assuming(t.eq(fourth, v.x), *known)), "ideal") == ()
    gap(stated(v.x, v.y, claim=assuming(t.eq(t.mul(v.x, v.y), ONE), *known)), "ideal")


def test_a_product_that_vanishes_gives_an_alternative(v, stated, proved, gap):
    """x² = 3 x - 2 means x = 1 or x = 2, in either nesting of three; never x = 1 or x = 3."""
    known = t.eq(t.mul(v.x, v.x), t.sub(t.mul(t.real(3), v.x), t.real(2)))
    at = {n: t.eq(v.x, t.real(n)) for n in (1, 2, 3)}
    assert proved(stated(v.x, claim=assuming(t.disj(at[1], at[2]), known)), "ideal") == ()
    assert proved(stated(v.x, claim=assuming(t.disj(at[3], t.disj(at[1], at[2])), known)), "ideal") == ()
    assert proved(stated(v.x, claim=assuming(t.disj(t.disj(at[2], at[3]), at[1]), known)), "ideal") == ()
    gap(stated(v.x, claim=assuming(t.disj(at[1], at[3]), known)), "ideal")


def test_with_coefficients_that_are_no_integers(v, stated, proved):
    """2 x / 3 = 1 means x = 3/2."""
    known = t.eq(t.mul(t.real(Fraction(2, 3)), v.x), ONE)
    assert proved(stated(v.x, claim=assuming(t.eq(v.x, t.real(Fraction(3, 2))), known)), "ideal") == ()


def test_what_is_not_equal_may_be_divided_by(v, stated, proved, gap):
    """x z = y z and x ≠ y give z = 0; without x ≠ y they do not."""
    known = t.eq(t.mul(v.x, v.z), t.mul(v.y, v.z))
    apart = t.negate(t.eq(v.x, v.y))
    claim = t.eq(v.z, ZERO)
    assert proved(stated(v.x, v.y, v.z, claim=assuming(claim, known, apart)), "ideal") == ()
    gap(stated(v.x, v.y, v.z, claim=assuming(claim, known)), "ideal")
    gap(stated(v.x, v.y, v.z, claim=assuming(claim, known, t.eq(v.x, v.y))), "ideal")


def test_a_real_root_is_not_an_ideal_member(v, stated, gap):
    """x² + y² = 0 means x = 0 over the reals, but no polynomial combination says so."""
    known = t.eq(t.add(t.mul(v.x, v.x), t.mul(v.y, v.y)), ZERO)
    gap(stated(v.x, v.y, claim=assuming(t.eq(v.x, ZERO), known)), "ideal")


def test_nothing_follows_from_nothing(v, stated, gap, proved):
    gap(stated(v.x, claim=t.eq(v.x, ZERO)), "ideal")
    assert proved(stated(v.x, claim=t.eq(t.add(v.x, v.x), t.mul(t.real(2), v.x))), "ideal") == ()


def test_other_goals_go_on(v, stated, proved):
    """An inequality, and an alternative with one, are left to what follows."""
    claim = t.disj(t.eq(v.x, ZERO), t.le(v.x, v.x))
    assert proved(stated(v.x, claim=claim), "ideal, either, ideal, auto") == ()


@pytest.mark.parametrize("power", [2, 3])
def test_the_cofactors_add_up(power, v):
    """xⁿ - 1 is a multiple of x - 1 and of nothing else that is offered."""
    target = poly.minus(_power(v.x, power), poly.polynomial(ONE))
    generators = [poly.polynomial(v.y), poly.polynomial(t.sub(v.x, ONE))]
    cofactors = combination(target, generators)
    total: poly.Polynomial = {}
    for q, g in zip(cofactors, generators, strict=True):
        total = poly.plus(total, poly.times(q, g))
    assert total == target
    assert combination(target, generators[:1]) is None


def _power(x, n):
    result = poly.polynomial(ONE)
    for _ in range(n):
        result = poly.times(result, poly.polynomial(x))
    return result


def test_what_is_not_in_the_ideal_says_what_is_left(v, stated, gap):
    """Modulo x² = y and y² = x, xy - 1 stays as it is."""
    known = t.eq(t.mul(v.x, v.x), v.y), t.eq(t.mul(v.y, v.y), v.x)
    left = gap(stated(v.x, v.y, claim=assuming(t.eq(t.mul(v.x, v.y), ONE), *known)), "ideal")
    assert "ideal: modulo the known equations ((((-1) · x) · y) + 1) is left" in left.reason


def test_a_gröbner_basis_says_that_it_is_worth_to_look_further(v, stated, proved):
    """x y = 1 and x⁶ = 0 contradict each other: 1 = y⁶ x⁶ + …, of degree 12."""
    sixth = t.mul(t.mul(t.mul(v.x, v.x), t.mul(v.x, v.x)), t.mul(v.x, v.x))
    known = t.eq(t.mul(v.x, v.y), ONE), t.eq(sixth, ZERO)
    assert proved(stated(v.x, v.y, claim=assuming(t.eq(ONE, ZERO), *known)), "ideal") == ()
