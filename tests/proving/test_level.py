"""A slope is 0 at a minimum on its line; examples by name, and by what facts speak of; slopes under sums."""

from __future__ import annotations

from typing import Any

from theorycheck import (
    and_,
    dims,
    eq,
    exists,
    fn,
    forall,
    function,
    has_gradient,
    has_slope,
    implies,
    le,
    lt,
    positive,
    real,
    summation,
    vector,
)
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import replay
from theorycheck.proving.prove import Gap, Proof, prove
from theorycheck.statement.statements import Statement

n = dims("n")
f, slope = function("f", real(), real()), function("slope", real(), real())
h = vector("h", n)
a, c, r = real("a c r")


def minimum(most: Any = lambda r, t: and_(lt(-r, t), lt(t, r))) -> Any:
    return exists(positive, lambda r: forall(real(), lambda t: implies(most(r, t), le(f(0), f(t)))))


def total(t: Any) -> Any:
    return summation(n, lambda i: f(c + t * h[i]))


def proved(given: list[Any], conclusion: Any, script: str) -> bool:
    proof = prove(Statement(given, conclusion), script)
    if isinstance(proof, Proof):
        assert not proof.theorem.trust and reach(replay(proof.certificate)) == ()
        return True
    assert isinstance(proof, Gap)
    return False


def test_a_slope_at_a_minimum_is_0() -> None:
    assert proved([has_slope(f, 0, 1, a), minimum()], eq(a, 0), "level")


def test_from_one_side_it_need_not_be() -> None:
    right = minimum(lambda r, t: and_(lt(0, t), lt(t, r)))
    assert not proved([has_slope(f, 0, 1, a), right], eq(a, 0), "level")


def test_a_slope_elsewhere_need_not_be() -> None:
    assert not proved([has_slope(f, 1, 1, a), minimum()], eq(a, 0), "level")


def test_the_slope_of_a_sum_is_the_sum_of_the_slopes() -> None:
    wanted = summation(n, lambda i: slope(c + 0 * h[i]) * h[i])
    assert proved([has_gradient(f, slope)], has_slope(fn(real(), total), 0, 1, wanted), "slopes, sums")


def test_not_another_number() -> None:
    other = 2 * summation(n, lambda i: slope(c + 0 * h[i]) * h[i])
    assert not proved([has_gradient(f, slope)], has_slope(fn(real(), total), 0, 1, other), "slopes, sums")


def test_no_slope_is_known_of_a_function_without_gradient() -> None:
    wanted = summation(n, lambda i: slope(c + 0 * h[i]) * h[i])
    assert not proved([], has_slope(fn(real(), total), 0, 1, wanted), "slopes, sums")


def test_an_example_by_name() -> None:
    assert proved([lt(a, r)], exists(real(), lambda x: lt(a, x)), "example(r), auto")
    assert not proved([lt(a, r)], exists(real(), lambda x: lt(a, x)), "example(a), auto")


def test_the_example_of_a_fact() -> None:
    known = exists(real(), lambda x: lt(a, f(x)))
    assert proved([known], exists(real(), lambda x: le(a, f(x))), "example, auto")
    assert not proved([known], exists(real(), lambda x: lt(f(x), a)), "example, auto")
