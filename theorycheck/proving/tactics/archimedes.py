"""Natural numbers are unbounded: ∃n:ℕ. x ≤ n, also among other things that are then shown of such an n."""

from __future__ import annotations

from theorycheck.kernel.sorts import NATURAL
from theorycheck.kernel.terms import Term, cast, instantiate, postorder
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic, introduce


def archimedes(context: Context, goal: Term, then: Tactic) -> Theorem:
    """The goal at some n ≥ x, where x ≤ n stands in it and x is known before n is; other goals go on."""
    if goal.op != "exists" or goal.data != NATURAL:
        return then(context, goal)
    d, n = context.derivation, context.fresh("n", NATURAL, goal)
    body = instantiate(goal.args[0], [n])
    bounds = (part.args[0] for part in postorder(body) if part.op == "le" and part.args[1] is cast(n) and part.closed)
    x = next((bound for bound in bounds if n.data not in bound.free), None)
    if x is None:
        raise context.open(goal, "archimedes: no real number stands below the natural one")
    above = d.natural_above(x)
    inner = context.naming(n).assuming(instantiate(above.conclusion.args[0], [n]))
    return d.exists_elim(above, d.exists_intro(introduce(inner, body, then), goal, n), n)
