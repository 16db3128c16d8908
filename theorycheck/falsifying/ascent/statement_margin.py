"""The margin of a statement at fixed sizes: flat points in, signed violations and their derivatives out."""
from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence
from typing import Any

from theorycheck.algebra.base import Array
from theorycheck.algebra.floats import Floats
from theorycheck.algebra.tape import Tape, record
from theorycheck.algebra.tracing import ROWS, Untraceable
from theorycheck.errors import TheorycheckError
from theorycheck.falsifying.ascent.margin_tape import MarginTape
from theorycheck.falsifying.ascent.method import AbstractMargin
from theorycheck.falsifying.ascent.wanted import residuals_of
from theorycheck.falsifying.bucket import Examiner
from theorycheck.falsifying.dialect import join
from theorycheck.falsifying.layout import batch_wrap
from theorycheck.falsifying.point import Sizes
from theorycheck.statement.evaluation import Evaluator
from theorycheck.statement.margin import violation
from theorycheck.statement.node import postorder
from theorycheck.statement.nodes import Eq

FAR = 1e12
HAIR = 2.0**-20
TOLERANCE = 1e-9
MOST_RESIDUALS = 128


class StatementMargin(AbstractMargin):
    """Points are the real cells of the statement as they are drawn, one after the other, each by rows.

    What hypotheses make of draws is part of the function, so that derivatives are taken along the constraints.
    """

    def __init__(self, examiner: Examiner, sizes: Sizes) -> None:
        self.examiner, self.sizes = examiner, dict(sizes)
        self.program, self.space = examiner.program, examiner.space
        self.backend = self.program.backend
        self.cells = self.space.cells(self.sizes)
        self.dimension = sum(cell.size for cell in self.cells)
        self.low, self.high = self._walls()
        self.evaluations = 0
        self.tapes: dict[str, Tape | None] = {}
        self.guards = _guards(examiner, self.sizes)
        self.wanted = residuals_of(self.space.statement.conclusion)
        self.differentiable = True
        self.shapes: list[tuple[int, ...]] | None = None
        self.rows = max(64, self.program.chunk(self.dimension))

    # ---- points

    def flatten(self, values: Sequence[Any]) -> Any:
        """Cells of shape (B, *shape) as points (B, n)."""
        flat = [self.xp.reshape(array, (array.shape[0], -1)) for array in values if math.prod(array.shape[1:])]
        return join(self.xp, flat, axis=1)

    def unflatten(self, points: Any) -> list[Any]:
        """Points as cells."""
        values, start = [], 0
        for cell in self.cells:
            part = points[:, start : start + cell.size]
            values.append(self.xp.reshape(part, (points.shape[0], *cell.shape)))
            start += cell.size
        return values

    def _walls(self) -> tuple[Any, Any]:
        """The ends of each entry's interval, moved a hair inside where the end is excluded."""
        low: list[float] = []
        high: list[float] = []
        for cell in self.cells:
            ends = cell.bounds
            low += [-FAR if ends.lower is None else float(ends.lower) + HAIR * ends.lower_open] * cell.size
            high += [FAR if ends.upper is None else float(ends.upper) - HAIR * ends.upper_open] * cell.size
        dtype = self.backend.dtype(self.program.dtype)
        return self.xp.asarray(low, dtype=dtype), self.xp.asarray(high, dtype=dtype)

    # ---- values

    def values(self, points: Any) -> Any:
        self.evaluations += int(points.shape[0])
        return self._piecewise(self._values, points)[0]

    def slopes(self, points: Any) -> tuple[Any, Any]:
        self.evaluations += 2 * int(points.shape[0])
        try:
            values, slopes = self._piecewise(self._slopes, points)
        except (TheorycheckError, OverflowError):
            self.differentiable = False
            return self._piecewise(self._values, points)[0], self.xp.zeros_like(points)
        return values, slopes

    def residuals(self, points: Any) -> tuple[Any, Any]:
        self.evaluations += int(points.shape[0])
        residuals, jacobian = self._piecewise(self._residuals, points, max(1, self.rows // self._count()))
        return residuals, jacobian

    def _piecewise(self, function: Callable[[Any], tuple[Any, ...]], points: Any, rows: int = 0) -> tuple[Any, ...]:
        """The function on parts of the batch that fit the cache."""
        batch, rows = int(points.shape[0]), rows or self.rows
        with self.backend.quiet():
            if batch <= rows:
                return function(points)
            parts = [function(points[at : at + rows, :]) for at in range(0, batch, rows)]
        return tuple(join(self.xp, column, axis=0) for column in zip(*parts, strict=True))

    def _values(self, points: Any) -> tuple[Any]:
        return (self._admissible(self._run(self._plain, self.unflatten(points)), points),)

    def _slopes(self, points: Any) -> tuple[Any, Any]:
        found = self._run(self._taped, self.unflatten(points))
        split = 1 + len(self.guards)
        return self._admissible(found[:split], points), self._flat(found[split:], int(points.shape[0]))

    def _run(self, function: Callable[..., list[Any]], inputs: list[Any]) -> list[Any]:
        """The outputs of a computation on a batch; recorded the first time, replayed from then on."""
        rows, name, dtype = int(inputs[0].shape[0]), function.__name__, self.program.dtype
        if name not in self.tapes:
            try:
                shapes = [tuple(x.shape[1:]) for x in inputs]
                self.tapes[name] = record(
                    lambda recorder, traced: function(Floats(recorder, ROWS, dtype), traced),
                    shapes,
                    self.program.workspace,
                )
            except Untraceable:
                self.tapes[name] = None
        tape = self.tapes[name]
        return function(Floats(self.backend, rows, dtype), inputs) if tape is None else tape.run(inputs, rows)

    def _plain(self, algebra: Floats, inputs: list[Any]) -> list[Any]:
        """The violation of the conclusion and of each guard."""
        environment = self.program.environment(algebra, self.sizes, inputs, batch_wrap)
        nodes = (self.space.statement.conclusion, *(node for node, _ in self.guards))
        return [_or_nothing(node, algebra, environment) for node in nodes]

    def _taped(self, algebra: Floats, inputs: list[Any]) -> list[Any]:
        """The same, and the derivatives of the first in each cell."""
        tape = MarginTape(algebra)
        moving = self._variables(tape, inputs)
        output = violation(self.space.statement.conclusion, tape, self._environment(tape, moving))
        return [output.value, *self._plain(algebra, inputs)[1:], *map(_carrier, tape.gradient(output, moving))]

    def _variables(self, tape: MarginTape, inputs: list[Any]) -> list[Any]:
        return [tape.variable(batch_wrap(x, cell.shape)) for x, cell in zip(inputs, self.cells, strict=True)]

    def _environment(self, algebra: Any, values: list[Any]) -> dict[Any, Any]:
        return self.program.environment(algebra, self.sizes, values, lambda value, shape: value)

    def _admissible(self, found: Sequence[Any], points: Any) -> Any:
        """The margins, -inf where they are not finite or a hypothesis fails."""
        xp, batch = self.xp, int(points.shape[0])
        values = self._wide(found[0], batch)
        good = xp.isfinite(values)
        for violated, (_, tolerance) in zip(found[1:], self.guards, strict=True):
            good = good & (self._wide(violated, batch) <= tolerance)
        return xp.where(good, values, xp.full(values.shape, -xp.inf, dtype=values.dtype))

    # ---- residuals

    def measurable(self) -> bool:
        if not (self.wanted and self.differentiable):
            return False
        try:
            return 0 < self._count() <= MOST_RESIDUALS
        except (TheorycheckError, OverflowError):
            return False

    def _count(self) -> int:
        """How many residuals there are at these sizes."""
        if self.shapes is None:
            middle = self.admitted(self.xp.zeros((1, self.dimension), dtype=self.low.dtype))
            algebra = Floats(self.backend, 1, self.program.dtype)
            cells = zip(self.unflatten(middle), self.cells, strict=True)
            with self.backend.quiet():
                found = self._wanted(algebra, [batch_wrap(x, cell.shape) for x, cell in cells])
            self.shapes = [value.shape if isinstance(value, Array) else () for value in found]
        return sum(math.prod(shape) for shape in self.shapes)

    def _wanted(self, algebra: Any, values: list[Any]) -> list[Any]:
        evaluator = Evaluator(algebra, self._environment(algebra, values))
        return [evaluator.real(node, evaluator.value(node)) for node in self.wanted]

    def _residuals(self, points: Any) -> tuple[Any, Any]:
        """One walk back for all residuals of all points: each point is repeated, once for each residual."""
        xp, (batch, n), count = self.xp, points.shape, self._count()
        many = batch * count
        repeated = xp.reshape(xp.broadcast_to(points[:, None, :], (batch, count, n)), (many, n))
        units = xp.broadcast_to(xp.eye(count, dtype=points.dtype)[None, :, :], (batch, count, count))
        found = self._run(self._chosen, [*self.unflatten(repeated), xp.reshape(units, (many, count))])
        values = xp.reshape(self._wide(found[0], many), (batch, count))
        return values, xp.reshape(self._flat(found[1:], many), (batch, count, n))

    def _chosen(self, algebra: Floats, inputs: list[Any]) -> list[Any]:
        """For each row the residual that its unit (the last input) chooses, and its derivatives in each cell."""
        tape = MarginTape(algebra)
        moving, shape = self._variables(tape, inputs[:-1]), (self._count(),)
        chosen = Array(tape.lifted(inputs[-1], shape), shape)
        flat = [entry for value in self._wanted(tape, moving) for entry in _entries(tape, value)]
        together = tape.tabulate(shape, lambda i: flat[i])
        output = tape.total(tape.each(tape.mul, together, chosen))
        return [output.value, *map(_carrier, tape.gradient(output, moving))]

    def _wide(self, value: Any, batch: int) -> Any:
        return self.backend.broadcast_to(value, (batch,))

    def _flat(self, carriers: Sequence[Any], batch: int) -> Any:
        """Derivatives by cell as rows of one array."""
        parts = []
        for carrier, cell in zip(carriers, self.cells, strict=True):
            if cell.size:
                flat = self.xp.reshape(carrier, (carrier.shape[0], cell.size))
                parts.append(self.backend.broadcast_to(flat, (batch, cell.size)))
        return join(self.xp, parts, axis=1)


def _carrier(value: Any) -> Any:
    return value.value if isinstance(value, Array) else value


def _entries(tape: MarginTape, value: Any) -> list[Any]:
    if not isinstance(value, Array):
        return [value]
    return [tape.entry(value, *index) for index in itertools.product(*map(range, value.shape))]


def _or_nothing(node: Any, algebra: Floats, environment: dict[Any, Any]) -> Any:
    """The violation of a relation, NaN where there is none."""
    try:
        return violation(node, algebra, environment)
    except (TheorycheckError, OverflowError):
        return algebra.constant(math.nan)


def _guards(examiner: Examiner, sizes: dict) -> list[tuple[Any, float]]:
    """The hypotheses that points must satisfy, each with what rounding may leave of it; the walls keep the sorts."""
    statement = examiner.space.statement
    count = len(statement.hypotheses) if examiner.may_leave(sizes) else len(statement.given)
    nodes = statement.hypotheses[len(statement.hypotheses) - count :]
    return [(node, TOLERANCE if any(isinstance(part, Eq) for part in postorder(node)) else 0.0) for node in nodes]
