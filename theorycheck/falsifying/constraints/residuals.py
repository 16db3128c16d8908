"""A hypothesis as a system of scalar equations: left side minus right side of each, over any algebra."""
from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from theorycheck.algebra.base import Array, Size, Value
from theorycheck.errors import NotNumeric
from theorycheck.statement.evaluation import Evaluator, Frame
from theorycheck.statement.nodes import And, Call, Eq, ForAll, Le, Literal, Lt
from theorycheck.statement.sorts import NATURAL, Real
from theorycheck.statement.vocabulary.elementwise import sqrt
from theorycheck.statement.vocabulary.linear_algebra import norm, squared_norm
from theorycheck.statement.walk import Walk


def residuals(node: Any, algebra: Any, environment: Mapping[Any, Any]) -> list[Any]:
    """The residuals of an equation of numbers, arrays or families, of a conjunction, of one for all k < n.

    Raises NotNumeric for what is no system of equations.
    """
    return list(Evaluator(algebra, dict(environment), ResidualLogic(("Eq",))).value(node))


def excesses(node: Any, algebra: Any, environment: Mapping[Any, Any]) -> list[Any]:
    """The same of inequalities: at most 0 where they hold, or below it where they are strict."""
    return list(Evaluator(algebra, dict(environment), ResidualLogic(("Le", "Lt"))).value(node))


def conjuncts(node: Any) -> Iterator[Any]:
    """The relations that a conjunction consists of."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, And):
            waiting.extend(reversed(part.args))
        else:
            yield part


def without_roots(node: Any) -> Any:
    """√t = r as t = r², |x| = r as |x|² = r², under bounded quantifiers too; any other relation as it is.

    What is lost is in `sign_of_root`.
    """
    if isinstance(node, ForAll) and node.size is not None:
        binder = node.args[1]
        return node.rebuild((node.args[0], binder.rebuild((binder.bound, without_roots(binder.body)))))
    if not isinstance(node, Eq):
        return node
    squares = [_square(side) for side in node.args]
    if squares == [None, None]:
        return node
    return Eq(*(side * side if square is None else square for side, square in zip(node.args, squares, strict=True)))


def sign_of_root(node: Any) -> Any:
    """0 <= r, where a relation is √t = r; None elsewhere."""
    squares = [_square(side) for side in node.args] if isinstance(node, Eq) else []
    bare = [side for side, square in zip(node.args, squares, strict=False) if square is None]
    return Le(Literal(0), bare[0]) if len(squares) == 2 and len(bare) == 1 and isinstance(bare[0].sort, Real) else None


def _square(side: Any) -> Any:
    """The square of a root; None for what is none."""
    if isinstance(side, Call) and side.notation is norm:
        return squared_norm(*side.args)
    return side.args[0] if isinstance(side, Call) and side.notation is sqrt else None


def is_equation(node: Any) -> bool:
    """Whether a relation is an equality of reals, arrays or families of them, or all of one for k < n."""
    return all(isinstance(part, Eq) for part in _atoms(node))


def is_inequality(node: Any) -> bool:
    """Whether it is an inequality of such, likewise."""
    return all(isinstance(part, (Le, Lt)) for part in _atoms(node))


def _atoms(node: Any) -> Iterator[Any]:
    """The comparisons inside conjunctions and bounded quantifiers; None for what is none, or one of naturals."""
    while isinstance(node, ForAll) and node.size is not None:
        node = node.args[1].body
    if isinstance(node, And):
        yield from itertools.chain.from_iterable(map(_atoms, node.args))
    else:
        of_naturals = isinstance(node, (Eq, Le, Lt)) and all(side.sort is NATURAL for side in node.args)
        yield None if of_naturals else node


class ResidualLogic(Walk):
    """The value of a relation is the list of its residuals; of comparisons of these `kinds` only."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        self.kinds = kinds

    def compare(self, kind: str, e: Evaluator, a: Value, b: Value) -> list[Any]:
        if kind not in self.kinds:
            raise NotNumeric(f"{kind} has no residual here")
        return [e.algebra.sub(a, b)]

    def compare_sizes(self, kind: str, e: Evaluator, a: Size, b: Size) -> list[Any]:
        return self.compare(kind, e, e.algebra.cast(a), e.algebra.cast(b))

    def compare_arrays(self, kind: str, e: Evaluator, a: Array, b: Array) -> list[Any]:
        e.algebra.check_same_shape(a.shape, b.shape)
        places = itertools.product(*map(range, a.shape))
        pairs = ((e.algebra.entry(a, *place), e.algebra.entry(b, *place)) for place in places)
        return [part for left, right in pairs for part in self.compare(kind, e, left, right)]

    def conjunction(self, e: Any, node: Any, parts: list[list[Any]], frame: Frame) -> list[Any]:
        return [entry for part in parts for entry in part]

    def for_all_below(self, e: Evaluator, n: Size, body: Callable[[Size], list[Any]]) -> list[Any]:
        return [entry for i in range(n) for entry in body(i)]

    def _none(self, *_: Any) -> list[Any]:
        raise NotNumeric("only equations have residuals")

    disjunction = implication = negation = exists_below = _none  # type: ignore[assignment]
