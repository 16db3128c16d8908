"""Positive definite matrices over a box, and the second-order sufficient condition for a minimum."""

from __future__ import annotations

from .. import interval as iv
from ..enclosure import Enclosure
from ..errors import KernelError, need
from ..interval import Interval
from ..landscape import (
    fresh_reals,
    gradient,
    hessian,
    inner_root,
    is_function,
    local_minimum,
    on_box,
    positive_definite,
    smooth,
    squares,
)  # fmt: skip
from ..sorts import REAL
from ..terms import Term, apply, conj, implies, le, lt, real, sub, substitute
from ..theorem import Theorem, conclude, rule
from .evaluation import MAX_PRECISION, read_interval
from .roots import read_box


@rule
def definite(variables: tuple[Term, ...], bounds: tuple, matrix: tuple, precision: int) -> Theorem:
    """⊢ H(x) is positive definite for every x in the box, by elimination in intervals, spelled

        ∀x_1. lo_1 ≤ x_1 ⇒ x_1 ≤ hi_1 ⇒ ∀x_2. … ⇒ ∀v_1 … ∀v_n. 0 < Σ_i v_i·v_i ⇒ 0 < Σ_i v_i·(Σ_j H_ij·v_j)

    `matrix` is a tuple of n rows of n closed real terms.  Its symmetric part S = (H + Hᵀ)/2, which has the same
    quadratic form, is enclosed over the box; then S = L D Lᵀ is computed in intervals, rounded outward, and every
    pivot must have a lower end > 0.

    Why: for a symmetric S = (d, bᵀ; b, C), vᵀSv = d (v_1 + bᵀv'/d)² + v'ᵀ(C - b bᵀ/d)v', so that S is positive
    definite if d > 0 and its Schur complement C - b bᵀ/d is.  One step in intervals contains d and the complement of
    every S in the enclosure, so by induction all of these are positive definite.  (Interval Cholesky method: Alefeld
    and Mayer, Linear Algebra and its Applications 194, 1993.)
    """
    box = read_box(variables, bounds)
    need(0 < precision <= MAX_PRECISION, "definite: precision out of range")
    need(len(matrix) > 0 and all(type(row) is tuple and len(row) == len(matrix) for row in matrix), "definite: n rows")
    need(all(type(entry) is Term for row in matrix for entry in row), "definite: a matrix of terms")
    need(all(entry.closed and entry.sort == REAL for row in matrix for entry in row), "definite: closed real terms")
    over = Enclosure(dict(zip(variables, box, strict=True)), precision)
    lower = [
        [_mean(over.value(matrix[i][j]), over.value(matrix[j][i]), precision) for j in range(i + 1)]
        for i in range(len(matrix))
    ]
    _eliminate(lower, precision)
    return conclude(on_box(variables, box, positive_definite(matrix)))


def _mean(a: Interval, b: Interval, precision: int) -> Interval:
    return a if a == b else iv.outward((a.lo + b.lo) / 2, (a.hi + b.hi) / 2, precision)


def _eliminate(lower: list[list[Interval]], precision: int) -> None:
    """Replaces the lower triangle by its Schur complements, pivot by pivot; refuses a pivot that may be ≤ 0."""
    for k in range(len(lower)):
        pivot = lower[k][k]
        if pivot.lo <= 0:
            raise KernelError(f"definite: pivot {k + 1} of {len(lower)} is not shown positive")
        for i in range(k + 1, len(lower)):
            row, b = lower[i], lower[i][k]
            factor = iv.div(b, pivot, precision)
            for j in range(k + 1, i):
                row[j] = _minus(row[j], iv.mul(factor, lower[j][k], precision), precision)
            row[i] = _minus(row[i], iv.div(iv.square(b, precision), pivot, precision), precision)


def _minus(a: Interval, b: Interval, precision: int) -> Interval:
    return iv.add(a, iv.neg(b), precision)


@rule
def strict_minimum(
    critical: Theorem, definite: Theorem, domain: Theorem, function: Term, bounds: tuple, point: tuple[Term, ...]
) -> Theorem:
    """A stationary point in a box on which the Hessian is positive definite is the strict minimum of f there.

    `function` is f = λx_1 … λx_N. f(x), X the box of the rational `bounds`, and the `point` a = (a_1, …, a_N) closed
    real terms, which may have free variables.  The premises must be, word for word,
        critical  lo_1 < a_1 ∧ a_1 < hi_1 ∧ … ∧ ∂_1 f(a) = 0 ∧ … ∧ ∂_N f(a) = 0         (`landscape.inner_root`)
        definite  ∀x ∈ X. ∂∂f(x) is positive definite                                    (as `definite` says it)
        domain    ∀x ∈ X. D(x), D the smoothness of f, ∂_1 f, …, ∂_N f                   (`landscape.smooth`)
    with derivatives as `landscape.gradient` and `landscape.hessian` write them.  The conclusion is
        LM ∧ (∀x ∈ X. f(a) ≤ f(x)) ∧ (∀x ∈ X. 0 < Σ_i (x_i - a_i)·(x_i - a_i) ⇒ f(a) < f(x))
    with LM = ∃r. 0 < r ∧ ∀q_1 … ∀q_N. (a_1 - r < q_1 ∧ q_1 < a_1 + r) ⇒ … ⇒ f(a) ≤ f(q), and ∀x ∈ X as `ball` has it.

    Why: D makes f analytic on a neighbourhood of X, with these derivatives.  For x ∈ X, x ≠ a, the segment from a to x
    lies in X (a box is convex); g(t) = f(a + t(x - a)) has g'(0) = 0 and g''(t) > 0 on it, so g(1) > g(0).  As a lies
    in the interior of X, some cube around a lies in X.
    """
    count = len(point)
    need(is_function(function, count) and count > 0, "strict_minimum: λx_1 … λx_N. f(x), for a point of N reals")
    need(all(a.closed and a.sort == REAL for a in point), "strict_minimum: a point of closed real terms")
    need(len(bounds) == count, "strict_minimum: bounds for each coordinate")
    box = [read_interval(pair) for pair in bounds]
    x = fresh_reals("x", count, function, *point)
    value, least = apply(function, *x), apply(function, *point)
    first = gradient(value, x)
    put = dict(zip(x, point, strict=True))
    stationary = inner_root(point, box, [substitute(slope, put) for slope in first])
    need(critical.conclusion is stationary, "strict_minimum: the point is not shown stationary inside the box")
    curved = on_box(x, box, positive_definite(hessian(first, x)))
    need(definite.conclusion is curved, "strict_minimum: not shown definite on the box")
    defined = on_box(x, box, smooth((value, *first), x))
    need(domain.conclusion is defined, "strict_minimum: not shown smooth on the box")
    apart = lt(real(0), squares([sub(here, a) for here, a in zip(x, point, strict=True)]))
    weak, strict = on_box(x, box, le(least, value)), on_box(x, box, implies(apart, lt(least, value)))
    return conclude(conj(local_minimum(function, point), conj(weak, strict)), [critical, definite, domain])
