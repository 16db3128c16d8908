"""A cheap bound on the rounding error of each network: it covers what happens, and bounds nothing where it must not."""
from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy
import pytest

from theorycheck.algebra import backends
from theorycheck.algebra.a_priori import with_error_bound
from theorycheck.algebra.base import Array
from theorycheck.algebra.error_bounds import RunningError
from theorycheck.algebra.floats import Floats
from theorycheck.algebra.tape import Tape, Workspace, record
from theorycheck.algebra.tracing import ROWS

NUMPY = backends.select("numpy")
ROWS_TRIED = 400
THIRD = Fraction(1, 3)


def net(A: Any, x: Array, y: Array) -> Any:
    hidden = A.each(lambda t: A.maximum(t, A.literal(Fraction(0))), A.matmul(x, y))
    return A.largest(A.matmul(hidden, x))


def norm(A: Any, x: Array, y: Array) -> Any:
    return A.elementary("sqrt", A.total(A.each(lambda t: A.mul(t, t), x)))


def ratio(A: Any, x: Array, y: Array) -> Any:
    a, b = A.entry(x, 0, 0), A.entry(y, 0, 0)
    return A.div(A.mul(a, A.literal(THIRD)), A.add(A.elementary("exp", b), A.elementary("exp", a)))


def leaky(A: Any, x: Array, y: Array) -> Any:
    t, zero = A.sub(A.entry(x, 0, 1), A.entry(y, 1, 0)), A.literal(Fraction(0))
    return A.select(A.less_equal(zero, t), t, A.mul(t, A.literal(THIRD)))


def waves(A: Any, x: Array, y: Array) -> Any:
    parts = [A.elementary(name, A.entry(x, 0, 1)) for name in ("sin", "cos", "tanh", "arctan")]
    return A.sub(A.mul(A.mul(parts[0], parts[1]), parts[2]), A.neg(A.absolute(parts[3])))


BOUNDED = [net, norm, ratio, leaky, waves]


def recorded(function: Any, dtype: str) -> Tape:
    def run(recorder: Any, inputs: list[Any]) -> list[Any]:
        algebra = Floats(recorder, ROWS, dtype)
        return [function(algebra, *(Array(x, (2, 2)) for x in inputs))]

    return record(run, [(2, 2), (2, 2)], Workspace(NUMPY, dtype))


def inputs(size: float, dtype: str) -> list[Any]:
    random = numpy.random.default_rng(3)
    return [(size * random.uniform(-1, 1, (ROWS_TRIED, 2, 2))).astype(dtype) for _ in range(2)]


def bounded(function: Any, values: list[Any], dtype: str) -> tuple[Any, Any]:
    tape = recorded(function, dtype)
    with NUMPY.quiet():
        value, bound = with_error_bound(tape).run(values, len(values[0]))
        (alone,) = tape.run(values, len(values[0]))
    assert alone.tobytes() == value.tobytes()
    return value, numpy.broadcast_to(bound, (len(values[0]),))


@pytest.mark.parametrize("size", [1e-6, 1.0, 30.0])
@pytest.mark.parametrize("function", BOUNDED)
def test_float32_is_within_its_bound_of_float64(function: Any, size: float) -> None:
    values = inputs(size, "float32")
    value, bound = bounded(function, values, "float32")
    exact = RunningError(NUMPY, ROWS_TRIED)
    wanted, doubt = function(exact, *(exact.exact(x.astype("float64"), (2, 2)) for x in values))
    assert (abs(value - wanted) <= bound + doubt).all() and numpy.isfinite(bound).mean() > 0.9
    assert numpy.median(bound) < 1e-3 * (size + 1) ** 3


def test_the_bound_is_not_idle() -> None:
    """A third is not a float."""
    value, bound = bounded(lambda A, x, y: A.literal(THIRD), inputs(1, "float32"), "float32")
    assert bound[0] >= abs(Fraction(float(value[0])) - THIRD) > 0


@pytest.mark.parametrize(
    "function",
    [
        lambda A, x, y: A.div(A.entry(x, 0, 0), A.sub(A.entry(y, 0, 0), A.entry(y, 0, 0))),
        lambda A, x, y: A.elementary("log", A.mul(A.entry(x, 0, 0), A.literal(THIRD))),
        lambda A, x, y: A.elementary("sqrt", A.mul(A.entry(x, 0, 0), A.literal(THIRD))),
        lambda A, x, y: A.elementary("tanh", A.elementary("exp", A.literal(Fraction(1000)))),
        lambda A, x, y: A.elementary("tanh", A.entry(A.matmul(scaled(A, x), scaled(A, y)), 0, 0)),
        lambda A, x, y: A.extreme(-1),
    ],
)
def test_what_has_no_value_has_no_bound(function: Any) -> None:
    """Where x is negative, or a number overflows, or is divided by zero: though what comes out may be finite again."""
    values = [-abs(x) - 0.1 for x in inputs(1, "float64")]
    _, bound = bounded(function, values, "float64")
    assert not numpy.isfinite(bound).any()


def scaled(A: Any, x: Array) -> Array:
    return A.each(lambda t: A.mul(t, A.literal(Fraction(10**155))), x)


def test_a_choice_by_inexact_numbers_is_bounded_by_both_sides() -> None:
    """Where floats and exact values may choose differently, the bound reaches from one side to the other."""

    def jump(A: Any, x: Array, y: Array) -> Any:
        product = A.mul(A.entry(x, 0, 0), A.entry(x, 0, 1))
        return A.select(A.less_equal(product, A.entry(y, 0, 0)), A.literal(Fraction(1)), A.literal(Fraction(-1)))

    x, y = inputs(1, "float64")
    y[:3, 0, 0] = (x[:, 0, 0] * x[:, 0, 1])[:3]
    _, bound = bounded(jump, [x, y], "float64")
    assert (bound[:3] >= 2).all() and numpy.median(bound) < 1e-10
