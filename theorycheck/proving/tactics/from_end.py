"""l(t) < r(t), or ≤, from what holds at one end and the sign of a derivative in between.

`from_end(t, 0)` shows that r - l is not negative at 0 and strictly increases from 0 to t (or, for an end beyond t,
strictly decreases from t to that end); for l(t) ≤ r(t), that it does not decrease.  The end is a rational number, `pi`,
or a part of it such as `pi/2`.
"""

from __future__ import annotations

from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, le, lt, neg, real, sub, substitute, variable
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context, Open, Tactic
from ..rising import increasing, not_decreasing
from ..script import constant


def from_end(context: Context, goal: Term, then: Tactic, name: str = "t", end: str = "0") -> Theorem:
    """Proves an inequality in the variable `name`; other goals go on."""
    t = variable(name, REAL)
    if goal.op not in ("lt", "le") or goal.args[0].sort != REAL or t.data not in goal.free:
        return then(context, goal)
    at = constant(end)
    low, high = goal.args
    gap = sub(high, low)
    at_end = _known(context, le(real(0), substitute(gap, {t: at})))
    relation, rises = (lt, increasing) if goal.op == "lt" else (le, not_decreasing)
    try:
        beyond = arithmetic(context, relation(at, t))
    except Open:
        risen = rises(context, neg(gap), t, t, at, arithmetic(context, relation(t, at)))
    else:
        risen = rises(context, gap, t, at, t, beyond)
    return arithmetic(Context(context.derivation, (at_end, risen)), goal)


def _known(context: Context, claim: Term) -> Theorem:
    """A closed fact, by evaluation; where the two sides are equal, by computation and arithmetic."""
    d, simple = context.derivation, normal_form(claim)
    try:
        decided = d.evaluate(claim, ())
        if decided.conclusion is claim:
            return decided
    except KernelError:
        if simple.op == "le":
            return d.convert(arithmetic(Context(d), simple), claim, ())
    raise context.open(claim, "from_end: not shown at the end")
