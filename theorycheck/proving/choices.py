"""Case distinctions by the condition of a choice (relu, a modulus, a maximum): each case has one of its ends."""

from __future__ import annotations

from theorycheck.kernel.terms import Term, negate, postorder
from theorycheck.kernel.theorem import Theorem

from .context import Context, Tactic
from .equations import restated


def innermost_choice(goal: Term) -> Term | None:
    """A choice without bound variables that has no other one in it."""
    return next((part for part in postorder(goal) if part.op == "select" and part.closed), None)


def by_choice(context: Context, goal: Term, choice: Term, then: Tactic) -> Theorem:
    """The goal from two cases, or from one where a fact decides the condition; the choice is gone from each."""
    d = context.derivation
    condition = choice.args[0]
    for fact in context.facts:
        if fact.conclusion in (condition, negate(condition)):
            chosen = d.select_true if fact.conclusion is condition else d.select_false
            return restated(context, goal, [chosen(fact, choice)], then)
    yes, no = d.assume(condition), d.assume(negate(condition))
    opposite = d.not_le(no) if condition.op == "le" else d.not_lt(no) if condition.op == "lt" else no
    denied = context.knowing(no) if opposite is no else context.knowing(no).knowing(opposite)
    when = restated(context.knowing(yes), goal, [d.select_true(yes, choice)], then)
    otherwise = restated(denied, goal, [d.select_false(no, choice)], then)
    return d.cases(when, otherwise, condition)
