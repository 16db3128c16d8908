"""Moves for vectors, inner products, and derivatives by their definition."""

from __future__ import annotations

from fractions import Fraction as Q

from theorycheck.kernel import calculus
from theorycheck.kernel import terms as t
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.neighbourhoods import tangent
from theorycheck.kernel.rules import RULES
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.theorem import Theorem

from .hand import MOVES, Hand, move
from .moves_differentiation import ZERO, _shown, _smooth, w
from .random_terms import E, V


@move
def _linear_combination(hand: Hand) -> tuple:
    """Multiples of premises, written in two ways; often an identity, sometimes nearly one."""
    space = hand.rng.choice([V, E])
    premises, factors = [], []
    left = right = hand.term(space, 2)
    for _ in range(hand.rng.choice([0, 0, 1, 2])):
        premise = hand.theorem("eq")
        if premise.conclusion.args[0].sort != space:
            premise = hand.given(t.eq(hand.term(space, 1), hand.term(space, 1)))
        a, b = premise.conclusion.args
        factor = hand.real(1)
        left = t.vector_add(left, t.vector_scale(factor, a if hand.chance(0.9) else b))
        right = t.vector_add(t.vector_scale(factor, b), right)
        premises.append(premise)
        factors.append(factor if hand.chance(0.9) else hand.real(1))
    k, x = hand.real(1), hand.term(space, 1)
    left = t.vector_add(left, t.vector_scale(k, t.vector_add(x, x)))
    twice = t.vector_scale(t.real(hand.rng.choice([2, 2, 2, 1])), x)
    return tuple(premises), t.eq(left, t.vector_add(t.vector_scale(k, twice), right)), tuple(factors)


@move
def _inner_nonnegative(hand: Hand) -> tuple:
    return (hand.term(hand.rng.choice([E, E, E, V]), 2),)


@move
def _inner_definite(hand: Hand) -> tuple:
    """⟨x, x⟩ = 0, mostly of a vector that is sometimes null."""
    c, d = t.variable("c", E), t.variable("d", E)
    x = hand.rng.choice([c, t.vector_sub(c, d), hand.term(E, 2)])
    y = x if hand.chance(0.8) else hand.term(E, 1)
    zero = ZERO if hand.chance(0.9) else hand.real(1)
    return (hand.given(t.eq(t.inner_product(x, y), zero)),)


def _parabola(hand: Hand) -> tuple[Theorem, t.Term, t.Term, t.Term]:
    """A proof from the definition that λw. p + c·(w - a) + k·(w - a)² has the slope c at a."""
    a, c, k = hand.real(1), hand.real(1), Q(hand.rng.choice([0, 1, -1, 2, Q(1, 2)]))
    off = t.sub(w, a)
    curve = t.lam(w, t.add(hand.real(1), t.add(t.mul(c, off), t.mul(t.real(k), t.mul(off, off)))))
    formula = tangent(curve, a, c)
    e = t.fresh("e", REAL, formula, w)
    positive, rest = t.instantiate(formula.args[0], [e]).args
    r = t.mul(t.real(1 / (k * k + 1)), e)
    above, body = t.instantiate(rest.args[0], [r]).args
    h = t.fresh("h", REAL, formula, e, w)
    close, bound = t.instantiate(body.args[0], [h]).args
    assumed = RULES["assume"](positive)
    radius = RULES["psatz"]((assumed,), above, ((1 / (k * k + 1), (0,), (), ()),), ())
    # e·h² - k²·h⁴ = (k² + 1)·(r - h²)·h² + h⁴
    products = ((k * k + 1, (0,), (), (h,)), (Q(1), (), (), (t.mul(h, h),)))
    inside = RULES["psatz"]((RULES["assume"](close),), bound, products, ())
    everywhere = RULES["forall_intro"](RULES["implies_intro"](inside, close), h)
    found = RULES["exists_intro"](RULES["and_intro"](radius, everywhere), rest, r)
    return RULES["forall_intro"](RULES["implies_intro"](found, positive), e), curve, a, c


@move
def _tangent_slope(hand: Hand) -> tuple:
    line, curve, at, slope = _parabola(hand)
    if hand.chance(0.1):
        slope = hand.real(1)
    if hand.chance(0.2):
        curve = t.lam(w, _smooth(hand, 2))
        line = hand.given(tangent(curve, at, slope))
    elif hand.chance(0.4):  # the evaluator decides a slope, and no tangent: what `tangent_line` says is seen here
        domain, curve, at = MOVES["tangent_line"](hand)
        line = RULES["tangent_line"](domain, curve, at)
        slope = t.substitute(calculus.derivative(t.apply(curve, w), w), {w: at})
    return line, curve, at, slope


@move
def _tangent_line(hand: Hand) -> tuple:
    value, at = _smooth(hand, hand.rng.randrange(1, 4)), hand.real(1)
    try:
        condition = t.substitute(calculus.differentiable(value, w), {w: at})
    except KernelError:
        condition = t.TRUE
    return _shown(hand, condition), t.lam(w, value), at
