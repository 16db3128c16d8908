"""Properties of unknown functions: each is its definition, and is refused of what it is not stated of."""

from __future__ import annotations

import pickle

import pytest

from theorycheck import (
    convex,
    dims,
    eq,
    exists,
    exp,
    fn,
    forall,
    function,
    has_gradient,
    homogeneous,
    implies,
    inner,
    interval,
    le,
    log,
    lt,
    positive,
    real,
    symbol,
    vector,
)
from theorycheck.algebra.balls import Balls
from theorycheck.errors import ShapeError
from theorycheck.kernel import terms as t
from theorycheck.statement.evaluation import Evaluator
from theorycheck.statement.rendering import latex
from theorycheck.statement.statements import Statement
from theorycheck.statement.storage import from_json, to_json

n, m = dims("n m")
k = real("k")
f, g = function("f", real(), real()), function("g", real(), real())
F, G = function("F", vector(n), real()), function("G", vector(n), vector(n))
TRIVIAL = eq(k, k)


def formula(*given: object) -> t.Term:
    return Statement(given, TRIVIAL).formula()


def test_convex_is_its_definition() -> None:
    """∀x y, t ∈ [0, 1]. f((1 - t)·x + t·y) ≤ (1 - t)·f(x) + t·f(y)."""
    unit = interval(0, 1)
    for h, sort in ((f, real()), (F, vector(n))):
        by_hand = forall(
            sort,
            lambda x, h=h, sort=sort: forall(
                sort,
                lambda y: forall(unit, lambda s: le(h((1 - s) * x + s * y), (1 - s) * h(x) + s * h(y))),
            ),
        )
        assert formula(convex(h)) is formula(by_hand)


def test_homogeneous_is_its_definition() -> None:
    """∀x, t > 0. f(t·x) = t^p·f(x): by products for a natural degree, exp(p·log t) for a real one."""
    for degree, power in ((2, lambda s: s**2), (m, lambda s: s**m), (k, lambda s: exp(k * log(s)))):
        by_hand = forall(
            vector(n),
            lambda x, power=power: forall(positive, lambda s: eq(F(s * x), power(s) * F(x))),
        )
        assert homogeneous(F, degree).unfold() is by_hand
    by_hand = forall(vector(n), lambda x: forall(positive, lambda s: eq(G(s * x), s**2 * G(x))))
    assert homogeneous(G, 2).unfold() is by_hand


def test_has_gradient_is_its_definition() -> None:
    """∀x, e > 0 ∃r > 0 ∀y. |y - x|² < r ⇒ (f(y) - f(x) - ⟨G(x), y - x⟩)² ≤ e·|y - x|²."""
    for h, dh, dot, sort in ((f, g, lambda a, b: a * b, real()), (F, G, inner, vector(n))):

        def near(x, e, r, y, h=h, dh=dh, dot=dot):  # type: ignore[no-untyped-def]
            rest = h(y) - (h(x) + dot(dh(x), y - x))
            return implies(lt(dot(y - x, y - x), r), le(rest**2, e * dot(y - x, y - x)))

        def somewhere(x, e, sort=sort, near=near):  # type: ignore[no-untyped-def]
            return exists(positive, lambda r: forall(sort, lambda y: near(x, e, r, y)))

        by_hand = forall(sort, lambda x, s=somewhere: forall(positive, lambda e: s(x, e)))
        assert has_gradient(h, dh).unfold() is by_hand
        assert formula(has_gradient(h, dh)) is formula(by_hand)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: convex(G),
        lambda: convex(function("h", real(), real(), real())),
        lambda: convex(function("h", positive, real())),
        lambda: convex(function("h", real(), vector(n))),
        lambda: homogeneous(F, f),
        lambda: homogeneous(function("h", positive, vector(n)), 2),
        lambda: homogeneous(F, vector("v", n)),
        lambda: has_gradient(F, f),
        lambda: has_gradient(F, function("H", vector(n), vector(m))),
        lambda: has_gradient(F, function("H", vector(m), vector(m))),
        lambda: has_gradient(f, G),
        lambda: convex(k),
    ],
)
def test_what_is_refused(wrong: object) -> None:
    """Functions of several or bounded arguments, values that are no numbers, gradients of another shape."""
    with pytest.raises(ShapeError):
        wrong()  # type: ignore[operator]


def test_maps_of_the_statement_carry_their_own_conditions() -> None:
    """`x ↦ 1/x` is convex only where 1/x exists; of an unknown function nothing is asked."""
    whole = fn(real(), lambda x: x * x)
    assert Statement([convex(whole)], TRIVIAL).hypotheses == (convex(whole),)
    partial = Statement([convex(fn(real(), lambda x: 1 / x))], TRIVIAL).hypotheses
    assert len(partial) == 1 and type(partial[0]).__name__ == "And"
    assert Statement([convex(F), homogeneous(F, k)], TRIVIAL).hypotheses == (convex(F), homogeneous(F, k))


def test_they_print_and_are_stored() -> None:
    """In words, and as JSON and pickle."""
    for node, words in [
        (convex(F), "is convex"), (homogeneous(F, k), "of degree"), (has_gradient(F, G), r"\nabla F = G"),
    ]:  # fmt: skip
        assert words in latex(node)
        assert from_json(to_json(node)) is node and pickle.loads(pickle.dumps(node)) is node


@pytest.mark.parametrize("sort", [real(), vector(1)])
def test_a_map_to_the_reals_that_is_written_as_a_natural_has_real_values(sort) -> None:  # type: ignore[no-untyped-def]
    """f = (x -> 2), and f(x) + y in ball arithmetic, where a natural is no number to add."""
    h, at = function("h", sort, real()), symbol("at", sort)
    balls = Balls()
    two = Evaluator(balls, {}).value(fn(sort, lambda x: 2))
    point = balls.literal(1) if sort is real() else balls.tabulate((1,), lambda i: balls.literal(1))
    value = Evaluator(balls, {h: two, at: point, k: balls.literal(3)}).value(h(at) + k)
    assert value == 5
