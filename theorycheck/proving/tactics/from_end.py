"""l(t) < r(t) from what holds at one end and the sign of a derivative in between.

`from_end(t, 0)` shows that r - l is not negative at 0 and strictly increases from 0 to t (or, for an end beyond t,
strictly decreases from t to that end).  The end is a rational number or `pi`.
"""

from __future__ import annotations

from theorycheck.kernel import terms
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, le, lt, neg, real, sub, substitute, variable
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context, Open, Tactic
from ..rising import increasing
from ..script import rational


def from_end(context: Context, goal: Term, then: Tactic, name: str = "t", end: str = "0") -> Theorem:
    """Proves a strict inequality in the variable `name`; other goals go on."""
    t = variable(name, REAL)
    if goal.op != "lt" or goal.args[0].sort != REAL or t.data not in goal.free:
        return then(context, goal)
    d = context.derivation
    at = terms.pi() if end == "pi" else real(rational(end))
    low, high = goal.args
    gap = sub(high, low)
    at_end = _known(context, le(real(0), substitute(gap, {t: at})))
    try:
        order = arithmetic(context, lt(at, t))
        rises = increasing(context, gap, t, at, t, order)
    except Open:
        order = arithmetic(context, lt(t, at))
        rises = increasing(context, neg(gap), t, t, at, order)
    return arithmetic(Context(d, (at_end, rises)), goal)


def _known(context: Context, claim: Term) -> Theorem:
    """A closed fact, by evaluation."""
    decided = context.derivation.evaluate(claim, ())
    if decided.conclusion is not claim:
        raise context.open(claim, "from_end: false at the end")
    return decided
