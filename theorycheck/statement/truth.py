"""Whether a relation holds at a point: True, False, or None where the arithmetic cannot tell.

Connectives are Kleene's.  A relation with a side that has no value is None, never False: `statements` puts the
conditions for having a value in front of it, and they decide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from theorycheck.algebra.base import AbstractAlgebra, Size, Value
from theorycheck.errors import Inexact, NotNumeric, UndefinedValue

from .evaluation import Environment, Evaluator, Frame
from .node import Node
from .walk import Walk

Truth = bool | None


def holds(node: Node, algebra: AbstractAlgebra, environment: Environment) -> Truth:
    """The truth of a relation in rationals or balls."""
    return Evaluator(algebra, environment, TruthLogic()).value(node)


def both(p: Truth, q: Truth) -> Truth:
    """Kleene's conjunction."""
    return False if p is False or q is False else None if p is None or q is None else True


def opposite(p: Truth) -> Truth:
    """Kleene's negation."""
    return None if p is None else not p


class TruthLogic(Walk):
    """Three-valued truth over rationals or balls."""

    deciding: ClassVar[Mapping[str, tuple[Truth, ...]]] = {
        "And": (False, False),
        "Or": (True, True),
        "Implies": (False, True),
    }

    def compare(self, kind: str, e: Evaluator, a: Value, b: Value) -> Truth:
        algebra = e.algebra
        return {"Eq": algebra.equal, "Le": algebra.less_equal, "Lt": algebra.less_than}[kind](a, b)

    def compare_sizes(self, kind: str, e: Evaluator, a: Size, b: Size) -> Truth:
        return a == b if kind == "Eq" else a <= b if kind == "Le" else a < b

    def relation(self, e: Evaluator, node: Node, parts: list[Value], frame: Frame) -> Truth:
        try:
            return super().relation(e, node, parts, frame)
        except (UndefinedValue, Inexact):
            return None

    def universal(self, e: Evaluator, node: Node, parts: list[Value], frame: Frame) -> Truth:
        return _or_undecided(lambda: super(TruthLogic, self).universal(e, node, parts, frame))

    def existential(self, e: Evaluator, node: Node, parts: list[Value], frame: Frame) -> Truth:
        return _or_undecided(lambda: super(TruthLogic, self).existential(e, node, parts, frame))

    def conjunction(self, e: Evaluator, node: Node, parts: list[Truth], frame: Frame) -> Truth:
        return both(*parts)

    def disjunction(self, e: Evaluator, node: Node, parts: list[Truth], frame: Frame) -> Truth:
        return opposite(both(*map(opposite, parts)))

    def implication(self, e: Evaluator, node: Node, parts: list[Truth], frame: Frame) -> Truth:
        return opposite(both(parts[0], opposite(parts[1])))

    def negation(self, e: Evaluator, node: Node, parts: list[Truth], frame: Frame) -> Truth:
        return opposite(parts[0])

    def for_all_below(self, e: Evaluator, n: Size, body: Callable[[Size], Truth]) -> Truth:
        result: Truth = True
        for i in range(n):
            result = both(result, body(i))
            if result is False:
                return False
        return result

    def exists_below(self, e: Evaluator, n: Size, body: Callable[[Size], Truth]) -> Truth:
        return opposite(self.for_all_below(e, n, lambda i: opposite(body(i))))


def _or_undecided(attempt: Callable[[], Truth]) -> Truth:
    """A quantifier over infinitely many values, or one whose bound has no value, decides nothing."""
    try:
        return attempt()
    except (NotNumeric, UndefinedValue, Inexact):
        return None
