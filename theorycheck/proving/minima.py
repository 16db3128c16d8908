"""What a local minimum among the facts says along a curve."""

from __future__ import annotations

from dataclasses import dataclass

from theorycheck.kernel import terms
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.neighbourhoods import line_minimum, local_minimum, starts_at
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import Term, apply, instantiate
from theorycheck.kernel.theorem import Theorem

from .context import Context, introduce
from .matching import match


@dataclass(frozen=True)
class Minimum:
    """A fact that is a local minimum, taken apart: f = λq…, the points and their shapes."""

    fact: Theorem
    objective: Term
    points: tuple[Term, ...]
    shapes: tuple[tuple[Term, ...], ...]


def minima(context: Context) -> list[Minimum]:
    """The local minima among the facts."""
    return [minimum for fact in context.facts if (minimum := _minimum(context, fact)) is not None]


def _minimum(context: Context, fact: Theorem) -> Minimum | None:
    formula = fact.conclusion
    if formula.op != "exists" or formula.data != REAL or formula.args[0].op != "and":
        return None
    radius = context.fresh("r", REAL, formula)
    body = instantiate(formula.args[0], [radius]).args[1]
    others: list[Term] = []
    while body.op == "forall":
        others.append(context.fresh("q", body.data, formula, *others))  # type: ignore[arg-type]
        body = instantiate(body.args[0], [others[-1]])
    points, shapes = [], []
    for _ in others:
        if body.op != "implies":
            return None
        near, body = body.args
        point, shape = _centre(near)
        points.append(point)
        shapes.append(shape)
    if body.op != "le" or not others:
        return None
    objective = body.args[1]
    for other in reversed(others):
        objective = terms.lam(other, objective)
    try:
        same = local_minimum(objective, points, shapes) is formula
    except KernelError:
        return None
    return Minimum(fact, objective, tuple(points), tuple(shapes)) if same else None


def _centre(near: Term) -> tuple[Term, tuple[Term, ...]]:
    """The point and the shape of a formula `near`."""
    indices: list[Term] = []
    shape: list[Term] = []
    while near.op == "forall":
        indices.append(terms.fresh("i", NATURAL, near, *indices))
        within, near = instantiate(near.args[0], [indices[-1]]).args
        shape.append(within.args[1])
    point = near.args[0].args[0].args[0]  # (p - r < q) ∧ …
    for index in reversed(indices):
        point = terms.lam(index, point)
    return point, tuple(shape)


def on_line(context: Context, value: Term, curve: Term) -> Theorem | None:
    """⊢ ∃r. 0 < r ∧ ∀t. (-r < t ∧ t < r) ⇒ value ≤ g(t) of a curve λt. g(t) through a minimum among the facts."""
    for minimum in minima(context):
        found = minimum_on_line(context, minimum, curve)
        try:
            if found is not None:
                return context.derivation.convert(found, line_minimum(value, curve), ())
        except KernelError:
            continue
    return None


def minimum_on_line(context: Context, minimum: Minimum, curve: Term) -> Theorem | None:
    """⊢ ∃r. 0 < r ∧ ∀t. (-r < t ∧ t < r) ⇒ g(0) ≤ g(t), where g = λt. g(t) is f along some curve through the point."""
    d = context.derivation
    t = context.fresh("t", REAL, curve, minimum.objective, *minimum.points)
    holes = [context.fresh(f"hole_{n}", point.sort, curve) for n, point in enumerate(minimum.points)]
    found = match(apply(minimum.objective, *holes), apply(curve, t), holes)
    if found is None or len(found) < len(holes):
        return None
    curves = [terms.lam(t, found[hole]) for hole in holes]
    try:
        starts = [
            introduce(context, starts_at(c, p, shape), lambda inner, goal: d.convert(d.truth(), goal, ()))
            for c, p, shape in zip(curves, minimum.points, minimum.shapes, strict=True)
        ]
        along = d.along(minimum.fact, minimum.objective, minimum.points, minimum.shapes, curves, starts)
        return d.convert(along, line_minimum(apply(curve, terms.real(0)), curve), ())
    except KernelError:
        return None
