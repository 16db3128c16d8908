"""The goal rewritten by the equations among the facts, left to right, where their left sides stand in it.

A variable is replaced only by an index that is equal to it.
"""

from __future__ import annotations

from theorycheck.kernel.sorts import NATURAL
from theorycheck.kernel.terms import Term, postorder
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..equations import restated


def rewrite(context: Context, goal: Term, then: Tactic) -> Theorem:
    """What the goal becomes goes on with what follows."""
    parts = set(postorder(goal))
    equations = [f for f in context.facts if f.conclusion.op == "eq" and f.conclusion.args[0] in parts]
    usable = [f for f in equations if f.conclusion.args[0].op not in ("literal", "variable") or _of_indices(f)]
    return restated(context, goal, usable, then)


def _of_indices(equation: Theorem) -> bool:
    return all(side.op == "variable" and side.sort == NATURAL for side in equation.conclusion.args)
