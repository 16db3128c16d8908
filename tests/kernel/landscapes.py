"""Minima as a finder would write them down: what the rules about critical points ask for, derived by any `d`.

`d.rule(…)` applies a rule: a `Derivation`, or `shapes.by`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction as Q
from functools import reduce
from typing import Any

from theorycheck.kernel import landscape
from theorycheck.kernel import terms as t
from theorycheck.kernel.interval import Interval
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.theorem import Theorem

PRECISION = 96
zero, one = t.real(0), t.real(1)
Bounds = tuple[tuple[Q, Q], ...]


def reals(names: str) -> tuple[t.Term, ...]:
    return tuple(t.variable(name, REAL) for name in names.split())


def power(term: t.Term, exponent: int) -> t.Term:
    return reduce(t.mul, [term] * exponent)


def square(term: t.Term) -> t.Term:
    return t.mul(term, term)


def function(x: Sequence[t.Term], value: t.Term) -> t.Term:
    """λx_1 … λx_n. value"""
    return reduce(lambda body, variable: t.lam(variable, body), reversed(x), value)


def around(point: Sequence[Q], radius: Q) -> Bounds:
    return tuple((a - radius, a + radius) for a in point)


def premises(d: Any, x: tuple, value: t.Term, bounds: Bounds, point: tuple) -> tuple[Theorem, Theorem, Theorem]:
    """What `strict_minimum` asks for: evaluated at a literal point, assumed at another."""
    slopes = landscape.gradient(value, x)
    put = dict(zip(x, point, strict=True))
    sides = [Interval(*pair) for pair in bounds]
    stationary = landscape.inner_root(point, sides, [t.substitute(slope, put) for slope in slopes])
    critical = d.assume(stationary) if stationary.free else d.evaluate(stationary, ())
    hessian = tuple(map(tuple, landscape.hessian(slopes, x)))
    definite = d.definite(x, bounds, hessian, PRECISION)
    domain = d.ball(x, bounds, landscape.smooth((value, *slopes), x), (0,), PRECISION, ())
    return critical, definite, domain


def strict(d: Any, x: tuple, value: t.Term, bounds: Bounds, point: tuple) -> Theorem:
    """LM ∧ (∀x ∈ X. f(a) ≤ f(x)) ∧ …, for f = λx. value."""
    return d.strict_minimum(*premises(d, x, value, bounds, point), function(x, value), bounds, point)


# -- a spurious minimum at an algebraic point ----------------------------------------------------------------------

X, A = reals("x a")
QUARTIC = t.add(t.sub(power(X, 4), t.mul(t.real(3), square(X))), X)
AROUND_THE_RIGHT_ONE = ((Q(11, 10), Q(6, 5)),)


def quartic(d: Any, centre: Q = Q(1131, 1000), bounds: Bounds = AROUND_THE_RIGHT_ONE) -> Theorem:
    """⊢ ∃a. x⁴ - 3x² + x has a local minimum at a, and its value there is above that at -13/10."""
    slopes = landscape.gradient(QUARTIC, (X,))
    root = d.exists_root((X,), bounds, slopes, (centre,), ((Q(1, 9),),), PRECISION)
    minimum = d.and_left(strict(d, (X,), QUARTIC, bounds, (A,)))
    higher = t.lt(t.substitute(QUARTIC, {X: t.real(Q(-13, 10))}), QUARTIC)
    above = d.forall_elim(d.ball((X,), bounds, higher, (0,), PRECISION, ()), A)
    (inside,) = minimum.hypotheses
    inside = d.assume(inside)
    for end in (d.and_left(inside), d.and_left(d.and_right(inside))):
        weak = d.psatz((end,), t.le(*end.conclusion.args), ((Q(1), (0,), (), ()),), ())
        above = d.implies_elim(above, weak)
    both = d.and_intro(minimum, above)
    found = d.exists_intro(both, t.exists(A, both.conclusion), A)
    return d.exists_elim(d.and_left(root), found, A)


# -- a minimum modulo rescaling --------------------------------------------------------------------------------------

G = reals("g")[0]
GROWN = t.add(one, G)


def scaled(u: Sequence[t.Term], v: Sequence[t.Term]) -> tuple[t.Term, ...]:
    """(u, v) ↦ ((1 + g) u, v / (1 + g))"""
    images = [*(t.mul(GROWN, a) for a in u), *(t.div(b, GROWN) for b in v)]
    return tuple(function((G, *u, *v), image) for image in images)


def rescaling(
    d: Any, u: tuple, v: tuple, value: t.Term, cofactors: Sequence[t.Term], fixed: int, point: tuple, bounds: Bounds
) -> tuple:
    """The arguments of `slice` for a function of the products u_i·v_j; the cofactors show that it is invariant.

    `cofactors[j]` times v_j - (v_j/(1 + g))·(1 + g), summed, is value(moved) - value with its sign changed.
    """
    x, f, maps = (*u, *v), function((*u, *v), value), scaled(u, v)
    moved = t.apply(f, *(t.apply(phi, G, *x) for phi in maps))
    low, high = t.lt(t.real(Q(-1, 2)), G), t.lt(G, t.real(Q(1, 2)))
    vanishing = d.assume(t.eq(GROWN, zero))
    absurd = d.psatz((d.assume(low), vanishing), t.FALSE, ((Q(1), (0,), (), ()), (Q(1, 2), (), (), ())), ((1, one),))
    grown = d.not_intro(absurd, vanishing.conclusion)
    quotients = tuple(d.divide(grown, t.div(b, GROWN)) for b in v)
    same = d.psatz(quotients, t.eq(moved, value), (), tuple(enumerate(cofactors)))
    same = every(d, x, same)
    invariance = d.forall_intro(d.implies_intro(d.implies_intro(same, high), low), G)
    unmoved = landscape.conjunction([t.eq(t.apply(phi, zero, *x), here) for phi, here in zip(maps, x, strict=True)])
    neutral = every(d, x, d.convert(d.truth(), unmoved, ()))
    return invariance, neutral, *at_the_point(d, (G,), x, maps, (fixed,), point), *(
        on_the_slice(d, x, value, (fixed,), point, bounds), f, maps, (fixed,), point, Q(1, 2)
    )  # fmt: skip


def every(d: Any, x: Sequence[t.Term], theorem: Theorem) -> Theorem:
    return reduce(d.forall_intro, reversed(x), theorem)


def at_the_point(d: Any, g: tuple, x: tuple, maps: tuple, fixed: tuple, point: tuple) -> tuple[Theorem, Theorem]:
    """The premises `domain` and `rank` of `slice`, evaluated at a literal point."""
    images = [t.apply(phi, *g, *x) for phi in maps]
    put = dict(zip((*g, *x), (*[zero] * len(g), *point), strict=True))
    domain = d.evaluate(t.substitute(landscape.smooth(images, (*g, *x)), put), ())
    columns = [[t.substitute(slope, put) for slope in landscape.gradient(images[j], g)] for j in fixed]
    tangent = landscape.determinant(list(zip(*columns, strict=True)))
    return domain, d.evaluate(t.negate(t.eq(tangent, zero)), ())


def on_the_slice(d: Any, x: tuple, value: t.Term, fixed: tuple, point: tuple, bounds: Bounds) -> Theorem:
    """The minimum of the value with the coordinates `fixed` held, at the others."""
    held = t.substitute(value, {x[j]: point[j] for j in fixed})
    free = [i for i in range(len(x)) if i not in fixed]
    return d.and_left(strict(d, tuple(x[i] for i in free), held, bounds, tuple(point[i] for i in free)))


U, V = reals("u"), reals("v")
PRODUCT = square(t.sub(one, t.mul(*U, *V)))  # (1 - uv)², whose minima are a curve
PRODUCT_MOVED = t.mul(t.mul(GROWN, *U), t.div(*V, GROWN))
PRODUCT_COFACTOR = t.mul(*U, t.sub(t.add(PRODUCT_MOVED, t.mul(*U, *V)), t.real(2)))


def curve(d: Any) -> tuple:
    """(1 - uv)² has a minimum at (1, 1), modulo rescaling; the arguments of `slice`."""
    bounds = around([Q(1)], Q(1, 10))
    return rescaling(d, U, V, PRODUCT, (PRODUCT_COFACTOR,), 0, (one, one), bounds)


U2, V2 = reals("u1 u2"), reals("v1 v2")
TARGETS = {(0, 0): (Q(1), Q(1)), (0, 1): (Q(4), Q(0)), (1, 0): (Q(4), Q(0)), (1, 1): (Q(1), Q(1, 2))}


def weighted_loss(u: Sequence[t.Term], v: Sequence[t.Term]) -> t.Term:
    """(1 - u1·v1)² + 4(u1·v2)² + 4(u2·v1)² + (1/2 - u2·v2)²"""
    return landscape.total(
        [
            t.mul(t.real(weight), square(t.sub(t.real(target), t.mul(u[i], v[j]))))
            for (i, j), (weight, target) in TARGETS.items()
        ]
    )


def _weighted_cofactor(j: int) -> t.Term:
    quotient = t.div(V2[j], GROWN)
    parts = []
    for i, u in enumerate(U2):
        weight, target = TARGETS[i, j]
        both = t.add(t.mul(t.mul(GROWN, u), quotient), t.mul(u, V2[j]))
        parts.append(t.mul(t.mul(t.real(weight), u), t.sub(both, t.real(2 * target))))
    return t.add(*parts)


def weighted(d: Any, point: tuple[Q, ...] = (Q(0), Q(1), Q(0), Q(1, 2))) -> tuple:
    """The loss at u = (0, 1), v = (0, 1/2), modulo rescaling: value 1, where 1/4 is possible; arguments of `slice`."""
    cofactors = [_weighted_cofactor(j) for j in range(2)]
    bounds = around([Q(0), Q(0), Q(1, 2)], Q(1, 100))
    return rescaling(d, U2, V2, weighted_loss(U2, V2), cofactors, 1, tuple(map(t.real, point)), bounds)
