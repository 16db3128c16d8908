"""A slope from the right is not negative: 0 ≤ ⟨G(P), v⟩ + c, where f(P + k·v) + k·c ≥ f(P) for arbitrarily small k > 0.

What is needed stands among the facts, f having the gradient G:

    on a curve      ∃R. 0 < R ∧ ∀t. (-R < t ∧ t < R) ⇒ A ≤ B(t)         (tactic `on_curve`)
    its values      ∀t. 0 < t ⇒ B(t) = f(P + k(t)·v) + …,  so that B(t) - A = f(P + k(t)·v) - f(P) + k(t)·c
    small steps     ∀R d. 0 < R ⇒ 0 < d ⇒ 0 < t ∧ t < R ∧ 0 < k(t) ∧ k(t) < d, for some t that depends on R and d

Were u = -(⟨G(P), v⟩ + c) positive, f(P + k·v) - f(P) - k·⟨G(P), v⟩ would be at least k·u for such k, while its square
is at most (k·u/2)² for all small k.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from theorycheck.kernel import terms
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, add, apply, instantiate, le, lt, mul, real, sub
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context, Open, Tactic
from ..discharge import without_premises
from ..gradients import (
    ZERO,
    Differentiable,
    differentiable,
    directed,
    equal_values,
    fraction,
    slope_along,
    too_steep,
    within_half,
)
from ..instances import applied
from ..matching import match
from .on_curve import line

ONE = Fraction(1)


@dataclass(frozen=True)
class _Step:
    """A step k > 0 below some bound, and A ≤ B(t) there."""

    known: Context
    k: Term
    value: Theorem


def ray(context: Context, goal: Term, then: Tactic) -> Theorem:
    """0 ≤ ⟨G(P), v⟩ + c; other goals go on."""
    if goal.op != "le" or goal.args[0] is not ZERO or goal.args[1].op != "add":
        return then(context, goal)
    slope = goal.args[1].args[0]
    for f in differentiable(context):
        for point, direction in _lines(context, f, slope):
            tangent, curve = slope_along(context, f, point, direction, slope)
            for on_curve in context.facts:
                if line(context, on_curve.conclusion) is None:
                    continue
                try:
                    return _not_negative(context, goal, tangent, curve, f.at(f.here, point, point), on_curve)
                except (Open, KernelError):
                    continue
    raise context.open(goal, "ray: no facts are that a function with this gradient does not fall on small steps")


def _lines(context: Context, f: Differentiable, slope: Term) -> Iterator[tuple[Term, Term]]:
    """The point P and the direction v of a slope ⟨G(P), v⟩."""
    v = context.fresh("v", f.x.sort, slope, f.linear)
    found = match(directed(f.linear, v), slope, [f.x, v])
    if found is not None and len(found) == 2:
        yield found[f.x], found[v]


def _not_negative(
    context: Context, goal: Term, tangent: Theorem, curve: Term, here: Term, on_curve: Theorem
) -> Theorem:
    d = context.derivation
    slope, rest = goal.args[1].args
    opposite = d.assume(lt(goal.args[1], ZERO))
    u = mul(real(-1), goal.args[1])
    above = arithmetic(Context(d, (opposite,)), lt(ZERO, u))
    found, e = within_half(d, tangent, above)
    r = context.fresh("r", REAL, goal, found.conclusion)
    near = d.assume(instantiate(found.conclusion.args[0], [r]))
    radius = d.and_left(near)
    bound = fraction(d, radius)
    known = Context(d, (radius, bound.equation, bound.positive))
    small = Context(d, (arithmetic(known, lt(bound.term, real(1))), arithmetic(known, lt(bound.term, r))))

    def contradicted(step: _Step) -> Theorem:
        k, inner = step.k, step.known
        for fact in small.facts:
            inner = inner.knowing(fact)
        below = Context(d, tuple(arithmetic(inner, lt(k, bigger)) for bigger in (real(1), r)))
        close = arithmetic(below.knowing(step.known.facts[0]), lt(mul(k, k), r))
        tight = d.implies_elim(d.forall_elim(d.and_right(near), k), close)
        there = apply(curve, k)
        error = sub(there, add(here, mul(slope, k)))
        tight = d.convert(tight, le(mul(error, error), mul(e, mul(k, k))), ())
        spare = add(sub(there, here), mul(k, rest))  # error - k·u
        rise = _rise(context, step, there, spare)
        return too_steep(d, tight, above, step.known.facts[0], rise)

    absurd = _at_small_steps(context, on_curve, bound.term, bound.positive, contradicted, goal)
    return d.not_lt(d.not_intro(d.exists_elim(found, absurd, r), opposite.conclusion))


def _at_small_steps(context, on_curve, bound, positive, contradicted, goal) -> Theorem:  # type: ignore[no-untyped-def]
    """False, from what contradicts each small step: one below the curve's radius and the bound is taken."""
    d = context.derivation
    radius = context.fresh("R", REAL, on_curve.conclusion, bound, goal)
    within = d.assume(instantiate(on_curve.conclusion.args[0], [radius]))
    wide = d.and_left(within)
    for fact in context.facts:
        step = _small_step(context, fact, wide, positive, radius, bound)
        if step is None:
            continue
        for t, k in _steps(step, radius, bound):
            up = [p for p in step.facts if p.conclusion is lt(ZERO, k)]
            known = Context(d, (*up, *step.facts, wide))
            try:
                value = d.implies_elim(d.forall_elim(d.and_right(within), t), _inside(known, radius, t))
                return d.exists_elim(on_curve, contradicted(_Step(known, k, value)), radius)
            except (Open, KernelError):
                continue
    raise context.open(goal, "ray: no fact gives small steps on this curve")


def _inside(known: Context, radius: Term, t: Term) -> Theorem:
    return known.derivation.and_intro(arithmetic(known, lt(terms.neg(radius), t)), arithmetic(known, lt(t, radius)))


def _small_step(
    context: Context, fact: Theorem, wide: Theorem, positive: Theorem, radius: Term, bound: Term
) -> Context | None:
    """What the fact says at this radius and this bound, where it speaks of all."""
    theorem = fact
    for value in (radius, bound):
        if theorem.conclusion.op != "forall" or theorem.conclusion.data != REAL:
            return None
        theorem = context.derivation.forall_elim(theorem, value)
    theorem = without_premises(context.knowing(wide).knowing(positive), theorem)
    return Context(context.derivation).knowing(theorem) if theorem.conclusion.op == "and" else None


def _steps(step: Context, radius: Term, bound: Term) -> list[tuple[Term, Term]]:
    """t < R and k < d."""
    below = [fact.conclusion.args for fact in step.facts if fact.conclusion.op == "lt"]
    return [(t, k) for t, wide in below for k, small in below if wide is radius and small is bound]


def _rise(context: Context, step: _Step, there: Term, spare: Term) -> Theorem:
    """0 ≤ f(P + k·v) - f(P) + k·c, from A ≤ B(t) and what is known of B."""
    d = context.derivation
    value = step.value.conclusion.args[1]
    known = context
    for fact in step.known.facts:
        known = known.knowing(fact)
    for fact in context.facts:
        equation = _value_at(known, fact, value)
        for same in _same(context, equation, there) if equation is not None else ():
            try:
                facts = (step.value, equation, same)
                return d.psatz(facts, le(ZERO, spare), ((ONE, (0,), (), ()),), ((1, real(1)), (2, real(1))))
            except KernelError:
                continue
    raise context.open(le(ZERO, spare), "ray: what the objective is on the curve is not known")


def _value_at(context: Context, fact: Theorem, value: Term) -> Theorem | None:
    """B(t) = …, where the fact says so of all t."""
    if fact.conclusion.op != "forall" or fact.conclusion.data != REAL:
        return None
    hole = context.fresh("hole", REAL, fact.conclusion, value)
    body = instantiate(fact.conclusion.args[0], [hole])
    while body.op in ("implies", "and"):
        body = body.args[1]
    found = match(body.args[0], value, [hole]) if body.op == "eq" else None
    theorem = applied(context, fact, [found[hole]]) if found else None
    return None if theorem is None else Context(context.derivation).knowing(theorem).facts[-1]


def _same(context: Context, equation: Theorem, there: Term) -> Iterator[Theorem]:
    """f(Q) = f(P + k·v), for the value f(Q) on the equation's right side."""
    for part in terms.postorder(equation.conclusion.args[1]):
        if part.op == "app" and part.closed and part.sort == REAL and part.args[0] is there.args[0]:
            try:
                yield equal_values(context.derivation, part, there)
            except KernelError:
                continue
