"""Statements at literal sizes become statements about their entries: sums are written out, quantifiers taken apart."""

from __future__ import annotations

from dataclasses import replace

from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.terms import FALSE, TRUE, Term
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic, introduce


def compute(context: Context, goal: Term, then: Tactic) -> Theorem:
    """The facts and the goal in the kernel's normal form; each part of a conjunction goes on with what follows."""
    d, inner = context.derivation, replace(context, facts=())
    for fact in context.facts:
        simple = normal_form(fact.conclusion)
        known = fact if simple is fact.conclusion else d.convert(fact, simple, ())
        if simple is FALSE:
            return d.false_elim(known, goal)
        if simple is not TRUE:
            inner = inner.knowing(known)
    simple = normal_form(goal)
    proved = introduce(inner, simple, then)
    return proved if simple is goal else d.convert(proved, goal, ())
