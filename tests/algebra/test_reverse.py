"""Derivatives carried along: the rules against exact differences, whole arrays against entry by entry, kinks."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from theorycheck.algebra.backends import Backend, fake_device_backend, select
from theorycheck.algebra.balls import Balls
from theorycheck.algebra.base import Array
from theorycheck.algebra.differential import SLOPES, AbstractDifferential
from theorycheck.algebra.error_bounds import RunningError
from theorycheck.algebra.floats import Floats
from theorycheck.algebra.forward import Forward
from theorycheck.algebra.rationals import Rationals
from theorycheck.algebra.reverse import Reverse, ReverseOfArrays
from theorycheck.algebra.terms import Terms
from theorycheck.errors import NotNumeric, ShapeError, UndefinedValue

Q = Fraction
EXACT = Rationals()
STEP = Q(1, 2**120)
ALL_BACKENDS = [select("numpy"), select("portable"), fake_device_backend()]


def slopes(function: Callable[..., Any], base: Any, point: list[Any]) -> list[Any]:
    """The derivatives of function(algebra, x, y, ...) in the base, by reverse mode."""
    tape = Reverse(base)
    inputs = [tape.variable(x) for x in point]
    return tape.gradient(function(tape, *inputs), inputs)


def slope_along(function: Callable[..., Any], base: Any, point: list[Any], direction: list[Any]) -> Any:
    line = Forward(base)
    return line.tangent(function(line, *(line.variable(x, d) for x, d in zip(point, direction, strict=True))))


def difference(function: Callable[..., Any], point: list[Q], i: int) -> Q:
    """A central difference in exact arithmetic: right to about 70 digits for what is smooth nearby."""
    ahead, behind = ([x + (sign * STEP if j == i else 0) for j, x in enumerate(point)] for sign in (1, -1))
    return (function(EXACT, *ahead) - function(EXACT, *behind)) / (2 * STEP)


# ------------------------------------------------------------------ the rules for scalars


def random_expression(rng: random.Random, A: Any, depth: int, leaves: list[Any]) -> Any:
    if depth == 0:
        return rng.choice(leaves)
    operation = rng.choice(("add", "sub", "mul", "mul", "div", "maximum", "absolute", "neg", "select", "power"))
    a, b, c = (random_expression(rng, A, depth - 1, leaves) for _ in range(3))
    if operation == "select":
        return A.select(A.disj(A.less_than(a, b), A.negate(A.less_equal(b, c))), b, c)
    if operation == "power":
        return A.power(a, rng.randint(0, 3))
    return getattr(A, operation)(*(a, b)[: 1 if operation in ("absolute", "neg") else 2])


def check_random_expressions() -> None:
    checked = 0
    for number in range(400):
        rng = random.Random(number)
        point = [Q(rng.randint(-99, 99), rng.randint(1, 60)) for _ in range(3)]

        def function(A: Any, *xs: Any, number: int = number) -> Any:
            return random_expression(random.Random(number), A, 4, [*xs, A.literal(Q(1, 3)), A.literal(Q(-2))])

        try:
            found = slopes(function, EXACT, point)
            along = [slope_along(function, EXACT, point, [Q(int(i == j)) for j in range(3)]) for i in range(3)]
            wanted = [difference(function, point, i) for i in range(3)]
        except UndefinedValue:
            continue
        assert found == along
        size = 1 + max(map(abs, found))
        assert all(abs(a - b) < size * Q(1, 10**20) for a, b in zip(found, wanted, strict=True)), (number, found)
        checked += any(found)
    assert checked > 100


def test_exact_derivatives_are_the_limits_of_differences() -> None:
    check_random_expressions()


def check_elementary(name: str) -> None:
    balls = Balls(300)
    for numerator in (-17, -2, 3, 29):
        x = Q(abs(numerator) if name in ("log", "sqrt") else numerator, 11)

        def curve(A: Any, t: Any) -> Any:
            return A.elementary(name, t)

        ahead, behind = (curve(balls, balls.literal(x + shift)) for shift in (STEP, -STEP))
        wanted = balls.div(balls.sub(ahead, behind), balls.literal(2 * STEP))
        (found,) = slopes(curve, balls, [balls.literal(x)])
        second = slope_along(lambda A, t: slopes(curve, A, [t])[0], balls, [balls.literal(x)], [balls.literal(Q(1))])
        steeper, flatter = (slopes(curve, balls, [balls.literal(x + shift)])[0] for shift in (STEP, -STEP))
        wanted_second = balls.div(balls.sub(steeper, flatter), balls.literal(2 * STEP))
        for a, b in ((found, wanted), (second, wanted_second)):
            assert balls.sub(a, b).abs_upper() < 1e-30, (name, x, a, b)


@pytest.mark.parametrize("name", SLOPES)
def test_each_elementary_function(name: str) -> None:
    check_elementary(name)


def test_no_elementary_function_lacks_a_rule() -> None:
    from theorycheck.kernel.operators import ELEMENTARY

    assert set(SLOPES) == set(ELEMENTARY)


# ------------------------------------------------------------------ whole arrays

ZERO, ONE = Q(0), Q(1)


def relu(A: Any, x: Any) -> Any:
    return A.maximum(A.literal(ZERO), x)


def step(A: Any, x: Any) -> Any:
    return A.select(A.less_equal(x, A.literal(ZERO)), A.literal(ZERO), A.literal(ONE))


ARRAY_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "matmul": lambda A, x, y, v, b, s: A.matmul(x, y),
    "transpose": lambda A, x, y, v, b, s: A.matmul(A.transpose(y), A.transpose(x)),
    "apply_matrix": lambda A, x, y, v, b, s: A.apply_matrix(x, v),
    "add_to_rows": lambda A, x, y, v, b, s: A.add_to_rows(x, b),
    "hadamard": lambda A, x, y, v, b, s: A.each(A.mul, x, A.add_to_rows(x, b)),
    "scalar times array": lambda A, x, y, v, b, s: A.each(A.mul, s, x),
    "array minus scalar": lambda A, x, y, v, b, s: A.each(A.sub, x, s),
    "relu": lambda A, x, y, v, b, s: A.each(lambda t: relu(A, t), A.matmul(x, y)),
    "leaky": lambda A, x, y, v, b, s: A.each(lambda t: A.select(A.less_than(t, s), A.mul(s, t), b0(A, b)), x),
    "step": lambda A, x, y, v, b, s: A.each(lambda t: step(A, t), x),
    "the scalar alone": lambda A, x, y, v, b, s: A.each(lambda scalar, _: scalar, s, v),
    "total": lambda A, x, y, v, b, s: A.mul(A.total(x), A.total(y)),
    "largest": lambda A, x, y, v, b, s: A.largest(A.matmul(x, y)),
    "max": lambda A, x, y, v, b, s: A.max(2, lambda i: A.total(v) if i else s),
    "prod": lambda A, x, y, v, b, s: A.prod(v.shape[0], lambda i: A.entry(v, i)),
    "tabulate": lambda A, x, y, v, b, s: A.tabulate(
        x.shape, lambda i, j: A.mul(A.entry(x, i, j), A.cast(i)) if i <= j else s
    ),
    "fold": lambda A, x, y, v, b, s: A.fold(
        3, v, lambda k, t: A.each(A.mul, s, A.each(A.add, t, v)), lambda k: v.shape
    ),
}


def b0(A: Any, b: Array) -> Any:
    return A.entry(b, 0) if b.shape[0] else A.literal(ONE)


def weighted(name: str) -> Callable[..., Any]:
    """The array function as a number: each entry counts with a weight of its own."""

    def function(A: Any, *arguments: Any) -> Any:
        value = ARRAY_FUNCTIONS[name](A, *arguments)
        if not isinstance(value, Array):
            return value
        weights = A.tabulate(value.shape, lambda *i: A.literal(Q(1 + sum((k + 2) * j for k, j in enumerate(i)))))
        return A.total(A.each(A.mul, weights, value))

    return function


def numbers(shape: tuple[int, ...], rng: random.Random) -> Any:
    """Nested lists of integers without ties."""
    if not shape:
        return rng.choice([i for i in range(-40, 40) if i])
    return [numbers(shape[1:], rng) for _ in range(shape[0])]


def exact_values(point: list[Any], shapes: list[tuple[int, ...]]) -> list[Any]:
    return [EXACT.array(x, s) if s else Q(x) for x, s in zip(point, shapes, strict=True)]


def float_values(A: Any, points: list[list[Any]], shapes: list[tuple[int, ...]]) -> list[Any]:
    """The same numbers for each network of the batch; what all share stands there once."""
    found = []
    for i, shape in enumerate(shapes):
        flat = [float(x) for point in points for x in flattened(point[i])]
        carrier = A.backend.reshape(A.backend.asarray(flat, dtype=A.backend.dtype(A.dtype)), (len(points), *shape))
        if isinstance(A, RunningError):
            found.append(A.exact(carrier, shape))
        else:
            found.append(Array(carrier, shape) if shape else carrier)
    return found


def flattened(x: Any) -> list[Any]:
    if isinstance(x, Array):
        return list(x.value.values())
    return [entry for part in x for entry in flattened(part)] if isinstance(x, list) else [x]


SIZES = [(2, 3, 2), (1, 1, 1), (3, 1, 2), (1, 2, 3), (2, 0, 2), (0, 2, 1)]


def check_whole(name: str, backend: Backend, kind: type[Floats]) -> None:
    rng = random.Random(name)
    for n, m, p in SIZES:
        if 0 in (n, m, p) and name in ("largest", "max"):
            continue
        shapes = [(n, m), (m, p), (m,), (m,), ()]
        # as many networks as v has entries: a broadcast along the wrong axis would go unnoticed elsewhere
        points = [[numbers(shape, rng) for shape in shapes] for _ in range(max(m, 1))]
        function, A = weighted(name), kind(backend, len(points))
        with backend.quiet():
            together = slopes(function, A, float_values(A, points, shapes))
        for row, point in enumerate(points):
            wanted = slopes(function, EXACT, exact_values(point, shapes))
            for found, exact, shape in zip(together, wanted, shapes, strict=True):
                carrier = found.value if isinstance(found, Array) else found
                values = backend.to_host(carrier.value if kind is RunningError else carrier)
                assert values.shape == (len(points), *shape)
                assert values[row].ravel().tolist() == flattened(exact), (name, n, m, p)


@pytest.mark.parametrize("backend", ALL_BACKENDS, ids=lambda b: b.name)
@pytest.mark.parametrize("name", ARRAY_FUNCTIONS)
def test_whole_arrays_agree_with_entry_by_entry(name: str, backend: Backend) -> None:
    """On integers, which floats hold exactly."""
    check_whole(name, backend, Floats)


@pytest.mark.parametrize("name", ARRAY_FUNCTIONS)
def test_the_base_may_carry_error_bounds(name: str) -> None:
    check_whole(name, select("numpy"), RunningError)


@pytest.mark.parametrize("backend", ALL_BACKENDS, ids=lambda b: b.name)
@pytest.mark.parametrize("name", ARRAY_FUNCTIONS)
def test_forward_mode_agrees_with_reverse_mode(name: str, backend: Backend) -> None:
    """The slope along a direction is the gradient's component; second derivatives are symmetric along two."""
    rng = random.Random(name)
    shapes = [(2, 3), (3, 2), (3,), (3,), ()]
    points = [[numbers(shape, rng) for shape in shapes] for _ in range(3)]
    u, v = ([[numbers(shape, rng) for shape in shapes] for _ in range(3)] for _ in range(2))
    A = Floats(backend, 3)
    x, u, v = (float_values(A, each, shapes) for each in (points, u, v))

    def along(algebra: Any, at: list[Any], direction: list[Any]) -> Any:
        return component(algebra, slopes(weighted(name), algebra, at), direction)

    def component(algebra: Any, gradient: list[Any], direction: list[Any]) -> Any:
        products = [algebra.each(algebra.mul, g, d) for g, d in zip(gradient, direction, strict=True)]
        totals = [algebra.total(part) if isinstance(part, Array) else part for part in products]
        return algebra.sum(len(totals), lambda i: totals[i])

    def second(d: list[Any], e: list[Any]) -> Any:
        line = Forward(A)
        moving = [line.variable(*pair) for pair in zip(x, d, strict=True)]
        return line.tangent(along(line, moving, [line.constant(part) for part in e]))

    with backend.quiet():
        pairs = (slope_along(weighted(name), A, x, u), along(A, x, u)), (second(u, v), second(v, u))
    for one, other in pairs:
        # what is the same for the whole batch may stand there once
        assert all((backend.on_host(one, 3) == backend.on_host(other, 3)).tolist())


def test_each_network_has_its_own_derivative_in_what_the_batch_shares() -> None:
    A = Floats(select("numpy"), 2)
    shared, own = A.backend.asarray([3.0]), A.backend.asarray([5.0, 7.0])
    in_shared, in_own = slopes(lambda A, x, y: A.mul(x, A.mul(x, y)), A, [shared, own])
    assert in_shared.tolist() == [30, 42] and in_own.tolist() == [9, 9]


def test_what_the_output_does_not_depend_on_has_derivative_zero() -> None:
    for shapes in ([(), (2, 1)], [(2,), ()]):
        rng = random.Random(1)
        point = [numbers(shape, rng) for shape in shapes]
        exact = slopes(lambda A, x, y: A.literal(ONE), EXACT, exact_values(point, shapes))
        assert [flattened(x) for x in exact] == [[0] * len(flattened(x)) for x in point]
        A = Floats(select("numpy"), 2)
        floats = slopes(lambda A, x, y: A.literal(ONE), A, float_values(A, [point, point], shapes))
        carriers = [x.value if isinstance(x, Array) else x for x in floats]
        assert [c.shape for c in carriers] == [(2, *s) for s in shapes] and not any(c.any() for c in carriers)


def test_only_numbers_are_differentiated() -> None:
    tape = Reverse(Floats(select("numpy"), 1))
    x = tape.variable(tape.base.backend.asarray([[1.0, 2.0]]))
    x = tape.variable(Array(x.value, (2,)))
    with pytest.raises(ShapeError, match="gradient of an array"):
        tape.gradient(x.value, [x])


def test_terms_are_derived_by_the_kernel() -> None:
    for wrap in (Reverse, Forward):
        with pytest.raises(NotNumeric, match="derivatives over Terms"):
            wrap(Terms())


def test_float32_stays_float32() -> None:
    A = Floats(select("numpy"), 2, "float32")
    x = A.backend.asarray([1.0, 2.0], dtype=A.backend.dtype("float32"))
    (found,) = slopes(lambda A, x: A.elementary("tanh", A.mul(A.literal(Q(1, 3)), x)), A, [x])
    assert str(found.dtype) == "float32"


def test_a_map_that_ignores_its_array_gives_each_network_its_own_scalar() -> None:
    """As many networks as entries: the scalars must not spread along the entries."""
    A = Floats(select("numpy"), 2)
    x = Array(A.backend.asarray([[1.0, 2.0], [3.0, 4.0]]), (2,))
    assert A.each(lambda s, _: s, A.backend.asarray([5.0, 7.0]), x).value.tolist() == [[5, 5], [7, 7]]


def test_a_negated_ball_keeps_its_precision() -> None:
    balls = Balls(300)
    assert balls.neg(balls.literal(Q(1, 3))).rad() < 1e-80


def test_long_tapes_need_no_stack() -> None:
    def chain(A: Any, x: Any) -> Any:
        total = x
        for _ in range(30_000):
            total = A.add(total, x)
        return total

    assert slopes(chain, EXACT, [ONE]) == [30_001]


# ------------------------------------------------------------------ the checks are seen to fail


def _wrong_sub(A: Any, a: Any, b: Any) -> Any:
    return A.pointwise(A.base.sub(a.value, b.value), (a, lambda t: t), (b, lambda t: t))


def _forgets_the_denominator(A: Any, a: Any, b: Any) -> Any:
    return A.pointwise(A.base.div(a.value, b.value), (a, lambda t: A.base.div(t, b.value)))


@pytest.mark.parametrize(("rule", "wrong"), [("sub", _wrong_sub), ("div", _forgets_the_denominator)])
def test_a_sabotaged_rule_is_caught(rule: str, wrong: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AbstractDifferential, rule, wrong)
    with pytest.raises(AssertionError):
        check_random_expressions()


@pytest.mark.parametrize("name", SLOPES)
def test_a_sabotaged_slope_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SLOPES, name, lambda A, x, y, t: A.mul(t, A.literal(Q(9, 10))))
    with pytest.raises(AssertionError):
        check_elementary(name)


@pytest.mark.parametrize("name", ["matmul", "transpose", "apply_matrix", "add_to_rows", "total", "largest", "entry"])
def test_a_sabotaged_pull_back_of_arrays_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right = getattr(ReverseOfArrays, name)

    def wrong(A: Any, *arguments: Any) -> Any:
        """The value is right, and what is pulled back is twice too large."""
        result = right(A, *arguments)
        node = result.value if isinstance(result, Array) else result
        node.links = tuple((x, lambda t, pull=pull: pull(A.base.add(t, t))) for x, pull in node.links)
        return result

    monkeypatch.setattr(ReverseOfArrays, name, wrong)
    with pytest.raises(AssertionError):
        check_whole("prod" if name == "entry" else name, select("numpy"), Floats)
