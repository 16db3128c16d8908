"""Strict monotonicity by the sign of a derivative.

`monotone(s, t)` proves f(s) < f(t), or f(t) < f(s), from s < t and literal bounds lo ≤ s, t ≤ hi, where one side
becomes the other by putting s for t.  The kernel's rule `mean_value` does it from the sign of the derivative on
[lo, hi], which is shown by enclosures.
"""

from __future__ import annotations

from collections.abc import Callable

from theorycheck.kernel.calculus import derivative, differentiable
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, lam, le, lt, neg, real, substitute, variable
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context, Tactic, introduce
from .ball import ball, bound_above, bound_below, bounded


def monotone(context: Context, goal: Term, then: Tactic, first: str = "", second: str = "") -> Theorem:
    """f(first) < f(second) or the reverse, for first < second; other goals go on to the tactics that follow."""
    s, t = variable(first, REAL), variable(second, REAL)
    if goal.op != "lt" or {v for v in goal.free} != {s.data, t.data}:
        return then(context, goal)
    low_side, high_side = goal.args
    rising = substitute(low_side, {s: t}) is high_side
    if not rising and substitute(high_side, {s: t}) is not low_side:
        return then(context, goal)
    function = low_side if rising else neg(high_side)
    theorem = _increasing(context, goal, function, s, t)
    return theorem if theorem.conclusion is goal else arithmetic(context.knowing(theorem), goal)


def _increasing(context: Context, goal: Term, function: Term, s: Term, t: Term) -> Theorem:
    """⊢ f(s) < f(t) for s < t, f being `function` in s."""
    d = context.derivation
    x = context.fresh("x", REAL, goal)
    value = substitute(function, {s: x})
    inside = context.naming(x)
    domain = _between(inside, le, s, t, x, differentiable(value, x))
    slope = _between(inside, lt, s, t, x, lt(real(0), derivative(value, x)))
    return d.implies_elim(d.mean_value(domain, slope, lam(x, value), s, t), arithmetic(context, lt(s, t)))


def _between(context: Context, relation: Callable[[Term, Term], Term], s: Term, t: Term, x: Term, goal: Term) -> Theorem:
    """⊢ ∀x. s ≤ x ⇒ x ≤ t ⇒ goal, each part of the goal by enclosures on the box that the facts give."""
    d = context.derivation
    low, high = relation(s, x), relation(x, t)
    inner = context.assuming(low).assuming(high)
    least, most = real(bound_below(context, goal, s)), real(bound_above(context, goal, t))
    inner = inner.knowing(bounded(context, le(least, s))).knowing(bounded(context, le(t, most)))
    lower, upper = arithmetic(inner, le(least, x)), arithmetic(inner, le(x, most))
    proved = introduce(inner.knowing(lower).knowing(upper), goal, lambda c, g: ball(c, g, _no_more))
    return d.forall_intro(d.implies_intro(d.implies_intro(proved, high), low), x)


def _no_more(context: Context, goal: Term) -> Theorem:
    raise context.open(goal, "monotone: not shown on the box")
