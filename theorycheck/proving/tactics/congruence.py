"""Equal arguments, equal values: f(a) = f(b) for an unknown function f, from a = b entry by entry."""

from __future__ import annotations

from theorycheck.kernel import terms
from theorycheck.kernel.terms import Term
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..equations import chain, symmetric


def congruence(context: Context, goal: Term, then: Tactic) -> Theorem:
    """f(a) = f(b), where what follows shows that the entries of a and b are equal; other goals go on."""
    if goal.op != "eq" or any(side.op != "app" for side in goal.args):
        return then(context, goal)
    (f, a), (g, b) = goal.args[0].args, goal.args[1].args
    if f is not g or a.sort[0] != "fun":
        return then(context, goal)
    x = context.fresh("x", a.sort, goal)
    return context.derivation.congruence(_equal(context, a, b, then), terms.lam(x, terms.apply(f, x)))


def _equal(context: Context, a: Term, b: Term, then: Tactic) -> Theorem:
    """⊢ a = b, also where both read 0 (or anything that is the same) outside their shape."""
    d = context.derivation
    if a is b:
        return d.refl(a)
    if a.sort[0] == "fun":
        i = context.fresh("i", a.sort[1], a, b)
        return d.extensionality(_equal(context.naming(i), terms.apply(a, i), terms.apply(b, i), then), i)
    if a.op != "select" or b.op != "select" or a.args[0] is not b.args[0]:
        return then(context, terms.eq(a, b))
    condition = a.args[0]
    yes, no = d.assume(condition), d.assume(terms.negate(condition))
    inside = _equal(context.knowing(yes), a.args[1], b.args[1], then)
    outside = _equal(context.knowing(no), a.args[2], b.args[2], then)
    when = chain(d, d.select_true(yes, a), inside, symmetric(d, d.select_true(yes, b)))
    otherwise = chain(d, d.select_false(no, a), outside, symmetric(d, d.select_false(no, b)))
    return d.cases(when, otherwise, condition)
