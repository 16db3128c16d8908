"""Facts worth having about a goal: general laws at its variables, and the signs of its quotients, sums and products."""

from __future__ import annotations

from fractions import Fraction

from theorycheck.kernel import terms
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, le, lt, postorder, real, variable
from theorycheck.kernel.theorem import Theorem

from .context import Context, Open
from .instances import applied
from .positivity import nonnegative, positive

ONE = Fraction(1)
MAX_VARIABLES = 3


def saturated(context: Context, goal: Term) -> Context:
    """The context with what general facts say about the goal's real variables and quotients."""
    reals = sorted(name for name, sort in goal.free if sort == REAL)
    if len(reals) <= MAX_VARIABLES:
        for name in reals:
            for fact in context.facts:
                context = _with_instance(context, fact, variable(name, REAL))
    if any(part.op == "pi" for part in postorder(goal)):
        context = context.knowing(context.derivation.evaluate(lt(real(0), terms.pi()), ()))
    for part in postorder(goal):
        if part.op == "div" and part.closed and part.free:
            context = _with_quotient(context, part)
        if part.op in ("sum", "prod") and part.closed and part.sort == REAL:
            context = _with_sign(context, part)
    return context


def _with_sign(context: Context, iteration: Term) -> Context:
    """The context with 0 ≤ Σ or 0 ≤ Π, if it can be shown of every term or factor."""
    try:
        return context.knowing(nonnegative(context, iteration))
    except (Open, KernelError):
        return context


def _with_instance(context: Context, fact: Theorem, value: Term) -> Context:
    """The context with ∀x. p ⇒ … ⇒ q at the value, if its premises can be shown."""
    formula = fact.conclusion
    if formula.op != "forall" or formula.data != REAL:
        return context
    theorem = applied(context, fact, [value])
    if theorem is None:
        return context
    known = any(theorem.conclusion is old.conclusion for old in context.facts)
    return context if known or theorem.conclusion.op == "forall" else context.knowing(theorem)


def _with_quotient(context: Context, quotient: Term) -> Context:
    """The context with 0 < a/b, if 0 < a and 0 < b can be shown."""
    d = context.derivation
    above, below = quotient.args
    try:
        top, bottom = positive(context, above), positive(context, below)
    except (Open, KernelError):
        return context
    equation = terms.eq(below, real(0))
    apart = d.not_intro(
        d.psatz((bottom, d.assume(equation)), terms.FALSE, ((ONE, (0,), (), ()),), ((1, real(1)),)), equation
    )
    defining = d.divide(apart, quotient)  # (a/b)·b = a
    opposite = le(quotient, real(0))
    premises = (d.assume(opposite), bottom, top, defining)
    # 0 = (-a/b)·b + a + ((a/b)·b - a), and a > 0
    products = ((ONE, (0, 1), (), ()), (ONE, (2,), (), ()))
    contradiction = d.psatz(premises, terms.FALSE, products, ((3, real(-1)),))
    return context.knowing(d.not_le(d.not_intro(contradiction, opposite)))
