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
from typing import Any

from theorycheck.algebra.base import Array, Carrier, Size, Value
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


def _minimum(algebra: Any, a: Carrier, b: Carrier) -> Carrier:
    return algebra.neg(algebra.maximum(algebra.neg(a), algebra.neg(b)))
