"""An inequality by contradiction: its opposite becomes a fact, and arithmetic must refute what is known then.

What facts say under that opposite is known then, too.
"""

from __future__ import annotations

from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import FALSE, Term, le, lt
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import positivstellensatz
from ..context import Context, Tactic
from ..discharge import discharged


def contradict(context: Context, goal: Term, then: Tactic) -> Theorem:
    """a ≤ b or a < b of reals; other goals go on."""
    if goal.op not in ("le", "lt") or goal.args[0].sort != REAL:
        return then(context, goal)
    d = context.derivation
    a, b = goal.args
    opposite = lt(b, a) if goal.op == "le" else le(b, a)
    inner = discharged(context.assuming(opposite))
    absurd = positivstellensatz(inner, FALSE, context.open(goal, "contradict: no contradiction"))
    negation = d.not_intro(absurd, opposite)
    return d.not_lt(negation) if goal.op == "le" else d.not_le(negation)
