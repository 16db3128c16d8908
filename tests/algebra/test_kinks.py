"""Where there is no derivative: ties that matter raise in exact algebras, ties that do not are passed over."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from theorycheck.algebra.backends import select
from theorycheck.algebra.balls import Balls
from theorycheck.algebra.floats import Floats
from theorycheck.algebra.forward import Forward
from theorycheck.algebra.rationals import Rationals
from theorycheck.algebra.reverse import Reverse
from theorycheck.errors import UndefinedValue

Q = Fraction
EXACT = Rationals()


def slopes(function: Callable[..., Any], base: Any, point: list[Any]) -> list[Any]:
    tape = Reverse(base)
    inputs = [tape.variable(x) for x in point]
    return tape.gradient(function(tape, *inputs), inputs)


def slope_along(function: Callable[..., Any], base: Any, point: list[Any], direction: list[Any]) -> Any:
    line = Forward(base)
    return line.tangent(function(line, *(line.variable(x, d) for x, d in zip(point, direction, strict=True))))


def test_balls_contain_the_derivatives_of_a_whole_interval() -> None:
    """An undecided choice has the hull of both sides."""
    balls = Balls()
    (found,) = slopes(lambda A, x: A.maximum(A.mul(x, x), x), balls, [balls.interval(Q(9, 10), Q(11, 10))])
    assert found.contains(1) and found.contains(balls.literal(Q(22, 10))) and not found.contains(4)
    (sure,) = slopes(lambda A, x: A.maximum(A.mul(x, x), x), balls, [balls.interval(Q(2), Q(3))])
    assert sure.contains(4) and sure.contains(6) and not sure.contains(1)


ZERO, ONE = Q(0), Q(1)


def relu(A: Any, x: Any) -> Any:
    return A.maximum(A.literal(ZERO), x)


def step(A: Any, x: Any) -> Any:
    return A.select(A.less_equal(x, A.literal(ZERO)), A.literal(ZERO), A.literal(ONE))


def behind_a_jump(A: Any, x: Any) -> Any:
    """Compares a value that jumps at 0; the comparison itself does not tie."""
    return A.select(A.less_than(step(A, x), A.literal(Q(1, 2))), x, A.literal(ONE))


KINKS: dict[str, tuple[Callable[..., Any], int]] = {
    "relu": (relu, 0),
    "absolute": (lambda A, x: A.absolute(x), 0),
    "step": (step, 0),
    "a product with a kink": (lambda A, x: A.mul(x, relu(A, x)), 0),
    "a product with a jump": (lambda A, x: A.mul(x, step(A, x)), 0),
    "a choice after a jump": (behind_a_jump, 0),
    "an equality": (lambda A, x: A.select(A.equal(x, A.literal(ONE)), A.literal(ONE), x), 1),
    "a tie behind `or`": (
        lambda A, x: A.select(A.disj(A.less_than(x, A.literal(ZERO)), A.less_than(x, A.literal(Q(-1)))), x, A.neg(x)),
        0,
    ),
    "the largest of three": (lambda A, x: A.max(3, lambda i: A.mul(A.cast(i), x)), 0),
    "a root": (lambda A, x: A.elementary("sqrt", x), 0),
}


@pytest.mark.parametrize("base", [Rationals(), Balls()], ids=lambda b: type(b).__name__)
@pytest.mark.parametrize("name", KINKS)
def test_a_kink_has_no_derivative_and_its_neighbours_do(name: str, base: Any) -> None:
    function, at = KINKS[name]
    for mode in (slopes, lambda f, base, point: slope_along(f, base, point, [base.literal(ONE)])):
        with pytest.raises(UndefinedValue, match="no value at a kink"):
            mode(function, base, [base.literal(Q(at))])
        mode(function, base, [base.literal(Q(at) + Q(1, 4))])
    with pytest.raises(UndefinedValue, match="no value at a kink"):
        slopes(lambda A, x: slopes(function, A, [x])[0], base, [base.literal(Q(at))])


SMOOTH: dict[str, tuple[Callable[..., Any], int]] = {
    "a tie of constants": (lambda A, x: A.add(x, A.maximum(A.literal(ONE), A.literal(ONE))), 1),
    "a tie below the largest": (lambda A, x: A.add(x, A.max(3, lambda i: A.literal(ONE) if i == 2 else relu(A, x))), 1),
    "a tie on the side not taken": (lambda A, x: A.select(A.less_than(x, A.literal(ONE)), x, relu(A, x)), 1),
    "a tie that another condition overrules": (
        lambda A, x: A.select(A.conj(A.less_equal(x, A.literal(ZERO)), A.less_than(x, A.literal(Q(-1)))), A.neg(x), x),
        1,
    ),
    "a dead unit's product": (lambda A, x: A.add(x, relu(A, A.mul(relu(A, A.sub(x, A.literal(ONE))), x))), 1),
    "a flat step elsewhere": (lambda A, x: A.add(x, step(A, A.sub(x, A.literal(ONE)))), 1),
    "a comparison with a kink": (lambda A, x: A.select(A.less_than(relu(A, x), A.literal(ONE)), x, A.neg(x)), 1),
}


@pytest.mark.parametrize("base", [Rationals(), Balls()], ids=lambda b: type(b).__name__)
@pytest.mark.parametrize("name", SMOOTH)
def test_a_tie_that_does_not_matter_is_no_kink(name: str, base: Any) -> None:
    function, wanted = SMOOTH[name]
    (found,) = slopes(function, base, [base.literal(ZERO)])
    assert found == wanted and slope_along(function, base, [base.literal(ZERO)], [base.literal(ONE)]) == wanted


def test_a_symbol_that_does_not_move_makes_no_kink() -> None:
    def function(A: Any, x: Any, y: Any) -> Any:
        return A.add(A.mul(x, x), relu(A, y))

    assert slope_along(function, EXACT, [Q(3), ZERO], [ONE, ZERO]) == 6
    with pytest.raises(UndefinedValue):
        slope_along(function, EXACT, [Q(3), ZERO], [ONE, ONE])


@pytest.mark.parametrize("base", [Rationals(), Balls()], ids=lambda b: type(b).__name__)
def test_what_stands_still_inside_may_move_outside(base: Any) -> None:
    """d/ds d/dt of s·t at s = 0 is 1, and of |s|·t there is none: for the inner derivative s is a constant."""

    def mixed(function: Callable[..., Any], at: Q) -> Any:
        def in_t(A: Any, s: Any) -> Any:
            return slopes(lambda B, t: B.mul(function(B, B.constant(s)), t), A, [A.literal(ONE)])[0]

        found = slopes(in_t, base, [base.literal(at)])[0]
        assert slope_along(in_t, base, [base.literal(at)], [base.literal(ONE)]) == found
        return found

    assert mixed(lambda A, s: s, ZERO) == 1
    assert mixed(lambda A, s: A.absolute(s), Q(-2)) == -1
    for function in (lambda A, s: A.absolute(s), step, lambda A, s: A.elementary("sqrt", s)):
        with pytest.raises(UndefinedValue, match="no value at a kink"):
            mixed(function, ZERO)


def test_floats_take_a_side_at_a_kink() -> None:
    A = Floats(select("numpy"), 3)
    x = A.backend.asarray([-1.0, 0.0, 1.0])
    (found,) = slopes(relu, A, [x])
    assert found.tolist()[0] == 0 and found.tolist()[2] == 1 and found.tolist()[1] in (0, 1)
