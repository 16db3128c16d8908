"""Inequalities from the sign of a derivative, and lemmas that build on each other."""

from __future__ import annotations

from fractions import Fraction

from theorycheck.kernel import terms as t

ZERO, ONE = t.real(0), t.real(1)


def sin(x):
    return t.elementary("sin", x)


def cos(x):
    return t.elementary("cos", x)


def within(v, claim, closed=False):
    """0 < t < π (or ≤ π) ⇒ claim."""
    upper = t.le(v.t, t.pi()) if closed else t.lt(v.t, t.pi())
    return t.implies(t.lt(ZERO, v.t), t.implies(upper, claim))


SINE_SCRIPT = "cut(t, 1), cut(t, 3), first(from_end t 0, ball, from_end t pi)"


def test_from_end_rises_from_a_zero(v, stated, proved, gap):
    """t/2 < exp(t) - 1: at 0 both sides vanish, and the slope is at least 1/2; 2t in its place stays open."""
    exp = t.elementary("exp", v.t)
    box = lambda claim: t.implies(t.lt(ZERO, v.t), t.implies(t.le(v.t, ONE), claim))  # noqa: E731
    assert (
        proved(stated(v.t, claim=box(t.lt(t.mul(t.real(Fraction(1, 2)), v.t), t.sub(exp, ONE)))), "from_end(t, 0)")
        == ()
    )
    gap(stated(v.t, claim=box(t.lt(t.mul(t.real(2), v.t), t.sub(exp, ONE)))), "from_end(t, 0)")


def test_from_end_refuses_an_end_where_the_claim_fails(v, stated, gap):
    """sin t > 1/10 is false at 0, although the sine rises."""
    claim = t.lt(t.real(Fraction(1, 10)), sin(v.t))
    gap(stated(v.t, claim=t.implies(t.lt(ZERO, v.t), t.implies(t.le(v.t, ONE), claim))), "from_end(t, 0)")


def test_sine_is_positive_up_to_pi_and_not_beyond(v, stated, proved, gap):
    assert proved(stated(v.t, claim=within(v, t.lt(ZERO, sin(v.t)))), SINE_SCRIPT) == ()
    beyond = t.implies(t.lt(ZERO, v.t), t.implies(t.lt(v.t, t.real(4)), t.lt(ZERO, sin(v.t))))
    gap(stated(v.t, claim=beyond), SINE_SCRIPT)


def test_lemmas_build_on_each_other(v, stated, proved, gap):
    """sin t < t from cos t < 1 from sin t > 0; without the first of them the chain breaks."""
    sine = stated(v.t, claim=within(v, t.lt(ZERO, sin(v.t)))), SINE_SCRIPT
    cosine = stated(v.t, claim=within(v, t.lt(cos(v.t), ONE), closed=True)), "from_end(t, 0)"
    claim = stated(v.t, claim=within(v, t.lt(sin(v.t), v.t), closed=True))
    assert proved(claim, "from_end(t, 0)", sine, cosine) == ()
    gap(claim, "from_end(t, 0)", cosine)


def test_quotients_of_positives_are_positive(v, stated, proved, gap):
    """0 < x/y for x, y > 0; the sign of y matters."""
    quotient = t.lt(ZERO, t.div(v.x, v.y))
    positive = t.implies(t.lt(ZERO, v.x), t.implies(t.lt(ZERO, v.y), quotient))
    assert proved(stated(v.x, v.y, claim=positive)) == ()
    gap(stated(v.x, v.y, claim=t.implies(t.lt(ZERO, v.x), quotient)))


def test_cut_needs_both_cases(v, stated, gap):
    """x² > x holds above 1 only."""
    gap(stated(v.x, claim=t.lt(v.x, t.mul(v.x, v.x))), "cut(x, 1)")
