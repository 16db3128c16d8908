"""A convex function lies above its tangents: f(p) + ⟨G(p), q - p⟩ ≤ f(q).

Else the slope c = ⟨G(p), q - p⟩ exceeds f(q) - f(p) by some a > 0.  With g(t) = f(p + t·(q - p)), convexity gives
g(t) - g(0) - c·t ≤ -a·t, while its square is at most (a/2)²·t² for small t > 0.
"""

from __future__ import annotations

from fractions import Fraction

from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, add, apply, instantiate, le, lt, mul, real, sub
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context, Open, Tactic
from ..convexity import Chord, chords
from ..gradients import (
    ZERO,
    Differentiable,
    difference,
    differentiable,
    equal_values,
    fraction,
    slope_along,
    too_steep,
    within_half,
)

ONE = Fraction(1)


def supporting(context: Context, goal: Term, then: Tactic) -> Theorem:
    """f(p) + ⟨G(p), q - p⟩ ≤ f(q), from facts that f is convex and has the gradient G; other goals go on."""
    if goal.op != "le" or goal.args[0].op != "add":
        return then(context, goal)
    (here, slope), there = goal.args[0].args, goal.args[1]
    for line in chords(context, here, there):
        for f in differentiable(context):
            try:
                return _above(context, goal, slope, line, f)
            except (Open, KernelError):
                continue
    raise context.open(goal, "supporting: no facts are that this function is convex and has this gradient")


def _above(context: Context, goal: Term, slope: Term, line: Chord, f: Differentiable) -> Theorem:
    d = context.derivation
    here, there = goal.args[0].args[0], goal.args[1]
    tangent, curve = slope_along(context, f, line.point, difference(line.end, line.point), slope)
    opposite = d.assume(lt(there, goal.args[0]))
    a = sub(add(here, slope), there)
    positive = arithmetic(Context(d, (opposite,)), lt(ZERO, a))
    found, e = within_half(d, tangent, positive)
    r = context.fresh("r", REAL, goal, found.conclusion)
    assumed = d.assume(instantiate(found.conclusion.args[0], [r]))
    radius, everywhere = d.and_left(assumed), d.and_right(assumed)
    step = fraction(d, radius)
    t, known = step.term, Context(d, (radius, step.equation, step.positive))
    below = arithmetic(known, lt(t, real(1)))
    small = arithmetic(Context(d, (*known.facts, below)), lt(mul(t, t), r))
    close = d.implies_elim(d.forall_elim(everywhere, t), small)
    rest = sub(apply(curve, t), add(here, mul(slope, t)))
    close = d.convert(close, le(mul(rest, rest), mul(e, mul(t, t))), ())
    unit = Context(d, (step.positive, below))
    within = d.and_intro(arithmetic(unit, le(ZERO, t)), arithmetic(unit, le(t, real(1))))
    chord = d.implies_elim(d.forall_elim(line.theorem, t), within)
    same = equal_values(d, apply(curve, t), line.value(t))
    # X = g(t) - f(p) - c·t: u = -X - a·t ≥ 0 by convexity
    u = sub(mul(real(-1), rest), mul(a, t))
    drop = d.psatz((chord, same), le(ZERO, u), ((ONE, (0,), (), ()),), ((1, real(1)),))
    contradiction = too_steep(d, close, positive, step.positive, drop)
    inside = d.exists_elim(found, contradiction, r)
    return d.not_lt(d.not_intro(inside, opposite.conclusion))
