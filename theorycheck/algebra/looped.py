"""What rationals and balls share: index sets are walked in Python, arrays are tables from indices to scalars."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Sequence
from fractions import Fraction

from theorycheck.errors import UndefinedValue, WitnessError

from .base import AbstractAlgebra, Array, Carrier, Size, Value, no_maximum


class LoopedAlgebra(AbstractAlgebra):
    """Scalars one at a time.  The carrier of an array is a dict from index tuples to scalars."""

    def cast(self, size: Size) -> Carrier:
        return self.literal(Fraction(size))

    def tabulate(self, shape: tuple[Size, ...], entry: Callable[..., Carrier]) -> Array:
        return Array({i: entry(*i) for i in itertools.product(*map(range, shape))}, tuple(shape))

    def entry(self, x: Array, *indices: Size) -> Carrier:
        try:
            return x.value[indices]
        except KeyError:
            raise UndefinedValue(
                f"entry {indices} of an array of shape {x.shape} is read",
                why="nothing outside a shape has a value",
                cure="bound the index in the statement",
            ) from None

    def sum(self, n: Size, term: Callable[[Size], Carrier]) -> Carrier:
        result = self.literal(Fraction(0))
        for i in range(n):
            result = self.add(result, term(i))
        return result

    def prod(self, n: Size, factor: Callable[[Size], Carrier]) -> Carrier:
        result = self.literal(Fraction(1))
        for i in range(n):
            result = self.mul(result, factor(i))
        return result

    def max(self, n: Size, term: Callable[[Size], Carrier]) -> Carrier:
        if n == 0:
            raise no_maximum()
        result = term(0)
        for i in range(1, n):
            result = self.maximum(result, term(i))
        return result

    def fold(
        self,
        n: Size,
        start: Value,
        step: Callable[[Size, Value], Value],
        shape: Callable[[Size], tuple[Size, ...]],
    ) -> Value:
        self.check_same_shape(shape_of(start), shape(0))
        x = start
        for k in range(n):
            x = step(k, x)
            self.check_same_shape(shape_of(x), shape(k + 1))
        return x

    def array(self, nested: object, shape: tuple[int, ...]) -> Array:
        """An array from nested lists of exact numbers; refuses a shape that does not fit."""
        entries: dict[tuple[int, ...], Carrier] = {}

        def walk(part: object, fixed: tuple[int, ...]) -> None:
            if len(fixed) == len(shape):
                number = part if type(part) is Fraction else exact_number(part, f" at index {fixed}")
                entries[fixed] = self.literal(number)
                return
            if not isinstance(part, (list, tuple)) or len(part) != shape[len(fixed)]:
                raise WitnessError(
                    f"nested lists of shape {shape} were expected", why=f"at index {fixed} stands {part!r:.60}"
                )
            for i, item in enumerate(part):
                walk(item, (*fixed, i))

        walk(nested, ())
        return Array(entries, shape)

    def filled(self, entries: Sequence[Fraction], shape: tuple[int, ...]) -> Array:
        """An array from its entries, row by row."""
        places = itertools.product(*map(range, shape))
        return Array(dict(zip(places, map(self.literal, entries), strict=True)), shape)


def exact_number(value: object, place: str = "") -> Fraction:
    """An integer, a fraction, or one that is written out; raises WitnessError for all else."""
    if isinstance(value, (int, Fraction, str)) and not isinstance(value, bool):
        with contextlib.suppress(ValueError, ZeroDivisionError):
            return Fraction(value)
    raise WitnessError(
        f"{value!r:.40} stands{place} in a witness", why="witnesses hold exact numbers only", cure='write "p/q"'
    )


def shape_of(x: Value) -> tuple[Size, ...]:
    """() for a scalar."""
    return x.shape if isinstance(x, Array) else ()
