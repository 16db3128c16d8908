"""The fundamental theorem: integrals from antiderivatives, in one piece and in several, and every way in which not."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction as Q

from attack.model import World
from shapes import LOOSE, REAL, P, at, by, f, given, i, m, n, one, proves, r, real, refuses, t, total, two, x, y, zero

from theorycheck.kernel.theorem import Theorem

s = t.variable("s", REAL)


def curve(body: Callable[[t.Term], t.Term]) -> t.Term:
    """λs. body(s)"""
    return t.lam(s, body(s))


def between(relation: Callable, a: t.Term, b: t.Term, formula: t.Term) -> t.Term:
    """∀s. a ≤ s ⇒ s ≤ b ⇒ formula, or with <."""
    return t.forall(s, t.implies(relation(a, s), t.implies(relation(s, b), formula)))


def piece(integrand: t.Term, a: t.Term, b: t.Term, slope: t.Term, domain: t.Term = t.TRUE) -> tuple:
    """The three premises of one piece, assumed: order, domain, slope."""
    equation = t.eq(at(integrand, s), slope)
    return given(t.le(a, b)), given(between(t.le, a, b, domain)), given(between(t.lt, a, b, equation))


def used(theorem: Theorem) -> set[t.Term]:
    return set(theorem.hypotheses)


SQUARE = curve(lambda s: t.mul(s, s))
SLOPE = t.add(t.mul(one, s), t.mul(s, one))  # as the calculus writes it
DOUBLE = curve(lambda s: t.mul(two, s))
LOG = curve(lambda s: t.elementary("log", s))
INVERSE = curve(lambda s: t.div(one, s))
RISE = t.sub(t.mul(y, y), t.mul(x, x))


def test_ftc__accepts_one_piece() -> None:
    """∫_x^y 2s ds = y² - x²; the integrand may be any function that is F' between the ends."""
    for integrand in (DOUBLE, r, t.lam(s, SLOPE)):
        premises = piece(integrand, x, y, SLOPE)
        theorem = by.ftc(integrand, [x, y], [SQUARE], *([one_] for one_ in premises))
        proves(theorem, t.eq(t.integral(integrand, x, y), RISE), *(p.conclusion for p in premises))


def test_ftc__accepts_an_empty_interval_and_a_domain() -> None:
    """∫_x^x f = F(x) - F(x); ∫_1^2 1/s = log 2 - log 1 under ∀s. 1 ≤ s ⇒ s ≤ 2 ⇒ 0 < s."""
    empty = piece(r, x, x, SLOPE)
    proves(
        by.ftc(r, [x, x], [SQUARE], *([part] for part in empty)),
        t.eq(t.integral(r, x, x), t.sub(t.mul(x, x), t.mul(x, x))),
        *(part.conclusion for part in empty),
    )
    premises = piece(INVERSE, one, two, t.mul(t.div(one, s), one), t.lt(zero, s))
    theorem = by.ftc(INVERSE, [one, two], [LOG], *([part] for part in premises))
    rise = t.sub(t.elementary("log", two), t.elementary("log", one))
    proves(theorem, t.eq(t.integral(INVERSE, one, two), rise), *(part.conclusion for part in premises))


def test_ftc__accepts_pieces() -> None:
    """A kink: ∫_{-1}^{1} |s| by two antiderivatives; the rises are added from the left."""
    kink = curve(lambda s: t.select(t.lt(s, zero), t.neg(s), s))
    minus = curve(lambda s: t.neg(t.mul(s, s)))
    falling = t.add(t.mul(zero, t.mul(s, s)), t.mul(real(-1), SLOPE))
    first, second = piece(kink, real(-1), zero, falling), piece(kink, zero, one, SLOPE)
    third = piece(kink, one, x, SLOPE)
    theorem = by.ftc(kink, [real(-1), zero, one, x], [minus, SQUARE, SQUARE], *zip(first, second, third, strict=True))
    rises = [t.sub(at(F, b), at(F, a)) for F, a, b in [(minus, real(-1), zero), (SQUARE, zero, one), (SQUARE, one, x)]]
    total_rise = t.add(t.add(rises[0], rises[1]), rises[2])
    premises = [part.conclusion for part in (*first, *second, *third)]
    proves(theorem, t.eq(t.integral(kink, real(-1), x), total_rise), *premises)


def _good() -> list:
    premises = piece(INVERSE, x, y, t.mul(t.div(one, s), one), t.lt(zero, s))
    return [INVERSE, [x, y], [LOG], *([part] for part in premises)]


def _spoiled(place: int, value: object) -> list:
    arguments = _good()
    arguments[place] = [value] if place > 2 else value
    return arguments


def test_ftc__refuses_other_premises() -> None:
    """Each of the three must stand word for word: strict or not, the ends, the function, the derivative as written."""
    assert used(by.ftc(*_good())) == {part[0].conclusion for part in _good()[3:]}
    positive, slope = t.lt(zero, s), t.eq(t.div(one, s), t.mul(t.div(one, s), one))
    for order in (t.le(y, x), t.le(x, x), t.eq(x, y), t.lt(x, y), t.le(x, zero)):
        refuses(by.ftc, *_spoiled(3, given(order)), because="not the order of two points")
    for domain in (
        between(t.lt, x, y, positive), between(t.le, x, y, t.TRUE), between(t.le, y, x, positive), positive,
        between(t.le, x, y, t.lt(zero, x)), between(t.le, x, y, t.le(zero, s)), t.TRUE,
    ):  # fmt: skip
        refuses(by.ftc, *_spoiled(4, given(domain)), because="not the domain condition")
    for equation in (
        between(t.le, x, y, slope), between(t.lt, y, x, slope), between(t.lt, x, y, t.eq(*reversed(slope.args))), slope,
        between(t.lt, x, y, t.eq(t.div(one, s), t.div(one, s))), t.TRUE,
        between(t.lt, x, y, t.eq(t.div(one, x), t.mul(t.div(one, s), one))),
    ):  # fmt: skip
        refuses(by.ftc, *_spoiled(5, given(equation)), because="integrand is the derivative")
    refuses(by.ftc, *_spoiled(0, r), because="integrand is the derivative")
    refuses(by.ftc, *_spoiled(1, [x, zero]), because="not the order")
    refuses(by.ftc, *_spoiled(2, [INVERSE]), because="not the domain condition")
    refuses(by.ftc, *_spoiled(2, [t.lam(s, t.mul(one, at(LOG, s)))]), because="integrand is the derivative")


def test_ftc__refuses_wrong_numbers_of_parts() -> None:
    """No piece, a point too few or too many, a premise too few or too many."""
    refuses(by.ftc, INVERSE, [x], [], [], [], [], because="one more point")
    for points in ([], [x], [x, y, y]):
        refuses(by.ftc, *_spoiled(1, points), because="one more point")
    refuses(by.ftc, *_spoiled(2, [LOG, LOG]), because="one more point")
    for place in (3, 4, 5):
        for parts in ([], _good()[place] * 2):
            arguments = _good()
            arguments[place] = parts
            refuses(by.ftc, *arguments, because="for each piece")


def test_ftc__refuses_pieces_that_do_not_fit() -> None:
    """The second piece begins where the first ends, and has premises of its own."""
    first, second = piece(r, x, y, SLOPE), piece(r, y, one, SLOPE)
    good = [r, [x, y, one], [SQUARE, SQUARE], *map(list, zip(first, second, strict=True))]
    assert by.ftc(*good).conclusion.args[0] is t.integral(r, x, one)
    for place, because in [(3, "order"), (4, "domain"), (5, "derivative")]:
        for parts in ([good[place][0]] * 2, [good[place][1]] * 2, good[place][::-1]):
            refuses(by.ftc, *good[:place], parts, *good[place + 1 :], because=because)


def test_ftc__refuses_antiderivatives_it_cannot_differentiate() -> None:
    """A jump has slope 0 on both sides: ∫_{-1}^{1} 0 is not its rise."""
    for body, because in [
        (t.select(t.lt(s, zero), zero, one), "a choice depends on the variable"),
        (at(r, s), "has no rule here"),
        (total(n, lambda i: s, "prod"), "has no rule here"),
        (total(t.select(t.lt(s, zero), n, m), lambda i: one), "size of a sum depends"),
        (t.integral(r, zero, s), "has no rule here"),
        (t.deriv(r, s), "has no rule here"),
        (total(n, lambda i: t.div(one, t.add(s, t.cast(i)))), "under a sum"),
    ]:
        step = curve(lambda s, body=body: body)
        premises = piece(t.lam(s, zero), real(-1), one, zero)
        refuses(by.ftc, t.lam(s, zero), [real(-1), one], [step], *([p] for p in premises), because=because)


def test_ftc__refuses_other_sorts_and_loose_variables() -> None:
    """Functions of reals, real points, nothing loose."""
    premises = [[part] for part in piece(DOUBLE, x, y, SLOPE)]
    open_curve = t.make("lambda", REAL, (t.make("bound", (1, REAL)),))
    for bad in (f, x, open_curve, t.lam(i, x)):
        refuses(by.ftc, bad, [x, y], [SQUARE], *premises, because="real functions without loose")
        refuses(by.ftc, DOUBLE, [x, y], [bad], *premises, because="real functions without loose")
    for bad in (LOOSE, n, SQUARE, P):
        refuses(by.ftc, DOUBLE, [x, bad], [SQUARE], *premises, because="real numbers as points")
        refuses(by.ftc, DOUBLE, [bad, y], [SQUARE], *premises, because="real numbers as points")


def test_free_variables_are_not_captured() -> None:
    """The rule's own variable is none of those in the integrand, the antiderivative or the points."""
    own = t.variable("x", REAL)
    scaled = t.lam(s, t.mul(own, s))
    slope = t.add(t.mul(zero, s), t.mul(own, one))
    premises = piece(t.lam(s, own), zero, own, slope)
    theorem = by.ftc(t.lam(s, own), [zero, own], [scaled], *([part] for part in premises))
    assert theorem.conclusion.args[1] is t.sub(t.mul(own, own), t.mul(own, zero))
    for integrand, antiderivative, slope_, ends in [
        (t.lam(s, own), SQUARE, SLOPE, [zero, one]), (r, scaled, slope, [zero, one]), (r, SQUARE, SLOPE, [zero, own]),
        (r, SQUARE, SLOPE, [own, one]),
    ]:  # fmt: skip
        parts = piece(integrand, *ends, slope_)
        assert used(by.ftc(integrand, ends, [antiderivative], *([p] for p in parts))) == {p.conclusion for p in parts}
    captured = between(t.lt, zero, own, t.eq(s, slope))
    parts = [premises[0]], [premises[1]], [given(captured)]
    refuses(by.ftc, t.lam(s, own), [zero, own], [scaled], *parts, because="derivative")


def test_nothing_else_is_known_of_an_integral() -> None:
    """No rule computes one, encloses one, or differentiates one; equal functions have equal integrals."""
    value = t.integral(DOUBLE, zero, one)
    assert by.compute(value, []).conclusion.args[1].op == "integral"
    refuses(by.evaluate, t.le(value, two), [], because="undecided")
    refuses(by.ball, [x], [(Q(0), Q(1))], t.le(t.integral(DOUBLE, zero, x), two), [0], 64, [], because="not decided")
    refuses(by.derive, by.truth(), t.lam(x, t.integral(DOUBLE, zero, x)), one, because="has no rule")
    backwards = piece(DOUBLE, one, zero, SLOPE)
    assert t.le(one, zero) in used(by.ftc(DOUBLE, [one, zero], [SQUARE], *([part] for part in backwards)))


def test_the_model_encloses_integrals() -> None:
    """The independent evaluator: ∫_0^1 2s = 1, ∫_{-1}^1 |s| = 1; junk for a > b, 0 for a = b."""
    world = World(1)
    assert 1 in world.value(t.integral(DOUBLE, zero, one)) and 2 not in world.value(t.integral(DOUBLE, zero, one))
    kink = curve(lambda s: t.select(t.lt(s, zero), t.neg(s), s))
    assert 1 in world.value(t.integral(kink, real(-1), one))
    assert world.value(t.integral(INVERSE, one, one)) == 0
    junk = [World(seed).value(t.integral(DOUBLE, one, zero)) for seed in range(6)]
    assert len(set(junk)) > 1
