"""More unknowns than equations: a linear combination of more columns than there are rows is 0, and not trivially so."""

from __future__ import annotations

from theorycheck.kernel.sorts import NATURAL, REAL, function
from theorycheck.kernel.terms import Term
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..matching import match


def dependence(context: Context, goal: Term, then: Tactic) -> Theorem:
    """∃c. (∃j < m. c_j ≠ 0) ∧ ∀i < n. Σ_{j<m} c_j·A_ij = 0, from the fact n < m; other goals go on."""
    if goal.op != "exists":
        return then(context, goal)
    d, table = context.derivation, context.fresh("A", function(NATURAL, NATURAL, REAL), goal)
    for fact in context.facts:
        if fact.conclusion.op != "lt" or fact.conclusion.args[0].sort != NATURAL:
            continue
        found = match(d.dependence(fact, table).conclusion, goal, [table])
        if found is not None and table in found:
            theorem = d.dependence(fact, found[table])
            if theorem.conclusion is goal:
                return theorem
    raise context.open(goal, "dependence: no fact says that there are fewer equations than unknowns")
