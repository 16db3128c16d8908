"""More vectors than entries are dependent: ∃c. (∃j. c_j ≠ 0) ∧ ∀k < n. Σ_{i<m} c_i · A_ik = 0, from n < m."""

from __future__ import annotations

from theorycheck.kernel import terms
from theorycheck.kernel.sorts import NATURAL, REAL, function
from theorycheck.kernel.terms import Term, instantiate, lt, postorder
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..instances import close


def dependence(context: Context, goal: Term, then: Tactic) -> Theorem:
    """What follows knows it of the A that the goal, or a fact, sums up with unknown coefficients c; others go on."""
    if goal.op != "exists" or goal.data != function(NATURAL, REAL):
        return then(context, goal)
    c = context.fresh("c", goal.data, goal)  # type: ignore[arg-type]
    for part in postorder(instantiate(goal.args[0], [c])):
        found = _table(context, part, c)
        if found is not None:
            fewer, more, table = found
            theorem = context.derivation.dependence(close(context, lt(fewer, more)), table)
            return theorem if theorem.conclusion is goal else then(context.knowing(theorem), goal)
    raise context.open(goal, "dependence: the goal has no sums of unknown multiples that are to vanish")


def _table(context: Context, part: Term, c: Term) -> tuple[Term, Term, Term] | None:
    """n, m and A of ∀k. k < n ⇒ Σ_{i<m} c_i · A_ki = 0."""
    if part.op != "forall" or part.data != NATURAL or not part.closed:
        return None
    k = context.fresh("k", NATURAL, part)
    body = instantiate(part.args[0], [k])
    if body.op != "implies" or body.args[0].op != "lt" or body.args[1].op != "eq":
        return None
    total = body.args[1].args[0]
    if total.op != "sum" or c.data not in total.free:
        return None
    i = context.fresh("i", NATURAL, part, k)
    entry = instantiate(total.args[1], [i])
    if entry.op != "mul" or entry.args[0] is not terms.apply(c, i) or c.data in entry.args[1].free:
        return None
    return body.args[0].args[1], total.args[0], terms.lam(k, terms.lam(i, entry.args[1]))
