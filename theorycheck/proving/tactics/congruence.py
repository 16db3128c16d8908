"""An equation from the equations of what stands in the same place on both sides, also under sums and in arrays.

Under a sum the index is below its bound, and an array agrees with another where its entries within the shape do:
f((x_i)_{i<n}) = f((y_i)_{i<n}) becomes x_i = y_i for i < n.  What is known already is not taken apart; what stays goes
to what follows.
"""

from __future__ import annotations

from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import NATURAL
from theorycheck.kernel.terms import Term, apply, eq, instantiate, lt, negate
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Open, Tactic
from ..equations import chain, symmetric
from ..finite_sums import congruent
from ..instances import instance
from ..matching import spine

BIG = ("sum", "prod", "max")


def congruence(context: Context, goal: Term, then: Tactic) -> Theorem:
    """An equation whose sides have one form; other goals go on."""
    if goal.op != "eq":
        return then(context, goal)
    a, b = goal.args
    return _equal(context, a, b, then)


def _equal(context: Context, a: Term, b: Term, then: Tactic) -> Theorem:
    if a is b:
        return context.derivation.refl(a)
    step = _steps.get(a.op) if a.op == b.op else None
    if step is None and a.sort[0] == "fun":
        step = _entries
    if step is None:
        return then(context, eq(a, b))
    known = instance(context, eq(a, b)) if a.op in ("add", "mul", *BIG) else None
    if known is not None:
        return known
    try:
        return step(context, a, b, then)
    except (Open, KernelError):
        if a.op in ("app", "select"):
            raise
        return then(context, eq(a, b))


def _entries(context: Context, a: Term, b: Term, then: Tactic) -> Theorem:
    """Two functions, argument by argument."""
    i = context.fresh("i", a.sort[1], a, b)  # type: ignore[arg-type]
    inner = _equal(context.naming(i), apply(a, i), apply(b, i), then)
    return context.derivation.extensionality(inner, i)


def _application(context: Context, a: Term, b: Term, then: Tactic) -> Theorem:
    if spine(a)[0] is not spine(b)[0]:
        return then(context, eq(a, b))
    return _parts(context, a, b, then)


def _parts(context: Context, a: Term, b: Term, then: Tactic) -> Theorem:
    parts = [_equal(context, one, other, then) for one, other in zip(a.args, b.args, strict=True)]
    return congruent(context.derivation, a, parts)


def _choice(context: Context, a: Term, b: Term, then: Tactic) -> Theorem:
    """if p then … else …, on both sides with one p: each case by itself."""
    d, condition = context.derivation, a.args[0]
    if condition is not b.args[0]:
        return then(context, eq(a, b))
    yes, no = d.assume(condition), d.assume(negate(condition))
    cases = []
    for holds, chosen, place in ((yes, d.select_true, 1), (no, d.select_false, 2)):
        same = _equal(context.knowing(holds), a.args[place], b.args[place], then)
        cases.append(chain(d, chosen(holds, a), same, symmetric(d, chosen(holds, b))))
    return d.cases(*cases, condition)


def _range(context: Context, a: Term, b: Term, then: Tactic) -> Theorem:
    """Σ_{i<n}, Π_{i<n} and max_{i<n}: index by index."""
    d, size = context.derivation, a.args[0]
    if size is not b.args[0]:
        return then(context, eq(a, b))
    i = context.fresh("i", NATURAL, a, b)
    below = lt(i, size)
    inner = context.naming(i).assuming(below)
    here, there = (instantiate(side.args[1], [i]) for side in (a, b))
    same = _equal(inner, here, there, then)
    return d.big_congruence(d.forall_intro(d.implies_intro(same, below), i), a.op)


_steps = {"app": _application, "select": _choice, "add": _parts, "mul": _parts} | dict.fromkeys(BIG, _range)
