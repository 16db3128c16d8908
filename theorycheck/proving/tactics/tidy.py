"""Both sides of a relation without what says nothing (0 + a, 0·a, 1·a, …), as it is left by `derive`."""

from __future__ import annotations

from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..equations import chain, restated, sides
from ..finite_sums import normal
from ..tidying import tidied


def tidy(context: Context, goal: Term, then: Tactic) -> Theorem:
    """A relation of reals, side by side; sums become sums of single monomials.  Other goals go on."""
    if goal.op not in ("eq", "le", "lt") or goal.args[0].sort != REAL:
        return then(context, goal)
    d, equations = context.derivation, []
    for side in goal.args:
        simple = tidied(context, side)
        simple = chain(d, simple, normal(d, sides(simple)[1]))
        simple = chain(d, simple, tidied(context, sides(simple)[1]))
        if sides(simple)[0] is not sides(simple)[1]:
            equations.append(simple)
    return restated(context, goal, equations, then)
