"""Quotients and roots by what defines them, for what follows: (a/b)·b = a and 0 < b; √a·√a = a and 0 ≤ √a."""

from __future__ import annotations

from fractions import Fraction

from theorycheck.kernel import terms
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.polynomials import divides
from theorycheck.kernel.terms import Term, eq, lt, postorder, real
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Open, Tactic
from ..positivity import nonnegative, positive


def quotients_and_roots(context: Context, goal: Term, then: Tactic) -> Theorem:
    """Whatever the goal is: each quotient by what is seen to be positive, each root of what is not negative."""
    for part in postorder(goal):
        if part.closed and part.op in ("div", "sqrt") and not divides(part):
            try:
                context = (_quotient if part.op == "div" else _root)(context, part)
            except (Open, KernelError):
                continue
    return then(context, goal)


def _quotient(context: Context, quotient: Term) -> Context:
    d = context.derivation
    below = _positive(context, quotient.args[1])
    vanishing = eq(quotient.args[1], real(0))
    premises = (below, d.assume(vanishing))
    absurd = d.psatz(premises, terms.FALSE, ((Fraction(1), (0,), (), ()),), ((1, real(1)),))
    return context.knowing(below).knowing(d.divide(d.not_intro(absurd, vanishing), quotient))


def _root(context: Context, root: Term) -> Context:
    d = context.derivation
    inside = nonnegative(context, root.args[0])
    return context.knowing(d.square_root(inside)).knowing(d.square_root_nonnegative(inside))


def _positive(context: Context, term: Term) -> Theorem:
    """⊢ 0 < t; of closed terms such as π by enclosure."""
    if not term.free:
        goal = lt(real(0), term)
        found = context.derivation.evaluate(goal, ())
        if found.conclusion is goal:
            return found
    return positive(context, term)
