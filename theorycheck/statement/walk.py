"""What every logic over relations shares: arrays entrywise, families memberwise, bounded quantifiers one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any, ClassVar

from theorycheck.algebra.base import Array, Size, Value
from theorycheck.errors import NotNumeric

from .binders import bind
from .evaluation import Evaluator, Frame
from .node import Node
from .nodes import LAYER, And, Apply, ForAll, Index, Le, Lt
from .relations import as_relation
from .sorts import NATURAL, ArraySort, Below, FamilySort, FunctionSort, Real


class Walk:
    """Reduces relations and quantifiers to comparisons of scalars and sizes, joined over index sets."""

    # ---- what a logic provides

    deciding: ClassVar[Mapping[str, tuple[Any, ...]]] = {}
    """Of a connective: the value of each part that alone decides it; the parts after that need no value."""

    def compare(self, kind: str, e: Evaluator, a: Value, b: Value) -> Any:
        """Scalars."""
        raise NotImplementedError

    def compare_sizes(self, kind: str, e: Evaluator, a: Size, b: Size) -> Any:
        raise NotImplementedError

    def for_all_below(self, e: Evaluator, n: Size, body: Callable[[Size], Any]) -> Any:
        raise NotImplementedError

    def exists_below(self, e: Evaluator, n: Size, body: Callable[[Size], Any]) -> Any:
        raise NotImplementedError

    def for_all(self, e: Evaluator, node: Any, frame: Frame) -> Any:
        raise not_numeric(node)

    def exists_one(self, e: Evaluator, node: Any, frame: Frame) -> Any:
        raise not_numeric(node)

    def compare_arrays(self, kind: str, e: Evaluator, a: Array, b: Array) -> Any:
        """Entry by entry."""
        e.algebra.check_same_shape(a.shape, b.shape)

        def at(indices: tuple[Size, ...]) -> Any:
            if len(indices) == len(a.shape):
                return self.compare(kind, e, e.algebra.entry(a, *indices), e.algebra.entry(b, *indices))
            return self.for_all_below(e, a.shape[len(indices)], lambda i: at((*indices, i)))

        return at(())

    # ---- what follows

    def relation(self, e: Evaluator, node: Any, parts: list[Value], frame: Frame) -> Any:
        left, right = node.args
        kind = type(node).__name__
        values = [e.value(left, frame), e.value(right, frame)]
        if isinstance(left.sort, FamilySort):
            return self._compare_families(kind, e, left.sort, right.sort, values, frame)
        if isinstance(left.sort, ArraySort):
            return self.compare_arrays(kind, e, *values)
        if left.sort is NATURAL and right.sort is NATURAL:
            return self.compare_sizes(kind, e, *values)
        return self.compare(kind, e, *(e.real(x, value) for x, value in zip(node.args, values, strict=True)))

    def _compare_families(
        self, kind: str, e: Evaluator, a: FamilySort, b: FamilySort, values: list[Value], frame: Frame
    ) -> Any:
        sorts = (a.member(LAYER), b.member(LAYER))
        left, right = values

        def at(k: Size) -> Any:
            if isinstance(sorts[0], ArraySort):
                return self.compare_arrays(kind, e, left(k), right(k))
            if sorts[0] is NATURAL and sorts[1] is NATURAL:
                return self.compare_sizes(kind, e, left(k), right(k))
            cast = (e.algebra.cast(v(k)) if s is NATURAL else v(k) for s, v in zip(sorts, values, strict=True))
            return self.compare(kind, e, *cast)

        return self.for_all_below(e, e.value(a.upto, frame), at)

    def universal(self, e: Evaluator, node: Any, parts: list[Value], frame: Frame) -> Any:
        if node.size is None:
            return self.for_all(e, node, frame)
        return self.for_all_below(e, e.value(node.size, frame), e.value(node.args[1], frame))

    def existential(self, e: Evaluator, node: Any, parts: list[Value], frame: Frame) -> Any:
        if node.size is None:
            return self.exists_one(e, node, frame)
        return self.exists_below(e, e.value(node.size, frame), e.value(node.args[1], frame))


def membership(x: Node, sort: Any) -> Node | None:
    """What it means that x belongs to its sort: the bounds of reals, at every entry and member; None if nothing."""
    match sort:
        case Real():
            return _within(x, sort)
        case ArraySort() if sort.entry.args:
            return _at_entries(x, sort, ())
        case FamilySort() if _bounded(sort.member(LAYER)):
            return ForAll(
                Below(sort.upto), bind(NATURAL, lambda k: membership(Index(x, k), sort.member(k)), as_relation)
            )
        case FunctionSort() if _bounded(sort.result):
            return _values_in(x, sort, ())
    return None


def _values_in(x: Node, sort: FunctionSort, arguments: tuple[Node, ...]) -> Node:
    """For all arguments from their sorts, the value lies in the result's."""
    if len(arguments) == len(sort.arguments):
        return as_relation(membership(Apply(x, *arguments), sort.result))
    wanted = sort.arguments[len(arguments)]
    return ForAll(wanted, bind(wanted, lambda u: _values_in(x, sort, (*arguments, u)), as_relation))


def _bounded(sort: Any) -> bool:
    return bool(isinstance(sort, Real) and sort.args) or bool(isinstance(sort, ArraySort) and sort.entry.args)


def _at_entries(x: Node, sort: ArraySort, indices: tuple[Node, ...]) -> Node | None:
    if len(indices) == len(sort.sizes):
        return _within(Index(x, *indices), sort.entry)
    size = sort.sizes[len(indices)]
    return ForAll(Below(size), bind(NATURAL, lambda i: _at_entries(x, sort, (*indices, i)), as_relation))


def _within(x: Node, sort: Real) -> Node | None:
    relations: list[Node] = []
    if sort.lower is not None:
        relations.append((Le if sort.data[0] == "<=" else Lt)(sort.lower, x))
    if sort.upper is not None:
        relations.append((Le if sort.data[1] == "<=" else Lt)(x, sort.upper))
    return reduce(And, relations) if relations else None


def not_numeric(node: Node) -> NotNumeric:
    """Of a quantifier, named as it was written."""
    return NotNumeric(
        f"{type(node).__name__.lower()}({node.args[0]}, …) ranges over infinitely many values",
        why="numbers at one point cannot decide it",
        cure="prove it, or bound the quantifier by a size",
    )
