"""An integral whose antiderivative stands in the goal: ∫_a^b f = F(b) - F(a).

`primitive` reads F off the right side: the end b must be a variable, and F(b) what stands before the minus sign.  The
kernel's fundamental theorem checks that F' is the integrand.
"""

from __future__ import annotations

from theorycheck.derived.equations import chain, sides
from theorycheck.derived.integrals import integral_with
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, eq, fresh, lam, substitute
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from .antiderivative import shown


def primitive(context: Context, goal: Term, then: Tactic) -> Theorem:
    """∫_a^b f = F(b) - F(a); other goals go on."""
    if goal.op != "eq" or goal.args[0].op != "integral" or goal.args[0].args[2].op != "variable":
        return then(context, goal)
    integral, stated = goal.args
    b = integral.args[2]
    x = fresh("x", REAL, goal)
    curve = lam(x, substitute(_minuend(stated), {b: x}))
    d = context.derivation
    try:
        value = integral_with(d, integral, curve, lambda formula: shown(context, formula))
        return chain(d, value, d.ring(eq(sides(value)[1], stated)))
    except KernelError as error:
        raise context.open(goal, f"primitive: {error}") from error


def _minuend(stated: Term) -> Term:
    """F(b) of F(b) - F(a)."""
    return stated.args[0] if stated.op == "add" else stated
