"""f(s) < f(t) for s < t (or ≤) from the sign of the derivative, by the mean value theorem.

The derivative's sign, and what continuity asks, by enclosures, else by facts and arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from theorycheck.kernel.calculus import continuous, derivative, differentiable
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, instantiate, lam, le, lt, negate, real, substitute
from theorycheck.kernel.theorem import Theorem

from .arithmetic import arithmetic
from .context import Context, Open, introduce, stop
from .saturation import saturated
from .tactics.ball import ball, bound_above, bound_below, bounded

ONE = Fraction(1)
Relation = Callable[[Term, Term], Term]


def increasing(context: Context, function: Term, variable: Term, s: Term, t: Term, order: Theorem) -> Theorem:
    """⊢ f(s) < f(t), f being `function` in `variable` and `order` the theorem s < t; raises Open."""
    return _monotone(context, function, variable, s, t, order, lt)


def not_decreasing(context: Context, function: Term, variable: Term, s: Term, t: Term, order: Theorem) -> Theorem:
    """⊢ f(s) ≤ f(t), from f' ≥ 0 between them, `order` being the theorem s ≤ t; as `increasing`."""
    d = context.derivation
    less = lt(s, t)
    apart = _monotone(context.assuming(less), function, variable, s, t, d.assume(less), le)
    x = context.fresh("x", REAL, function, s, t)
    equal = d.antisymmetry(order, d.not_lt(d.assume(negate(less))))
    first = substitute(function, {variable: s})
    alike = d.psatz((), le(first, first), (), ())
    same = d.substitute(equal, alike, lam(x, le(first, substitute(function, {variable: x}))))
    return d.cases(apart, same, less)


def _monotone(
    context: Context, function: Term, variable: Term, s: Term, t: Term, order: Theorem, relation: Relation
) -> Theorem:
    """There is c between s and t with f(t) - f(s) = f'(c)·(t - s), a product of two (positive) factors."""
    d = context.derivation
    x = context.fresh("x", REAL, function, s, t)
    value = substitute(function, {variable: x})
    inside = context.naming(x)
    closed = _between(inside, le, s, t, x, continuous(value, x))
    opened = _between(inside, lt, s, t, x, differentiable(value, x))
    slope = _between(inside, lt, s, t, x, relation(real(0), derivative(value, x)))
    found = d.implies_elim(d.mean_value(closed, opened, lam(x, value), s, t), order)
    promised = d.assume(instantiate(found.conclusion.args[0], [x]))
    within, rise = d.and_left(promised), d.and_right(promised)
    sign = d.implies_elim(d.implies_elim(d.forall_elim(slope, x), d.and_left(within)), d.and_right(within))
    goal = relation(substitute(function, {variable: s}), substitute(function, {variable: t}))
    product = ((ONE, (0, 1), (), ()),)  # f'(c)·(t - s), and f(t) - f(s) is that
    return d.exists_elim(found, d.psatz((sign, order, rise), goal, product, ((2, real(-1)),)), x)


def _between(context: Context, relation: Relation, s: Term, t: Term, x: Term, goal: Term) -> Theorem:
    """⊢ ∀x. s ≤ x ⇒ x ≤ t ⇒ goal (or with <)."""
    d = context.derivation
    low, high = relation(s, x), relation(x, t)
    inner = context.assuming(low).assuming(high)
    proved = introduce(_bounded(inner, goal, s, t, x), goal, _part)
    return d.forall_intro(d.implies_intro(d.implies_intro(proved, high), low), x)


def _bounded(context: Context, goal: Term, s: Term, t: Term, x: Term) -> Context:
    """The context with closed and with literal bounds of x, where s and t have some."""
    for end, find, relation in ((s, bound_below, lambda a: le(a, x)), (t, bound_above, lambda a: le(x, a))):
        try:
            bound = real(find(context, goal, end)) if end.free else end
            if end.free:
                context = context.knowing(bounded(context, le(bound, end) if end is s else le(end, bound)))
            context = context.knowing(arithmetic(context, relation(bound)))
        except (Open, KernelError):
            continue
    upper = (f.conclusion.args for f in context.facts if f.conclusion.op in ("le", "lt"))
    for bound in dict.fromkeys(b for a, b in upper if a is t and not b.free and b.op != "literal"):
        order = lt if lt(x, t) in context.known else le
        context = context.knowing(arithmetic(context, order(x, bound)))
    return context


def _part(context: Context, goal: Term) -> Theorem:
    """One condition: by enclosures on the box that the facts give, else from what is known in general."""
    try:
        return ball(context, goal, stop)
    except (Open, KernelError):
        return arithmetic(saturated(context, goal), goal)
