"""A case distinction on a number: `cut(t, 1)` proves the goal for t ≤ 1 and for 1 < t, each by what follows.

The number is a rational, `pi`, or a part of it such as `pi/2`.
"""

from __future__ import annotations

from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, le, negate, variable
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..script import constant


def cut(context: Context, goal: Term, then: Tactic, name: str = "t", at: str = "0") -> Theorem:
    """The goal in two cases."""
    d = context.derivation
    below = le(variable(name, REAL), constant(at))
    above = d.not_le(d.assume(negate(below)))
    return d.cases(then(context.assuming(below), goal), then(context.knowing(above), goal), below)
