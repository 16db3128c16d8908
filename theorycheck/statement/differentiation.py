"""Derivatives of expressions as numbers: gradients, Hessians, and derivatives along a line, at one point.

The point is an environment as `evaluation.evaluate` takes it.  `over` lists the real symbols that move: scalars,
arrays, families of them; all others stand still.  Values come back in the algebra of the point: in rationals they are
exact, in balls they contain the derivative, in floats there is one for each network of the batch.  At a kink exact
algebras raise UndefinedValue (see `algebra.differential`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from theorycheck.algebra.base import AbstractAlgebra, Array, Carrier, Value
from theorycheck.algebra.error_bounds import RunningError
from theorycheck.algebra.floats import Floats
from theorycheck.algebra.forward import Forward
from theorycheck.algebra.looped import shape_of
from theorycheck.algebra.reverse import Reverse
from theorycheck.errors import ShapeError

from .evaluation import Environment, Evaluator, Frame
from .moving_point import MovingPoint
from .node import Node
from .nodes import Variable
from .sorts import Lambda, is_scalar

Taped = Callable[[AbstractAlgebra], Reverse]

MOST_NUMBERS = 1 << 22  # on the tapes of the networks that are evaluated at once for Hessians in floats


def gradient_of(
    node: Node, over: Sequence[Variable], algebra: AbstractAlgebra, environment: Environment
) -> list[Value]:
    """The derivatives in each symbol of `over`, of that symbol's shape (a `Family` of them for a family)."""
    return value_and_gradient(node, over, algebra, environment)[1]


def value_and_gradient(
    node: Node, over: Sequence[Variable], algebra: AbstractAlgebra, environment: Environment, taped: Taped = Reverse
) -> tuple[Carrier, list[Value]]:
    """The value of a real expression and its gradient, from one evaluation; `taped` makes the algebra of the tape."""
    point = MovingPoint(over, algebra, environment)
    tape = taped(algebra)
    inputs = [tape.variable(x) for x in point.members]
    output = _real(node, tape, point.environment(tape.constant, inputs))
    return output.value, point.grouped(tape.gradient(output, inputs))


def numbers_held(node: Node, over: Sequence[Variable], algebra: AbstractAlgebra, environment: Environment) -> int:
    """How many numbers the tape of a gradient holds for one network: what bounds how many are evaluated at once."""
    point = MovingPoint(over, algebra, environment)
    tape = Reverse(algebra)
    inputs = [tape.variable(x) for x in point.members]
    return tape.numbers_behind(_real(node, tape, point.environment(tape.constant, inputs)))


def gradient_at(objective: Lambda, point: Value, algebra: AbstractAlgebra, environment: Environment) -> Value:
    """The gradient of a map of one real scalar or array, at a value of its argument."""
    tape = Reverse(algebra)
    x = tape.variable(algebra.cast(point) if isinstance(point, int) else point)
    e = Evaluator(tape, MovingPoint((), algebra, environment).environment(tape.constant))
    value = e.value(objective.body, Frame({objective.bound: x}, e.root))
    return tape.gradient(e.real(objective.body, value), [x])[0]


def hessian_of(
    node: Node, over: Sequence[Variable], algebra: AbstractAlgebra, environment: Environment
) -> Any:
    """The second derivatives by pairs of coordinates: a list of rows, over `Floats` one array of shape (batch, n, n).

    Row i is the derivative of the gradient in coordinate i.  Nothing is symmetrised.
    """
    point = MovingPoint(over, algebra, environment)
    if isinstance(algebra, Floats) and not isinstance(algebra, RunningError):
        return _batched_hessian(node, point, algebra, at_once(numbers_held(node, over, algebra, environment)))
    units = (point.unit(i) for i in range(point.dimension))
    return [point.coordinates(hessian_times(node, point, unit)) for unit in units]


def directional(
    node: Node, over: Sequence[Variable], direction: Sequence[Value], algebra: AbstractAlgebra, environment: Environment
) -> tuple[Carrier, Carrier]:
    """The first and second derivative of t -> f(x + t·direction) at t = 0; `direction` has a value for each symbol."""
    point = MovingPoint(over, algebra, environment)
    towards = MovingPoint(over, algebra, {**environment, **dict(zip(over, direction, strict=True))})
    line = Forward(algebra)
    curve = Forward(line)
    moving = [
        curve.variable(line.variable(x, d), line.constant(d))
        for x, d in zip(point.members, towards.members, strict=True)
    ]
    output = _real(node, curve, point.environment(lambda x: curve.constant(line.constant(x)), moving))
    slope = curve.tangent(output)
    return line.primal(slope), line.tangent(slope)


def _real(node: Node, algebra: AbstractAlgebra, environment: Environment) -> Carrier:
    if not is_scalar(node.sort):
        raise ShapeError(
            f"the derivative of {str(node)[:60]} of sort {node.sort}",
            why="it is not a number",
            cure="differentiate its entries one by one",
        )
    e = Evaluator(algebra, environment)
    return e.real(node, e.value(node))


# ------------------------------------------------------------------ Hessians


def at_once(held: int) -> int:
    """How many networks to evaluate at once for Hessians, from what `numbers_held` says of one."""
    return max(1, MOST_NUMBERS // (2 * max(1, held)))


def hessian_times(
    node: Node, point: MovingPoint, direction: Sequence[Value], taped: Taped = Reverse
) -> list[Value]:
    """The Hessian times a direction, one value for each member: forward over reverse."""
    line = Forward(point.algebra)
    tape = taped(line)
    inputs = [tape.variable(line.variable(x, d)) for x, d in zip(point.members, direction, strict=True)]
    output = _real(node, tape, point.environment(lambda x: tape.constant(line.constant(x)), inputs))
    return [line.tangent(part) for part in tape.gradient(output, inputs)]


def _batched_hessian(node: Node, point: MovingPoint, algebra: Floats, networks: int) -> Any:
    backend, n, count = algebra.backend, point.dimension, max(1, networks // algebra.batch)
    if n == 0:
        return backend.full((algebra.batch, 0, 0), 0.0, dtype=backend.dtype(algebra.dtype))
    rows = [range(start, min(n, start + count)) for start in range(0, n, count)]
    return backend.concat([_rows(node, point, algebra, some) for some in rows], axis=1)


def _rows(node: Node, point: MovingPoint, algebra: Floats, rows: Sequence[int]) -> Any:
    """Rows of all Hessians, shape (batch, rows, n): the networks of the batch are repeated, once for each row."""
    backend, count = algebra.backend, len(rows)
    many = Floats(backend, count * algebra.batch, algebra.dtype)
    repeated = point.environment(lambda x: _repeated(backend, x, count))
    products = hessian_times(node, MovingPoint(point.over, many, repeated), _units(algebra, point, rows))
    flat = [backend.reshape(_carrier(x), (count, algebra.batch, math.prod(shape_of(x)))) for x in products]
    return backend.permute(backend.concat(flat, axis=2), (1, 0, 2))


def _repeated(backend: Any, x: Value, times: int) -> Value:
    """The whole batch several times over; what all networks share is shared still."""
    carrier = _carrier(x)
    if carrier.shape[0] == 1:
        return x
    carrier = _tiled(backend, backend.reshape(carrier, (1, *carrier.shape)), times, carrier.shape[0])
    return Array(carrier, x.shape) if isinstance(x, Array) else carrier


def _units(algebra: Floats, point: MovingPoint, rows: Sequence[int]) -> list[Value]:
    """For each member the directions of these coordinates, each for the whole batch."""
    backend, start, found = algebra.backend, 0, []
    for x in point.members:
        size = math.prod(shape_of(x))
        numbers = [[float(start + j == row) for j in range(size)] for row in rows]
        flat = backend.asarray(numbers, dtype=backend.dtype(algebra.dtype))
        carrier = _tiled(backend, backend.reshape(flat, (len(rows), 1, *shape_of(x))), len(rows), algebra.batch)
        found.append(Array(carrier, x.shape) if isinstance(x, Array) else carrier)
        start += size
    return found


def _carrier(x: Value) -> Carrier:
    return x.value if isinstance(x, Array) else x


def _tiled(backend: Any, carrier: Any, first: int, second: int) -> Any:
    """A carrier with two axes in front, broadcast to these lengths and made one."""
    rest = carrier.shape[2:]
    return backend.reshape(backend.broadcast_to(carrier, (first, second, *rest)), (first * second, *rest))
