"""What facts say of something that exists, or of alternatives, taken apart: each case goes on with what follows."""

from __future__ import annotations

from dataclasses import replace

from theorycheck.kernel.terms import Term, instantiate
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..discharge import discharged
from ..minima import minima


def cases(context: Context, goal: Term, then: Tactic) -> Theorem:
    """The goal for each alternative among the facts, with what is known under it, and at a named example of each ∃.

    Local minima stay whole.
    """
    return _cases(context, goal, then, frozenset())


def _cases(context: Context, goal: Term, then: Tactic, done: frozenset[Term]) -> Theorem:
    """What was taken apart on the way is `done`: a premise that is known would give it again and again."""
    fact = _alternative(context, done)
    if fact is None:
        context = discharged(context)
        fact = _alternative(context, done)
    if fact is None:
        return then(context, goal)
    d, formula = context.derivation, fact.conclusion
    rest, done = replace(context, facts=tuple(f for f in context.facts if f is not fact)), done | {formula}
    if formula.op == "or":
        left, right = (_cases(discharged(rest.assuming(part)), goal, then, done) for part in formula.args)
        return d.or_elim(fact, left, right)
    example = context.fresh("y", formula.data, formula, goal)  # type: ignore[arg-type]
    inner = rest.naming(example).assuming(instantiate(formula.args[0], [example]))
    return d.exists_elim(fact, _cases(inner, goal, then, done), example)


def _alternative(context: Context, done: frozenset[Term]) -> Theorem | None:
    """The first fact to take apart; not one that is done, nor an alternative one side of which is a fact already."""
    known = {fact.conclusion for fact in context.facts}
    taken = done | {minimum.fact.conclusion for minimum in minima(context)}
    return next(
        (
            fact
            for fact in context.facts
            if fact.conclusion.op in ("or", "exists")
            and fact.conclusion not in taken
            and known.isdisjoint(fact.conclusion.args)
        ),
        None,
    )
