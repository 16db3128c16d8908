"""A function has at most one slope at a point in a direction: a = b, where both are known to be its slope there."""

from __future__ import annotations

from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.neighbourhoods import tangent
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..equations import chain, symmetric
from ..gradients import ZERO
from ..slopes import read


def unique_slope(context: Context, goal: Term, then: Tactic) -> Theorem:
    """An equation of two slopes of one function on one line; other goals go on."""
    if goal.op != "eq" or goal.args[0].sort != REAL:
        return then(context, goal)
    lines = [(fact, found) for fact in context.facts if (found := read(fact.conclusion)) is not None]
    for one, (curve, _, a) in lines:
        for other, (same, _, b) in lines:
            if same is curve and (a, b) == goal.args:
                try:
                    return _equal(context, one, other, curve, goal)
                except KernelError:
                    continue
    raise context.open(goal, "unique_slope: no two facts are that these are slopes of one function on one line")


def _equal(context: Context, one: Theorem, other: Theorem, curve: Term, goal: Term) -> Theorem:
    d = context.derivation
    first, second = (
        d.tangent_slope(d.convert(line, tangent(curve, ZERO, slope), ()), curve, ZERO, slope)
        for line, slope in zip((one, other), goal.args, strict=True)
    )
    return chain(d, symmetric(d, first), second)
