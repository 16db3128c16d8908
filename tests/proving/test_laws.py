"""Textbook laws as facts, quotients and roots by what defines them, choices by cases, weak monotonicity."""

from __future__ import annotations

from fractions import Fraction

import pytest

from theorycheck.errors import ProofScriptError
from theorycheck.kernel import terms as t

ZERO, ONE, TWO = t.real(0), t.real(1), t.real(2)


def of(name, x):
    return t.elementary(name, x)


def given(*premises_and_claim):
    *premises, claim = premises_and_claim
    for premise in reversed(premises):
        claim = t.implies(premise, claim)
    return claim


def test_laws_at_the_terms_of_the_goal(v, stated, proved, gap):
    """exp(x + y)·exp(-y)... : a law is instantiated where its left side stands, and chained where a law brings it."""
    total = of("exp", t.add(v.x, v.y))
    product = t.mul(of("exp", v.x), of("exp", v.y))
    assert proved(stated(v.x, v.y, claim=t.eq(total, product)), "laws(exp_sum), ideal") == ()
    gap(stated(v.x, v.y, claim=t.eq(total, product)), "laws(exp_positive), ideal")
    double = t.eq(of("cos", t.mul(TWO, v.x)), t.sub(t.mul(TWO, t.mul(of("cos", v.x), of("cos", v.x))), ONE))
    assert proved(stated(v.x, claim=double), "laws(cos_double, pythagoras), ideal") == ()
    gap(stated(v.x, claim=double), "laws(cos_double), ideal")


def test_laws_with_premises_ask_for_them(v, stated, proved, gap):
    """exp(log x) = x for 0 < x; log x < log y for 0 < x < y; neither without."""
    inverse = t.eq(of("exp", of("log", v.x)), v.x)
    assert proved(stated(v.x, claim=given(t.lt(ZERO, v.x), inverse)), "laws(exp_of_log), ideal") == ()
    gap(stated(v.x, claim=inverse), "laws(exp_of_log), ideal")
    order = t.lt(of("log", v.x), of("log", v.y))
    assert proved(stated(v.x, v.y, claim=given(t.lt(ZERO, v.x), t.lt(v.x, v.y), order)), "laws(log_increasing)") == ()
    gap(stated(v.x, v.y, claim=given(t.lt(v.x, v.y), order)), "laws(log_increasing)")


def test_laws_refuses_an_unknown_name(v, stated):
    from theorycheck.proving.prove import prove

    with pytest.raises(ProofScriptError, match="no law 'exp_minus'"):
        prove(stated(v.x, claim=t.lt(ZERO, of("exp", v.x))), "laws(exp_minus)")


def test_quotients_and_roots(v, stated, proved, gap):
    """x/y ≤ 1 for 0 < x ≤ y; √x ≤ √y for 0 ≤ x ≤ y; neither without the first premise."""
    quotient = t.le(t.div(v.x, v.y), ONE)
    script = "quotients_and_roots, contradict"
    assert proved(stated(v.x, v.y, claim=given(t.lt(ZERO, v.y), t.le(v.x, v.y), quotient)), script) == ()
    gap(stated(v.x, v.y, claim=given(t.le(v.x, v.y), quotient)), script)
    roots = t.le(of("sqrt", v.x), of("sqrt", v.y))
    order = t.lt(v.x, v.y), t.le(ZERO, v.y)
    assert proved(stated(v.x, v.y, claim=given(t.le(ZERO, v.x), *order, roots)), script) == ()
    gap(stated(v.x, v.y, claim=given(*order, roots)), script)


def test_split_decides_each_condition_once(v, stated, proved, gap):
    """if x ≤ 0 then (if x ≤ 0 then 0 else y) else x is max(0, x); y does not matter."""
    condition = t.le(v.x, ZERO)
    nested = t.select(condition, t.select(condition, ZERO, v.y), v.x)
    assert proved(stated(v.x, v.y, claim=t.le(ZERO, nested)), "split, auto") == ()
    gap(stated(v.x, v.y, claim=t.lt(ZERO, nested)), "split, auto")


def test_weak_monotonicity(v, stated, proved, gap):
    """x³ does not decrease, although its derivative vanishes at 0; nor does it where x = y; x² does."""
    cube = lambda u: t.mul(u, t.mul(u, u))  # noqa: E731
    square = lambda u: t.mul(u, u)  # noqa: E731
    order = t.le(v.x, v.y)
    assert proved(stated(v.x, v.y, claim=given(order, t.le(cube(v.x), cube(v.y)))), "monotone(x, y)") == ()
    gap(stated(v.x, v.y, claim=given(order, t.le(square(v.x), square(v.y)))), "monotone(x, y)")
    gap(stated(v.x, v.y, claim=given(order, t.lt(cube(v.x), cube(v.y)))), "monotone(x, y)")


def test_from_end_may_touch(v, stated, proved, gap):
    """2/π·x ≤ sin x on [0, π/2] fails by monotonicity alone; x·cos x ≤ sin x on [0, 1] does not, 0 included."""
    box = t.le(ZERO, v.x), t.le(v.x, ONE)
    claim = t.le(t.mul(v.x, of("cos", v.x)), of("sin", v.x))
    sine = stated(v.x, claim=given(*box, t.le(ZERO, of("sin", v.x)))), "from_end(x, 0)"
    assert proved(stated(v.x, claim=given(*box, claim)), "from_end(x, 0)", sine) == ()
    half = t.le(t.mul(v.x, of("cos", v.x)), t.mul(t.real(Fraction(1, 2)), of("sin", v.x)))
    gap(stated(v.x, claim=given(*box, half)), "from_end(x, 0)", sine)


def test_a_cut_at_a_part_of_pi(v, stated, proved, gap):
    """(π - 2x)·(1 - x) ≥ 0 would need x ≤ 1 or x ≥ π/2; (π - 2x)² ≥ 0 does not."""
    gap_ = t.sub(t.pi(), t.mul(TWO, v.x))
    assert proved(stated(v.x, claim=t.le(ZERO, t.mul(gap_, gap_))), "cut(x, pi/2)") == ()
    gap(stated(v.x, claim=t.le(ZERO, t.mul(gap_, t.sub(ONE, v.x)))), "cut(x, pi/2)")
