"""A small step from a local minimum along a curve: f(p) ≤ f(γ(t)) for some t > 0, where γ(0) = p.

Goal ∃t. 0 < t ∧ f(p) ≤ f(γ(t)), fact that f has a local minimum at p.
"""

from __future__ import annotations

from fractions import Fraction

from theorycheck.kernel import terms
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, apply, instantiate, le, lt, mul, neg, real
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context, Tactic
from ..minima import on_line


def along(context: Context, goal: Term, then: Tactic) -> Theorem:
    """The goal from a local minimum among the facts; other goals go on."""
    taken = _taken_apart(context, goal)
    if taken is None:
        return then(context, goal)
    found = on_line(context, *taken)
    if found is None:
        raise context.open(goal, "along: no fact is a local minimum on this curve")
    return _step(context, goal, found, taken[1])


def _taken_apart(context: Context, goal: Term) -> tuple[Term, Term] | None:
    """f(p) and λt. f(γ(t)); None for another goal."""
    if goal.op != "exists" or goal.data != REAL:
        return None
    t = context.fresh("t", REAL, goal)
    body = instantiate(goal.args[0], [t])
    if body.op != "and" or body.args[0] is not lt(real(0), t) or body.args[1].op != "le":
        return None
    here, there = body.args[1].args
    return None if t.data in here.free else (here, terms.lam(t, there))


def _step(context: Context, goal: Term, minimum: Theorem, curve: Term) -> Theorem:
    """The example is half the radius."""
    d = context.derivation
    r = context.fresh("r", REAL, goal, minimum.conclusion)
    assumed = d.assume(instantiate(minimum.conclusion.args[0], [r]))
    half = mul(real(Fraction(1, 2)), r)
    known = Context(d, (d.and_left(assumed),))
    inside = d.and_intro(arithmetic(known, lt(neg(r), half)), arithmetic(known, lt(half, r)))
    found = d.implies_elim(d.forall_elim(d.and_right(assumed), half), inside)
    found = d.convert(found, le(found.conclusion.args[0], apply(curve, half)), ())
    shown = d.and_intro(arithmetic(known, lt(real(0), half)), found)
    return d.exists_elim(minimum, d.exists_intro(shown, goal, half), r)
