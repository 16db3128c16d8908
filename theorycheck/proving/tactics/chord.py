"""A local minimum of a convex function is global: on the chord from p to q the function rises no faster than its ends.

With g(t) = f((1 - t)·p + t·q) ≤ (1 - t)·f(p) + t·f(q), and f(p) ≤ g(t) for a small t > 0, f(p) ≤ f(q).
"""

from __future__ import annotations

from fractions import Fraction

from theorycheck.kernel import terms
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.neighbourhoods import line_minimum
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import FALSE, Term, add, conj, div, instantiate, le, lt, mul, neg, real, sub
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context, Tactic
from ..matching import match
from ..minima import Minimum, minima, minimum_on_line

ONE = Fraction(1)


def chord(context: Context, goal: Term, then: Tactic) -> Theorem:
    """f(p) ≤ f(q), from facts that f is convex and has a local minimum at p; other goals go on."""
    if goal.op != "le" or goal.args[0].sort != REAL:
        return then(context, goal)
    for convexity in _instances(context, goal):
        for minimum in minima(context):
            found = _least(context, goal, convexity, minimum)
            if found is not None:
                return found
    raise context.open(goal, "chord: no facts are that this function is convex and has a local minimum here")


def _instances(context: Context, goal: Term) -> list[Theorem]:
    """∀t. 0 ≤ t ∧ t ≤ 1 ⇒ g(t) ≤ (1 - t)·f(p) + t·f(q), for each fact that says so."""
    found = []
    for fact in context.facts:
        holes: list[Term] = []
        body = fact.conclusion
        while body.op == "forall" and len(holes) < 3:
            holes.append(context.fresh("hole", body.data, goal, *holes))  # type: ignore[arg-type]
            body = instantiate(body.args[0], [holes[-1]])
        if len(holes) < 3 or holes[2].sort != REAL or body.op != "implies" or body.args[1].op != "le":
            continue
        x, y, t = holes
        if body.args[0] is not conj(le(real(0), t), le(t, real(1))):
            continue
        bound = body.args[1].args[1]
        ends = [part.args[1] for part in bound.args] if bound.op == "add" else []
        if bound is not (add(mul(sub(real(1), t), ends[0]), mul(t, ends[1])) if len(ends) == 2 else None):
            continue
        first, second = match(ends[0], goal.args[0], [x]), match(ends[1], goal.args[1], [y])
        if first and second:
            found.append(context.derivation.forall_elim(context.derivation.forall_elim(fact, first[x]), second[y]))
    return found


def _least(context: Context, goal: Term, convexity: Theorem, minimum: Minimum) -> Theorem | None:
    d = context.derivation
    t, r = (context.fresh(name, REAL, goal, convexity.conclusion, minimum.objective) for name in ("t", "r"))
    curve = terms.lam(t, instantiate(convexity.conclusion.args[0], [t]).args[1].args[0])
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
    first = _at(context, goal, convexity, below, [radius, small], div(r, real(2)))
    second = _at(context, goal, convexity, below, [radius, large], real(Fraction(1, 2)))
    return d.exists_elim(on_line, d.cases(first, second, small.conclusion), r)


def _at(
    context: Context, goal: Term, convexity: Theorem, below: Theorem, bounds: list[Theorem], step: Term
) -> Theorem:
    """f(p) ≤ f(q), from f(p) ≤ g(t) ≤ (1 - t)·f(p) + t·f(q) at one t > 0."""
    d, inner = context.derivation, Context(context.derivation, tuple(bounds))
    r = bounds[0].conclusion.args[1]

    def shown(formula: Term) -> Theorem:
        return arithmetic(inner, formula)

    near = d.and_intro(shown(lt(neg(r), step)), shown(lt(step, r)))
    unit = d.and_intro(shown(le(real(0), step)), shown(le(step, real(1))))
    value = d.implies_elim(d.forall_elim(below, step), near)
    bound = d.implies_elim(d.forall_elim(convexity, step), unit)
    opposite = d.assume(lt(goal.args[1], goal.args[0]))
    products = ((ONE, (0,), (), ()), (ONE, (1,), (), ()), (ONE, (2, 3), (), ()))
    contradiction = d.psatz((value, bound, shown(lt(real(0), step)), opposite), FALSE, products, ())
    return d.not_lt(d.not_intro(contradiction, opposite.conclusion))
