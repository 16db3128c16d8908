"""Where an event surely holds and where it surely does not, draw by draw, over floats with error bounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from theorycheck.algebra.base import Size, Value
from theorycheck.algebra.error_bounds import Doubt, RunningError
from theorycheck.errors import ShapeError, UndefinedValue
from theorycheck.statement.evaluation import Environment, Evaluator, Frame
from theorycheck.statement.node import Node
from theorycheck.statement.walk import Walk


def doubt(event: Node, algebra: RunningError, environment: Environment) -> Doubt:
    """`yes` and `no`, each of shape (batch,) or (1,); where neither is true nothing was decided."""
    return Evaluator(algebra, environment, DoubtLogic()).value(event)


class DoubtLogic(Walk):
    """Truths with a third value; a side without a value decides nothing."""

    def relation(self, e: Any, node: Node, parts: list[Value], frame: Frame) -> Doubt:
        try:
            return super().relation(e, node, parts, frame)
        except (UndefinedValue, ShapeError):
            return Doubt(*(self._all(e, False) for _ in Doubt._fields))

    def compare(self, kind: str, e: Any, a: Value, b: Value) -> Doubt:
        return {"Eq": e.algebra.equal, "Le": e.algebra.less_equal, "Lt": e.algebra.less_than}[kind](a, b)

    def compare_sizes(self, kind: str, e: Any, a: Size, b: Size) -> Doubt:
        return self._known(e, {"Eq": a == b, "Le": a <= b, "Lt": a < b}[kind])

    def conjunction(self, e: Any, node: Node, parts: list[Doubt], frame: Frame) -> Doubt:
        return e.algebra.conj(*parts)

    def disjunction(self, e: Any, node: Node, parts: list[Doubt], frame: Frame) -> Doubt:
        return e.algebra.disj(*parts)

    def implication(self, e: Any, node: Node, parts: list[Doubt], frame: Frame) -> Doubt:
        return e.algebra.disj(e.algebra.negate(parts[0]), parts[1])

    def negation(self, e: Any, node: Node, parts: list[Doubt], frame: Frame) -> Doubt:
        return e.algebra.negate(parts[0])

    def for_all_below(self, e: Any, n: Size, body: Callable[[Size], Doubt]) -> Doubt:
        result = self._known(e, True)
        for i in range(n):
            result = e.algebra.conj(result, body(i))
        return result

    def exists_below(self, e: Any, n: Size, body: Callable[[Size], Doubt]) -> Doubt:
        return e.algebra.negate(self.for_all_below(e, n, lambda i: e.algebra.negate(body(i))))

    def _known(self, e: Any, truth: bool) -> Doubt:
        return Doubt(self._all(e, truth), self._all(e, not truth))

    def _all(self, e: Any, truth: bool) -> Any:
        one = e.algebra.backend.full((1,), 1.0 if truth else 0.0, dtype="float64")
        return one > 0
