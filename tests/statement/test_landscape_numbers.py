"""Gradients as numbers are what the kernel derives; critical points are decided; nothing outside a shape is read."""

from __future__ import annotations

import random
from fractions import Fraction as F
from typing import Any

import pytest

from theorycheck import (
    critical,
    curvature,
    dims,
    eq,
    exp,
    global_minimum,
    gradient,
    local_minimum,
    lt,
    matrix,
    real,
    squared_norm,
    strict_saddle,
    summation,
    tanh,
    vector,
)
from theorycheck.algebra.backends import select
from theorycheck.algebra.balls import Balls
from theorycheck.algebra.floats import Floats
from theorycheck.algebra.rationals import Rationals
from theorycheck.errors import NotNumeric
from theorycheck.falsifying.certify import certify
from theorycheck.statement.environments import from_witness
from theorycheck.statement.evaluation import evaluate
from theorycheck.statement.node import Node
from theorycheck.statement.statements import Statement
from theorycheck.statement.truth import holds

EXACT = Rationals()
x, y = real("x y")
n, m, p = dims("n m p")
v = vector("v", n)
A, B, X, Y = matrix("A", p, m), matrix("B", n, p), matrix("X", n, n), matrix("Y", n, m)
E = squared_norm(Y - X @ B @ A)


def truth(node: Node, **witness: Any) -> bool | None:
    statement = Statement([], node)
    return holds(statement.conclusion, EXACT, from_witness(statement.symbols, witness, EXACT))


def is_true(node: Node, **witness: Any) -> bool:
    """Whether the kernel proves at these values that the relation has a value and holds: it implies nothing false."""
    return certify(Statement([node], lt(0, 0)), witness) is not None


def is_false(node: Node, **witness: Any) -> bool:
    return certify(Statement([], node), witness) is not None


# ------------------------------------------------------------------ gradients as numbers, and the kernel's


def numbers(shape: tuple[int, ...], rng: random.Random) -> Any:
    if not shape:
        return F(rng.randint(-9, 9), rng.randint(1, 4))
    return [numbers(shape[1:], rng) for _ in range(shape[0])]


def nested(value: Any) -> Any:
    if not hasattr(value, "shape"):
        return value
    if len(value.shape) == 1:
        return [value.value[(i,)] for i in range(value.shape[0])]
    return [[value.value[i, j] for j in range(value.shape[1])] for i in range(value.shape[0])]


def moved(values: Any, by: F) -> Any:
    """The first entry changed."""
    return [moved(values[0], by), *values[1:]] if isinstance(values, list) else values + by


SIZES = [(0, 1, 1), (1, 0, 1), (1, 1, 0), (1, 1, 1), (2, 1, 2), (1, 3, 1), (2, 2, 1), (3, 1, 1)]
G = {B: matrix("G", n, p), A: matrix("G", p, m)}


@pytest.mark.parametrize("sizes", SIZES, ids=str)
@pytest.mark.parametrize("over", [B, A], ids=str)
def test_the_kernel_derives_the_gradient_that_is_computed(sizes: tuple[int, ...], over: Any) -> None:
    """Rational entries by reverse mode are what the kernel's expanded gradient evaluates to, to the last digit."""
    a, b, c = sizes
    rng = random.Random(str(sizes))
    shapes = {"X": (a, a), "B": (a, c), "A": (c, b), "Y": (a, b)}
    point = {"n": a, "m": b, "p": c} | {name: numbers(shape, rng) for name, shape in shapes.items()}
    node = gradient(E, over)
    symbols = Statement([], eq(node, node)).symbols
    found = nested(evaluate(node, EXACT, from_witness(symbols, point, EXACT)))
    claim = eq(node, G[over])
    assert is_true(claim, G=found, **point)
    if found and found[0]:
        for by in (F(1), F(1, 10**9)):
            assert is_false(claim, G=moved(found, by), **point)
    balls = Balls()
    contained = evaluate(node, balls, from_witness(symbols, point, balls))
    floats = Floats(select("numpy"), 1)
    rounded = evaluate(node, floats, from_witness(symbols, point, floats))
    for i, row in enumerate(found):
        for j, exact in enumerate(row):
            ball = contained.value[i, j]
            assert ball.overlaps(balls.literal(exact)) and ball.rad() < 1e-20
            assert float(rounded.value[0, i, j]) == pytest.approx(float(exact), rel=1e-9, abs=1e-9)


SCALARS = [x**3 * y - 2 * x / (1 + y**2), ((x - y) / (1 + x**2 + y**2)) ** 4, (x * y - 1) ** 2 * x, 1 / (x**2 + 1)]


@pytest.mark.parametrize("objective", SCALARS, ids=str)
def test_scalar_gradients_agree(objective: Node) -> None:
    rng, slope = random.Random(str(objective)), real("slope")
    for _ in range(3):
        point = {"x": numbers((), rng), "y": numbers((), rng)}
        node = gradient(objective, x)
        found = evaluate(node, EXACT, from_witness([x, y], point, EXACT))
        assert is_true(eq(node + 0 * y, slope), slope=found, **point)
        assert is_false(eq(node + 0 * y, slope), slope=found + F(1, 10**9), **point)


def test_transcendental_gradients_lie_in_their_balls() -> None:
    balls = Balls()
    found = evaluate(gradient(exp(x * y) + tanh(x), x), balls, from_witness([x, y], {"x": 0, "y": F(5, 3)}, balls))
    assert found.overlaps(balls.literal(F(8, 3))) and found.rad() < 1e-20


def test_gradients_in_gradients_have_no_numbers() -> None:
    second = curvature(x**3, [x], [1])
    with pytest.raises(NotNumeric, match="the gradient inside a binder"):
        evaluate(second, EXACT, from_witness([x], {"x": 1}, EXACT))
    assert is_true(eq(second, 12), x=2) and is_false(eq(second, 11), x=2)


# ------------------------------------------------------------------ truth


@pytest.mark.parametrize(
    ("point", "expected"), [((2, F(1, 2)), True), ((0, 0), True), ((1, 2), False), ((2, F(1, 2) + F(1, 10**9)), False)]
)
def test_critical_in_rationals(point: tuple[Any, Any], expected: bool) -> None:
    node = critical((1 - x * y) ** 2, [x, y])
    at = {"x": point[0], "y": point[1]}
    assert truth(node, **at) is expected
    assert is_true(node, **at) is expected and is_false(node, **at) is not expected


def test_what_speaks_of_all_points_is_not_decided_by_numbers() -> None:
    for predicate in (local_minimum, global_minimum, strict_saddle):
        assert truth(predicate(x**2 * y, [x]), x=0, y=1) is None
    assert truth(strict_saddle(x**2, [x]), x=1) is False  # not even critical


# ------------------------------------------------------------------ nothing outside a shape is read

JUNK = F(10**12 + 7, 3)


def poisoned(values: Any, order: int) -> Any:
    """The array with rows and columns of junk behind its shape."""
    if order == 0:
        return values
    width = max((len(row) for row in values), default=0) if order == 2 else 0
    extra = [JUNK] * (width + 1) if order == 2 else JUNK
    return [*(poisoned(part, order - 1) for part in values), extra]


@pytest.mark.parametrize(
    ("node", "witness"),
    [
        (critical(E, [B, A]), {"n": 1, "m": 2, "p": 1, "X": [[1]], "Y": [[1, 2]], "B": [[1]], "A": [[1, 2]]}),
        (local_minimum(E, [B, A]), {"n": 1, "m": 2, "p": 1, "X": [[1]], "Y": [[1, 2]], "B": [[1]], "A": [[1, 2]]}),
        (global_minimum(E, [B, A]), {"n": 1, "m": 2, "p": 1, "X": [[1]], "Y": [[1, 2]], "B": [[1]], "A": [[1, 2]]}),
        (strict_saddle(E, [B, A]), {"n": 1, "m": 2, "p": 1, "X": [[1]], "Y": [[1, 2]], "B": [[0]], "A": [[0, 0]]}),
        (critical(squared_norm(v), [v]), {"n": 2, "v": [0, 0]}),
        (local_minimum(squared_norm(v), [v]), {"n": 0, "v": []}),
    ],
    ids=lambda part: str(part)[:30],
)  # fmt: skip
def test_junk_behind_the_shape_changes_nothing(node: Node, witness: dict[str, Any]) -> None:
    junk = {name: poisoned(value, _order(value)) for name, value in witness.items()}
    assert is_true(node, **witness) and is_true(node, **junk)
    assert not is_false(node, **junk)


def test_junk_that_is_read_is_noticed() -> None:
    """The check above can fail: one entry more is another statement."""
    total = summation(n + 1, lambda i: v[i] ** 2)
    with_guard = critical(total, [v])
    assert not is_true(with_guard, n=1, v=[0, JUNK])  # it has no value
    assert is_true(eq(summation(n, lambda i: v[i]), 0), n=1, v=[0, JUNK])
    longer = vector("longer", n + 1)
    assert is_true(critical(squared_norm(longer), [longer]), n=0, longer=[0, JUNK])
    assert is_false(critical(squared_norm(longer), [longer]), n=1, longer=[0, JUNK])


def _order(value: Any) -> int:
    if not isinstance(value, list):
        return 0
    return 2 if value and isinstance(value[0], list) else 1
