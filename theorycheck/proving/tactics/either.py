"""An alternative p ∨ q: q is proved with ¬p among the facts."""

from __future__ import annotations

from theorycheck.kernel import terms
from theorycheck.kernel.terms import Term
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic, introduce
from ..discharge import discharged


def either(context: Context, goal: Term, then: Tactic) -> Theorem:
    """p ∨ q from q under ¬p; other goals go on."""
    if goal.op != "or":
        return then(context, goal)
    d = context.derivation
    p, q = goal.args
    denied = d.assume(terms.negate(p))
    opposite = d.not_le(denied) if p.op == "le" else d.not_lt(denied) if p.op == "lt" else denied
    second = introduce(discharged(context.knowing(opposite)), q, then)
    return d.cases(d.or_left(d.assume(p), q), d.or_right(p, second), p)
