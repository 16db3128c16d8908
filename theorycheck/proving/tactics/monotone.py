"""Monotonicity by the sign of a derivative.

`monotone(s, t)` proves f(s) < f(t), or f(t) < f(s), from s < t, where one side becomes the other by putting s for t;
likewise with ≤ throughout.  The mean value theorem does it from the sign of the derivative between s and t (see
`proving.rising`).
"""

from __future__ import annotations

from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, le, lt, neg, substitute, variable
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context, Tactic
from ..rising import increasing, not_decreasing


def monotone(context: Context, goal: Term, then: Tactic, first: str = "", second: str = "") -> Theorem:
    """f(first) < f(second) or the reverse, for first < second, or with ≤; other goals go on."""
    s, t = variable(first, REAL), variable(second, REAL)
    if goal.op not in ("lt", "le") or set(goal.free) != {s.data, t.data}:
        return then(context, goal)
    low_side, high_side = goal.args
    rising = substitute(low_side, {s: t}) is high_side
    if not rising and substitute(high_side, {s: t}) is not low_side:
        return then(context, goal)
    function = low_side if rising else neg(high_side)
    strict = goal.op == "lt"
    order = arithmetic(context, lt(s, t) if strict else le(s, t))
    theorem = (increasing if strict else not_decreasing)(context, function, s, s, t, order)
    return theorem if theorem.conclusion is goal else arithmetic(context.knowing(theorem), goal)
