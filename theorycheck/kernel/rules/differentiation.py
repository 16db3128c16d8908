"""Derivatives as terms, local minima along a curve, and Fermat's conditions there.

Formulas, with `deriv(f, a)` the derivative of f at a:

    near(p, q, shape, r)    p(i…) - r < q(i…) ∧ q(i…) < p(i…) + r  for all indices within the shape
    local minimum           ∃r. 0 < r ∧ ∀q_1 … q_n. near(p_1, q_1) ⇒ … ⇒ near(p_n, q_n) ⇒ f(p…) ≤ f(q…)
"""

from __future__ import annotations

from .. import calculus
from ..errors import need, spend
from ..neighbourhoods import line_minimum, local_minimum, ray_minimum, starts_at
from ..sorts import REAL, function
from ..terms import TRUE, Term, apply, conj, deriv, eq, fresh, lam, le, postorder, real, substitute
from ..theorem import Theorem, conclude, rule


def _opened(curve: Term) -> tuple[Term, Term]:
    """A fresh variable t and f(t), for f = λt. f(t)."""
    need(curve.closed and curve.sort == function(REAL, REAL), "a closed term λt. f(t), a real function, is expected")
    t = fresh("t", REAL, curve)
    return t, apply(curve, t)


def _at(term: Term, variable: Term, value: Term) -> Term:
    return substitute(term, {variable: value})


def _smooth(value: Term, variable: Term) -> Term:
    """D, for a term that has a derivative by the rules; `calculus.differentiable` alone would pass over others."""
    calculus.derivative(value, variable)
    return calculus.differentiable(value, variable)


@rule
def derive(domain: Theorem, curve: Term, at: Term) -> Theorem:
    """From D(a) conclude deriv(λt. f(t), a) = f'(a), for a real number a.

    f' is what the rules of the calculus make of f (`calculus.derivative`), which refuses an f that they do not cover;
    D says that no denominator vanishes and that arguments of log and sqrt are positive (`calculus.differentiable`), and
    is `true` where f has neither.

    Why: where D holds, f is built at a by sums, products, quotients and compositions of functions that are
    differentiable there.  (Rudin, Principles of Mathematical Analysis, 1976, Theorems 5.3 and 5.5.)
    """
    t, value = _opened(curve)
    need(at.closed and at.sort == REAL, "derive: at a real number")
    condition = _at(_smooth(value, t), t, at)
    need(domain.conclusion is condition, "derive: the premise is not the condition for differentiability")
    return conclude(eq(deriv(curve, at), _at(calculus.derivative(value, t), t, at)), [domain])


@rule
def along(
    minimum: Theorem, objective: Term, points: tuple[Term, ...], shapes: tuple, curves: tuple[Term, ...],
    starts: tuple[Theorem, ...],
) -> Theorem:  # fmt: skip
    """A local minimum is one along every continuous curve through it.

    `objective` is f = λq_1 … q_n. f(q), the `points` p_i are arrays of the `shapes`, the `curves` γ_i = λt. λindices. …
    of the points' sorts.  The premises must be, word for word,
        minimum  the local minimum of f at p                              (`neighbourhoods.local_minimum`)
        starts   γ_i(0) = p_i at all indices within the shape, one each   (`neighbourhoods.starts_at`)
    and each entry of γ_i is built from t by operations that are continuous everywhere (`continuous`).
    The conclusion is ∃r. 0 < r ∧ ∀t. (-r < t ∧ t < r) ⇒ f(p) ≤ f(γ(t)).

    Why: let r be the minimum's radius.  Each entry of γ_i(t) lies within r of p_i's for |t| small enough; a shape has
    finitely many entries, and there are finitely many shapes, so that one bound on |t| serves them all.
    """
    need(len(points) == len(shapes) == len(curves) == len(starts), "along: a shape, a curve and a start each")
    need(minimum.conclusion is local_minimum(objective, points, shapes), "along: the premise is no such local minimum")
    t = fresh("t", REAL, objective, *points, *curves)
    for point, shape, curve, start in zip(points, shapes, curves, starts, strict=True):
        need(curve.closed and curve.sort == function(REAL, point.sort), "along: a curve in the point's sort")
        need(start.conclusion is starts_at(curve, point, shape), "along: a curve does not start at the point")
        indices: list[Term] = []
        for _ in shape:
            indices.append(fresh("i", ("nat",), curve, t, *indices))
        need(continuous(apply(curve, t, *indices), t), "along: a curve is not seen to be continuous")
    here = apply(objective, *points)
    there = lam(t, apply(objective, *(apply(curve, t) for curve in curves)))
    return conclude(line_minimum(here, there), [minimum, *starts])


def continuous(term: Term, variable: Term) -> bool:
    """Whether the term is built from the variable by operations that are continuous everywhere."""
    return all(_continuous(part, variable) for part in postorder(term))


def _continuous(part: Term, variable: Term) -> bool:
    spend(1)
    if variable.data not in part.free:
        return True  # a constant, whatever it is
    match part.op:
        case "sum":
            return variable.data not in part.args[0].free
        case "select":
            return variable.data not in part.args[0].free
    return part is variable or part.op in ("add", "mul", "exp", "sin", "cos", "arctan", "tanh")


@rule
def fermat(minimum: Theorem, domain: Theorem, curve: Term) -> Theorem:
    """From a minimum of g at 0 on a line and D(0) conclude deriv(g, 0) = 0.

    The premises must be, word for word,
        minimum  ∃r. 0 < r ∧ ∀t. (-r < t ∧ t < r) ⇒ g(0) ≤ g(t)   (`neighbourhoods.line_minimum`), g = λt. g(t)
        domain   D(0), as in `derive`
    Why: the quotients (g(t) - g(0))/t are ≥ 0 for small t > 0 and ≤ 0 for t < 0, and have one limit.  (Fermat; Rudin,
    Theorem 5.8.)
    """
    t, value = _opened(curve)
    need(minimum.conclusion is line_minimum(_at(value, t, real(0)), curve), "fermat: no minimum of this function at 0")
    need(domain.conclusion is _at(_smooth(value, t), t, real(0)), "fermat: not shown differentiable")
    return conclude(eq(deriv(curve, real(0)), real(0)), [minimum, domain])


@rule
def fermat_one_sided(minimum: Theorem, domain: Theorem, curve: Term) -> Theorem:
    """From a minimum of g at 0 on the ray t ≥ 0 and D(0) conclude 0 ≤ deriv(g, 0).

    The premises must be, word for word,
        minimum  ∃r. 0 < r ∧ ∀t. (0 ≤ t ∧ t < r) ⇒ g(0) ≤ g(t)    (`neighbourhoods.ray_minimum`), g = λt. g(t)
        domain   D(0), as in `derive`
    Why: g is differentiable at 0, so its derivative is the limit of (g(t) - g(0))/t ≥ 0 from the right.
    """
    t, value = _opened(curve)
    need(minimum.conclusion is ray_minimum(_at(value, t, real(0)), curve), "fermat_one_sided: no minimum on the ray")
    need(domain.conclusion is _at(_smooth(value, t), t, real(0)), "fermat_one_sided: not shown differentiable")
    return conclude(le(real(0), deriv(curve, real(0))), [minimum, domain])


@rule
def fermat_second_order(minimum: Theorem, domain: Theorem, curve: Term) -> Theorem:
    """From a minimum of g at 0 on a line, D(0) for g and for g', conclude 0 ≤ deriv(λs. deriv(g, s), 0).

    The premises must be, word for word,
        minimum  as in `fermat`
        domain   D(0) ∧ D'(0), D' that of g' as `calculus.derivative` writes it   (`twice_differentiable`)
    Why: D is open, so g is differentiable near 0 with derivative g', and g' is differentiable at 0.  As g'(0) = 0, a
    negative second derivative would make g' positive before 0 and negative after, and 0 a strict maximum.
    """
    t, value = _opened(curve)
    need(minimum.conclusion is line_minimum(_at(value, t, real(0)), curve), "fermat_second_order: no minimum at 0")
    condition = twice_differentiable(value, t)
    need(domain.conclusion is _at(condition, t, real(0)), "fermat_second_order: not shown twice differentiable")
    return conclude(le(real(0), deriv(lam(t, deriv(curve, t)), real(0))), [minimum, domain])


def twice_differentiable(value: Term, variable: Term) -> Term:
    """D for the term and for its derivative; `true` where both are."""
    first, second = _smooth(value, variable), _smooth(calculus.derivative(value, variable), variable)
    return second if first is TRUE else first if second is TRUE else conj(first, second)


