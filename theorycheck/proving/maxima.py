"""A factor c ≥ 0 passes through a maximum, of two numbers or of finitely many."""

from __future__ import annotations

from fractions import Fraction

from theorycheck.kernel import terms
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import Term, eq, expect, instantiate, le, lt, mul, natural, negate, select
from theorycheck.kernel.theorem import Theorem

from .arithmetic import arithmetic
from .context import Context
from .equations import chain, symmetric
from .positivity import nonnegative

ONE = Fraction(1)


def maximum_scale(context: Context, c: Term, u: Term, v: Term, nonneg: Theorem) -> Theorem:
    """⊢ max(c·u, c·v) = c · max(u, v), from 0 ≤ c; a maximum is written if u ≤ v then v else u."""
    d = context.derivation
    cu, cv = mul(c, u), mul(c, v)
    big, small, rest = select(le(cu, cv), cv, cu), select(le(u, v), v, u), mul(c, select(le(u, v), v, u))
    x = terms.fresh("x", REAL, big, small)

    def under(order: Theorem, value: Theorem, target: Term) -> Theorem:
        """big = c·small, once small = value is known and big = target · …"""
        chosen = d.congruence(value, terms.lam(x, mul(c, x)))
        return chain(d, d.refl(big), _choice(context, big, target, order), symmetric(d, chosen))

    upper, lower = d.assume(le(u, v)), d.assume(negate(le(u, v)))
    product = d.psatz((nonneg, upper), le(cu, cv), ((ONE, (0, 1), (), ()),), ())
    first = under(product, d.select_true(upper, small), cv)
    strict = d.not_le(lower)
    turned = d.psatz((nonneg, strict), le(cv, cu), ((ONE, (0, 1), (), ()),), ())
    second = under(turned, d.select_false(lower, small), cu)
    result = d.cases(first, second, le(u, v))
    return result if result.conclusion is eq(big, rest) else chain(d, result)


def _choice(context: Context, big: Term, target: Term, order: Theorem) -> Theorem:
    """big = target, where big = if cu ≤ cv then cv else cu and `order` says that target is the larger."""
    d = context.derivation
    condition, cv, cu = big.args
    if order.conclusion is condition:
        return d.select_true(order, big)
    yes, no = d.assume(condition), d.assume(negate(condition))
    equal = d.antisymmetry(order, yes)  # cv ≤ cu and cu ≤ cv
    taken = chain(d, d.select_true(yes, big), equal)
    return d.cases(taken, d.select_false(no, big), condition)


def big_maximum_scale(context: Context, maximum: Term, c: Term) -> Theorem:
    """⊢ max_{i<n} c·f(i) = c · max_{i<n} f(i), for 0 < n and 0 ≤ c: each side is attained and bounds the other."""
    d = context.derivation
    count, body = expect(maximum, "max")
    nonneg = nonnegative(context, c)
    nonempty = arithmetic(context, lt(natural(0), count))
    j = context.fresh("j", NATURAL, maximum, c)
    scaled = terms.maximum(count, j, mul(c, instantiate(body, [j])))
    target = mul(c, maximum)
    upper = _attained_below(context, nonempty, scaled, maximum, nonneg, le(scaled, target))
    lower = _attained_below(context, nonempty, maximum, scaled, nonneg, le(target, scaled))
    return d.antisymmetry(upper, lower)


def _attained_below(
    context: Context, nonempty: Theorem, attained: Term, bounding: Term, nonneg: Theorem, goal: Term
) -> Theorem:
    """The goal, from the index at which one maximum is attained and the bound that the other one is there."""
    d = context.derivation
    existence = d.maximum_attained(nonempty, attained)
    index = context.fresh("i", NATURAL, attained, bounding, goal)
    instance = instantiate(existence.conclusion.args[0], [index])
    found = d.assume(instance)
    within, equation = d.and_left(found), d.and_right(found)
    bound = d.maximum_bound(within, bounding)
    premises = (equation, bound, nonneg)
    product = (ONE, (1, 2), (), ()) if goal.args[0] is attained else (ONE, (1,), (), ())
    factor = terms.real(1) if goal.args[0] is attained else nonneg.conclusion.args[1]
    proved = d.psatz(premises, goal, (product,), ((0, factor),))
    return d.exists_elim(existence, proved, index)
