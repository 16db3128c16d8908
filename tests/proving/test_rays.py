"""Minima on curves, and sums that differ in one term: what proves them, and what stays open without a premise."""

from __future__ import annotations

from theorycheck import (
    and_,
    dims,
    eq,
    exists,
    exp,
    forall,
    function,
    has_gradient,
    implies,
    inner,
    le,
    local_minimum,
    lt,
    positive,
    real,
    summation,
    unit_vector,
    vector,
)
from theorycheck.kernel.replay import replay
from theorycheck.proving.prove import Gap, prove
from theorycheck.statement.statements import Statement

n, r, j = dims("n r j")
x, y = real("x y")
p, v = vector("p v", n)
u = vector("u", r)
f = function("f", real(), real())
F, G = function("F", vector(n), real()), function("G", vector(n), vector(n))
minimum = local_minimum(f(x), [x])
at_j = unit_vector(r, j)


def proved(given: list, conclusion: object, script: str) -> bool:
    """Proved, by the kernel's own replay of the certificate."""
    statement = Statement(given, conclusion)
    found = prove(statement, script)
    return not isinstance(found, Gap) and replay(found.certificate).statement is statement.formula()


def near(curve):  # type: ignore[no-untyped-def]
    """That f does not fall below f(x) on the curve near t = 0."""

    def within(R):  # type: ignore[no-untyped-def]
        return forall(real(), lambda t: implies(and_(lt(-R, t), lt(t, R)), le(f(x), f(curve(t)))))

    return exists(positive, within)


def test_on_curve__a_local_minimum_is_one_on_each_curve_through_it() -> None:
    """Straight or not; not on a curve that starts elsewhere, and not without the minimum."""
    assert proved([minimum], near(lambda t: x + t), "on_curve")
    assert proved([minimum], near(lambda t: exp(t) * x), "on_curve")
    assert not proved([minimum], near(lambda t: x + 1 + t), "on_curve")
    assert not proved([minimum], near(lambda t: y + t), "on_curve")
    assert not proved([], near(lambda t: x + t), "on_curve")


def test_one_term__sums_that_differ_in_one_term() -> None:
    """By the term; not where the index may lie outside, nor with another difference."""
    raised = summation(r, lambda i: u[i] + at_j[i] * x)
    script, total = "one_term(j), rewrite, auto", summation(r, lambda i: u[i])
    known = [lt(j, r), eq(at_j[j], 1)]
    assert proved(known, eq(raised, total + x), script)
    assert not proved(known, eq(raised, total + 2 * x), script)
    assert not proved([], eq(raised, total + x), script)


def test_ray__asks_for_a_curve_and_for_small_steps() -> None:
    """A gradient alone says nothing of its sign."""
    assert not proved([has_gradient(F, G)], le(0, inner(G(p), v) + x), "ray")
    assert not proved([has_gradient(F, G), local_minimum(F(p), [p])], le(0, inner(G(p), v) + x), "ray")
