"""The first-order condition on a ray: a ≤ ⟨G(p), v⟩, where f(p) + a·t ≤ f(p + t·v) is known of small t > 0.

Else a exceeds the slope c = ⟨G(p), v⟩ by some ε > 0.  With g(t) = f(p + t·v), then g(t) - g(0) - c·t ≥ ε·t, while its
square is at most (ε/2)²·t² for small t > 0.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from theorycheck.kernel import terms
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, add, apply, instantiate, le, lt, mul, postorder, real, sub
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic, refute
from ..choices import by_choice, innermost_choice
from ..context import Context, Open, Tactic, introduce
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
from ..instances import applied
from ..matching import match

ONE = Fraction(1)
SPLITS = 4
Ray = tuple[Theorem, Term, Term]  # a fact ∀t. …, the point p, and the curve λt. p + t·v in it


def first_order(context: Context, goal: Term, then: Tactic) -> Theorem:
    """a ≤ ⟨G(p), v⟩, or ≥, or =, from a gradient and a fact ∀t. … about f(p) and f(p + t·v); other goals go on."""
    if goal.op not in ("le", "eq") or goal.args[0].sort != REAL:
        return then(context, goal)
    if goal.op == "eq":
        a, b = goal.args
        return context.derivation.antisymmetry(*(first_order(context, g, then) for g in (le(a, b), le(b, a))))
    for f in differentiable(context):
        for ray in _rays(context, f):
            for sign in (1, -1):
                try:
                    return _shown(context, goal, f, ray, sign)
                except (Open, KernelError):
                    continue
    raise context.open(goal, "first_order: no fact bounds a differentiable function along this direction")


def _rays(context: Context, f: Differentiable) -> Iterator[Ray]:
    for fact in reversed(context.facts):
        if fact.conclusion.op != "forall" or fact.conclusion.data != REAL:
            continue
        t = context.fresh("t", REAL, fact.conclusion, f.fact.conclusion)
        body = instantiate(fact.conclusion.args[0], [t])
        while body.op == "implies":
            body = body.args[1]
        if body.op != "le":
            continue
        found = (match(f.here, part, [f.x]) for part in postorder(body) if part.closed and part.op == "app")
        points = [values[f.x] for values in found if values]
        for curve in (point for point in points if t.data in point.free):
            for point in (point for point in points if t.data not in point.free):
                yield fact, point, terms.lam(t, curve)


def _shown(context: Context, goal: Term, f: Differentiable, ray: Ray, sign: int) -> Theorem:
    """The goal, from the fact at a small t of that sign."""
    d, (fact, point, path) = context.derivation, ray
    slope, bound = goal.args[::-sign]
    tangent, curve = slope_along(context, f, point, difference(apply(path, real(1)), apply(path, ZERO)), slope)
    opposite = d.assume(lt(goal.args[1], goal.args[0]))
    gap = sub(goal.args[0], goal.args[1])
    positive = arithmetic(Context(d, (opposite,)), lt(ZERO, gap))
    near, e = within_half(d, tangent, positive)
    r = context.fresh("r", REAL, goal, near.conclusion)
    assumed = d.assume(instantiate(near.conclusion.args[0], [r]))
    radius, everywhere = d.and_left(assumed), d.and_right(assumed)
    size, known = _small(context, fact, radius)
    t = mul(real(sign), size)
    square = arithmetic(Context(d, known.facts), lt(mul(t, t), r))
    start, rest = apply(curve, ZERO), sub(apply(curve, t), add(apply(curve, ZERO), mul(slope, t)))
    close = d.convert(d.implies_elim(d.forall_elim(everywhere, t), square), le(mul(rest, rest), mul(e, mul(t, t))), ())
    told = applied(Context(d, (*context.facts, *known.facts)), fact, [t])
    if told is None:
        raise context.open(goal, "first_order: the fact does not speak of small t")
    same = (_same(context, f, curve, t, apply(path, t)), _same(context, f, curve, ZERO, point))
    wanted = terms.implies(told.conclusion, le(add(start, mul(bound, t)), apply(curve, t)))
    grown = d.implies_elim(_decided(Context(d, (*context.facts, *known.facts, *same)), wanted, SPLITS), told)
    # X = g(t) - g(0) - c·t: u = X - ε·|t| ≥ 0
    u = sub(rest, mul(gap, size))
    rise = d.psatz((grown,), le(ZERO, u), ((ONE, (0,), (), ()),), ())
    contradiction = too_steep(d, close, positive, known.facts[0], rise)
    return d.not_lt(d.not_intro(d.exists_elim(near, contradiction, r), opposite.conclusion))


def _decided(context: Context, goal: Term, splits: int) -> Theorem:
    """The goal by arithmetic, once choices such as |t| in it are decided."""
    choice = innermost_choice(goal) if splits else None
    if choice is None:
        return introduce(context, goal, _settled)
    return by_choice(context, goal, choice, lambda inner, leaf: _decided(inner, leaf, splits - 1))


def _settled(context: Context, goal: Term) -> Theorem:
    """An inequality by arithmetic; anything where the choices made contradict each other."""
    try:
        return arithmetic(context, goal)
    except Open:
        return context.derivation.false_elim(refute(context), goal)


def _same(context: Context, f: Differentiable, curve: Term, t: Term, point: Term) -> Theorem:
    """g(t) = f(the point)."""
    return equal_values(context.derivation, apply(curve, t), f.at(f.here, point, point))


def _small(context: Context, fact: Theorem, radius: Theorem) -> tuple[Term, Context]:
    """Some s with 0 < s < 1 and s² < r, also below what the fact asks of t; 0 < s is the first fact of the context."""
    d = context.derivation
    first, *others = [_fraction(context, bound) for bound in (radius, *_limits(context, fact))]
    size, known = first
    for factor, more in others[:1]:
        both = Context(d, (*known.facts, *more.facts))
        product = mul(size, factor)
        shown = [arithmetic(both, goal) for goal in (lt(ZERO, product), lt(product, size), lt(product, factor))]
        size, known = product, Context(d, (*shown, *both.facts))
    return size, known


def _fraction(context: Context, positive: Theorem) -> tuple[Term, Context]:
    """From 0 < b some q with 0 < q < 1 and q < b: b/(1 + b)."""
    d = context.derivation
    b = positive.conclusion.args[1]
    step = fraction(d, positive)
    inner = Context(d, (positive, step.equation, step.positive))
    below = (arithmetic(inner, lt(step.term, real(1))), arithmetic(inner, lt(step.term, b)))
    return step.term, Context(d, (step.positive, *below))


def _limits(context: Context, fact: Theorem) -> list[Theorem]:
    """0 < b, where it is known and the fact asks for t < b or t ≤ b."""
    t = context.fresh("t", REAL, fact.conclusion)
    body = instantiate(fact.conclusion.args[0], [t])
    asked: list[Term] = []
    while body.op == "implies":
        asked += postorder(body.args[0])
        body = body.args[1]
    ends = [part.args[1] for part in asked if part.op in ("lt", "le") and part.args[0] is t]
    return [
        f
        for f in context.facts
        if f.conclusion.op == "lt" and f.conclusion.args[0] is ZERO and f.conclusion.args[1] in ends
    ]
