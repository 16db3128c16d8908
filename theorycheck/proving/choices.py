"""Case distinctions by the condition of a choice (relu, a modulus, a maximum): each case has one of its ends."""

from __future__ import annotations

from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import FALSE, Term, lam, negate, postorder
from theorycheck.kernel.theorem import Theorem

from .arithmetic import linear
from .context import Context, Open, Tactic
from .equations import replaced, restated

RELATIONS = ("eq", "le", "lt")


def innermost_choice(goal: Term) -> Term | None:
    """A choice without bound variables that has no other one in it."""
    return next((part for part in postorder(goal) if part.op == "select" and part.closed), None)


def by_choice(context: Context, goal: Term, choice: Term, then: Tactic) -> Theorem:
    """The goal from two cases, or from one where a fact decides the condition; the choice is gone from each.

    Where the condition is that two indices are equal, the first is gone too.
    """
    d = context.derivation
    condition = choice.args[0]
    if condition.op == "eq" and condition.args[0] is condition.args[1]:
        return restated(context, goal, [d.select_true(d.refl(condition.args[0]), choice)], then)
    for fact in context.facts:
        if fact.conclusion is condition:
            return _where(context, goal, fact, choice, then)
        if fact.conclusion is negate(condition):
            return restated(context, goal, [d.select_false(fact, choice)], then)
    decided = _decided(context, condition)
    if decided is not None:
        return by_choice(context.knowing(decided), goal, choice, then)
    yes, no = d.assume(condition), d.assume(negate(condition))
    opposite = d.not_le(no) if condition.op == "le" else d.not_lt(no) if condition.op == "lt" else no
    denied = context.knowing(no) if opposite is no else context.knowing(no).knowing(opposite)
    when = _where(context.knowing(yes), goal, yes, choice, then)
    otherwise = restated(denied, goal, [d.select_false(no, choice)], then)
    return d.cases(when, otherwise, condition)


def _decided(context: Context, condition: Term) -> Theorem | None:
    """The condition a ≤ b of reals, or its negation, where what is known says so without products."""
    if condition.op != "le" or condition.args[0].sort != REAL:
        return None
    d = context.derivation
    try:
        return linear(context, condition)
    except (Open, KernelError):
        pass
    try:
        return d.not_intro(linear(context.assuming(condition), FALSE), condition)
    except (Open, KernelError):
        return None


def _where(context: Context, goal: Term, yes: Theorem, choice: Term, then: Tactic) -> Theorem:
    """The goal where the choice's condition holds."""
    d, condition = context.derivation, yes.conclusion
    if condition.op != "eq" or any(side.op != "variable" for side in condition.args):
        return restated(context, goal, [d.select_true(yes, choice)], then)
    index, other = condition.args
    for fact in context.facts:
        if fact is not yes and fact.conclusion.op in RELATIONS and index.data in fact.conclusion.free:
            x = context.fresh("x", index.sort, fact.conclusion, other)
            context = context.knowing(d.substitute(yes, fact, lam(x, replaced(fact.conclusion, index, x))))
    return restated(context, goal, [d.select_true(yes, choice), yes], then)
