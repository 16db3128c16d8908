"""A greatest one among finitely many numbers: ∃k < n. ∀j < n. f(j) ≤ f(k)."""

from __future__ import annotations

from theorycheck.kernel import terms
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import Term, instantiate, le, lt, natural
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context, Tactic


def attained(context: Context, goal: Term, then: Tactic) -> Theorem:
    """∃k < n. ∀j < n. f(j) ≤ f(k), where 0 < n can be shown; other goals go on."""
    if goal.op != "exists" or goal.data != NATURAL:
        return then(context, goal)
    d = context.derivation
    k = context.fresh("k", NATURAL, goal)
    body = instantiate(goal.args[0], [k])
    if body.op != "and" or body.args[0].op != "lt" or body.args[1].op != "forall":
        return then(context, goal)
    count = body.args[0].args[1]
    j = context.fresh("j", NATURAL, goal, k)
    bounded = instantiate(body.args[1].args[0], [j])
    if bounded.op != "implies" or bounded.args[1].op != "le" or bounded.args[1].args[0].sort != REAL:
        return then(context, goal)
    value = bounded.args[1].args[0]
    greatest = terms.maximum(count, j, value)
    existence = d.maximum_attained(arithmetic(context, lt(natural(0), count)), greatest)
    found = d.assume(instantiate(existence.conclusion.args[0], [k]))
    within, equation = d.and_left(found), d.and_right(found)
    bound = d.maximum_bound(d.assume(bounded.args[0]), greatest)
    below = arithmetic(Context(d, (bound, equation)), le(value, terms.substitute(value, {j: k})))
    everywhere = d.forall_intro(d.implies_intro(below, bounded.args[0]), j)
    shown = d.exists_intro(d.and_intro(within, everywhere), goal, k)
    return d.exists_elim(existence, shown, k)
