"""The formulas of local minima: what "near" means for scalars and arrays, at a point and along a line.

Each is written in one place, here; rules compare by identity.
"""

from __future__ import annotations

from collections.abc import Sequence

from .errors import need
from .sorts import NATURAL, REAL, Sort, function
from .terms import (
    Term,
    abstract,
    add,
    apply,
    bounded_forall,
    conj,
    eq,
    exists,
    forall,
    fresh,
    implies,
    le,
    lt,
    make,
    mul,
    neg,
    real,
    sub,
)  # fmt: skip


def array_sort(order: int) -> Sort:
    """ℕ → … → ℝ."""
    return function(*[NATURAL] * order, REAL)


def _check(point: Term, shape: tuple) -> None:
    need(type(shape) is tuple and all(type(n) is Term for n in shape), "a shape is a tuple of sizes")
    need(all(n.closed and n.sort == NATURAL for n in shape), "a shape is a tuple of natural terms")
    need(point.closed and point.sort == array_sort(len(shape)), "a point of that many indices is expected")


def _entries(shape: tuple[Term, ...], body, *avoid: Term) -> Term:  # type: ignore[no-untyped-def]
    """∀i < n … body(i, …)."""
    indices: list[Term] = []
    for _ in shape:
        indices.append(fresh("i", NATURAL, *avoid, *shape, *indices))
    formula = body(*indices)
    for index, size in reversed(list(zip(indices, shape, strict=True))):
        formula = bounded_forall(index, size, formula)
    return formula


def near(point: Term, other: Term, shape: tuple[Term, ...], radius: Term) -> Term:
    """Every entry of `other` lies within the radius of the point's."""

    def at(*indices: Term) -> Term:
        p, q = apply(point, *indices), apply(other, *indices)
        return conj(lt(sub(p, radius), q), lt(q, add(p, radius)))

    return _entries(shape, at, point, other, radius)


def local_minimum(objective: Term, points: Sequence[Term], shapes: Sequence[tuple]) -> Term:
    """∃r. 0 < r ∧ ∀q…. near(p_1, q_1) ⇒ … ⇒ f(p…) ≤ f(q…), for f = λq…. f(q…)."""
    need(objective.closed and len(points) > 0 and len(points) == len(shapes), "an objective, points and shapes")
    for point, shape in zip(points, shapes, strict=True):
        _check(point, shape)
    sizes = [size for shape in shapes for size in shape]
    others: list[Term] = []
    for point in points:
        others.append(fresh("q", point.sort, objective, *points, *sizes, *others))
    radius = fresh("r", REAL, objective, *points, *sizes)
    formula = le(apply(objective, *points), apply(objective, *others))
    for point, other, shape in reversed(list(zip(points, others, shapes, strict=True))):
        formula = implies(near(point, other, shape, radius), formula)
    formula = abstract(formula, others[::-1])  # all at once: a formula of n variables would else be rebuilt n times
    for other in reversed(others):
        formula = make("forall", other.sort, (formula,))
    return exists(radius, conj(lt(real(0), radius), formula))


def line_minimum(value: Term, curve: Term) -> Term:
    """∃r. 0 < r ∧ ∀t. (-r < t ∧ t < r) ⇒ value ≤ g(t), for g = λt. g(t)."""
    r, t = fresh("r", REAL, value, curve), fresh("t", REAL, value, curve)
    within = conj(lt(neg(r), t), lt(t, r))
    return exists(r, conj(lt(real(0), r), forall(t, implies(within, le(value, apply(curve, t))))))


def ray_minimum(value: Term, curve: Term) -> Term:
    """∃r. 0 < r ∧ ∀t. (0 ≤ t ∧ t < r) ⇒ value ≤ g(t)."""
    r, t = fresh("r", REAL, value, curve), fresh("t", REAL, value, curve)
    within = conj(le(real(0), t), lt(t, r))
    return exists(r, conj(lt(real(0), r), forall(t, implies(within, le(value, apply(curve, t))))))


def starts_at(curve: Term, point: Term, shape: tuple) -> Term:
    """γ(0)(i…) = p(i…) within the shape."""
    _check(point, shape)
    return _entries(
        shape, lambda *indices: eq(apply(curve, real(0), *indices), apply(point, *indices)), curve, point
    )


def tangent(curve: Term, at: Term, slope: Term) -> Term:
    """∀e. 0 < e ⇒ ∃r. 0 < r ∧ ∀t. t² < r ⇒ (g(a + t) - (g(a) + c·t))² ≤ e·t², for g = λt. g(t): g'(a) = c.

    The definition |g(a + t) - g(a) - c·t| ≤ ε·|t| for |t| < δ, squared: e = ε² and r = δ².
    """
    e, r, t = (fresh(name, REAL, curve, at, slope) for name in "ert")
    rest = sub(apply(curve, add(at, t)), add(apply(curve, at), mul(slope, t)))
    bounded = implies(lt(mul(t, t), r), le(mul(rest, rest), mul(e, mul(t, t))))
    return forall(e, implies(lt(real(0), e), exists(r, conj(lt(real(0), r), forall(t, bounded)))))
