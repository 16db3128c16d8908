"""A local minimum modulo a group of symmetries: what is a minimum on a slice through the orbits is one outright."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from ..errors import need
from ..landscape import (
    conjunction,
    determinant,
    everywhere,
    fresh_reals,
    gradient,
    in_cube,
    is_function,
    local_minimum,
    smooth,
)  # fmt: skip
from ..sorts import REAL
from ..terms import Term, apply, eq, lam, negate, real, substitute
from ..theorem import Theorem, conclude, rule

LARGEST_DIMENSION = 9


@rule
def slice(
    invariance: Theorem, neutral: Theorem, domain: Theorem, rank: Theorem, minimum: Theorem, function: Term,
    maps: tuple[Term, ...], fixed: tuple, point: tuple[Term, ...], radius: Fraction,
) -> Theorem:  # fmt: skip
    """A minimum on a slice across the orbits of a family of symmetries is a local minimum.

    `function` is f = λx_1 … λx_N. f(x); the `maps` are φ_j = λg_1 … λg_r λx_1 … λx_N. φ_j(g, x) for j = 1 … N; the
    `point` a is of N closed real terms; `fixed` holds r different positions J in increasing order, counted from 0,
    0 < r < N; `radius` is a rational ρ > 0.  Terms may have free variables.  The premises must be, word for word,
        invariance  ∀g_1. -ρ < g_1 ⇒ g_1 < ρ ⇒ ∀g_2. … ⇒ ∀x_1 … ∀x_N. f(φ_1(g, x), …, φ_N(g, x)) = f(x)
        neutral     ∀x_1 … ∀x_N. φ_1(0, x) = x_1 ∧ … ∧ φ_N(0, x) = x_N
        domain      D(0, a), D the smoothness of all φ_j in (g, x)                       (`landscape.smooth`)
        rank        ¬(det(T) = 0), T the r × r matrix of ∂φ_j/∂g_k at (0, a), with a row for each k and a column for
                    each j ∈ J, as `landscape.gradient` and `landscape.determinant` write them
        minimum     the local minimum of λy. f(y, a_J) at the other coordinates of a: the positions in J are filled
                    with the terms a_J, and y keeps the order of the others
    The conclusion is the local minimum of f at a (`landscape.local_minimum`, also in the last premise).

    Why.  Let Ψ(g, y) = φ(g, (y, a_J)), from R^r × R^(N-r) to R^N; a_J is held fixed, whatever its free variables are.
    D makes φ analytic near (0, a), so Ψ is continuously differentiable near (0, a'), a' the coordinates of a outside
    J.  Since φ(0, x) = x for all x, Ψ(0, y) = (y, a_J): the derivative of Ψ in y_i at (0, a') is the unit vector of
    that coordinate.  Its derivative in g_k there is the vector of all ∂φ_j/∂g_k(0, a).  Expanding the determinant of
    this N × N matrix along the unit vectors leaves ± det T, which is not 0.  By the inverse function theorem Ψ maps
    each neighbourhood of (0, a') onto a neighbourhood of Ψ(0, a') = a.  So each x near a is φ(g, (y, a_J)) with
    |g_k| < ρ and y as near to a' as the slice's minimum asks, and f(x) = f(y, a_J) ≥ f(a', a_J) = f(a).  Neither the
    laws of a group nor any smoothness of f is used.

    A family declared larger than it is has det T = 0, whatever J is: `rank` cannot be shown.  One declared smaller
    leaves directions along the orbits in the slice, where the Hessian is singular: `definite` refuses.
    """
    r, count = len(fixed), len(point)
    need(all(type(j) is int and 0 <= j < count for j in fixed), "slice: the fixed positions are indices of the point")
    need(all(i < j for i, j in pairwise(fixed)), "slice: the fixed positions increase")
    need(0 < r < count and r <= LARGEST_DIMENSION, "slice: some coordinates are fixed, not all, at most nine")
    need(is_function(function, count), "slice: λx_1 … λx_N. f(x), for a point of N reals")
    need(len(maps) == count and all(is_function(phi, r + count) for phi in maps), "slice: N maps of r + N reals")
    need(all(a.closed and a.sort == REAL for a in point), "slice: a point of closed real terms")
    need(radius > 0, "slice: the radius is positive")
    g = fresh_reals("g", r, function, *maps, *point)
    x = fresh_reals("x", count, function, *maps, *point)
    images = [apply(phi, *g, *x) for phi in maps]

    same = everywhere(x, eq(apply(function, *images), apply(function, *x)))
    need(invariance.conclusion is in_cube(g, radius, same), "slice: the function is not shown invariant")
    rest = [apply(phi, *[real(0)] * r, *x) for phi in maps]
    unmoved = everywhere(x, conjunction([eq(image, here) for image, here in zip(rest, x, strict=True)]))
    need(neutral.conclusion is unmoved, "slice: not shown that nothing moves at g = 0")

    put = dict(zip((*g, *x), (*[real(0)] * r, *point), strict=True))
    need(domain.conclusion is substitute(smooth(images, (*g, *x)), put), "slice: the maps are not shown smooth")
    columns = [[substitute(slope, put) for slope in gradient(images[j], g)] for j in fixed]
    tangent = determinant(list(zip(*columns, strict=True)))
    need(rank.conclusion is negate(eq(tangent, real(0))), "slice: the rank of the tangents is not shown")

    free = [i for i in range(count) if i not in fixed]
    restricted = apply(function, *(point[i] if i in fixed else x[i] for i in range(count)))
    for i in reversed(free):
        restricted = lam(x[i], restricted)
    least = local_minimum(restricted, [point[i] for i in free])
    need(minimum.conclusion is least, "slice: not shown a minimum on the slice")
    return conclude(local_minimum(function, point), [invariance, neutral, domain, rank, minimum])
