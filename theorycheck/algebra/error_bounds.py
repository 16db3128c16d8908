"""Floats that carry a bound on their own rounding error: (value, bound) with |exact value - value| <= bound.

The model.  The inputs are the exact floats.  One operation adds at most u times its result (u = unit roundoff), plus
the smallest subnormal where it may underflow, to what its arguments' bounds propagate.  The rounding error of + - *
÷ and sqrt is computed, not estimated, where an error-free transformation gives it (Knuth's sum, Dekker's product):
so arithmetic on small integers has bound 0.  Elementary functions are taken to be within `ULPS` units of the last
place of the library's results, with their derivative bounding the propagation.  Bounds are computed in floats too
and are therefore inflated a little at each step.

This is enough to tell a hit from noise.  It is never a verdict: those are decided exactly.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple

from .backends import Backend
from .base import Array, Carrier, Size, no_maximum
from .floats import Floats, _to_float

ULPS = 8


class Bounded(NamedTuple):
    """A carrier and the bound on its error, of the same shape."""

    value: Any
    bound: Any


class Doubt(NamedTuple):
    """A truth: where it surely holds, and where it surely does not."""

    yes: Any
    no: Any


class RunningError(Floats):
    """The floats of `Floats`, each with its bound; arrays are `Array(Bounded(value, bound), shape)`."""

    def __init__(self, backend: Backend, batch: int, dtype: str = "float64") -> None:
        super().__init__(backend, batch, dtype)
        self.unit = backend.spacing(dtype) / 2
        self.least = backend.tiny(dtype)
        self._bits = 27 if dtype == "float64" else 12
        self._largest_integer = 1 / self.unit

    # ---- making carriers

    def exact(self, value: Any, shape: tuple[int, ...] = ()) -> Any:
        """The inputs: a drawn scalar or array of arrays, whose floats are the exact values."""
        carrier = Bounded(value, value * 0)
        return Array(carrier, tuple(shape)) if shape else carrier

    def literal(self, value: Fraction) -> Bounded:
        if value not in self._literals:
            nearest = _to_float(value)
            carrier = self.constant(nearest).value
            stored = self.backend.rounded(nearest, self.dtype)
            exact = abs(stored) != float("inf") and Fraction(stored) == value
            error = self.backend.abs(carrier) * (0.0 if exact else self.backend.spacing(self.dtype))
            self._literals[value] = Bounded(carrier, error)
        return self._literals[value]

    def constant(self, value: float) -> Bounded:
        carrier = self.backend.full((1,), value, dtype=self._format)
        return Bounded(carrier, self.backend.full((1,), 0.0, dtype=self._format))

    def pi(self) -> Bounded:
        value, _ = super().pi()
        return Bounded(value, value * self.unit)

    def level(self, *xs: Any) -> tuple[Any, ...]:
        """Pairs are levelled part by part; so are bare arrays."""
        if not isinstance(xs[0], tuple):
            return super().level(*xs)
        flat = super().level(*(part for x in xs for part in x))
        return tuple(type(x)(flat[2 * i], flat[2 * i + 1]) for i, x in enumerate(xs))

    def _up(self, bound: Any) -> Any:
        """A little more, for the rounding of the bound itself; a bound without a value (0 times infinity) bounds
        nothing."""
        return self.backend.where(bound == bound, bound * (1 + 16 * self.unit), float("inf"))

    # ---- arithmetic

    def add(self, a: Bounded, b: Bounded) -> Bounded:
        a, b = self.level(a, b)
        total = a.value + b.value
        # Knuth: total + slip is a + b exactly, unless something overflowed.
        shifted = total - a.value
        slip = (a.value - (total - shifted)) + (b.value - shifted)
        return Bounded(total, self._up(a.bound + b.bound + self.backend.abs(slip)))

    def sub(self, a: Bounded, b: Bounded) -> Bounded:
        return self.add(a, self.neg(b))

    def neg(self, a: Bounded) -> Bounded:
        return Bounded(-a.value, a.bound)

    def mul(self, a: Bounded, b: Bounded) -> Bounded:
        a, b = self.level(a, b)
        product = a.value * b.value
        size = self.backend.abs
        carried = size(a.value) * b.bound + size(b.value) * a.bound + a.bound * b.bound
        inexact = (a.bound > 0) | (b.bound > 0)
        carried = self.backend.where(inexact, carried + self.least, carried)
        return Bounded(product, self._up(carried + self._product_slip(a.value, b.value, product)))

    def div(self, a: Bounded, b: Bounded) -> Bounded:
        a, b = self.level(a, b)
        quotient = a.value / b.value
        size = self.backend.abs
        room = size(b.value) - b.bound
        carried = (a.bound + size(quotient) * b.bound) / room
        zero = b.bound * 0  # quotient * 0 would be NaN where the quotient is infinite
        carried = self.backend.where((a.bound + b.bound) == 0, zero, carried)
        carried = self.backend.where(room > 0, carried, zero + float("inf"))
        back = quotient * b.value
        exact = (back == a.value) & (self._product_slip(quotient, b.value, back) == 0)
        rounding = self.backend.where(exact, zero, size(quotient) * self.unit + self.least)
        return Bounded(quotient, self._up(carried + rounding))

    def _product_slip(self, a: Any, b: Any, product: Any) -> Any:
        """The rounding error of a product: Dekker's where that is exact, else u times the result."""
        size, where = self.backend.abs, self.backend.where
        a_high, a_low = self._split(a)
        b_high, b_low = self._split(b)
        slip = size(((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low)
        estimate = size(product) * self.unit + self.least
        usable = self.backend.isfinite(slip) & (size(product) > self.least / self.unit)
        is_zero = (a == 0) | (b == 0)
        return where(is_zero & self.backend.isfinite(product), product * 0, where(usable, slip, estimate))

    def _split(self, a: Any) -> tuple[Any, Any]:
        scaled = a * float(2**self._bits + 1)
        high = scaled - (scaled - a)
        return high, a - high

    def elementary(self, name: str, x: Bounded) -> Bounded:
        size, where = self.backend.abs, self.backend.where
        result = getattr(self.backend, name)(x.value)
        zero = result * 0
        exactly_known = (x.bound == 0) & (x.value == (1 if name == "log" else 0))
        rounding = (size(result) + self.least) * (ULPS * self.unit)
        carried = self._carried(name, x, result)
        if name == "sqrt":
            back = result * result
            exactly_known = (x.bound == 0) & (back == x.value) & (self._product_slip(result, result, back) == 0)
            rounding = size(result) * self.unit
        bound = where(x.bound == 0, rounding, carried + rounding)
        return Bounded(result, self._up(where(exactly_known, zero, bound)))

    def _carried(self, name: str, x: Bounded, result: Any) -> Any:
        """What the argument's error makes of the result, by the derivative."""
        where = self.backend.where
        if name == "exp":
            return result * x.bound * self.backend.exp(x.bound)
        if name == "log":
            room = x.value - x.bound
            return where(room > 0, x.bound / room, result * 0 + float("inf"))
        if name == "sqrt":
            slope, flat = x.bound / result, self.backend.sqrt(x.bound)
            return where(slope < flat, slope, flat)
        return x.bound  # sin, cos, arctan, tanh are 1-Lipschitz

    # ---- truths

    def less_equal(self, a: Bounded, b: Bounded) -> Doubt:
        a, b = self.level(a, b)
        return Doubt(self._surely(a, b, strict=False), self._surely(b, a, strict=True))

    def less_than(self, a: Bounded, b: Bounded) -> Doubt:
        a, b = self.level(a, b)
        return Doubt(self._surely(a, b, strict=True), self._surely(b, a, strict=False))

    def equal(self, a: Bounded, b: Bounded) -> Doubt:
        a, b = self.level(a, b)
        exact = (a.bound + b.bound) == 0
        apart = self._surely(a, b, strict=True) | self._surely(b, a, strict=True)
        return Doubt(exact & (a.value == b.value), apart)

    def _surely(self, a: Bounded, b: Bounded, *, strict: bool) -> Any:
        """Where a <= b (or a < b) for the exact values too."""
        doubt = self._up(a.bound + b.bound)
        compared = a.value < b.value if strict else a.value <= b.value
        return ((doubt == 0) & compared) | (b.value - a.value > doubt)

    def conj(self, p: Doubt, q: Doubt) -> Doubt:
        p, q = self.level(p, q)
        return Doubt(p.yes & q.yes, p.no | q.no)

    def disj(self, p: Doubt, q: Doubt) -> Doubt:
        p, q = self.level(p, q)
        return Doubt(p.yes | q.yes, p.no & q.no)

    def negate(self, p: Doubt) -> Doubt:
        return Doubt(p.no, p.yes)

    def select(self, condition: Doubt, a: Bounded, b: Bounded) -> Bounded:
        condition, a, b = self.level(condition, a, b)
        where = self.backend.where
        decided = condition.yes | condition.no
        value = where(condition.no, b.value, a.value)
        larger = self.backend.maximum(a.bound, b.bound)
        hull = self._up(self.backend.abs(a.value - b.value) + larger)
        return Bounded(value, where(decided, where(condition.no, b.bound, a.bound), hull))

    def maximum(self, a: Bounded, b: Bounded) -> Bounded:
        """max moves by no more than its arguments do; where one surely wins, its own bound counts."""
        a, b = self.level(a, b)
        where, larger = self.backend.where, self.backend.maximum
        bound = larger(a.bound, b.bound)
        bound = where(
            self._surely(a, b, strict=False), b.bound, where(self._surely(b, a, strict=False), a.bound, bound)
        )
        return Bounded(larger(a.value, b.value), bound)

    def worse(self, a: Bounded, b: Bounded) -> Bounded:
        """The larger of two violations. One that is sure decides alone, whether or not the other has a value."""
        a, b = self.level(a, b)
        both, where = self.maximum(a, b), self.backend.where
        for one in (a, b):
            alone = (one.value - one.bound > 0) & ~(both.value - both.bound > 0)
            both = Bounded(where(alone, one.value, both.value), where(alone, one.bound, both.bound))
        return both

    def absolute(self, x: Bounded) -> Bounded:
        return Bounded(self.backend.abs(x.value), x.bound)

    # ---- combinators

    def tabulate(self, shape: tuple[Size, ...], entry: Callable[..., Carrier]) -> Array:
        entries = [entry(*i) for i in itertools.product(*map(range, shape))]
        parts = (self.assemble([getattr(x, part) for x in entries], shape) for part in Bounded._fields)
        return Array(Bounded(*parts), tuple(shape))

    def entry(self, x: Array, *indices: Size) -> Bounded:
        value, bound = (Floats.entry(self, Array(part, x.shape), *indices) for part in x.value)
        return Bounded(value, bound)

    def map_entries(self, function: Callable[..., Carrier], xs: tuple[Any, ...], shape: tuple[Size, ...]) -> Array:
        values = [x.value if isinstance(x, Array) else x for x in xs]
        result = function(*values)
        if tuple(result.value.shape[1:]) != tuple(shape):
            result, _ = self.level(result, next(x.value for x in xs if isinstance(x, Array)))
            result = Bounded(*(self.backend.broadcast_to(part, (part.shape[0], *shape)) for part in result))
        return Array(result, tuple(shape))

    def integral(self, function: Callable[[Bounded], Bounded], a: Bounded, b: Bounded) -> Bounded:
        """An estimate without a bound: it proposes, and never tells a hit from noise."""
        value, bound = super().integral(function, a, b)
        return Bounded(value, bound * 0 + float("inf"))

    # ---- overrides of derived operations

    def transpose(self, x: Array) -> Array:
        parts = (self.backend.permute(part, (0, 2, 1)) for part in x.value)
        return Array(Bounded(*parts), (x.shape[1], x.shape[0]))

    def matmul(self, x: Array, y: Array) -> Array:
        """The textbook bound for sums of products; 0 where all partial results are integers that floats hold."""
        self.check_same_shape(x.shape[1:], y.shape[:1])
        (a, a_bound), (b, b_bound) = x.value, y.value
        product, size = self.backend.matmul, self.backend.abs
        magnitude = product(size(a), size(b))
        carried = product(size(a), b_bound) + product(a_bound, size(b)) + product(a_bound, b_bound)
        whole = self._integers(a) & self._integers(b)
        rounding = self._rounding(magnitude, x.shape[1], self._axes(whole, magnitude))
        return Array(Bounded(product(a, b), self._grown(carried, x.shape[1]) + rounding), (x.shape[0], y.shape[1]))

    def apply_matrix(self, x: Array, v: Array) -> Array:
        parts = (self.backend.reshape(part, (*part.shape, 1)) for part in v.value)
        product = self.matmul(x, Array(Bounded(*parts), (*v.shape, 1)))
        flat = (self.backend.reshape(part, part.shape[:2]) for part in product.value)
        return Array(Bounded(*flat), x.shape[:1])

    def add_to_rows(self, x: Array, b: Array) -> Array:
        row = Bounded(*(self.backend.reshape(part, (part.shape[0], 1, part.shape[1])) for part in b.value))
        return Array(self.add(x.value, row), x.shape)

    def total(self, x: Array) -> Bounded:
        axes = tuple(range(1, x.order + 1))
        value, bound = x.value
        count = 1
        for n in x.shape:
            count *= n
        magnitude = self.backend.sum(self.backend.abs(value), axis=axes)
        rounding = self._rounding(magnitude, count, self._integers(value))
        carried = self._grown(self.backend.sum(bound, axis=axes), count)
        return Bounded(self.backend.sum(value, axis=axes), carried + rounding)

    def largest(self, x: Array) -> Bounded:
        if 0 in x.shape:
            raise no_maximum()
        axes = tuple(range(1, x.order + 1))
        return Bounded(*(self.backend.max(part, axis=axes) for part in x.value))

    def _integers(self, value: Any) -> Any:
        """Which networks of the batch have only integers there, shape (batch,)."""
        axes = tuple(range(1, value.ndim))
        zero, one = value * 0, value * 0 + 1
        broken = self.backend.where(self.backend.floor(value) == value, zero, one)
        return self.backend.sum(broken, axis=axes) == 0

    def _axes(self, flags: Any, like: Any) -> Any:
        return self.backend.reshape(flags, flags.shape + (1,) * (like.ndim - 1))

    def _rounding(self, magnitude: Any, count: int, whole: Any) -> Any:
        """The rounding of a sum of `count` terms (or products) of that total magnitude, in whatever order."""
        exact = whole & (magnitude < self._largest_integer)
        bound = self._grown(magnitude * (count + 2) * self.unit, count) + self.least * count
        return self.backend.where(exact, magnitude * 0, bound)

    def _grown(self, bound: Any, count: int) -> Any:
        """A bound that was itself summed from `count` floats."""
        return bound * (1 + (4 * count + 16) * self.unit)
