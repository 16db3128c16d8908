"""Each tactic proves what it is for, and leaves the false neighbour open."""

from __future__ import annotations

from fractions import Fraction

import pytest

from theorycheck.errors import ProofScriptError
from theorycheck.kernel import terms as t
from theorycheck.proving.script import names, parse

ZERO, ONE = t.real(0), t.real(1)


def sin(x):
    return t.elementary("sin", x)


def relu(x):
    return t.select(t.le(ZERO, x), x, ZERO)


def net(v, weight):
    """fold over k < K of x ↦ relu(x · weight(k))."""
    x = t.variable("state", v.X.sort)
    term = t.summation(t.apply(v.d, v.k), v.n, t.mul(t.apply(x, v.i, v.n), weight(v.k, v.n, v.j)))
    return t.fold(v.K, v.X, v.k, x, t.lam(v.i, t.lam(v.j, relu(term))))


def homogeneous(v, stated, hypothesis=True, power=0):
    """net(aW) = Π a · net(W), entrywise, with or without a ≥ 0."""
    scaled = net(v, lambda k, i, j: t.mul(t.apply(v.a, k), t.apply(v.W, k, i, j)))
    plain = net(v, lambda k, i, j: t.apply(v.W, k, i, j))
    count = t.add(v.K, t.natural(power)) if power else v.K
    factor = t.product(count, v.k, t.apply(v.a, v.k))
    claim = t.eq(t.apply(scaled, v.i, v.j), t.mul(factor, t.apply(plain, v.i, v.j)))
    claim = t.bounded_forall(v.i, v.N, t.bounded_forall(v.j, t.apply(v.d, v.K), claim))
    if hypothesis:
        claim = t.implies(t.bounded_forall(v.k, v.K, t.le(ZERO, t.apply(v.a, v.k))), claim)
    return stated(v.K, v.N, v.d, v.W, v.a, v.X, claim=claim)


def test_induct_proves_homogeneity_for_every_depth_and_width(v, stated, proved):
    """No restriction is left: reach is empty."""
    assert proved(homogeneous(v, stated), "induct(K)") == ()


def test_induct_leaves_homogeneity_open_without_nonnegative_factors(v, stated, gap):
    """The smallest open goal is the sign of one factor."""
    assert "0 ≤" in gap(homogeneous(v, stated, hypothesis=False), "induct(K)").goal


def test_induct_leaves_a_wrong_degree_open(v, stated, gap):
    gap(homogeneous(v, stated, power=1), "induct(K)")


def test_induct_proves_a_closed_form_of_a_sum(v, stated, proved, gap):
    """Σ_{i<n} (2i + 1) = n², and not n² + 1."""
    odd = t.summation(v.K, v.i, t.add(t.mul(t.natural(2), v.i), t.natural(1)))
    square = t.mul(v.K, v.K)
    assert proved(stated(v.K, claim=t.eq(odd, square)), "induct(K)") == ()
    gap(stated(v.K, claim=t.eq(odd, t.add(square, t.natural(1)))), "induct(K)")


def test_a_lemma_is_used_at_the_same_names(v, stated, proved, gap):
    """D = 2^K from D·2^-K = 1, through the lemma fold_K(D)·2^K = D."""
    halved = t.fold(v.K, t.cast(v.D), v.k, v.x, t.div(v.x, t.real(2)))
    power = t.product(v.K, v.k, t.natural(2))
    lemma = stated(v.K, v.D, claim=t.eq(t.mul(halved, t.cast(power)), t.cast(v.D)))
    claim = stated(v.K, v.D, claim=t.implies(t.eq(halved, ONE), t.eq(v.D, power)))
    assert proved(claim, "induct(K)", (lemma, "induct(K)")) == ()
    gap(claim, "auto")


def test_scale_passes_through_a_maximum(v, stated, proved, gap):
    """max c·f = c·max f over n ≥ 1 for c ≥ 0; not without the sign, not over nothing."""
    scaled = t.maximum(v.n, v.i, t.mul(v.c, t.apply(v.f, v.i)))
    equation = t.eq(scaled, t.mul(v.c, t.maximum(v.n, v.i, t.apply(v.f, v.i))))
    nonempty, sign = t.lt(t.natural(0), v.n), t.le(ZERO, v.c)
    assert proved(stated(v.n, v.c, v.f, claim=t.implies(nonempty, t.implies(sign, equation))), "scale") == ()
    gap(stated(v.n, v.c, v.f, claim=t.implies(nonempty, equation)), "scale")
    gap(stated(v.n, v.c, v.f, claim=t.implies(sign, equation)), "scale")


def test_scale_passes_through_a_root_and_a_mean(v, stated, proved):
    f = t.apply(v.f, v.i)
    cf = t.mul(v.c, f)
    root = t.elementary("sqrt", t.summation(v.n, v.i, t.mul(cf, cf)))
    plain = t.elementary("sqrt", t.summation(v.n, v.i, t.mul(f, f)))
    mean = t.div(t.summation(v.n, v.i, cf), t.cast(v.n))
    plain_mean = t.div(t.summation(v.n, v.i, f), t.cast(v.n))
    both = t.conj(t.eq(root, t.mul(v.c, plain)), t.eq(mean, t.mul(v.c, plain_mean)))
    claim = t.implies(t.lt(t.natural(0), v.n), t.implies(t.le(ZERO, v.c), both))
    assert proved(stated(v.n, v.c, v.f, claim=claim), "scale") == ()


def test_ball_proves_on_a_box_with_a_closed_bound(v, stated, proved, gap):
    """sin x ≤ 1 + x/100 on [0, π]; sin x ≤ 1 - x/100 stays open."""
    slack = t.mul(v.x, t.real(Fraction(1, 100)))
    box = lambda claim: t.implies(t.le(ZERO, v.x), t.implies(t.le(v.x, t.pi()), claim))  # noqa: E731
    assert (
        proved(stated(v.x, claim=box(t.lt(sin(v.x), t.add(t.add(ONE, t.real(Fraction(1, 100))), slack)))), "ball") == ()
    )
    gap(stated(v.x, claim=box(t.lt(sin(v.x), t.sub(ONE, slack)))), "ball")


def test_ball_passes_over_bounds_of_sizes(v, stated, proved):
    """What is known of a natural number is no bound of a real one."""
    box = t.implies(t.le(ZERO, v.x), t.implies(t.le(v.x, t.pi()), t.le(sin(v.x), t.real(2))))
    assert proved(stated(v.n, v.x, claim=t.implies(t.le(t.natural(3), v.n), box)), "ball") == ()


def test_restrict_is_the_reach_of_what_is_proved(v, stated, proved):
    """x < exp x is proved on [0, 1] only, and says so."""
    statement = stated(v.x, claim=t.lt(v.x, t.elementary("exp", v.x)))
    assert [str(rho) for rho in proved(statement, "restrict(x, 0, 1), ball")] == ["(0 ≤ x1)", "(x1 ≤ 1)"]


def test_monotone_uses_the_sign_of_the_derivative(v, stated, proved, gap):
    """sin s < sin t for 0 ≤ s < t ≤ 3/2, and not for t ≤ 2."""

    def claim(high):
        order = t.implies(t.lt(v.s, v.t), t.lt(sin(v.s), sin(v.t)))
        box = t.implies(t.le(ZERO, v.s), t.implies(t.le(v.t, t.real(high)), order))
        return stated(v.s, v.t, claim=box)

    assert proved(claim(Fraction(3, 2)), "monotone(s, t)") == ()
    gap(claim(2), "monotone(s, t)")


def test_refute_at_shows_that_no_degree_fits(v, stated, proved, gap):
    """tanh(a x) = E(a)·tanh x for no E; the identity does satisfy such a law."""

    def law(f):
        factor = t.elementary("exp", t.mul(v.p, t.elementary("log", v.c)))
        inner = t.forall(v.x, t.eq(f(t.mul(v.c, v.x)), t.mul(factor, f(v.x))))
        return stated(v.p, claim=t.negate(t.forall(v.c, t.implies(t.lt(ZERO, v.c), inner))))

    assert proved(law(lambda x: t.elementary("tanh", x)), "refute_at(2 1, 2 2)") == ()
    gap(law(lambda x: x), "refute_at(2 1, 2 2)")


def test_auto_splits_choices(v, stated, proved, gap):
    """relu x + relu(-x) = |x|; relu x = x stays open."""
    absolute = t.select(t.le(v.x, t.neg(v.x)), t.neg(v.x), v.x)
    assert proved(stated(v.x, claim=t.eq(t.add(relu(v.x), relu(t.neg(v.x))), absolute))) == ()
    gap(stated(v.x, claim=t.eq(relu(v.x), v.x)))


def test_definitions_are_unfolded_and_the_statement_kept(v, stated, proved):
    """The certificate is about the constant, not about its unfolding."""
    body = t.lam(v.x, relu(v.x))
    constant = t.constant(f"relu#{body.digest()}", body.sort)
    claim = t.le(ZERO, t.apply(constant, v.x))
    assert proved(stated(v.x, claim=claim, definitions={constant: body})) == ()


def test_a_forged_definition_is_refused(v, stated, gap):
    """A constant whose name is not the hash of its body proves nothing."""
    body = t.lam(v.x, relu(v.x))
    constant = t.constant("relu#0", body.sort)
    assert (
        "named after" in gap(stated(v.x, claim=t.le(ZERO, t.apply(constant, v.x)), definitions={constant: body})).reason
    )


def test_scripts_are_read_strictly():
    assert parse("induct(K), restrict(x, 0, 1/2), auto") == [
        ("induct", ("K",)),
        ("restrict", ("x", "0", "1/2")),
        ("auto", ()),
    ]
    assert {"auto", "ball", "induct", "monotone", "refute_at", "scale"} <= set(names())
    with pytest.raises(ProofScriptError, match="cannot read the proof script"):
        parse("induct K)")


def test_an_unknown_tactic_names_those_there_are(v, stated):
    from theorycheck.proving.prove import prove

    with pytest.raises(ProofScriptError, match=r"there is no tactic 'induckt'; the tactics are .*auto, ball, .*induct"):
        prove(stated(v.x, claim=t.le(v.x, v.x)), "induckt(K)")
    with pytest.raises(ProofScriptError, match="does not name a real symbol"):
        prove(stated(v.x, claim=t.le(v.x, v.x)), "restrict(y, 0, 1)")
