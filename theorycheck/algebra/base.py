"""The algebra's interface: what "+", "sum over i", "max" and "fold" mean.

A notation (relu, matrix product, network ...) is defined once over this interface.  Each algebra then gives it a
meaning: floats in batches, exact rationals, balls, running-error pairs, kernel terms.  The interface is small and
closed.  A definition written over it contains no Python loop over a dimension, no arithmetic on `.shape`, and no
`if` on a value; that is what lets the same definition serve n = 4 and every n.

A *carrier* is whatever the algebra computes with (a Fraction, a ball, an array with the batch in front, a term);
a scalar is a bare carrier.  A *size* is a Python int, or a kernel term of sort natural in `algebra.terms`.
A *truth* is what comparisons return and `select` takes.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.errors import Inexact, ShapeError, UndefinedValue

Size = Any
Carrier = Any
Truth = Any
Value = Any  # a carrier, an Array, a Family, a size, or a callable for an unknown function


@dataclass(frozen=True)
class Array:
    """An array: its carrier and its shape (a tuple of sizes).  Nothing reads outside the shape."""

    value: Carrier
    shape: tuple[Size, ...]

    @property
    def order(self) -> int:
        return len(self.shape)


@dataclass(frozen=True)
class Family:
    """Values indexed by k < length.  `shape(k)` is known also at k = length: a network ends in that width."""

    get: Callable[[Size], Value]
    length: Size
    shape: Callable[[Size], Sequence[Size]]

    def __call__(self, k: Size) -> Value:
        if isinstance(k, int) and isinstance(self.length, int) and not 0 <= k < self.length:
            raise UndefinedValue(
                f"member {k} of a family of {self.length} is read",
                why="it has none there",
                cure="bound the index in the statement",
            )
        return self.get(k)


class AbstractAlgebra(ABC):
    """What an algebra must provide, and what follows from it."""

    # ---- scalars

    @abstractmethod
    def literal(self, value: Fraction) -> Carrier:
        """The rational number as a scalar."""

    @abstractmethod
    def cast(self, size: Size) -> Carrier:
        """A natural number as a scalar."""

    @abstractmethod
    def add(self, a: Carrier, b: Carrier) -> Carrier: ...

    @abstractmethod
    def mul(self, a: Carrier, b: Carrier) -> Carrier: ...

    @abstractmethod
    def div(self, a: Carrier, b: Carrier) -> Carrier:
        """a / b.  Raises UndefinedValue (or gives a value that decides nothing) where b may be 0."""

    @abstractmethod
    def neg(self, a: Carrier) -> Carrier: ...

    def sub(self, a: Carrier, b: Carrier) -> Carrier:
        return self.add(a, self.neg(b))

    @abstractmethod
    def elementary(self, name: str, x: Carrier) -> Carrier:
        """One of exp, log, sqrt, sin, cos, arctan, tanh."""

    @abstractmethod
    def pi(self) -> Carrier: ...

    # ---- truths

    @abstractmethod
    def less_equal(self, a: Carrier, b: Carrier) -> Truth: ...

    @abstractmethod
    def less_than(self, a: Carrier, b: Carrier) -> Truth: ...

    @abstractmethod
    def equal(self, a: Carrier, b: Carrier) -> Truth: ...

    @abstractmethod
    def conj(self, p: Truth, q: Truth) -> Truth: ...

    @abstractmethod
    def disj(self, p: Truth, q: Truth) -> Truth: ...

    @abstractmethod
    def negate(self, p: Truth) -> Truth: ...

    @abstractmethod
    def select(self, condition: Truth, a: Carrier, b: Carrier) -> Carrier:
        """a where the condition holds, b elsewhere."""

    # ---- combinators: index sets are {0, ..., n-1}

    @abstractmethod
    def tabulate(self, shape: tuple[Size, ...], entry: Callable[..., Carrier]) -> Array:
        """The array whose entry at (i, j, ...) is entry(i, j, ...)."""

    @abstractmethod
    def entry(self, x: Array, *indices: Size) -> Carrier:
        """One entry; concrete algebras refuse indices outside the shape."""

    @abstractmethod
    def sum(self, n: Size, term: Callable[[Size], Carrier]) -> Carrier:
        """term(0) + ... + term(n-1); 0 if n = 0."""

    @abstractmethod
    def prod(self, n: Size, factor: Callable[[Size], Carrier]) -> Carrier:
        """factor(0) ... factor(n-1); 1 if n = 0."""

    @abstractmethod
    def max(self, n: Size, term: Callable[[Size], Carrier]) -> Carrier:
        """The largest of term(0), ..., term(n-1).  Raises UndefinedValue if n = 0."""

    @abstractmethod
    def fold(
        self,
        n: Size,
        start: Value,
        step: Callable[[Size, Value], Value],
        shape: Callable[[Size], tuple[Size, ...]],
    ) -> Value:
        """x_n, where x_0 = start and x_{k+1} = step(k, x_k) has shape shape(k+1); () for a scalar state."""

    def each(self, function: Callable[..., Carrier], *xs: Array | Carrier) -> Array | Carrier:
        """The scalar function at every entry; arrays have one shape, scalars are repeated."""
        arrays = [x for x in xs if isinstance(x, Array)]
        if not arrays:
            return function(*xs)
        for other in arrays[1:]:
            self.check_same_shape(arrays[0].shape, other.shape)
        if getattr(function, "entrywise", False):
            return AbstractAlgebra.map_entries(self, function, xs, arrays[0].shape)
        return self.map_entries(function, xs, arrays[0].shape)

    def map_entries(self, function: Callable[..., Carrier], xs: tuple[Any, ...], shape: tuple[Size, ...]) -> Array:
        """`each` once shapes agree.  Algebras with whole-array carriers override it; they must agree with this."""

        def at(*indices: Size) -> Carrier:
            return function(*(self.entry(x, *indices) if isinstance(x, Array) else x for x in xs))

        return self.tabulate(shape, at)

    def integral(self, function: Callable[[Carrier], Carrier], a: Carrier, b: Carrier) -> Carrier:
        """The integral of a continuous function.  Numbers that are exact know of none: the kernel decides."""
        raise Inexact("an integral has no exact value here", cure="prove it by antiderivative")

    # ---- sizes

    def natural(self, n: int) -> Size:
        return n

    def size_add(self, a: Size, b: Size) -> Size:
        return a + b

    def size_mul(self, a: Size, b: Size) -> Size:
        return a * b

    def size_sum(self, n: Size, term: Callable[[Size], Size]) -> Size:
        return sum(term(i) for i in range(n))

    def size_prod(self, n: Size, factor: Callable[[Size], Size]) -> Size:
        result = 1
        for i in range(n):
            result *= factor(i)
        return result

    def size_max(self, n: Size, term: Callable[[Size], Size]) -> Size:
        if n == 0:
            raise no_maximum()
        return max(term(i) for i in range(n))

    def size_fold(self, n: Size, start: Size, step: Callable[[Size, Size], Size]) -> Size:
        """A recursion on naturals: x_0 = start, x_{k+1} = step(k, x_k)."""
        x = start
        for k in range(n):
            x = step(k, x)
        return x

    def same_size(self, a: Size, b: Size) -> bool:
        return bool(a == b)

    def check_same_shape(self, s: tuple[Size, ...], t: tuple[Size, ...]) -> None:
        """Raises ShapeError unless the two shapes agree for every value of the sizes in them."""
        if len(s) != len(t) or not all(self.same_size(a, b) for a, b in zip(s, t, strict=True)):
            raise ShapeError(
                f"shape {show_shape(s)} meets shape {show_shape(t)}",
                why="the two must be the same for every value of their sizes",
                cure="compare the declared sizes of both sides (theorycheck show prints them)",
            )

    # ---- derived: overridden for speed only, and then the conformance suite holds the two together

    def notation(self, name: str, definition: Callable[..., Value], *args: Value) -> Value:
        """The value of a notation; `algebra.terms` names scalar ones instead of copying their bodies."""
        return definition(self, *args)

    def maximum(self, a: Carrier, b: Carrier) -> Carrier:
        return self.select(self.less_equal(a, b), b, a)

    def absolute(self, x: Carrier) -> Carrier:
        return self.maximum(x, self.neg(x))

    def kronecker(self, i: Size, k: Size) -> Carrier:
        """1 if the two naturals are the same, else 0."""
        return self.literal(Fraction(int(i == k)))

    def power(self, x: Carrier, n: Size) -> Carrier:
        """x multiplied by itself n times; x^0 = 1 also at x = 0."""
        return self.prod(n, lambda _: x)

    def cut(self, x: Array) -> Array:
        """The array with 0 outside its shape: what an unknown function of an array receives."""
        return x

    def transpose(self, x: Array) -> Array:
        rows, columns = x.shape
        return self.tabulate((columns, rows), lambda i, j: self.entry(x, j, i))

    def matmul(self, x: Array, y: Array) -> Array:
        (rows, inner), (inner_y, columns) = x.shape, y.shape
        self.check_same_shape((inner,), (inner_y,))
        return self.tabulate(
            (rows, columns),
            lambda i, j: self.sum(inner, lambda k: self.mul(self.entry(x, i, k), self.entry(y, k, j))),
        )

    def apply_matrix(self, x: Array, v: Array) -> Array:
        """Matrix times vector."""
        (rows, inner), (inner_v,) = x.shape, v.shape
        self.check_same_shape((inner,), (inner_v,))
        return self.tabulate(
            (rows,), lambda i: self.sum(inner, lambda k: self.mul(self.entry(x, i, k), self.entry(v, k)))
        )

    def add_to_rows(self, x: Array, b: Array) -> Array:
        """The vector b added to every row."""
        return self.tabulate(x.shape, lambda i, j: self.add(self.entry(x, i, j), self.entry(b, j)))

    def total(self, x: Array) -> Carrier:
        """The sum of all entries, row by row."""

        def inner(fixed: tuple[Size, ...]) -> Carrier:
            if len(fixed) == x.order:
                return self.entry(x, *fixed)
            return self.sum(x.shape[len(fixed)], lambda i: inner((*fixed, i)))

        return inner(())

    def largest(self, x: Array) -> Carrier:
        """The largest entry.  Raises UndefinedValue if there is none."""

        def inner(fixed: tuple[Size, ...]) -> Carrier:
            if len(fixed) == x.order:
                return self.entry(x, *fixed)
            return self.max(x.shape[len(fixed)], lambda i: inner((*fixed, i)))

        return inner(())


def no_maximum() -> UndefinedValue:
    """The error for a maximum over nothing."""
    return UndefinedValue(
        "a maximum over nothing", why="the index set is empty", cure="add a hypothesis such as le(1, n) to given"
    )


def show_shape(shape: tuple[Size, ...]) -> str:
    """N × d(0), for messages."""
    return " × ".join(str(size) for size in shape) if shape else "of a scalar"
