"""Exact rational arithmetic: what decides a witness."""

from __future__ import annotations

import math
from fractions import Fraction

from theorycheck.errors import Inexact, UndefinedValue

from .base import Array
from .looped import LoopedAlgebra


class Rationals(LoopedAlgebra):
    """Scalars are Fractions and truths are bools.

    Elementary functions have a value only where it is rational by definition (exp 0, a square root of a square);
    elsewhere they raise Inexact: balls, or the kernel's intervals, decide then.
    """

    def literal(self, value: Fraction) -> Fraction:
        return value

    def add(self, a: Fraction, b: Fraction) -> Fraction:
        return a + b

    def mul(self, a: Fraction, b: Fraction) -> Fraction:
        return a * b

    def matmul(self, x: Array, y: Array) -> Array:
        (rows, inner), (inner_y, columns) = x.shape, y.shape
        self.check_same_shape((inner,), (inner_y,))
        zero, left, right = self.literal(Fraction(0)), x.value, y.value
        return Array(
            {
                (i, j): sum([left[i, k] * right[k, j] for k in range(inner)], zero)
                for i in range(rows)
                for j in range(columns)
            },
            (rows, columns),
        )

    def neg(self, a: Fraction) -> Fraction:
        return -a

    def sub(self, a: Fraction, b: Fraction) -> Fraction:
        return a - b

    def div(self, a: Fraction, b: Fraction) -> Fraction:
        if b == 0:
            raise UndefinedValue("division by zero", cure="add ne(denominator, 0) to given")
        return a / b

    def elementary(self, name: str, x: Fraction) -> Fraction:
        if name == "log" and x <= 0:
            raise UndefinedValue(f"log({x})", why="log needs a positive argument")
        if name == "sqrt":
            return _square_root(x)
        if x == 0 and name in _AT_ZERO:
            return _AT_ZERO[name]
        if name == "log" and x == 1:
            return Fraction(0)
        raise Inexact(f"{name}({x}) is not rational", cure="decide it in balls (algebra.balls)")

    def pi(self) -> Fraction:
        raise Inexact("pi is not rational", cure="decide it in balls (algebra.balls)")

    def less_equal(self, a: Fraction, b: Fraction) -> bool:
        return a <= b

    def less_than(self, a: Fraction, b: Fraction) -> bool:
        return a < b

    def equal(self, a: Fraction, b: Fraction) -> bool:
        return a == b

    def conj(self, p: bool, q: bool) -> bool:
        return p and q

    def disj(self, p: bool, q: bool) -> bool:
        return p or q

    def negate(self, p: bool) -> bool:
        return not p

    def select(self, condition: bool, a: Fraction, b: Fraction) -> Fraction:
        return a if condition else b


_AT_ZERO = {
    "exp": Fraction(1),
    "sin": Fraction(0),
    "cos": Fraction(1),
    "arctan": Fraction(0),
    "tanh": Fraction(0),
}


def _square_root(x: Fraction) -> Fraction:
    if x < 0:
        raise UndefinedValue(f"sqrt({x})", why="sqrt needs an argument that is not negative")
    root = Fraction(math.isqrt(x.numerator), math.isqrt(x.denominator))
    if root * root == x:
        return root
    raise Inexact(f"sqrt({x}) is not rational", cure="decide it in balls (algebra.balls)")
