"""Floating-point numbers in batches: what searches.

A scalar carrier has shape (batch,), or (1,) for what is the same for the whole batch; the carrier of an array has
shape (batch, *shape).  Where a scalar function is applied to whole arrays, scalars get the missing axes at the end
(`_level`).  No array library is imported here: all operations come from the backend's table.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from theorycheck.errors import ShapeError

from .backends import Backend
from .base import AbstractAlgebra, Array, Carrier, Size, Value, no_maximum
from .looped import shape_of


class Floats(AbstractAlgebra):
    """Batched floats on a backend.  Undefined values are NaN or infinite; nothing raises, nothing decides."""

    def __init__(self, backend: Backend, batch: int, dtype: str = "float64") -> None:
        self.backend = backend
        self.batch = batch
        self.dtype = dtype
        self._format = backend.dtype(dtype)
        self._literals: dict[Fraction, Carrier] = {}

    # ---- scalars

    def literal(self, value: Fraction) -> Carrier:
        if value not in self._literals:
            self._literals[value] = self.constant(_to_float(value))
        return self._literals[value]

    def constant(self, value: float) -> Carrier:
        """A float for the whole batch."""
        return self.backend.full((1,), value, dtype=self._format)

    def extreme(self, sign: int) -> Carrier:
        """Plus or minus infinity."""
        return self.constant(float("inf") * sign)

    def cast(self, size: Size) -> Carrier:
        return self.literal(Fraction(size))

    def level(self, *xs: Any) -> tuple[Any, ...]:
        """The carriers with as many axes as the one that has most."""
        ranks = [x.ndim for x in xs]
        most = max(ranks)
        if min(ranks) == most:
            return xs
        return tuple(x if x.ndim == most else self.backend.reshape(x, x.shape + (1,) * (most - x.ndim)) for x in xs)

    def add(self, a: Carrier, b: Carrier) -> Carrier:
        a, b = self.level(a, b)
        return a + b

    def sub(self, a: Carrier, b: Carrier) -> Carrier:
        a, b = self.level(a, b)
        return a - b

    def mul(self, a: Carrier, b: Carrier) -> Carrier:
        a, b = self.level(a, b)
        return a * b

    def div(self, a: Carrier, b: Carrier) -> Carrier:
        a, b = self.level(a, b)
        return a / b

    def neg(self, a: Carrier) -> Carrier:
        return -a

    def elementary(self, name: str, x: Carrier) -> Carrier:
        return getattr(self.backend, name)(x)

    def pi(self) -> Carrier:
        return self.constant(3.141592653589793)

    # ---- truths are boolean arrays

    def less_equal(self, a: Carrier, b: Carrier) -> Any:
        a, b = self.level(a, b)
        return a <= b

    def less_than(self, a: Carrier, b: Carrier) -> Any:
        a, b = self.level(a, b)
        return a < b

    def equal(self, a: Carrier, b: Carrier) -> Any:
        a, b = self.level(a, b)
        return a == b

    def conj(self, p: Any, q: Any) -> Any:
        return self.backend.logical_and(*self.level(p, q))

    def disj(self, p: Any, q: Any) -> Any:
        return self.backend.logical_or(*self.level(p, q))

    def negate(self, p: Any) -> Any:
        return self.backend.logical_not(p)

    def select(self, condition: Any, a: Carrier, b: Carrier) -> Carrier:
        return self.backend.where(*self.level(condition, a, b))

    def maximum(self, a: Carrier, b: Carrier) -> Carrier:
        return self.backend.maximum(*self.level(a, b))

    def worse(self, a: Carrier, b: Carrier) -> Carrier:
        """The larger of two violations. Where one has no value, the other alone may speak against a conjunction."""
        a, b = self.level(a, b)
        both, where = self.maximum(a, b), self.backend.where
        return where(both == both, both, where(a >= 0, a, where(b >= 0, b, both)))

    def absolute(self, x: Carrier) -> Carrier:
        return self.backend.abs(x)

    # ---- combinators

    def array(self, value: Any, shape: tuple[int, ...]) -> Array:
        """An array from a carrier of shape (batch, *shape) or (1, *shape)."""
        if tuple(value.shape[1:]) != tuple(shape):
            raise ShapeError(f"a carrier of shape {tuple(value.shape)} for arrays of shape {tuple(shape)}")
        return Array(value, tuple(shape))

    def tabulate(self, shape: tuple[Size, ...], entry: Callable[..., Carrier]) -> Array:
        return Array(self.assemble([entry(*i) for i in itertools.product(*map(range, shape))], shape), tuple(shape))

    def assemble(self, entries: list[Carrier], shape: tuple[Size, ...]) -> Any:
        """Scalars in row-major order as one carrier."""
        if not entries:
            return self.backend.full((1, *shape), 0.0, dtype=self._format)
        batch = max(x.shape[0] for x in entries)
        wide = {id(x): self.backend.broadcast_to(x, (batch,)) for x in entries if x.shape[0] != batch}
        level = [wide.get(id(x), x) for x in entries]
        return self.backend.reshape(self.backend.stack(level, axis=1), (batch, *shape))

    def entry(self, x: Array, *indices: Size) -> Carrier:
        if not all(0 <= i < n for i, n in zip(indices, x.shape, strict=True)):
            raise ShapeError(
                f"entry {indices} of an array of shape {x.shape}", why="nothing outside a shape has a value"
            )
        return x.value[(slice(None), *indices)]

    def sum(self, n: Size, term: Callable[[Size], Carrier]) -> Carrier:
        return self._accumulate(self.add, n, term, 0)

    def prod(self, n: Size, factor: Callable[[Size], Carrier]) -> Carrier:
        return self._accumulate(self.mul, n, factor, 1)

    def max(self, n: Size, term: Callable[[Size], Carrier]) -> Carrier:
        if n == 0:
            raise no_maximum()
        return self._accumulate(self.maximum, n, term, 0)

    def _accumulate(
        self, operation: Callable[..., Carrier], n: Size, term: Callable[[Size], Carrier], empty: int
    ) -> Carrier:
        if n == 0:
            return self.literal(Fraction(empty))
        result = term(0)
        for i in range(1, n):
            result = operation(result, term(i))
        return result

    def fold(
        self,
        n: Size,
        start: Value,
        step: Callable[[Size, Value], Value],
        shape: Callable[[Size], tuple[Size, ...]],
    ) -> Value:
        x = start
        for k in range(n):
            x = step(k, x)
        self.check_same_shape(shape_of(x), shape(n))
        return x

    def integral(self, function: Callable[[Carrier], Carrier], a: Carrier, b: Carrier) -> Carrier:
        from .quadrature import quadrature

        return quadrature(self, function, a, b)

    def map_entries(self, function: Callable[..., Carrier], xs: tuple[Any, ...], shape: tuple[Size, ...]) -> Array:
        """The function on whole arrays at once."""
        values = [x.value if isinstance(x, Array) else x for x in xs]
        result = function(*values)
        if result.ndim != len(shape) + 1 or tuple(result.shape[1:]) != tuple(shape):
            # A function that ignores its argument returns one scalar for all entries.
            (result,) = self.level(result, next(x.value for x in xs if isinstance(x, Array)))[:1]
            result = self.backend.broadcast_to(result, (result.shape[0], *shape))
        return Array(result, tuple(shape))

    # ---- overrides of derived operations

    def transpose(self, x: Array) -> Array:
        return Array(self.backend.permute(x.value, (0, 2, 1)), (x.shape[1], x.shape[0]))

    def matmul(self, x: Array, y: Array) -> Array:
        self.check_same_shape(x.shape[1:], y.shape[:1])
        return Array(self.backend.matmul(x.value, y.value), (x.shape[0], y.shape[1]))

    def apply_matrix(self, x: Array, v: Array) -> Array:
        column = Array(self.backend.reshape(v.value, (*v.value.shape, 1)), (*v.shape, 1))
        product = self.matmul(x, column)
        return Array(self.backend.reshape(product.value, product.value.shape[:2]), x.shape[:1])

    def add_to_rows(self, x: Array, b: Array) -> Array:
        row = self.backend.reshape(b.value, (b.value.shape[0], 1, b.value.shape[1]))
        return Array(x.value + row, x.shape)

    def total(self, x: Array) -> Carrier:
        return self.backend.sum(x.value, axis=tuple(range(1, x.order + 1)))

    def largest(self, x: Array) -> Carrier:
        if 0 in x.shape:
            raise no_maximum()
        return self.backend.max(x.value, axis=tuple(range(1, x.order + 1)))


def _to_float(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")
