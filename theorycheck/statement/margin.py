r"""How far a relation is from holding, as one signed number a network: above 0 suggests that it fails.

    l <= r, l < r   l - r                      p and q     max of both
    l = r           max |l - r|                p or q      min of both
    not p           -p                         p implies q min(-p, q)
    for all k < n   max over k                 exists      min over k

A part without a value (NaN) leaves a conjunction to the other, where that one fails: a condition that stands in front
of an expression decides where the expression has no value.

Equalities under a negation are violated where both sides agree, which is a violation of 0 at best: such a hit is
decided exactly, never here.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from theorycheck.algebra.balls import Balls
from theorycheck.algebra.base import Array, Carrier, Size, Value
from theorycheck.algebra.rationals import Rationals
from theorycheck.errors import ShapeError, UndefinedValue

from .evaluation import Environment, Evaluator, Frame
from .node import Node
from .walk import Walk


def violation(node: Node, algebra: Any, environment: Environment) -> Carrier:
    """The violation over `algebra.floats` or `algebra.error_bounds`: one number a network (shape (batch,) or (1,))."""
    return Evaluator(algebra, environment, MarginLogic()).value(node)


class MarginLogic(Walk):
    """Signed violations."""

    def relation(self, e: Any, node: Node, parts: list[Value], frame: Frame) -> Carrier:
        try:
            return super().relation(e, node, parts, frame)
        except (UndefinedValue, ShapeError):
            return e.algebra.constant(float("nan"))  # the condition in front of it decides

    def compare(self, kind: str, e: Any, a: Value, b: Value) -> Carrier:
        difference = e.algebra.sub(a, b)
        return e.algebra.absolute(difference) if kind == "Eq" else difference

    def compare_sizes(self, kind: str, e: Any, a: Size, b: Size) -> Carrier:
        return self.compare(kind, e, e.algebra.cast(a), e.algebra.cast(b))

    def compare_arrays(self, kind: str, e: Any, a: Array, b: Array) -> Carrier:
        e.algebra.check_same_shape(a.shape, b.shape)
        if 0 in a.shape:
            return e.algebra.extreme(-1)
        differences = e.algebra.each(lambda x, y: self.compare(kind, e, x, y), a, b)
        return e.algebra.largest(differences)

    def conjunction(self, e: Any, node: Node, parts: list[Carrier], frame: Frame) -> Carrier:
        return e.algebra.worse(*parts)

    def disjunction(self, e: Any, node: Node, parts: list[Carrier], frame: Frame) -> Carrier:
        return _minimum(e.algebra, *parts)

    def implication(self, e: Any, node: Node, parts: list[Carrier], frame: Frame) -> Carrier:
        return _minimum(e.algebra, e.algebra.neg(parts[0]), parts[1])

    def negation(self, e: Any, node: Node, parts: list[Carrier], frame: Frame) -> Carrier:
        return e.algebra.neg(parts[0])

    def for_all_below(self, e: Any, n: Size, body: Callable[[Size], Carrier]) -> Carrier:
        result = e.algebra.extreme(-1)
        for i in range(n):
            result = body(i) if i == 0 else e.algebra.worse(result, body(i))
        return result

    def exists_below(self, e: Any, n: Size, body: Callable[[Size], Carrier]) -> Carrier:
        if n == 0:
            return e.algebra.constant(1.0)  # there is no example: false, by a violation that a search can rank
        return e.algebra.neg(self.for_all_below(e, n, lambda i: e.algebra.neg(body(i))))


def relative_violation(node: Node, algebra: Any, environment: Environment) -> Carrier:
    """The same, each difference l - r divided by |l| + |r| (0 where both are 0): a number from -1 to 1 that no change
    of scale moves. Over floats with bounds, and over `Exactly` and `Nearly`."""
    return Evaluator(algebra, environment, RelativeLogic()).value(node)


class RelativeLogic(MarginLogic):
    """Signed violations relative to the sides that are compared."""

    def compare(self, kind: str, e: Any, a: Value, b: Value) -> Carrier:
        algebra = e.algebra
        size, zero = algebra.add(algebra.absolute(a), algebra.absolute(b)), algebra.literal(Fraction(0))
        divisor = algebra.select(algebra.less_than(zero, size), size, algebra.literal(Fraction(1)))
        return algebra.div(super().compare(kind, e, a, b), divisor)


class _Signed:
    """What an algebra that walks its index sets lacks for violations between -1 and 1."""

    literal: Callable[[Fraction], Carrier]
    maximum: Callable[[Carrier, Carrier], Carrier]

    def extreme(self, sign: int) -> Carrier:
        return self.literal(Fraction(sign))

    def constant(self, value: float) -> Carrier:
        """What has no value speaks against nothing."""
        return self.literal(Fraction(1 if value == value else -1))

    def worse(self, a: Carrier, b: Carrier) -> Carrier:
        return self.maximum(a, b)


class Exactly(_Signed, Rationals):
    """Rationals, for relative violations."""


class Nearly(_Signed, Balls):
    """Balls, for relative violations."""


def _minimum(algebra: Any, a: Carrier, b: Carrier) -> Carrier:
    return algebra.neg(algebra.maximum(algebra.neg(a), algebra.neg(b)))
