"""What a local minimum says on a curve through it: ∃r. 0 < r ∧ ∀t. (-r < t ∧ t < r) ⇒ f(p) ≤ f(γ(t)).

The curve γ is read off the goal; each of its entries must be seen to be continuous, and γ(0) = p by computation.
"""

from __future__ import annotations

from theorycheck.kernel import terms
from theorycheck.kernel.neighbourhoods import line_minimum
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, instantiate
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..minima import on_line


def on_curve(context: Context, goal: Term, then: Tactic) -> Theorem:
    """That the objective does not fall near the minimum on a curve; other goals go on."""
    found = line(context, goal)
    if found is None:
        return then(context, goal)
    theorem = on_line(context, *found)
    if theorem is None:
        raise context.open(goal, "on_curve: no fact is a local minimum of this objective where the curve starts")
    return theorem


def line(context: Context, goal: Term) -> tuple[Term, Term] | None:
    """f(p) and λt. f(γ(t)), where the goal has that form."""
    if goal.op != "exists" or goal.data != REAL:
        return None
    body = instantiate(goal.args[0], [context.fresh("r", REAL, goal)])
    if body.op != "and" or body.args[1].op != "forall" or body.args[1].data != REAL:
        return None
    t = context.fresh("t", REAL, goal, body)
    inner = instantiate(body.args[1].args[0], [t])
    if inner.op != "implies" or inner.args[1].op != "le":
        return None
    value, there = inner.args[1].args
    curve = terms.lam(t, there)
    return (value, curve) if line_minimum(value, curve) is goal else None
