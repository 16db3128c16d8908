"""L = c · R along the common structure of L and R (see `proving.scaling`)."""

from __future__ import annotations

from theorycheck.kernel.terms import Term
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..scaling import scaled


def scale(context: Context, goal: Term, then: Tactic) -> Theorem:
    """Proves an equation whose right side is a product factor · R; other goals go on."""
    if goal.op != "eq" or goal.args[1].op != "mul":
        return then(context, goal)
    left, (factor, right) = goal.args[0], goal.args[1].args
    return scaled(context, left, right, factor)
