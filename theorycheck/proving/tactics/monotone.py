"""Strict monotonicity by the sign of a derivative.

`monotone(s, t)` proves f(s) < f(t), or f(t) < f(s), from s < t, where one side becomes the other by putting s for t.
The kernel's rule `mean_value` does it from the sign of the derivative between s and t (see `proving.rising`).
"""

from __future__ import annotations

from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, lt, neg, substitute, variable
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context, Tactic
from ..rising import increasing


def monotone(context: Context, goal: Term, then: Tactic, first: str = "", second: str = "") -> Theorem:
    """f(first) < f(second) or the reverse, for first < second; other goals go on to the tactics that follow."""
    s, t = variable(first, REAL), variable(second, REAL)
    if goal.op != "lt" or set(goal.free) != {s.data, t.data}:
        return then(context, goal)
    low_side, high_side = goal.args
    rising = substitute(low_side, {s: t}) is high_side
    if not rising and substitute(high_side, {s: t}) is not low_side:
        return then(context, goal)
    function = low_side if rising else neg(high_side)
    theorem = increasing(context, function, s, s, t, arithmetic(context, lt(s, t)))
    return theorem if theorem.conclusion is goal else arithmetic(context.knowing(theorem), goal)
