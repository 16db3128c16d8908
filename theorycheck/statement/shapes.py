"""The algebra of shapes: a notation's shape rule is its definition, run on shapes alone.

Scalars are one token, sizes are nodes.  So no notation states its shape rule twice, and a matrix product of
matrices that do not fit is refused while the claim is being written.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from theorycheck.algebra.base import AbstractAlgebra, Array, Family, Size, Value
from theorycheck.errors import ShapeError

from . import sizes
from .node import Node
from .nodes import Add, Literal, Max, Mul, Prod, Sum
from .sorts import NATURAL, REAL, ArraySort, FamilySort, FunctionSort, close, fresh_hole, is_scalar


class _Scalar:
    def __repr__(self) -> str:
        return "a scalar"


SCALAR = _Scalar()


def value_of(sort: Any) -> Value:
    """What stands for an expression of that sort."""
    match sort:
        case ArraySort():
            return Array(SCALAR, sort.sizes)
        case FamilySort():
            return Family(lambda k: value_of(sort.member(k)), sort.upto, lambda k: shape_of_sort(sort.member(k)))
        case FunctionSort():
            return lambda *xs: value_of(sort.result)
    if is_scalar(sort):
        return SCALAR
    raise ShapeError(f"an expression of sort {sort} is no argument of a notation")


def shape_of_sort(sort: Any) -> tuple[Node, ...]:
    """() for a scalar."""
    return sort.sizes if isinstance(sort, ArraySort) else ()


def sort_of(value: Value) -> Any:
    """The sort of a result."""
    if value is SCALAR:
        return REAL
    if isinstance(value, Array):
        return ArraySort(REAL, *value.shape)
    if isinstance(value, Node):
        return NATURAL
    raise ShapeError(f"a notation returned {value!r}", cure="return a scalar, an Array or a size")


class Shapes(AbstractAlgebra):
    """Every scalar operation gives the scalar token; shapes are compared as polynomials."""

    def _scalar(self, *args: object) -> _Scalar:
        for arg in args:
            if arg is not SCALAR and not isinstance(arg, _Scalar):
                raise ShapeError(f"{arg!r:.80} stands where a scalar is wanted")
        return SCALAR

    add = mul = div = neg = sub = less_equal = less_than = equal = conj = disj = negate = _scalar  # type: ignore[assignment]
    select = maximum = absolute = _scalar  # type: ignore[assignment]

    def literal(self, value: Fraction) -> _Scalar:
        return SCALAR

    def cast(self, size: Size) -> _Scalar:
        return SCALAR

    def pi(self) -> _Scalar:
        return SCALAR

    def elementary(self, name: str, x: Any) -> _Scalar:
        return self._scalar(x)

    def tabulate(self, shape: tuple[Size, ...], entry: Callable[..., Any]) -> Array:
        self._scalar(entry(*(fresh_hole(NATURAL) for _ in shape)))
        return Array(SCALAR, tuple(shape))

    def entry(self, x: Array, *indices: Size) -> _Scalar:
        if len(indices) != x.order:
            raise ShapeError(f"{len(indices)} indices for an array of order {x.order}")
        return SCALAR

    def sum(self, n: Size, term: Callable[[Size], Any]) -> Any:
        return self._scalar(term(fresh_hole(NATURAL)))

    def prod(self, n: Size, factor: Callable[[Size], Any]) -> Any:
        return self.sum(n, factor)

    def max(self, n: Size, term: Callable[[Size], Any]) -> Any:
        return self.sum(n, term)

    def fold(
        self, n: Size, start: Value, step: Callable[[Size, Value], Value], shape: Callable[[Size], tuple[Size, ...]]
    ) -> Value:
        def state(k: Size) -> Value:
            return Array(SCALAR, shape(k)) if shape(k) else SCALAR

        k = fresh_hole(NATURAL)
        self.check_same_shape(_shape(start), shape(Literal(0)))
        self.check_same_shape(_shape(step(k, state(k))), shape(Add(k, Literal(1))))
        return state(n)

    def natural(self, n: int) -> Node:
        return Literal(n)

    def size_add(self, a: Size, b: Size) -> Node:
        return Add(_node(a), _node(b))

    def size_mul(self, a: Size, b: Size) -> Node:
        return Mul(_node(a), _node(b))

    def size_sum(self, n: Size, term: Callable[[Size], Size]) -> Node:
        return _big(Sum, n, term)

    def size_prod(self, n: Size, factor: Callable[[Size], Size]) -> Node:
        return _big(Prod, n, factor)

    def size_max(self, n: Size, term: Callable[[Size], Size]) -> Node:
        return _big(Max, n, term)

    def kronecker(self, i: Size, k: Size) -> _Scalar:
        return SCALAR

    def power(self, x: Any, n: Size) -> _Scalar:
        return self._scalar(x)

    def same_size(self, a: Size, b: Size) -> bool:
        return sizes.same(_node(a), _node(b))


def _big(kind: Any, n: Size, term: Callable[[Size], Size]) -> Node:
    hole = fresh_hole(NATURAL)
    return kind(_node(n), close(hole, _node(term(hole))))


def _node(size: Size) -> Node:
    return Literal(size) if isinstance(size, int) else size


def _shape(value: Value) -> tuple[Size, ...]:
    return value.shape if isinstance(value, Array) else ()
