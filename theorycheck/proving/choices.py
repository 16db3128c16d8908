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
    """The goal from two cases, the choice gone from each."""
    d = context.derivation
    condition = choice.args[0]
    yes, no = d.assume(condition), d.assume(negate(condition))
    opposite = d.not_le(no) if condition.op == "le" else d.not_lt(no) if condition.op == "lt" else no

    def case(fact: Theorem, equation: Theorem) -> Theorem:
        return restated(context.knowing(fact), goal, [equation], then)

    when = case(yes, d.select_true(yes, choice))
    otherwise = case(opposite, d.select_false(no, choice))
    return d.cases(when, otherwise, condition)
