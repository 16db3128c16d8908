"""Forward mode: dual numbers, a value and its derivative along one direction.

    line = Forward(base)
    x = line.variable(value, direction)         scalars or Arrays of the base
    slope = line.tangent(f(line, x))

`Forward(Forward(base))` gives second derivatives along a line, `Reverse(Forward(base))` Hessians times vectors.
Kinks and batches: see `differential`.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from fractions import Fraction
from typing import NamedTuple

from .base import AbstractAlgebra, Array, Carrier, Size, Value
from .differential import AbstractDifferential, Linear, Rough, decided, is_whole, longest, no_derivative


class Dual(NamedTuple):
    """A value and its tangent, of one shape; no tangent where it does not move along the direction."""

    value: Carrier
    tangent: Carrier | None
    shape: tuple[Size, ...] = ()
    rough: Rough = Rough.SMOOTH

    @property
    def active(self) -> bool:
        return self.tangent is not None


class Forward(AbstractDifferential):
    """The base algebra in dual numbers.  Over whole-array bases this makes a `ForwardOfArrays`."""

    def __new__(cls, base: AbstractAlgebra) -> Forward:
        return super().__new__(ForwardOfArrays if cls is Forward and is_whole(base) else cls)

    def lifted(self, value: Carrier, shape: tuple[Size, ...] = ()) -> Dual:
        return Dual(value, None, shape)

    def variable(self, value: Value, tangent: Value) -> Value:
        """A value of the base that moves along the tangent; exact entries with tangent 0 do not move at all."""
        return self._wrapped(self._moving, value, tangent)

    def _moving(self, value: Carrier, shape: tuple[Size, ...], tangent: Carrier) -> Dual:
        still = not self.whole and decided(self.base.equal(tangent, self.base.literal(Fraction(0)))) is True
        return Dual(value, None if still else tangent, shape)

    def primal(self, x: Value) -> Value:
        """The value in the base."""
        return self._wrapped(lambda dual, shape: dual.value, x)

    def tangent(self, x: Value) -> Value:
        """The derivative along the direction, in the base.  Raises UndefinedValue at a kink."""
        return self._wrapped(self._slope, x)

    def _slope(self, x: Dual, shape: tuple[Size, ...] = ()) -> Carrier:
        if x.rough:
            raise no_derivative()
        return self._spread(self.base.literal(Fraction(0)), x.value) if x.tangent is None else x.tangent

    def pointwise(
        self,
        value: Carrier,
        *links: tuple[Dual, Linear],
        shape: tuple[Size, ...] = (),
        rough: Rough = Rough.SMOOTH,
    ) -> Dual:
        shape = longest(shape, *(dual.shape for dual, _ in links))
        moving = [(dual, push) for dual, push in links if dual.active]
        rough = max(rough, *(dual.rough for dual, _ in links))
        if rough:  # nobody reads such a tangent, and it may have no value
            return Dual(value, moving[0][0].tangent if moving else None, shape, rough)
        tangent = None
        for dual, push in moving:
            part = push(dual.tangent)
            if dual.shape != shape:
                part = self._spread(part, value)
            tangent = part if tangent is None else self.base.add(tangent, part)
        return Dual(value, tangent, shape)


class ForwardOfArrays(Forward):
    """Duals over a base whose arrays are one carrier: an array is one dual."""

    def _array(self, value: Array, *tangents: Array | None) -> Array:
        """An array from one of the base and the parts of its tangent; None is 0."""
        parts = [x.value for x in tangents if x is not None]
        tangent = parts[0] if parts else None
        for part in parts[1:]:
            tangent = self.base.add(tangent, part)
        return Array(Dual(value.value, tangent, value.shape), value.shape)

    def _moved(self, x: Array) -> Array | None:
        """The tangent as an array of the base."""
        return None if x.value.tangent is None else Array(x.value.tangent, x.shape)

    def _linear(self, function: Callable[[Array], Array], x: Array) -> Array:
        moved = self._moved(x)
        return self._array(function(self.inside(x)), None if moved is None else function(moved))

    def _bilinear(self, function: Callable[[Array, Array], Array], x: Array, y: Array) -> Array:
        a, b, da, db = self.inside(x), self.inside(y), self._moved(x), self._moved(y)
        along = None if da is None else function(da, b), None if db is None else function(a, db)
        return self._array(function(a, b), *along)

    def _scalar(self, value: Carrier, tangent: Callable[[Array], Carrier], x: Array) -> Dual:
        moved = self._moved(x)
        return Dual(value, None if moved is None else tangent(moved))

    def tabulate(self, shape: tuple[Size, ...], entry: Callable[..., Carrier]) -> Array:
        duals = {index: entry(*index) for index in itertools.product(*map(range, shape))}
        value = self.base.tabulate(shape, lambda *index: duals[index].value)
        if not any(dual.active for dual in duals.values()):
            return self._array(value)
        return self._array(value, self.base.tabulate(shape, lambda *index: self._slope(duals[index])))

    def entry(self, x: Array, *indices: Size) -> Dual:
        return self._scalar(self.base.entry(self.inside(x), *indices), lambda t: self.base.entry(t, *indices), x)

    def transpose(self, x: Array) -> Array:
        return self._linear(self.base.transpose, x)

    def matmul(self, x: Array, y: Array) -> Array:
        return self._bilinear(self.base.matmul, x, y)

    def apply_matrix(self, x: Array, v: Array) -> Array:
        return self._bilinear(self.base.apply_matrix, x, v)

    def add_to_rows(self, x: Array, b: Array) -> Array:
        base, a, da, db = self.base, self.inside(x), self._moved(x), self._moved(b)
        zeros = base.each(lambda _: base.literal(Fraction(0)), a)
        return self._array(base.add_to_rows(a, self.inside(b)), da, None if db is None else base.add_to_rows(zeros, db))

    def total(self, x: Array) -> Dual:
        return self._scalar(self.base.total(self.inside(x)), self.base.total, x)

    def largest(self, x: Array) -> Dual:
        value, shares = self._shares(self.inside(x))
        return self._scalar(value, lambda t: self.base.total(Array(self.base.mul(shares, t.value), x.shape)), x)
