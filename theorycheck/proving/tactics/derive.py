"""Derivatives expanded, in the facts and in the goal: what follows sees none of them."""

from __future__ import annotations

from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.terms import Term
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Open, Tactic, stop
from ..derivatives import expanded_fact, expansion, mentions_derivative
from ..equations import restated
from .auto import auto


def derive(context: Context, goal: Term, then: Tactic) -> Theorem:
    """Gradients that facts say something of become explicit; so do those in the goal."""

    def close(inner: Context, condition: Term) -> Theorem:
        return auto(inner, condition, stop)

    for fact in context.facts:
        if mentions_derivative(fact.conclusion):
            try:
                context = context.knowing(expanded_fact(context, fact, close))
            except (Open, KernelError):
                continue
    if goal.op in ("eq", "le", "lt") and mentions_derivative(goal):
        equations = [expansion(context, side, close) for side in goal.args if mentions_derivative(side)]
        return restated(context, goal, equations, then)
    return then(context, goal)
