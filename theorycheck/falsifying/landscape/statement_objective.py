"""The objective of a landscape statement at given sizes and data, with derivatives by reverse mode on its tree."""
from __future__ import annotations

import copy
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, partial
from typing import Any

from theorycheck.algebra.base import Array, Value
from theorycheck.algebra.floats import Floats
from theorycheck.algebra.forward import Forward
from theorycheck.algebra.rationals import Rationals
from theorycheck.algebra.reverse import Reverse
from theorycheck.algebra.smoothed import SmoothedMaxima
from theorycheck.algebra.tape import Tape, Workspace, record
from theorycheck.algebra.tracing import ROWS, Untraceable
from theorycheck.falsifying.landscape.objective import AbstractObjective
from theorycheck.statement.differentiation import Taped, at_once, hessian_times, numbers_held, value_and_gradient
from theorycheck.statement.evaluation import Environment, Evaluator, evaluate
from theorycheck.statement.landscape import Landscape
from theorycheck.statement.moving_point import MovingPoint
from theorycheck.statement.symmetry import COLUMN, PARAMETER, ROW, Symmetry

Work = Callable[..., list[Any]]
WALKS = 2  # through an expression before it is recorded


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
        self.node = landscape.value()
        self.shapes = tuple(shapes)
        self.sizes = [math.prod(shape) for shape in shapes]
        self.dimension = sum(self.sizes)
        self.workspace = Workspace(backend, "float64")
        self._recordings: dict[str, tuple[int, Tape | None]] = {}
        self.symmetries = [s for s in symmetries if set(s.images) <= set(self.over)]

    def smoothed(self, width: Fraction) -> StatementObjective:
        """The same, with corners of that width in gradients (and the values beside them) and in Hessians."""
        other = copy.copy(self)
        other.taped = partial(SmoothedMaxima, width=width)
        other._recordings = {}
        return other

    def value(self, x: Any) -> Any:
        (found,) = self._computed("value", x, (), lambda algebra, known: [evaluate(self.node, algebra, known)])
        return self._wide(found, x)

    def value_and_gradient(self, x: Any) -> tuple[Any, Any]:
        def work(algebra: Floats, known: Environment) -> list[Any]:
            value, slopes = value_and_gradient(self.node, self.over, algebra, known, self.taped)
            return [value, *map(_carrier, slopes)]

        value, *slopes = self._computed("gradient", x, (), work)
        return self._wide(value, x), self._flat(slopes, x)

    def hessian(self, x: Any) -> Any:
        backend, n, batch = self.backend, self.dimension, int(x.shape[0])
        count = max(1, at_once(self.held) // max(1, batch))
        parts = [self._rows(x, list(range(first, min(n, first + count)))) for first in range(0, n, count)]
        empty = backend.full((batch, 0, n), 0.0, dtype=backend.dtype("float64"))
        return backend.concat(parts, axis=1) if parts else empty

    def _rows(self, x: Any, rows: list[int]) -> Any:
        """Rows of all Hessians, (batch, rows, n): the batch is repeated, once with each unit vector as direction."""
        backend, n, (batch, count) = self.backend, self.dimension, (int(x.shape[0]), len(rows))
        units = [[float(j == row) for j in range(n)] for row in rows]
        directions = backend.reshape(backend.asarray(units, dtype=backend.dtype("float64")), (count, 1, n))
        shape, flat = (count, batch, n), (count * batch, n)
        many = backend.reshape(backend.broadcast_to(backend.reshape(x, (1, batch, n)), shape), flat)
        towards = backend.reshape(backend.broadcast_to(directions, shape), flat)

        def work(algebra: Floats, known: Environment, *direction: Value) -> list[Any]:
            point = MovingPoint(self.over, algebra, known)
            return [_carrier(part) for part in hessian_times(self.node, point, direction, self.taped)]

        products = self._flat(self._computed("hessian", many, (towards,), work), many)
        return backend.permute(backend.reshape(products, shape), (1, 0, 2))

    @cached_property
    def held(self) -> int:  # type: ignore[override]
        parts = self._parts(self.backend.full((1, self.dimension), 1.0, dtype=self.backend.dtype("float64")))
        algebra = Floats(self.backend, 1)
        with self.backend.quiet():
            return max(1, numbers_held(self.node, self.over, algebra, self._known(algebra, parts, None)))

    def tangents(self, x: Any) -> Any | None:
        if not self.symmetries:
            return None
        pairs = [(symmetry, *pair) for symmetry in self.symmetries for pair in index_pairs(symmetry, self.environment)]

        def work(algebra: Floats, known: Environment) -> list[Any]:
            line = Forward(algebra)
            lifted = {symbol: line.constant(v) if _is_carrier(v) else v for symbol, v in known.items()}
            lifted[PARAMETER] = line.variable(algebra.constant(0.0), algebra.constant(1.0))
            moved = []
            for symmetry, k, l in pairs:
                evaluator = Evaluator(line, {**lifted, ROW: k, COLUMN: l})
                images = [evaluator.value(symmetry.images.get(symbol, symbol)) for symbol in self.over]
                moved += [_carrier(line.tangent(image)) for image in images]
            return moved

        found, count = self._computed("tangents", x, (), work), len(self.over)
        rows = [self._flat(found[count * n : count * (n + 1)], x) for n in range(len(pairs))]
        return self.backend.stack(rows, axis=1) if rows else None

    def _computed(self, name: str, x: Any, others: tuple[Any, ...], work: Work) -> list[Any]:
        """What `work` makes of the symbols at x, and of the parts of other arrays like x.

        It is recorded when it is asked for often; then it is done without a walk through the expression.
        """
        asked, tape = self._recordings.get(name, (0, None))
        if asked == WALKS:
            tape = self._recorded(work, 1 + len(others))
        self._recordings[name] = (asked + 1, tape)
        parts = [part for array in (x, *others) for part in self._parts(array)]
        if tape is not None:
            return tape.run(parts, int(x.shape[0]))
        algebra, own = Floats(self.backend, int(x.shape[0])), len(self.over)
        return work(algebra, self._known(algebra, parts[:own], None), *self._values(parts[own:]))

    def _recorded(self, work: Work, arrays: int) -> Tape | None:
        def recording(recorder: Any, inputs: list[Any]) -> list[Any]:
            algebra, own = Floats(recorder, ROWS), len(self.over)
            return work(algebra, self._known(algebra, inputs[:own], recorder.constant), *self._values(inputs[own:]))

        try:
            return record(recording, self.shapes * arrays, self.workspace)
        except Untraceable:
            return None

    def _parts(self, x: Any) -> list[Any]:
        """The coordinates of each symbol, (batch, *shape)."""
        found, start = [], 0
        for shape, size in zip(self.shapes, self.sizes, strict=True):
            found.append(self.backend.reshape(x[:, start : start + size], (x.shape[0], *shape)))
            start += size
        return found

    def _values(self, parts: Sequence[Any]) -> list[Value]:
        shapes = self.shapes * (len(parts) // max(1, len(self.shapes)))
        return [Array(part, shape) if shape else part for part, shape in zip(parts, shapes, strict=True)]

    def _known(self, algebra: Floats, parts: Sequence[Any], constant: Callable[[Any], Any] | None) -> Environment:
        """All symbols; what does not move as `constant` makes it of an array."""
        known = dict(self.environment)
        if constant is not None:

            def lifted(value: Value) -> Value:
                return Array(constant(value.value), value.shape) if isinstance(value, Array) else constant(value)

            known = MovingPoint((), Floats(self.backend, 1), known).environment(lifted)
        return {**known, **dict(zip(self.over, self._values(parts), strict=True))}

    def _wide(self, value: Any, x: Any) -> Any:
        return self.backend.broadcast_to(value, (x.shape[0],))

    def _flat(self, carriers: Sequence[Any], x: Any) -> Any:
        parts = []
        for carrier, size in zip(carriers, self.sizes, strict=True):
            flat = self.backend.reshape(carrier, (carrier.shape[0], size))
            parts.append(self.backend.broadcast_to(flat, (x.shape[0], size)))
        return self.backend.concat(parts, axis=1)


def index_pairs(symmetry: Symmetry, environment: Mapping[Any, Any]) -> Iterator[tuple[int, int]]:
    """The values of ROW and COLUMN: one pair for each family that the symmetry stands for, the scalings first.

    A scaling divides entries as they are; after other moves it would divide sums, which certificates do not take apart.
    """
    count = 1 if symmetry.size is None else evaluate(symmetry.size, Rationals(), dict(environment))
    return iter(sorted(((k, l) for k in range(count) for l in range(count)), key=lambda pair: pair[0] != pair[1]))


def _carrier(value: Value) -> Any:
    return value.value if isinstance(value, Array) else value


def _is_carrier(value: Any) -> bool:
    return isinstance(value, Array) or hasattr(value, "ndim")
