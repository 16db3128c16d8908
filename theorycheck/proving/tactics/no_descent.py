"""A contradiction between a local minimum among the facts and a negative curvature along a line through it."""

from __future__ import annotations

from fractions import Fraction

from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import FALSE, Term, real
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from .fermat import no_negative_curvature


def no_descent(context: Context, goal: Term, then: Tactic) -> Theorem:
    """Any goal, from the contradiction to Fermat's second-order condition."""
    d = context.derivation
    for fact in context.facts:
        formula = fact.conclusion
        if formula.op == "lt" and formula.args[0].sort == REAL and formula.args[1] is real(0):
            curvature = no_negative_curvature(context, formula.args[0])
            if curvature is not None:
                one = Fraction(1)
                contradiction = d.psatz((fact, curvature), FALSE, ((one, (0,), (), ()), (one, (1,), (), ())), ())
                return d.false_elim(contradiction, goal)
    raise context.open(goal, "no_descent: no fact is a negative curvature at a local minimum")
