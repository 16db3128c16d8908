"""Two sums that differ in one term: Σ_{i<n} f(i) = Σ_{i<n} g(i) + v, where f(j) = g(j) + v and f(i) = g(i) elsewhere.

`one_term(j)` hands both on: f(j) = g(j) + v, and f(i) = g(i) for i < n with ¬(i = j), what is
chosen by i = j being decided; that j < n must be known.
"""

from __future__ import annotations

from theorycheck.errors import ProofScriptError
from theorycheck.kernel import terms
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import Term, add, eq, instantiate, lam, lt, real, select, variable
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..equations import chain, restated, ring, sides, symmetric


def one_term(context: Context, goal: Term, then: Tactic, *names: str) -> Theorem:
    """An equation of that form; other goals go on."""
    if len(names) != 1:
        raise ProofScriptError("one_term names the index of the term", cure="write one_term(j)")
    if goal.op != "eq" or goal.args[0].op != "sum" or goal.args[1].op != "add":
        return then(context, goal)
    whole, (rest, v) = goal.args[0], goal.args[1].args
    j = variable(names[0], NATURAL)
    within = context.known.get(lt(j, whole.args[0]))
    if rest.op != "sum" or rest.args[0] is not whole.args[0] or within is None:
        raise context.open(goal, f"one_term: no two sums over one range, with {names[0]} in it")
    d = context.derivation
    pointwise = _pointwise(context, whole, rest, v, j, then)
    changed = d.big_congruence(pointwise, "sum")
    parted = d.sum_add(sides(changed)[1])
    alone = sides(parted)[1].args[1]
    single = d.sum_delta(alone)
    only = chain(d, single, d.select_true(within, sides(single)[1]))
    x = context.fresh("x", REAL, goal)
    return chain(d, changed, parted, d.congruence(only, lam(x, add(rest, x))))


def _pointwise(context: Context, whole: Term, rest: Term, v: Term, j: Term, then: Tactic) -> Theorem:
    """∀i. i < n ⇒ f(i) = g(i) + (if i = j then v else 0)."""
    d = context.derivation
    i = context.fresh("i", NATURAL, whole, rest, v)
    f, g = (instantiate(side.args[1], [i]) for side in (whole, rest))
    x = context.fresh("x", REAL, f, g, v)

    def at(index: Term, value: Term) -> Term:
        return eq(*(instantiate(side.args[1], [index]) if side is whole else
                    add(instantiate(side.args[1], [index]), value) for side in (whole, rest)))  # fmt: skip

    there = then(context, at(j, v))
    below = lt(i, whole.args[0])
    same = eq(i, j)
    part = select(same, v, real(0))
    yes, no = d.assume(same), d.assume(terms.negate(same))
    k = context.fresh("k", NATURAL, whole, rest, v)
    moved = d.substitute(symmetric(d, yes), there, lam(k, at(k, v)))
    first = chain(d, moved, symmetric(d, d.congruence(d.select_true(yes, part), lam(x, add(g, x)))))
    chosen = [one for one in terms.postorder(eq(f, g)) if one.op == "select" and one.closed and one.args[0] is same]
    decided = [d.select_false(no, one) for one in chosen]
    elsewhere = restated(context.naming(i).assuming(below).knowing(no), eq(f, g), decided, then)
    padded = ring(d, g, add(g, real(0)))
    if padded is None:
        raise context.open(below, "one_term: g + 0 is not g")
    second = chain(d, elsewhere, padded, symmetric(d, d.congruence(d.select_false(no, part), lam(x, add(g, x)))))
    return d.forall_intro(d.implies_intro(d.cases(first, second, same), below), i)
