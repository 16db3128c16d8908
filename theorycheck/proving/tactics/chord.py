"""A local minimum of a convex function is global: on the chord from p to q the function rises no faster than its ends.

With g(t) = f((1 - t)·p + t·q) ≤ (1 - t)·f(p) + t·f(q), and f(p) ≤ g(t) for a small t > 0, f(p) ≤ f(q).
"""

from __future__ import annotations

from fractions import Fraction

from theorycheck.kernel import terms
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.neighbourhoods import line_minimum
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import FALSE, Term, div, instantiate, le, lt, neg, real
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context, Tactic
from ..convexity import Chord, chords
from ..minima import Minimum, minima, minimum_on_line

ONE = Fraction(1)


def chord(context: Context, goal: Term, then: Tactic) -> Theorem:
    """f(p) ≤ f(q), from facts that f is convex and has a local minimum at p; other goals go on."""
    if goal.op != "le" or goal.args[0].sort != REAL:
        return then(context, goal)
    for line in chords(context, *goal.args):
        for minimum in minima(context):
            found = _least(context, goal, line, minimum)
            if found is not None:
                return found
    raise context.open(goal, "chord: no facts are that this function is convex and has a local minimum here")


def _least(context: Context, goal: Term, line: Chord, minimum: Minimum) -> Theorem | None:
    d = context.derivation
    t, r = (context.fresh(name, REAL, goal, line.theorem.conclusion, minimum.objective) for name in ("t", "r"))
    curve = terms.lam(t, line.value(t))
    on_line = minimum_on_line(context, minimum, curve)
    if on_line is None:
        return None
    try:
        on_line = d.convert(on_line, line_minimum(goal.args[0], curve), ())
    except KernelError:
        return None
    assumed = d.assume(instantiate(on_line.conclusion.args[0], [r]))
    radius, below = d.and_left(assumed), d.and_right(assumed)
    small = d.assume(le(r, real(1)))
    large = d.not_le(d.assume(terms.negate(small.conclusion)))
    first = _at(context, goal, line, below, [radius, small], div(r, real(2)))
    second = _at(context, goal, line, below, [radius, large], real(Fraction(1, 2)))
    return d.exists_elim(on_line, d.cases(first, second, small.conclusion), r)


def _at(context: Context, goal: Term, line: Chord, below: Theorem, bounds: list[Theorem], step: Term) -> Theorem:
    """f(p) ≤ f(q), from f(p) ≤ g(t) ≤ (1 - t)·f(p) + t·f(q) at one t > 0."""
    d, inner = context.derivation, Context(context.derivation, tuple(bounds))
    r = bounds[0].conclusion.args[1]

    def shown(formula: Term) -> Theorem:
        return arithmetic(inner, formula)

    near = d.and_intro(shown(lt(neg(r), step)), shown(lt(step, r)))
    unit = d.and_intro(shown(le(real(0), step)), shown(le(step, real(1))))
    value = d.implies_elim(d.forall_elim(below, step), near)
    bound = d.implies_elim(d.forall_elim(line.theorem, step), unit)
    opposite = d.assume(lt(goal.args[1], goal.args[0]))
    products = ((ONE, (0,), (), ()), (ONE, (1,), (), ()), (ONE, (2, 3), (), ()))
    contradiction = d.psatz((value, bound, shown(lt(real(0), step)), opposite), FALSE, products, ())
    return d.not_lt(d.not_intro(contradiction, opposite.conclusion))
