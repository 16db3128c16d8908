"""Rationals, balls, floats with bounds, backends: what the conformance suite does not look at."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest

from theorycheck import dims, family_of, matrix, network, real, summation, vector
from theorycheck.algebra import backends
from theorycheck.algebra.backends import Backend, fake_device_backend, probe, select
from theorycheck.algebra.backends.backend import OPERATIONS
from theorycheck.algebra.balls import Balls
from theorycheck.algebra.base import AbstractAlgebra, Array
from theorycheck.algebra.error_bounds import Bounded, RunningError
from theorycheck.algebra.floats import Floats
from theorycheck.algebra.quotients import Quotients
from theorycheck.algebra.rationals import Rationals
from theorycheck.algebra.terms import Terms
from theorycheck.errors import BackendUnavailable, Inexact, ShapeError, UndefinedValue
from theorycheck.kernel import terms
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.statement.evaluation import evaluate

Q = Fraction
ALL_BACKENDS = [select("numpy"), select("portable"), fake_device_backend()]


# ------------------------------------------------------------------ exact numbers


def test_rationals_say_what_they_cannot() -> None:
    A = Rationals()
    assert A.elementary("sqrt", Q(9, 4)) == Q(3, 2) and A.elementary("exp", Q(0)) == 1
    with pytest.raises(Inexact):
        A.elementary("sqrt", Q(2))
    for name, x in (("log", Q(0)), ("sqrt", Q(-1))):
        with pytest.raises(UndefinedValue):
            A.elementary(name, x)
    with pytest.raises(UndefinedValue):
        A.div(Q(1), Q(0))
    with pytest.raises(UndefinedValue, match="maximum over nothing"):
        A.max(0, lambda i: Q(i))
    assert A.sum(0, lambda i: Q(i)) == 0 and A.prod(0, lambda i: Q(i)) == 1


def test_reading_outside_a_shape_is_refused() -> None:
    for A in (Rationals(), Balls()):
        x = A.array([[1, 2]], (1, 2))
        with pytest.raises(UndefinedValue, match="is read"):
            A.entry(x, 1, 0)
    floats = Floats(select("numpy"), 1)
    with pytest.raises(ShapeError):
        floats.entry(Array(floats.backend.asarray([[1.0, 2.0]]), (2,)), 2)


def test_balls_are_three_valued() -> None:
    A = Balls(64)
    third = A.div(A.literal(Q(1)), A.literal(Q(3)))
    again = A.mul(third, A.literal(Q(3)))
    one = A.literal(Q(1))
    assert A.equal(again, one) is None and A.less_than(again, A.literal(Q(2))) is True
    assert A.less_equal(A.literal(Q(2)), again) is False
    assert A.equal(one, A.literal(Q(1))) is True
    undecided = A.select(A.less_than(again, one), A.literal(Q(5)), A.literal(Q(7)))
    assert undecided.contains(5) and undecided.contains(7)
    assert A.conj(None, False) is False and A.disj(None, True) is True and A.negate(None) is None
    around_zero = A.sub(again, one)
    nothing = A.div(one, around_zero)
    assert A.equal(nothing, nothing) is None and A.less_than(nothing, one) is None
    assert not A.maximum(nothing, one).is_finite()
    with pytest.raises(UndefinedValue):
        A.div(one, A.literal(Q(0)))


def test_balls_leave_the_global_precision_alone() -> None:
    import flint

    before = flint.ctx.prec
    Balls(400).elementary("exp", Balls(400).literal(Q(1, 3)))
    assert flint.ctx.prec == before


# ------------------------------------------------------------------ terms


def test_scalar_notations_are_constants_with_one_body() -> None:
    A = Terms()
    x, y = terms.variable("x", REAL), terms.variable("y", REAL)

    def twice(algebra: Any, t: Any) -> Any:
        return algebra.add(t, t)

    one, two = A.notation("twice", twice, x), A.notation("twice", twice, y)
    assert one.args[0] is two.args[0] and len(A.definitions) == 1
    ((constant, body),) = A.definitions.items()
    assert constant.data[0] == f"twice#{body.digest()}"  # type: ignore[index]
    assert Terms().notation("twice", twice, x) is one  # fresh names leave no trace


def test_sizes_collect_their_literals() -> None:
    A, k = Terms(), terms.variable("k", NATURAL)
    assert A.size_add(A.size_add(k, 1), 1) is A.size_add(k, 2)
    assert A.size_add(A.natural(0), 1) is A.natural(1) and A.size_add(0, k) is k and A.size_mul(1, k) is k
    A.check_same_shape((A.size_mul(k, A.size_add(k, 1)),), (A.size_add(A.size_mul(k, k), k),))
    with pytest.raises(ShapeError):
        A.check_same_shape((k,), (A.size_add(k, 1),))


# ------------------------------------------------------------------ floats


def _defaults(A: Any, name: str) -> Any:
    """The derived operation without its override."""
    return getattr(AbstractAlgebra, name).__get__(A)


@pytest.mark.parametrize("backend", ALL_BACKENDS, ids=lambda b: b.name)
@pytest.mark.parametrize("kind", [Floats, RunningError])
def test_overrides_agree_with_their_derivation(backend: Backend, kind: type[Floats]) -> None:
    rng = random.Random(3)
    A = kind(backend, 2)

    def draw(*shape: int) -> Array:
        flat = [float(rng.randint(-4, 4)) for _ in range(2 * _size(shape))]
        value = backend.reshape(backend.asarray(flat, dtype=backend.dtype("float64")), (2, *shape))
        return A.exact(value, shape) if isinstance(A, RunningError) else Array(value, shape)

    def same(left: Any, right: Any) -> bool:
        left, right = (value.value if isinstance(value, Array) else value for value in (left, right))
        pairs = [(left, right)] if not isinstance(left, Bounded) else list(zip(left, right, strict=True))
        return all((backend.to_host(a) == backend.to_host(b)).all() for a, b in pairs)

    for n, m, p in ((1, 1, 1), (2, 3, 2), (3, 1, 2), (2, 0, 2), (0, 2, 1)):
        x, y, v, b = draw(n, m), draw(m, p), draw(m), draw(m)
        for name, arguments in (
            ("matmul", (x, y)), ("transpose", (x,)), ("apply_matrix", (x, v)), ("add_to_rows", (x, b)), ("total", (x,)),
        ):  # fmt: skip
            assert same(getattr(A, name)(*arguments), _defaults(A, name)(*arguments)), (name, n, m, p)
        if n * m:
            assert same(A.largest(x), _defaults(A, "largest")(x))
        else:
            with pytest.raises(UndefinedValue):
                A.largest(x)


def _size(shape: tuple[int, ...]) -> int:
    result = 1
    for n in shape:
        result *= n
    return result


def test_a_map_with_arrays_inside_runs_entry_by_entry() -> None:
    N, n = dims("N n")
    x, v, X, W = real("x"), vector("v", 2), matrix("X", 2, 2), matrix("W", 2, 2)
    node = network(X, family_of(1, lambda k: W), lambda t: summation(2, lambda i: t * v[i]) + x * t)
    floats = Floats(select("numpy"), 3)
    xp = floats.backend
    environment = {
        x: xp.asarray([1.0, 2.0, 3.0]),
        v: Array(xp.asarray([[1.0, 2.0]] * 3), (2,)),
        X: Array(xp.asarray([[[1.0, 0.0], [0.0, 1.0]]] * 3), (2, 2)),
        W: Array(xp.asarray([[[1.0, 2.0], [3.0, 4.0]]] * 3), (2, 2)),
    }
    result = evaluate(node, floats, environment)
    assert result.value[:, 0, 0].tolist() == [4, 5, 6] and result.value[:, 1, 1].tolist() == [16, 20, 24]


# ------------------------------------------------------------------ error bounds


def _random_expression(rng: random.Random, A: Any, depth: int, leaves: list[Any]) -> Any:
    if depth == 0:
        return rng.choice(leaves)
    operation = rng.choice(("add", "sub", "mul", "div", "maximum", "absolute", "elementary", "select"))
    parts = [_random_expression(rng, A, depth - 1, leaves) for _ in range(3)]
    if operation == "elementary":
        return A.elementary(rng.choice(("sin", "cos", "arctan", "tanh")), parts[0])
    if operation == "select":
        return A.select(A.less_equal(parts[0], parts[1]), parts[1], parts[2])
    if operation == "absolute":
        return A.absolute(parts[0])
    return getattr(A, operation)(parts[0], parts[1])


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_bounds_hold_against_balls(dtype: str) -> None:
    balls = Balls(300)
    checked = 0
    for number in range(300):
        numerators = random.Random(number)
        inputs = [Q(numerators.randint(-999, 999), 2 ** numerators.randint(0, 9)) for _ in range(4)]
        A = RunningError(select("numpy"), 1, dtype)
        xp = A.backend
        leaves = [A.exact(xp.asarray([float(q)], dtype=xp.dtype(dtype))) for q in inputs]
        leaves += [A.literal(Q(1, 3)), A.literal(Q(2))]
        exact = [balls.literal(q) for q in inputs] + [balls.literal(Q(1, 3)), balls.literal(Q(2))]
        with xp.quiet():
            value, bound = _random_expression(random.Random(number), A, 4, leaves)
        try:
            truth = _random_expression(random.Random(number), balls, 4, exact)
        except UndefinedValue:
            continue
        value, bound = float(value[0]), float(bound[0])
        if not truth.is_finite() or bound != bound or bound == float("inf") or value != value:
            continue
        claimed = balls.interval(Q(value) - Q(bound), Q(value) + Q(bound))
        assert claimed.contains(truth) or claimed.overlaps(truth), (number, value, bound, truth)
        checked += 1
    assert checked > 150


def test_small_integers_and_dyadics_are_exact() -> None:
    A = RunningError(select("numpy"), 1)
    xp = A.backend
    x, y = A.exact(xp.asarray([3.0])), A.exact(xp.asarray([0.375]))
    for carrier in (
        A.add(x, y),
        A.mul(x, y),
        A.sub(x, x),
        A.div(x, y),
        A.maximum(x, y),
        A.elementary("sqrt", A.mul(x, x)),
    ):
        assert float(carrier.bound[0]) == 0
    assert float(A.div(x, A.exact(xp.asarray([7.0]))).bound[0]) > 0
    assert float(A.literal(Q(1, 10)).bound[0]) > 0 and float(A.literal(Q(3, 8)).bound[0]) == 0


def test_a_bound_covers_division_near_zero_and_overflow() -> None:
    A = RunningError(select("numpy"), 1)
    xp = A.backend
    fuzzy = A.sub(A.literal(Q(1, 3)), A.literal(Q(1, 3)))
    with xp.quiet():
        assert float(A.div(A.literal(Q(1)), fuzzy).bound[0]) == float("inf")
        huge = A.exact(xp.asarray([1e308]))
        value, bound = A.mul(huge, huge)
    assert not (float(value[0]) - float(bound[0]) > 0)


# ------------------------------------------------------------------ backends


@pytest.mark.parametrize("backend", ALL_BACKENDS, ids=lambda b: b.name)
def test_the_table_is_complete(backend: Backend) -> None:
    assert all(callable(getattr(backend, name)) for name in OPERATIONS)
    with pytest.raises(AttributeError, match="einsum"):
        backend.einsum


def test_a_device_refuses_silent_conversion() -> None:
    import numpy

    backend = fake_device_backend()
    x = backend.asarray([1.0, 2.0])
    for use in (lambda: numpy.asarray(x), lambda: float(x[0]), lambda: bool(x[0] > 0), lambda: x + numpy.ones(2)):
        with pytest.raises(TypeError):
            use()
    assert backend.to_host(x + 1).tolist() == [2, 3]


def test_selecting_backends() -> None:
    assert select("numpy").name == "numpy" and select("portable").name == "portable"
    with pytest.raises(BackendUnavailable, match="choose one of"):
        select("abacus")
    found = probe()
    automatic = select("auto")
    if found.available:
        assert automatic.name == "cupy"
    else:
        assert automatic.name == "numpy" and automatic.why == found.reason and found.reason
        with pytest.raises(BackendUnavailable) as caught:
            select("cupy")
        assert found.reason in str(caught.value)


def test_the_probe_gives_the_reason_of_a_broken_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Any:
        raise RuntimeError("cudaErrorInsufficientDriver: too old\nmore")

    monkeypatch.setattr(backends, "_run_on_gpu", broken)
    monkeypatch.setattr(backends.importlib.util, "find_spec", lambda name: object())
    found = backends.probe.__wrapped__()
    assert not found.available and "RuntimeError: cudaErrorInsufficientDriver: too old" in found.reason


def test_float32_stays_float32() -> None:
    A = Floats(select("numpy"), 2, "float32")
    x = A.backend.asarray([1.0, 2.0], dtype=A.backend.dtype("float32"))
    result = A.add(A.mul(A.literal(Q(1, 3)), x), A.pi())
    assert str(result.dtype) == "float32"


def test_flints_rationals_are_the_rationals() -> None:
    """The same values, the same refusals."""
    A, B, rng = Rationals(), Quotients(), random.Random(3)
    for _ in range(300):
        x, y = (Q(rng.randint(-40, 40), rng.choice((1, 2, 9, 2**60))) for _ in range(2))
        u, v = B.literal(x), B.literal(y)
        for name in ("add", "sub", "mul", "maximum", "less_equal", "less_than", "equal"):
            assert B.literal(Q(getattr(A, name)(x, y))) == B.literal(Q(1)) * getattr(B, name)(u, v), (name, x, y)
        if y:
            assert B.div(u, v) == B.literal(A.div(x, y))
    with pytest.raises(UndefinedValue):
        B.div(B.literal(Q(1)), B.literal(Q(0)))
    assert B.elementary("sqrt", B.literal(Q(9, 4))) == B.literal(Q(3, 2))
    for fails, name, argument in ((Inexact, "exp", Q(1)), (Inexact, "sqrt", Q(2)), (UndefinedValue, "log", Q(0))):
        with pytest.raises(fails):
            B.elementary(name, B.literal(argument))


def test_balls_keep_their_precision_beside_others() -> None:
    """Whoever set the precision of the library: each operation runs at its own, and puts the other back."""
    low, high = Balls(64), Balls(512)
    before = low.pi().rad()
    with high.working():
        assert low.pi().rad() == before > high.pi().rad()
    assert low.pi().rad() == before
