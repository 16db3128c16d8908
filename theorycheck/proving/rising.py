"""f(s) < f(t) for s < t, by the mean value rule; the derivative's sign by enclosures, else by facts and arithmetic."""

from __future__ import annotations

from collections.abc import Callable

from theorycheck.kernel.calculus import derivative, differentiable
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, lam, le, lt, real, substitute
from theorycheck.kernel.theorem import Theorem

from .arithmetic import arithmetic
from .context import Context, Open, introduce, stop
from .saturation import saturated
from .tactics.ball import ball, bound_above, bound_below, bounded


def increasing(context: Context, function: Term, variable: Term, s: Term, t: Term, order: Theorem) -> Theorem:
    """⊢ f(s) < f(t), f being `function` in `variable` and `order` the theorem s < t; raises Open."""
    d = context.derivation
    x = context.fresh("x", REAL, function, s, t)
    value = substitute(function, {variable: x})
    inside = context.naming(x)
    domain = _between(inside, le, s, t, x, differentiable(value, x))
    slope = _between(inside, lt, s, t, x, lt(real(0), derivative(value, x)))
    return d.implies_elim(d.mean_value(domain, slope, lam(x, value), s, t), order)


def _between(
    context: Context, relation: Callable[[Term, Term], Term], s: Term, t: Term, x: Term, goal: Term
) -> Theorem:
    """⊢ ∀x. s ≤ x ⇒ x ≤ t ⇒ goal (or with <)."""
    d = context.derivation
    low, high = relation(s, x), relation(x, t)
    inner = context.assuming(low).assuming(high)
    proved = introduce(_bounded(inner, goal, s, t, x), goal, _part)
    return d.forall_intro(d.implies_intro(d.implies_intro(proved, high), low), x)


def _bounded(context: Context, goal: Term, s: Term, t: Term, x: Term) -> Context:
    """The context with literal bounds of x, where s and t have some."""
    for end, find, relation in ((s, bound_below, lambda a: le(a, x)), (t, bound_above, lambda a: le(x, a))):
        try:
            bound = real(find(context, goal, end)) if end.free else end
            if end.free:
                context = context.knowing(bounded(context, le(bound, end) if end is s else le(end, bound)))
            context = context.knowing(arithmetic(context, relation(bound)))
        except (Open, KernelError):
            continue
    return context


def _part(context: Context, goal: Term) -> Theorem:
    """One condition: by enclosures on the box that the facts give, else from what is known in general."""
    try:
        return ball(context, goal, stop)
    except (Open, KernelError):
        return arithmetic(saturated(context, goal), goal)
