"""Fermat's conditions: what a local minimum among the facts says of derivatives.

A goal deriv(g, a) = 0 follows where g runs through the minimum at a; a contradiction follows from a second derivative
below 0 along a line through the minimum.
"""

from __future__ import annotations

from theorycheck.kernel import calculus, terms
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.rules.differentiation import twice_differentiable
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import TRUE, Term, add, apply, real, substitute
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic, introduce, stop
from ..derivatives import expansion
from ..equations import chain, symmetric
from ..minima import minima, minimum_on_line
from .auto import auto


def fermat(context: Context, goal: Term, then: Tactic) -> Theorem:
    """deriv(g, a) = 0, or 0 ≤ a second derivative, from a local minimum among the facts; other goals go on."""
    if goal.op == "le" and goal.args[0] is real(0) and (found := no_negative_curvature(context, goal.args[1])):
        return found
    if goal.op != "eq" or goal.args[0].op != "deriv" or goal.args[1] is not real(0):
        return then(context, goal)
    curve, at = goal.args[0].args
    for minimum in minima(context):
        found = _stationary(context, minimum, curve, at)
        if found is not None:
            return found
    raise context.open(goal, "fermat: no fact is a local minimum on this line")


def _stationary(context: Context, minimum, curve: Term, at: Term) -> Theorem | None:  # type: ignore[no-untyped-def]
    d = context.derivation
    if at is not real(0):
        return _shifted(context, minimum, curve, at)
    on_line = minimum_on_line(context, minimum, curve)
    if on_line is None:
        return None
    t = context.fresh("t", REAL, curve)
    return d.fermat(on_line, _shown(context, calculus.differentiable(apply(curve, t), t), t), curve)


def _shifted(context: Context, minimum, curve: Term, at: Term) -> Theorem | None:  # type: ignore[no-untyped-def]
    """g'(a) = 0 from the minimum of t ↦ g(a + t) at 0: both derivatives are expanded, and compared."""
    d = context.derivation
    t = context.fresh("t", REAL, curve, at)
    moved = terms.lam(t, apply(curve, add(at, t)))
    zero = _stationary(context, minimum, moved, real(0))
    if zero is None:
        return None
    there = expansion(context, terms.deriv(curve, at), _auto)
    here = expansion(context, terms.deriv(moved, real(0)), _auto)
    same = auto(context, terms.eq(there.conclusion.args[1], here.conclusion.args[1]), stop)
    return chain(d, there, same, symmetric(d, here), zero)


def _shown(context: Context, condition: Term, t: Term) -> Theorem:
    """The condition for differentiability, at t = 0."""
    needed = substitute(condition, {t: real(0)})
    return context.derivation.truth() if needed is TRUE else introduce(context, needed, _auto)


def _auto(context: Context, goal: Term) -> Theorem:
    return auto(context, goal, stop)


def no_negative_curvature(context: Context, term: Term) -> Theorem | None:
    """⊢ 0 ≤ deriv(λs. deriv(g, s), 0), from a local minimum among the facts; None where there is none on that line."""
    d = context.derivation
    if term.op != "deriv" or term.args[1] is not real(0):
        return None
    s = context.fresh("s", REAL, term)
    inner = apply(term.args[0], s)
    if inner.op != "deriv" or inner.args[1] is not s or s.data in inner.args[0].free:
        return None
    curve = inner.args[0]
    for minimum in minima(context):
        on_line = minimum_on_line(context, minimum, curve)
        if on_line is not None:
            condition = twice_differentiable(apply(curve, s), s)
            try:
                return d.fermat_second_order(on_line, _shown(context, condition, s), curve)
            except KernelError:
                continue
    return None
