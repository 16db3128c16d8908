"""Moves for the fundamental theorem: an integrand of one piece or of two, with its antiderivatives.

Orders and slopes are proved here, so that what follows holds in every world; a domain that is not empty is assumed.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction as Q

from theorycheck.kernel import calculus
from theorycheck.kernel import terms as t
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.rules import RULES
from theorycheck.kernel.theorem import Theorem

from .hand import Hand, move
from .moves_differentiation import _shown, _smooth, w


def _between(hand: Hand, relation: Callable[[t.Term, t.Term], t.Term], s: t.Term, end: t.Term,
             proof: Callable[[], Theorem]) -> Theorem:  # fmt: skip
    """∀w. s ≤ w ⇒ w ≤ end ⇒ …, or with <; `proof` may assume the two."""
    inner = RULES["implies_intro"](RULES["implies_intro"](proof(), relation(w, end)), relation(s, w))
    return RULES["forall_intro"](inner, w)


def _domain(hand: Hand, value: t.Term, s: t.Term, end: t.Term) -> Theorem:
    condition = calculus.differentiable(value, w)
    if condition is t.TRUE:
        return _between(hand, t.le, s, end, RULES["truth"])
    return hand.given(t.forall(w, t.implies(t.le(s, w), t.implies(t.le(w, end), condition))))


def _slope(value: t.Term) -> t.Term:
    try:
        return calculus.derivative(value, w)
    except KernelError:
        return t.real(1)


def _above(cut: t.Term) -> Theorem:
    """cut < w ⊢ ¬(w < cut)"""
    below = t.lt(w, cut)
    both = (RULES["assume"](t.lt(cut, w)), RULES["assume"](below))
    once = (Q(1), (0,), (), ()), (Q(1), (1,), (), ())
    return RULES["not_intro"](RULES["psatz"](both, t.FALSE, once, ()), below)


@move
def _ftc(hand: Hand) -> tuple:
    steps = [hand.rng.choice([Q(0), Q(1), Q(1, 2), Q(2)]) for _ in range(2)]
    start = hand.rng.choice([t.real(0), t.real(-1), t.pi(), hand.real(1)])
    points = [start, t.add(start, t.real(steps[0]))]
    values = [_smooth(hand, hand.rng.randrange(1, 4))]
    slopes = [_slope(values[0])]
    integrand = slopes[0]
    proofs = [lambda: RULES["refl"](integrand)]
    if hand.chance(0.5):
        cut = points[1]
        points.append(t.add(cut, t.real(steps[1])))
        values.append(_smooth(hand, hand.rng.randrange(1, 3)))
        slopes.append(_slope(values[1]))
        integrand = t.select(t.lt(w, cut), *slopes)
        proofs = [lambda: RULES["select_true"](RULES["assume"](t.lt(w, cut)), integrand),
                  lambda: RULES["select_false"](_above(cut), integrand)]  # fmt: skip
    pairs = list(itertools.pairwise(points))
    orders = [_order(hand, *pair) for pair in pairs]
    domains = [_domain(hand, value, *pair) for value, pair in zip(values, pairs, strict=True)]
    shown = [_between(hand, t.lt, *pair, proof) for pair, proof in zip(pairs, proofs, strict=True)]
    curves = tuple(t.lam(w, value) for value in values)
    return t.lam(w, integrand), tuple(points), curves, tuple(orders), tuple(domains), tuple(shown)


def _order(hand: Hand, s: t.Term, end: t.Term) -> Theorem:
    gap = end.args[1].data[1]
    goal = t.le(s, end)
    return RULES["psatz"]((), goal, ((gap, (), (), ()),) if gap else (), ()) if hand.chance(0.9) else _shown(hand, goal)
