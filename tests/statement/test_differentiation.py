"""Gradients and Hessians of statement expressions: against hand derivations, SymPy, the kernel, and differences."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction
from typing import Any

import pytest
import sympy

from theorycheck import dims, exp, family, function, matrix, network, real, relu, squared_norm, tanh, vector
from theorycheck.algebra.backends import Backend, fake_device_backend, select
from theorycheck.algebra.balls import Balls
from theorycheck.algebra.base import Array, Family
from theorycheck.algebra.differential import SLOPES
from theorycheck.algebra.error_bounds import RunningError
from theorycheck.algebra.floats import Floats
from theorycheck.algebra.rationals import Rationals
from theorycheck.algebra.terms import Terms
from theorycheck.errors import NotNumeric, ShapeError, UndefinedValue
from theorycheck.kernel import calculus, terms
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.enclosure import Enclosure
from theorycheck.statement.differentiation import (
    directional,
    gradient_at,
    gradient_of,
    hessian_of,
    numbers_held,
    value_and_gradient,
)
from theorycheck.statement.environments import from_witness, from_witnesses
from theorycheck.statement.evaluation import evaluate
from theorycheck.statement.formula import term_environment
from theorycheck.statement.node import Node
from theorycheck.statement.sorts import REAL, close, fresh_hole
from theorycheck.statement.vocabulary.elementwise import sqrt

Q = Fraction
EXACT = Rationals()
ALL_BACKENDS = [select("numpy"), select("portable"), fake_device_backend()]

n, d0, d1, d2 = dims("n d0 d1 d2")
X, B, A, Y = matrix("X", n, d0), matrix("B", d0, d1), matrix("A", d1, d2), matrix("Y", n, d2)
LOSS = squared_norm(Y - X @ B @ A)
SYMBOLS = [n, d0, d1, d2, X, B, A, Y]
# samples, inputs, hidden units, outputs: one sample, empty axes, and more hidden units than outputs among them
SIZES = [(2, 2, 2, 1), (1, 3, 2, 2), (1, 1, 1, 1), (3, 1, 3, 1), (4, 2, 1, 3), (0, 2, 1, 1), (2, 2, 0, 1), (2, 0, 1, 2)]


def numbers(shape: tuple[int, ...], rng: random.Random) -> Any:
    if not shape:
        return Q(rng.randint(-99, 99), rng.randint(1, 20))
    return [numbers(shape[1:], rng) for _ in range(shape[0])]


def witness(sizes: tuple[int, ...], rng: random.Random) -> dict[str, Any]:
    N, a, b, c = sizes
    arrays = {"X": (N, a), "B": (a, b), "A": (b, c), "Y": (N, c)}
    return dict(zip(("n", "d0", "d1", "d2"), sizes, strict=True)) | {k: numbers(s, rng) for k, s in arrays.items()}


def product(x: list[list[Q]], y: list[list[Q]], columns: int) -> list[list[Q]]:
    return [[sum((a * row[j] for a, row in zip(r, y, strict=True)), Q(0)) for j in range(columns)] for r in x]


def turned(x: list[list[Q]], columns: int) -> list[list[Q]]:
    return [[row[j] for row in x] for j in range(columns)]


def by_hand(w: dict[str, Any]) -> list[list[list[Q]]]:
    """With R = Y - X B A: the gradient is -2 XᵀR Aᵀ in B and -2 (X B)ᵀR in A."""
    a, b, c = w["d0"], w["d1"], w["d2"]
    hidden = product(w["X"], w["B"], b)
    reached = product(hidden, w["A"], c)
    rest = [[-2 * (y - p) for y, p in zip(*rows, strict=True)] for rows in zip(w["Y"], reached, strict=True)]
    in_b = product(product(turned(w["X"], a), rest, c), turned(w["A"], c), b)
    return [in_b, product(turned(hidden, b), rest, c)]


def nested(x: Array) -> Any:
    rows, columns = x.shape
    return [[x.value[i, j] for j in range(columns)] for i in range(rows)]


def flat(value: Any) -> list[Any]:
    """The coordinates of a gradient in an exact algebra."""
    if isinstance(value, Family):
        return [x for k in range(value.length) for x in flat(value(k))]
    if isinstance(value, Array):
        return [value.value[i] for i in itertools.product(*map(range, value.shape))]
    return [x for part in value for x in flat(part)] if isinstance(value, list) else [value]


# ------------------------------------------------------------------ the loss of the two-layer linear network


def check_by_hand() -> None:
    for sizes in SIZES:
        w = witness(sizes, random.Random(str(sizes)))
        value, found = value_and_gradient(LOSS, [B, A], EXACT, from_witness(SYMBOLS, w, EXACT))
        assert [nested(x) for x in found] == by_hand(w)
        assert value == evaluate(LOSS, EXACT, from_witness(SYMBOLS, w, EXACT))
        balls = Balls()
        contained = gradient_of(LOSS, [B, A], balls, from_witness(SYMBOLS, w, balls))
        for ball, exact in zip(flat(contained), flat(found), strict=True):
            assert ball.overlaps(balls.literal(exact)) and ball.rad() < 1e-20


def test_the_gradient_is_the_one_derived_by_hand() -> None:
    check_by_hand()


@pytest.mark.parametrize("backend", ALL_BACKENDS, ids=lambda b: b.name)
def test_floats_have_the_same_derivatives_in_batches(backend: Backend) -> None:
    for sizes in SIZES:
        rng = random.Random(str(sizes))
        batch = [witness(sizes, rng) for _ in range(3)]
        floats = Floats(backend, 3)
        environment = from_witnesses(SYMBOLS, batch, floats)
        found = gradient_of(LOSS, [B, A], floats, environment)
        bends = backend.to_host(hessian_of(LOSS, [B, A], floats, environment))
        for row, w in enumerate(batch):
            for x, wanted in zip(found, by_hand(w), strict=True):
                values = backend.to_host(x.value)
                assert values.shape == (3, *x.shape)
                assert values[row].ravel().tolist() == pytest.approx([float(q) for q in flat(wanted)], rel=1e-9)
            exact = hessian_of(LOSS, [B, A], EXACT, from_witness(SYMBOLS, w, EXACT))
            assert bends.shape == (3, len(exact), len(exact))
            assert bends[row].ravel().tolist() == pytest.approx([float(q) for q in flat(exact)], rel=1e-9, abs=1e-9)


def test_many_networks_take_several_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(5)
    floats = Floats(select("numpy"), 4)
    environment = from_witnesses(SYMBOLS, [witness((3, 2, 2, 2), rng) for _ in range(4)], floats)
    at_once = hessian_of(LOSS, [B, A], floats, environment)
    held = numbers_held(LOSS, [B, A], floats, environment)
    assert held > 12  # the entries of the point alone
    for networks in (12, 4, 1):  # three directions, then two; one by one; no fewer than a batch
        monkeypatch.setattr("theorycheck.statement.differentiation.MOST_NUMBERS", 2 * held * networks)
        assert (hessian_of(LOSS, [B, A], floats, environment) == at_once).all()
    shared = environment | {X: Array(environment[X].value[:1], environment[X].shape)}
    first = hessian_of(LOSS, [B, A], floats, shared)
    assert first.shape == at_once.shape and (first[0] == at_once[0]).all() and (first[1] != at_once[1]).any()


def test_differences_of_floats_agree() -> None:
    floats = Floats(select("numpy"), 1)
    environment = from_witness(SYMBOLS, witness((3, 2, 2, 2), random.Random(2)), floats)
    (found,) = gradient_of(LOSS, [B], floats, environment)
    for i, j in itertools.product(range(2), range(2)):
        ends = []
        for shift in (1e-5, -1e-5):
            moved = environment[B].value.copy()
            moved[:, i, j] += shift
            ends.append(float(evaluate(LOSS, floats, environment | {B: Array(moved, (2, 2))})[0]))
        assert float(found.value[0, i, j]) == pytest.approx((ends[0] - ends[1]) / 2e-5, rel=1e-6)


def _expanded(sizes: tuple[int, ...]) -> tuple[sympy.Expr, dict[str, list[list[sympy.Symbol]]]]:
    """The loss written out over entries."""
    N, a, b, c = sizes
    entries = {
        name: [[sympy.Symbol(f"{name}{i}{j}") for j in range(columns)] for i in range(rows)]
        for name, rows, columns in (("X", N, a), ("B", a, b), ("A", b, c), ("Y", N, c))
    }
    loss = sympy.Integer(0)
    for i, j in itertools.product(range(N), range(c)):
        reached = sum(
            entries["X"][i][k] * entries["B"][k][l] * entries["A"][l][j]
            for k, l in itertools.product(range(a), range(b))
        )
        loss += (entries["Y"][i][j] - reached) ** 2
    return sympy.expand(loss), entries


@pytest.mark.parametrize("sizes", [(2, 2, 2, 1), (1, 2, 1, 2), (3, 1, 1, 1)])
def test_sympy_differentiates_the_polynomial_to_the_same_numbers(sizes: tuple[int, ...]) -> None:
    loss, entries = _expanded(sizes)
    w = witness(sizes, random.Random(7))
    at = {
        s: sympy.Rational(str(q))
        for name, rows in entries.items()
        for s, q in zip(flat(rows), flat(w[name]), strict=True)
    }
    moving = flat([entries["B"], entries["A"]])
    environment = from_witness(SYMBOLS, w, EXACT)
    slopes = [sympy.diff(loss, s).subs(at) for s in moving]
    assert [sympy.Rational(str(q)) for q in flat(gradient_of(LOSS, [B, A], EXACT, environment))] == slopes
    bends = [[sympy.diff(loss, s, t).subs(at) for t in moving] for s in moving]
    found = hessian_of(LOSS, [B, A], EXACT, environment)
    assert [[sympy.Rational(str(q)) for q in row] for row in found] == bends


def test_the_derivatives_along_a_line_are_those_of_gradient_and_hessian() -> None:
    rng = random.Random(3)
    w = witness((3, 2, 2, 1), rng)
    environment = from_witness(SYMBOLS, w, EXACT)
    direction = [EXACT.array(numbers((2, 2), rng), (2, 2)), EXACT.array(numbers((2, 1), rng), (2, 1))]
    first, second = directional(LOSS, [B, A], direction, EXACT, environment)
    d = flat(direction)
    gradient, hessian = (
        flat(gradient_of(LOSS, [B, A], EXACT, environment)),
        hessian_of(LOSS, [B, A], EXACT, environment),
    )
    assert first == sum(g * x for g, x in zip(gradient, d, strict=True))
    assert second == sum(d[i] * hessian[i][j] * d[j] for i, j in itertools.product(range(6), range(6))) != 0


# ------------------------------------------------------------------ the kernel's derivative

x, y = real("x y")
SCALARS: list[Node] = [
    x**3 * y - 2 * x / (1 + y**2),
    exp(x * y) / (2 + x**2),
    tanh(x + exp(-y)) * tanh(x),
    sqrt(1 + x**2 * y**2) / (3 + y**4),
    exp(tanh(x / (1 + y**2))) - sqrt(2 + tanh(y)),
    ((x - y) / (1 + x**2 + y**2)) ** 4,
]
RATIONAL = (SCALARS[0], SCALARS[5])


def check_against_the_kernel(node: Node) -> None:
    translation = Terms()
    environment, _ = term_environment((x, y), translation)
    term = normal_form(evaluate(node, translation, environment), translation.definitions)
    symbols = terms.variable("x", terms.REAL), terms.variable("y", terms.REAL)
    rng, balls = random.Random(str(node)), Balls(128)
    for _ in range(8):
        w = {"x": numbers((), rng), "y": numbers((), rng) / 4}
        box = {v: terms.real(w[v.data[0]]) for v in symbols}  # type: ignore[index]
        found = gradient_of(node, [x, y], balls, from_witness([x, y], w, balls))
        bends = hessian_of(node, [x, y], balls, from_witness([x, y], w, balls))
        for i, v in enumerate(symbols):
            slope = calculus.derivative(term, v)
            _agree(found[i], slope, box)
            if node in RATIONAL:
                (exact,) = gradient_of(node, [(x, y)[i]], EXACT, from_witness([x, y], w, EXACT))
                assert normal_form(terms.substitute(slope, box)) is terms.real(exact)
            for j, u in enumerate(symbols):
                _agree(bends[i][j], calculus.derivative(slope, u), box)


def _agree(ball: Any, term: Any, box: dict[Any, Any]) -> None:
    closed = normal_form(terms.substitute(term, box))
    enclosed = Enclosure({}, 128).value(closed)
    hull = Balls(128).interval(Q(enclosed.lo), Q(enclosed.hi))
    assert ball.overlaps(hull), (term, box, ball, hull)
    assert hull.rad() < 1e-15 * (1 + abs(hull)) and ball.rad() < 1e-15 * (1 + abs(ball))


@pytest.mark.parametrize("node", SCALARS, ids=str)
def test_the_kernel_derives_the_same_numbers(node: Node) -> None:
    check_against_the_kernel(node)


# ------------------------------------------------------------------ families, maps, what is refused

K, N = dims("K N")
w = dims("w", upto=K)
W = family("W", matrix(w.this, w.next), upto=K)
Z = matrix("Z", N, w[0])


@pytest.mark.parametrize("widths", [[2], [2, 3], [1, 2, 1], [2, 0, 1]])
def test_families_move_member_by_member(widths: list[int]) -> None:
    """The gradient of a deep network's squared norm is 2·(output times the network's derivative), by differences."""
    rng = random.Random(str(widths))
    shapes = list(itertools.pairwise(widths))
    point = {"K": len(shapes), "N": 2, "w": widths, "Z": numbers((2, widths[0]), rng)}
    point["W"] = [numbers(shape, rng) for shape in shapes]
    node, symbols = squared_norm(network(Z, W, tanh)), [K, N, w, W, Z]
    balls, step = Balls(300), Q(1, 2**90)
    (found,) = gradient_of(node, [W], balls, from_witness(symbols, point, balls))
    assert found.length == len(shapes)
    for k, (rows, columns) in enumerate(shapes):
        assert found(k).shape == (rows, columns)
        for i, j in itertools.product(range(rows), range(columns)):
            ends = []
            for shift in (step, -step):
                moved = [[list(row) for row in layer] for layer in point["W"]]
                moved[k][i][j] += shift
                ends.append(evaluate(node, balls, from_witness(symbols, point | {"W": moved}, balls)))
            difference = balls.div(balls.sub(*ends), balls.literal(2 * step))
            assert balls.sub(difference, found(k).value[i, j]).abs_upper() < 1e-30
    total = sum(rows * columns for rows, columns in shapes)
    floats = Floats(select("numpy"), 2)
    bends = hessian_of(node, [W, Z], floats, from_witnesses(symbols, [point, point], floats))
    assert bends.shape == (2, total + 2 * widths[0], total + 2 * widths[0])
    assert abs(bends - bends.swapaxes(1, 2)).max(initial=0) < 1e-9 * (1 + abs(bends).max(initial=0))


def test_a_family_may_be_given_as_a_callable() -> None:
    layers = [Q(2), Q(5)]
    a, k = family("a", real(), upto=K), K
    node = a[0] * a[1] * a[1]
    (found,) = gradient_of(node, [a], EXACT, {k: 2, a: layers.__getitem__})
    assert flat(found) == [25, 20]


def test_the_gradient_of_a_map_at_a_value() -> None:
    hole, vectors = fresh_hole(REAL), vector("v", 2)
    environment = {y: Q(3), vectors: EXACT.array([1, 2], (2,))}
    objective = close(hole, y * hole**2 + vectors[1])
    assert gradient_at(objective, Q(5), EXACT, environment) == 30 == gradient_at(objective, 5, EXACT, environment)
    arrays = fresh_hole(vectors.sort)
    found = gradient_at(close(arrays, squared_norm(arrays - vectors)), EXACT.array([4, 4], (2,)), EXACT, environment)
    assert flat(found) == [6, 4]


def test_error_bounds_come_with_the_derivatives() -> None:
    bounded = RunningError(select("numpy"), 1)
    w1 = witness((3, 2, 2, 1), random.Random(9))
    w1 |= {name: [[Q(round(8 * q), 8) for q in row] for row in w1[name]] for name in "XBAY"}  # exact as floats
    exact = flat(gradient_of(LOSS, [A], EXACT, from_witness(SYMBOLS, w1, EXACT)))
    (found,) = gradient_of(LOSS, [A], bounded, from_witness(SYMBOLS, w1, bounded))
    for value, bound, q in zip(found.value.value.ravel(), found.value.bound.ravel(), exact, strict=True):
        assert abs(Q(float(value)) - q) <= Q(float(bound)) < abs(q) / 10**9
    rows = hessian_of(LOSS, [A], bounded, from_witness(SYMBOLS, w1, bounded))
    assert [len(row) for row in rows] == [2, 2] and float(rows[0][1].value[0]) == pytest.approx(
        float(rows[1][0].value[0])
    )


def test_what_has_no_derivative_in_numbers_is_refused() -> None:
    f = function("f", real(), real())
    environment = {x: Q(1), n: 2, f: lambda t: t}
    for node, over, error, words in (
        (x * n, [n], ShapeError, "only a real symbol of the point moves"),
        (x * f(x), [f], ShapeError, "only a real symbol of the point moves"),
        (x, [y], ShapeError, "only a real symbol of the point moves"),
        (x * f(x), [x], NotNumeric, "unknown function f"),
        (vector("v", n), [x], ShapeError, "it is not a number"),
    ):
        with pytest.raises(error, match=words):
            gradient_of(node, over, EXACT, environment)
    assert gradient_of(x * n, [x], EXACT, environment) == [2] and gradient_of(n, [x], EXACT, environment) == [0]


def test_kinks_raise_in_exact_algebras_and_only_there() -> None:
    node = relu(x) * y
    for algebra in (EXACT, Balls()):
        for call in (
            lambda at: gradient_of(node, [x], algebra, at),  # noqa: B023
            lambda at: hessian_of(node, [x], algebra, at),  # noqa: B023
            lambda at: directional(node, [x], [algebra.literal(Q(1))], algebra, at),  # noqa: B023
        ):
            with pytest.raises(UndefinedValue, match="no value at a kink"):
                call(from_witness([x, y], {"x": 0, "y": 1}, algebra))
            call(from_witness([x, y], {"x": "1/9", "y": 1}, algebra))
    assert gradient_of(node, [y], EXACT, {x: Q(0), y: Q(1)}) == [0]  # x stands still
    floats = Floats(select("numpy"), 1)
    (side,) = gradient_of(node, [x], floats, from_witness([x, y], {"x": 0, "y": 1}, floats))
    assert float(side[0]) in (0.0, 1.0)


# ------------------------------------------------------------------ the checks are seen to fail


def test_a_sabotaged_rule_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rationals, "neg", lambda self, a: a)  # what pulls back through a difference
    with pytest.raises(AssertionError):
        check_by_hand()


@pytest.mark.parametrize("name", ["exp", "tanh", "sqrt"])
def test_a_sabotaged_slope_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SLOPES, name, lambda A, x, y, t: A.add(t, A.mul(x, y)))
    caught = 0
    for node in SCALARS:
        if name in str(node):
            with pytest.raises(AssertionError):
                check_against_the_kernel(node)
            caught += 1
    assert caught
