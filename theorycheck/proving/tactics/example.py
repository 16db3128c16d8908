"""∃x. p(x) by an example that has a name: `example(r)`, or the one that a fact ∃x. q(x) speaks of.

What follows proves p(r); or p(y) for some y, and knows q(y).
"""

from __future__ import annotations

from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.terms import Term, instantiate, variable
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Open, Tactic, introduce


def example(context: Context, goal: Term, then: Tactic, name: str = "") -> Theorem:
    """By the variable of that name, or the first fact that serves; other goals go on."""
    if goal.op != "exists":
        return then(context, goal)
    d = context.derivation
    if name:
        named = variable(name, goal.data)  # type: ignore[arg-type]
        return d.exists_intro(introduce(context, instantiate(goal.args[0], [named]), then), goal, named)
    for fact in context.facts:
        if fact.conclusion.op != "exists" or fact.conclusion.data != goal.data:
            continue
        y = context.fresh("y", goal.data, goal, fact.conclusion)  # type: ignore[arg-type]
        inner = context.naming(y).assuming(instantiate(fact.conclusion.args[0], [y]))
        try:
            shown = introduce(inner, instantiate(goal.args[0], [y]), then)
            return d.exists_elim(fact, d.exists_intro(shown, goal, y), y)
        except (Open, KernelError):
            continue
    raise context.open(goal, "example: no fact speaks of one that serves")
