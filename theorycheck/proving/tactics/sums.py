"""Equations between sums over i < n, finite sets and finite groups: linearity, exchange, translation of the group."""

from __future__ import annotations

from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..finite_sums import shown


def sums(context: Context, goal: Term, then: Tactic) -> Theorem:
    """Equations of reals; other goals go on.  Raises Open where the two sides do not become one."""
    if goal.op != "eq" or goal.args[0].sort != REAL:
        return then(context, goal)
    return shown(context, goal, "sums: the two sides have different normal forms")
