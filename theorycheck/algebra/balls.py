"""Ball arithmetic (Arb through python-flint): transcendental values with a rigorous radius.

Truths are three-valued: True and False are theorems about every point of the balls, None is undecided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fractions import Fraction

import flint

from theorycheck.errors import UndefinedValue

from .looped import LoopedAlgebra

Truth3 = bool | None
Ball = flint.arb


class Balls(LoopedAlgebra):
    """Scalars are `flint.arb` balls that contain the exact value.

    A value that may not exist (division by a ball around 0) is a ball that is not finite: no comparison with it is
    ever decided.  One that surely does not exist raises UndefinedValue.
    """

    def __init__(self, precision: int = 128) -> None:
        self.precision = precision  # in bits

    def _rounded(self, operation: Callable[..., Ball], *args: object) -> Ball:
        # Arb's precision is a global of the library: set it where it is not yet, and put it back.
        if flint.ctx.prec == self.precision:
            return operation(*args)
        with self.working():
            return operation(*args)

    @contextmanager
    def working(self) -> Iterator[None]:
        """Keeps the library's precision set for many operations."""
        previous = flint.ctx.prec
        flint.ctx.prec = self.precision
        try:
            yield
        finally:
            flint.ctx.prec = previous

    def literal(self, value: Fraction) -> Ball:
        return self._rounded(lambda: Ball(flint.fmpq(value.numerator, value.denominator)))

    def interval(self, lower: Fraction, upper: Fraction) -> Ball:
        """A ball that contains [lower, upper]."""
        return self._rounded(self.literal(lower).union, self.literal(upper))

    def add(self, a: Ball, b: Ball) -> Ball:
        return self._rounded(Ball.__add__, a, b)

    def mul(self, a: Ball, b: Ball) -> Ball:
        return self._rounded(Ball.__mul__, a, b)

    def neg(self, a: Ball) -> Ball:
        return self._rounded(Ball.__neg__, a)

    def sub(self, a: Ball, b: Ball) -> Ball:
        return self._rounded(Ball.__sub__, a, b)

    def div(self, a: Ball, b: Ball) -> Ball:
        if b.is_zero():
            raise UndefinedValue("division by zero", cure="add ne(denominator, 0) to given")
        return self._rounded(Ball.__truediv__, a, b)

    def elementary(self, name: str, x: Ball) -> Ball:
        if (name == "log" and x <= 0) or (name == "sqrt" and x < 0):
            raise UndefinedValue(f"{name}({x.str(10)})")
        return self._rounded(_FUNCTIONS[name], x)

    def pi(self) -> Ball:
        return self._rounded(Ball.pi)

    def less_equal(self, a: Ball, b: Ball) -> Truth3:
        return True if a <= b else False if a > b else None

    def less_than(self, a: Ball, b: Ball) -> Truth3:
        return True if a < b else False if a >= b else None

    def equal(self, a: Ball, b: Ball) -> Truth3:
        return True if a == b else False if a != b else None

    def conj(self, p: Truth3, q: Truth3) -> Truth3:
        return False if p is False or q is False else None if p is None or q is None else True

    def disj(self, p: Truth3, q: Truth3) -> Truth3:
        return True if p is True or q is True else None if p is None or q is None else False

    def negate(self, p: Truth3) -> Truth3:
        return None if p is None else not p

    def select(self, condition: Truth3, a: Ball, b: Ball) -> Ball:
        if condition is None:
            return self._hull(a, b)
        return a if condition else b

    def maximum(self, a: Ball, b: Ball) -> Ball:
        """Tighter than the hull of both: max is monotone, so it acts on the end points."""
        if not (a.is_finite() and b.is_finite()):
            return Ball.nan()
        return self._rounded(a.max, b)

    def _hull(self, a: Ball, b: Ball) -> Ball:
        # Arb's union with an indeterminate ball is not documented; say it ourselves.
        if not (a.is_finite() and b.is_finite()):
            return Ball.nan()
        return self._rounded(a.union, b)


_FUNCTIONS: dict[str, Callable[[Ball], Ball]] = {
    "exp": Ball.exp,
    "log": Ball.log,
    "sqrt": Ball.sqrt,
    "sin": Ball.sin,
    "cos": Ball.cos,
    "arctan": Ball.atan,
    "tanh": Ball.tanh,
}
