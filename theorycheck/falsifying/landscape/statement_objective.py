"""The objective of a landscape statement at given sizes and data, with derivatives by reverse mode on its tree."""
from __future__ import annotations

import copy
import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, partial
from typing import Any

from theorycheck.algebra.base import Array
from theorycheck.algebra.floats import Floats
from theorycheck.algebra.forward import Forward
from theorycheck.algebra.rationals import Rationals
from theorycheck.algebra.reverse import Reverse
from theorycheck.algebra.smoothed import SmoothedMaxima
from theorycheck.falsifying.landscape.objective import AbstractObjective
from theorycheck.statement.differentiation import Taped, hessian_of, numbers_held, value_and_gradient
from theorycheck.statement.evaluation import Evaluator, evaluate
from theorycheck.statement.landscape import Landscape
from theorycheck.statement.node import Node, postorder
from theorycheck.statement.nodes import Literal, Variable
from theorycheck.statement.sorts import ArraySort, Real, replace
from theorycheck.statement.symbols import symbols_of
from theorycheck.statement.symmetry import COLUMN, PARAMETER, ROW, Symmetry


class StatementObjective(AbstractObjective):
    """The expression of a landscape over its own symbols; all other symbols have the values of `environment`.

    Coordinates: the symbols in order, each by rows. `shapes` gives the shape of each, () for a scalar.
    """

    def __init__(
        self,
        backend: Any,
        landscape: Landscape,
        environment: Mapping[Any, Any],
        shapes: Sequence[tuple[int, ...]],
        symmetries: Sequence[Symmetry] = (),
    ) -> None:
        self.backend = backend
        self.taped: Taped = Reverse
        self.over = landscape.points
        self.environment = dict(environment)
        self._stated = landscape.value_at(landscape.points)
        self.shapes = tuple(shapes)
        self.sizes = [math.prod(shape) for shape in shapes]
        self.dimension = sum(self.sizes)
        self.symmetries = [s for s in symmetries if set(s.images) <= set(self.over)]

    @cached_property
    def node(self) -> Node:
        """The expression; what is in it of data alone is computed once, and stands there as a symbol."""
        constants = constant_parts(self._stated, self.over)
        taken = {symbol.name for symbol in symbols_of(self._stated)}
        fresh = (name for i in itertools.count() if (name := f"constant_{i}") not in taken)
        names = {part: Variable(next(fresh), part.sort) for part in constants}
        algebra = Floats(self.backend, 1)
        with self.backend.quiet():
            self.environment |= {names[part]: evaluate(part, algebra, self.environment) for part in constants}
        return replace(self._stated, dict(names))

    def smoothed(self, width: Fraction) -> StatementObjective:
        """The same, with corners of that width in gradients (and the values beside them) and in Hessians."""
        other = copy.copy(self)
        other.taped = partial(SmoothedMaxima, width=width)
        return other

    def value(self, x: Any) -> Any:
        node, (algebra, environment) = self.node, self._at(x)
        return self._wide(evaluate(node, algebra, environment), x)

    def value_and_gradient(self, x: Any) -> tuple[Any, Any]:
        node, (algebra, environment) = self.node, self._at(x)
        value, slopes = value_and_gradient(node, self.over, algebra, environment, self.taped)
        return self._wide(value, x), self._flat(slopes, x)

    def hessian(self, x: Any) -> Any:
        node, (algebra, environment) = self.node, self._at(x)
        return hessian_of(node, self.over, algebra, environment, self.held, self.taped)

    @cached_property
    def held(self) -> int:  # type: ignore[override]
        somewhere = self.backend.full((1, self.dimension), 1.0, dtype=self.backend.dtype("float64"))
        node, (algebra, environment) = self.node, self._at(somewhere)
        with self.backend.quiet():
            return max(1, numbers_held(node, self.over, algebra, environment))

    def tangents(self, x: Any) -> Any | None:
        if not self.symmetries:
            return None
        algebra, environment = self._at(x)
        line = Forward(algebra)
        lifted = {symbol: line.constant(v) if _is_carrier(v) else v for symbol, v in environment.items()}
        lifted[PARAMETER] = line.variable(algebra.constant(0.0), algebra.constant(1.0))
        rows = []
        for symmetry in self.symmetries:
            for k, l in index_pairs(symmetry, environment):
                evaluator = Evaluator(line, {**lifted, ROW: k, COLUMN: l})
                images = [evaluator.value(symmetry.images.get(symbol, symbol)) for symbol in self.over]
                rows.append(self._flat([line.tangent(image) for image in images], x))
        return self.backend.stack(rows, axis=1) if rows else None

    def _at(self, x: Any) -> tuple[Floats, dict[Any, Any]]:
        environment, start = dict(self.environment), 0
        for symbol, shape, size in zip(self.over, self.shapes, self.sizes, strict=True):
            part = self.backend.reshape(x[:, start : start + size], (x.shape[0], *shape))
            environment[symbol] = Array(part, shape) if shape else part
            start += size
        return Floats(self.backend, int(x.shape[0])), environment

    def _wide(self, value: Any, x: Any) -> Any:
        return self.backend.broadcast_to(value, (x.shape[0],))

    def _flat(self, values: Sequence[Any], x: Any) -> Any:
        parts = []
        for value, size in zip(values, self.sizes, strict=True):
            carrier = value.value if isinstance(value, Array) else value
            flat = self.backend.reshape(carrier, (carrier.shape[0], size))
            parts.append(self.backend.broadcast_to(flat, (x.shape[0], size)))
        return self.backend.concat(parts, axis=1)


def constant_parts(node: Node, over: Sequence[Node]) -> list[Node]:
    """The largest real parts in which none of these symbols stands, apart from literals and symbols."""
    moving: set[Node] = set(over)
    found: dict[Node, None] = {}
    for part in postorder(node):
        if part in moving or not moving.isdisjoint(part.args):
            moving.add(part)
            found |= {arg: None for arg in part.args if arg not in moving and _worth_computing(arg)}
    return list(found)


def _worth_computing(node: Node) -> bool:
    real = isinstance(node.sort, (Real, ArraySort))
    return real and not node.loose and not isinstance(node, (Literal, Variable))


def index_pairs(symmetry: Symmetry, environment: Mapping[Any, Any]) -> Iterator[tuple[int, int]]:
    """The values of ROW and COLUMN: one pair for each family that the symmetry stands for, the scalings first.

    A scaling divides entries as they are; after other moves it would divide sums, which certificates do not take apart.
    """
    count = 1 if symmetry.size is None else evaluate(symmetry.size, Rationals(), dict(environment))
    return iter(sorted(((k, l) for k in range(count) for l in range(count)), key=lambda pair: pair[0] != pair[1]))


def _is_carrier(value: Any) -> bool:
    return isinstance(value, Array) or hasattr(value, "ndim")
