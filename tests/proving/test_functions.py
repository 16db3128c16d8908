"""Unknown functions: what convexity, homogeneity and a gradient prove, and what stays open without them."""

from __future__ import annotations

import pytest

from theorycheck import (
    absolute,
    and_,
    convex,
    dims,
    eq,
    exists,
    forall,
    function,
    global_minimum,
    has_gradient,
    homogeneous,
    implies,
    inner,
    le,
    local_minimum,
    lt,
    matrix,
    ne,
    nonnegative,
    positive,
    real,
    summation,
    symbol,
    vector,
)
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import replay
from theorycheck.proving.prove import Gap, Proof, prove
from theorycheck.statement.statements import Statement

n, m = dims("n m")
k = real("k")
x, y = real("x y")
p, q = vector("p q", n)
W = matrix("W", n, m)
f, df = function("f", real(), real()), function("df", real(), real())
F, G = function("F", vector(n), real()), function("G", vector(n), vector(n))
H = function("H", matrix(n, m), real())


def proved(given: list, conclusion: object, script: str) -> bool:
    """Proved for all values, by the kernel's own replay of the certificate."""
    statement = Statement(given, conclusion)
    found = prove(statement, script)
    if isinstance(found, Gap):
        return False
    assert isinstance(found, Proof) and not found.theorem.trust
    replayed = replay(found.certificate)
    assert replayed.statement is statement.formula() and reach(replayed) == ()
    return True


@pytest.mark.parametrize(("h", "at"), [(f, x), (F, p), (H, W)])
def test_chord__a_local_minimum_of_a_convex_function_is_global(h, at) -> None:  # type: ignore[no-untyped-def]
    """Of numbers, vectors and matrices of every size; not without convexity, nor away from the minimum."""
    known = [convex(h), local_minimum(h(at), [at])]
    assert proved(known, global_minimum(h(at), [at]), "chord")
    assert not proved(known[1:], global_minimum(h(at), [at]), "chord")
    assert not proved(known[:1], global_minimum(h(at), [at]), "chord")


def test_chord__of_another_function_or_point_says_nothing() -> None:
    """The minimum must be of the function that is convex, at the point of the goal."""
    other = function("E", vector(n), real())
    assert not proved([convex(other), local_minimum(F(p), [p])], le(F(p), F(q)), "chord")
    assert not proved([convex(F), local_minimum(F(p), [p])], le(F(q), F(p)), "chord")
    assert not proved([convex(F), local_minimum(F(p), [p])], lt(F(p), F(q)), "chord")


@pytest.mark.parametrize("degree", [k, 0, 1, 3])
def test_euler__of_any_degree(degree) -> None:  # type: ignore[no-untyped-def]
    """⟨G(p), p⟩ = k·F(p), for a real symbol and for natural literals; not with another factor."""
    known = [homogeneous(F, degree), has_gradient(F, G)]
    assert proved(known, eq(inner(G(p), p), degree * F(p)), "euler")
    assert not proved(known, eq(inner(G(p), p), (degree + 1) * F(p)), "euler")
    assert not proved(known[:1], eq(inner(G(p), p), degree * F(p)), "euler")
    assert not proved(known[1:], eq(inner(G(p), p), degree * F(p)), "euler")


def test_euler__of_a_function_of_a_number() -> None:
    """x·f'(x) = k·f(x)."""
    assert proved([homogeneous(f, k), has_gradient(f, df)], eq(df(x) * x, k * f(x)), "euler")


def test_supporting__a_convex_function_lies_above_its_tangents() -> None:
    """f(p) + ⟨G(p), q - p⟩ ≤ f(q); not below, not without convexity."""
    known = [convex(F), has_gradient(F, G)]
    tangent = F(p) + inner(G(p), q - p)
    assert proved(known, le(tangent, F(q)), "supporting")
    assert proved([convex(f), has_gradient(f, df)], le(f(x) + df(x) * (y - x), f(y)), "supporting")
    assert not proved(known, lt(tangent, F(q)), "supporting")
    assert not proved(known[1:], le(tangent, F(q)), "supporting")
    assert not proved(known, le(F(p) + inner(G(q), q - p), F(q)), "supporting")


def test_first_order__a_bound_on_a_ray_bounds_the_slope() -> None:
    """From F(p) ≤ F(p + t q) + k t for t ≥ 0; not from the other ray, a smaller bound or without the gradient."""
    ray = forall(nonnegative, lambda t: le(F(p), F(p + t * q) + k * t))
    slope = inner(q, G(p))
    assert proved([has_gradient(F, G), ray], le(-k, slope), "first_order")
    assert not proved([has_gradient(F, G), ray], le(slope, k), "first_order")
    assert not proved([has_gradient(F, G), ray], le(1 - k, slope), "first_order")
    assert not proved([has_gradient(F, G)], le(-k, slope), "first_order")
    assert not proved([ray], le(-k, slope), "first_order")


def test_first_order__both_sides_of_a_modulus() -> None:
    """From F(p) ≤ F(p + t q) + k |t| for every t: |⟨G(p), q⟩| ≤ k; and equality where there is no modulus."""
    line = forall(real(), lambda t: le(F(p), F(p + t * q) + k * absolute(t)))
    slope = inner(q, G(p))
    assert proved([has_gradient(F, G), line], le(slope, k), "first_order")
    assert proved([has_gradient(F, G), line], le(-k, slope), "first_order")
    assert not proved([has_gradient(F, G), line], eq(slope, k), "first_order")
    smooth = forall(real(), lambda t: le(F(p) + k * t, F(p + t * q)))
    assert proved([has_gradient(F, G), smooth], eq(slope, k), "first_order")


def test_first_order__near_the_point_is_enough() -> None:
    """The bound may hold for t < r alone, for some r > 0; not for t > 1 alone."""
    r = symbol("r", positive)

    def ray(when):
        return forall(positive, lambda t: implies(when(t), le(f(x), f(x + t * y) + k * t)))

    assert proved([has_gradient(f, df), ray(lambda t: lt(t, r))], le(-k, df(x) * y), "first_order")
    assert not proved([has_gradient(f, df), ray(lambda t: lt(r, t))], le(-k, df(x) * y), "first_order")


def test_congruence__equal_arguments_have_equal_values() -> None:
    """Entry by entry, within the shape alone; not of another function, nor where only some entries agree."""
    own, other = matrix("A", n, m), vector("v w", m)
    both = own @ (other[0] + other[1]), own @ other[0] + own @ other[1]
    assert proved([], eq(F(both[0]), F(both[1])), "congruence, matrix")
    assert not proved([], eq(F(both[0]), F(own @ other[0])), "congruence, matrix")
    assert not proved([], eq(F(both[0]), function("E", vector(n), real())(both[1])), "congruence, matrix")
    within = forall(n, lambda i: eq(p[i], q[i]))
    assert proved([within], eq(F(p), F(q)), "congruence, at_indices")
    assert not proved([eq(p[0], q[0])], eq(F(p), F(q)), "congruence, at_indices")


def test_attained__the_greatest_of_finitely_many() -> None:
    """Where there is one at all; not a strictly greatest one, nor among none."""
    some = exists(n, lambda k: forall(n, lambda j: le(p[j], p[k])))
    assert proved([lt(0, n)], some, "attained")
    assert not proved([], some, "attained")
    assert not proved([lt(0, n)], exists(n, lambda k: forall(n, lambda j: le(p[j], q[k]))), "attained")


def test_dependence__more_unknowns_than_equations() -> None:
    """From n < m; not from n <= m, nor for the other table."""
    table = matrix("A", n, m)

    def solved(size, rows):
        def nonzero(c):
            return exists(size, lambda j: ne(c[j], 0))

        def zero(c):
            return forall(rows, lambda i: eq(summation(size, lambda j: c[j] * table[i, j]), 0))

        return exists(vector(size), lambda c: and_(nonzero(c), zero(c)))

    assert proved([lt(n, m)], solved(m, n), "dependence")
    assert not proved([le(n, m)], solved(m, n), "dependence")
    assert not proved([lt(m, n)], solved(m, n), "dependence")


def test_at_indices__of_the_facts_too() -> None:
    """p_j <= 0 for all j, and p_i = k for some i < n, give k <= 0: i stands in no goal."""
    i = dims("i")
    known = [lt(i, n), forall(n, lambda j: le(p[j], 0)), eq(p[i], k)]
    assert proved(known, le(k, 0), "at_indices(facts), contradict")
    assert not proved(known, le(k, 0), "at_indices, contradict")
