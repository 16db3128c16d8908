r"""L = c · R, proved along the common structure of L and R.

This is what homogeneity rests on: a factor c passes through sums, maxima, minima and ReLU-like choices (for c ≥ 0),
square roots of squares, and products in which one factor carries it.

    Σ f = c · Σ g        if f(i) = c · g(i) for i < n
    max(u, v) = c · max(u', v')  written as a choice, if u = c·u', v = c·v' and 0 ≤ c
    sqrt(u) = c · sqrt(u')       if u = (c·c)·u', 0 ≤ c and 0 ≤ u'
    a leaf                       if it is a polynomial identity after the known equations
"""

from __future__ import annotations

from fractions import Fraction

from theorycheck.kernel import terms
from theorycheck.kernel.sorts import NATURAL
from theorycheck.kernel.terms import Term, add, eq, le, lt, mul, negate, real, select
from theorycheck.kernel.theorem import Theorem

from .arithmetic import arithmetic
from .context import Context, Open
from .equations import chain, ring, sides
from .maxima import big_maximum_scale, maximum_scale
from .positivity import nonnegative

ONE = Fraction(1)


def scaled(context: Context, left: Term, right: Term, factor: Term) -> Theorem:
    """⊢ left = factor · right; raises Open at the smallest part where the structure does not fit."""
    d = context.derivation
    leaf = ring(d, left, mul(factor, right))
    if leaf is not None:
        return leaf
    if left.op == right.op:
        rule = _RULES.get(left.op)
        if rule is not None:
            return rule(context, left, right, factor)
    goal = eq(left, mul(factor, right))
    if left.op == "mul":
        return _one_factor(context, left, right, factor)
    return arithmetic(context, goal)


def _finish(context: Context, proved: Theorem, left: Term, right: Term, factor: Term) -> Theorem:
    """From left = t, where t = factor · right is a polynomial identity."""
    last = ring(context.derivation, sides(proved)[1], mul(factor, right))
    if last is None:
        raise context.open(eq(left, mul(factor, right)), "the factor does not come out")
    return chain(context.derivation, proved, last)


def _sum(context: Context, left: Term, right: Term, factor: Term) -> Theorem:
    d = context.derivation
    pulled = d.big_congruence(_pointwise(context, left, right, factor), "sum")
    return chain(d, pulled, d.sum_scale(sides(pulled)[1]))


def _pointwise(context: Context, left: Term, right: Term, factor: Term) -> Theorem:
    """⊢ ∀i. i < n ⇒ f(i) = factor · g(i), for the bodies of two big operators over one range."""
    d = context.derivation
    if left.args[0] is not right.args[0]:
        raise context.open(eq(left, mul(factor, right)), "two ranges of different lengths")
    index = context.fresh("l", NATURAL, left, right, factor)
    bound = lt(index, left.args[0])
    f, g = (terms.instantiate(side.args[1], [index]) for side in (left, right))
    inside = scaled(context.assuming(bound).naming(index), f, g, factor)
    return d.forall_intro(d.implies_intro(inside, bound), index)


def _add(context: Context, left: Term, right: Term, factor: Term) -> Theorem:
    d = context.derivation
    first, second = (scaled(context, a, b, factor) for a, b in zip(left.args, right.args, strict=True))
    x = terms.fresh("x", left.sort, left, right, factor)
    one = d.congruence(first, terms.lam(x, add(x, left.args[1])))
    other = d.congruence(second, terms.lam(x, add(sides(first)[1], x)))
    return _finish(context, chain(d, one, other), left, right, factor)


def _one_factor(context: Context, left: Term, right: Term, factor: Term) -> Theorem:
    """A product scales if one factor does and the other is the same."""
    d = context.derivation
    goal = eq(left, mul(factor, right))
    pairs = [(0, 0), (1, 1), (0, 1), (1, 0)] if right.op == "mul" else []
    for i, j in pairs:
        if left.args[1 - i] is right.args[1 - j]:
            part = scaled(context, left.args[i], right.args[j], factor)
            x = terms.fresh("x", left.sort, left, right, factor)
            product = mul(x, left.args[1]) if i == 0 else mul(left.args[0], x)
            return _finish(context, d.congruence(part, terms.lam(x, product)), left, right, factor)
    if factor.op == right.op == "mul":
        return _both_factors(context, left, right, factor)
    raise context.open(goal, "no factor of the product carries the scale")


def _both_factors(context: Context, left: Term, right: Term, factor: Term) -> Theorem:
    """(c·a)·(d·b) = (c·d)·(a·b), the scale being shared between the factors."""
    d = context.derivation
    failure: Open | None = None
    for first, second in (factor.args, factor.args[::-1]):
        try:
            one = scaled(context, left.args[0], right.args[0], first)
            other = scaled(context, left.args[1], right.args[1], second)
        except Open as error:
            failure = error
            continue
        x = terms.fresh("x", left.sort, left, right, factor)
        both = chain(
            d,
            d.congruence(one, terms.lam(x, mul(x, left.args[1]))),
            d.congruence(other, terms.lam(x, mul(sides(one)[1], x))),
        )
        return _finish(context, both, left, right, factor)
    raise failure or context.open(left, "no factor of the product carries the scale")


def _div(context: Context, left: Term, right: Term, factor: Term) -> Theorem:
    """(c·a)/b = c·(a/b), both quotients being defined."""
    d = context.derivation
    goal = eq(left, mul(factor, right))
    if left.args[1] is not right.args[1]:
        raise context.open(goal, "two quotients with different denominators")
    below = left.args[1]
    apart = nonzero(context, below)
    equations = [d.divide(apart, left), d.divide(apart, right), scaled(context, left.args[0], right.args[0], factor)]
    return _cancel(context, apart, goal, equations)


def _cancel(context: Context, apart: Theorem, goal: Term, equations: list[Theorem]) -> Theorem:
    """x = y from x·b = y·b and b ≠ 0: then x = (x·b)/b …, done with the inverse 1/b."""
    d = context.derivation
    (zero,) = apart.conclusion.args
    below = zero.args[0]
    x, y = goal.args
    inverse = terms.div(real(1), below)
    unit = d.divide(apart, inverse)  # (1/b)·b = 1
    # y - x = (1 - (1/b)·b)·(y - x) + (1/b)·(y·b - x·b), and y·b - x·b is a combination of the equations
    left_eq, right_eq, top_eq = equations
    premises = (unit, left_eq, right_eq, top_eq)
    difference = terms.sub(y, x)
    factor = mul(goal.args[1].args[0], real(1))
    cofactors = (
        (0, difference),
        (1, inverse),
        (2, terms.neg(mul(inverse, factor))),
        (3, inverse),
    )
    return d.psatz(premises, goal, (), cofactors)


def nonzero(context: Context, term: Term) -> Theorem:
    """⊢ ¬(t = 0), from 0 < t."""
    d = context.derivation
    equation = eq(term, real(0))
    if negate(equation) in context.known:
        return context.known[negate(equation)]
    if term.op == "literal":
        return d.evaluate(equation, ())
    positive = arithmetic(context, lt(real(0), term))
    assumed = d.assume(equation)
    false = d.psatz((positive, assumed), terms.FALSE, ((ONE, (0,), (), ()),), ((1, real(1)),))
    return d.not_intro(false, equation)


def _select(context: Context, left: Term, right: Term, factor: Term) -> Theorem:
    """if u ≤ v then v else u (a maximum), both sides of that form."""
    d = context.derivation
    (u, v), (u1, v1) = _ends(context, left, right, factor)
    scale_u, scale_v = scaled(context, u, u1, factor), scaled(context, v, v1, factor)
    x = terms.fresh("x", left.sort, left, right, factor)
    cu = sides(scale_u)[1]
    first = d.congruence(scale_u, terms.lam(x, select(le(x, v), v, x)))
    second = d.congruence(scale_v, terms.lam(x, select(le(cu, x), x, cu)))
    lemma = maximum_scale(context, factor, u1, v1, nonnegative(context, factor))
    return chain(d, first, second, lemma)


def _ends(context: Context, left: Term, right: Term, factor: Term) -> list[tuple[Term, Term]]:
    ends = []
    for side in (left, right):
        condition, a, b = side.args
        if condition.op != "le" or condition.args != (b, a):
            raise context.open(eq(left, mul(factor, right)), "a choice that is not a maximum")
        ends.append((b, a))
    return ends


def _sqrt(context: Context, left: Term, right: Term, factor: Term) -> Theorem:
    """sqrt(u) = c·sqrt(v) from u = (c·c)·v, 0 ≤ c and 0 ≤ v: both are the nonnegative root of one square."""
    d = context.derivation
    (u,), (v,) = left.args, right.args
    inside = scaled(context, u, v, mul(factor, factor))
    nonneg = nonnegative(context, factor)
    v_nonneg = nonnegative(context, v)
    u_nonneg = nonnegative(context, u)
    facts = (
        d.square_root(u_nonneg), d.square_root(v_nonneg), inside,
        d.square_root_nonnegative(u_nonneg), d.square_root_nonnegative(v_nonneg), nonneg,
    )  # fmt: skip
    other = mul(factor, right)
    return d.antisymmetry(
        _root_order(context, facts, left, other, factor, True), _root_order(context, facts, other, left, factor, False)
    )


def _root_order(
    context: Context, facts: tuple[Theorem, ...], low: Term, high: Term, factor: Term, first: bool
) -> Theorem:
    """low ≤ high for two nonnegative numbers with equal squares: high < low would make low² - high² positive."""
    d = context.derivation
    opposite = lt(high, low)
    assumed = d.assume(opposite)
    root_u, root_v, inside, u_nonneg, v_nonneg, c_nonneg = facts
    scaled_nonneg = d.psatz(
        (c_nonneg, v_nonneg), le(real(0), mul(factor, v_nonneg.conclusion.args[1])), ((ONE, (0, 1), (), ()),), ()
    )
    high_nonneg = scaled_nonneg if first else u_nonneg
    sign = 1 if first else -1
    # 0 = (low - high)² + 2·high·(low - high) - (low² - high²), the last bracket vanishing by the equations
    products = ((ONE, (0, 0), (), ()), (Fraction(2), (0, 1), (), ()))
    cofactors = (
        (2, real(sign)),
        (3, mul(real(-sign), mul(factor, factor))),
        (4, real(sign)),
    )
    false = d.psatz((assumed, high_nonneg, root_u, root_v, inside), terms.FALSE, products, cofactors)
    return d.not_lt(d.not_intro(false, opposite))


def _max(context: Context, left: Term, right: Term, factor: Term) -> Theorem:
    d = context.derivation
    pulled = d.big_congruence(_pointwise(context, left, right, factor), "max")
    return chain(d, pulled, big_maximum_scale(context, right, factor))


_RULES = {
    "sum": _sum, "add": _add, "mul": _one_factor, "div": _div, "select": _select, "sqrt": _sqrt, "max": _max,
}  # fmt: skip
