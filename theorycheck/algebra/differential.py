"""Algebras that wrap an algebra and carry derivatives along: what `reverse` and `forward` share.

A carrier here holds a `value` of the base algebra and how it depends on the variables that were marked.  The rules
for scalars are written once, as linear maps: the derivative of a pointwise operation is multiplication by a number,
so what carries tangents forward is what pulls adjoints back.

Comparisons are never differentiated.  A choice between two sides (`select`, `maximum`) has the derivative of the side
that is taken.  Where the comparison ties, there may be none:

    rationals, balls    two equal values of which one depends on a variable are a kink; to ask for the derivative of
                        what depends on it raises UndefinedValue.  A choice that balls leave undecided takes the hull
                        of both sides, which contains the derivative wherever there is one.
    floats              either side is taken, and no kink is ever reported.  A side that is not taken and not finite
                        may leave NaN.

Carriers of whole arrays (`Floats` as base) stay whole: `shape` is the array's, () for a scalar.  The batch in front is
never summed: every network has a derivative of its own, also in a variable that the whole batch shares.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from enum import IntEnum
from fractions import Fraction
from typing import Any, NamedTuple

from theorycheck.errors import NotNumeric, UndefinedValue

from .base import AbstractAlgebra, Array, Carrier, Size, Truth, Value
from .floats import Floats
from .looped import LoopedAlgebra

Linear = Callable[[Carrier], Carrier]

_ZERO, _ONE, _TWO = Fraction(0), Fraction(1), Fraction(2)


class Rough(IntEnum):
    """How far a value is from being differentiable in the variables at this point."""

    SMOOTH = 0
    KINK = 1  # continuous
    JUMP = 2  # perhaps not: comparisons with it may change nearby


class Choice(NamedTuple):
    """A truth of the base; whether it may change nearby because two sides tie; the shape of the arrays compared."""

    truth: Truth
    tied: bool
    shape: tuple[Size, ...]


def decided(truth: Truth) -> Any:
    """The innermost truth: True, False or None over rationals and balls."""
    while isinstance(truth, Choice):
        truth = truth.truth
    return truth


def is_whole(algebra: AbstractAlgebra) -> bool:
    """Whether its arrays are one carrier, which scalar functions take at once."""
    return algebra.whole if isinstance(algebra, AbstractDifferential) else isinstance(algebra, Floats)


class AbstractDifferential(LoopedAlgebra):
    """Scalars over a base algebra with their derivatives; `lifted` and `pointwise` say what is carried.

    Carriers have the attributes value, shape, rough, and active (whether it depends on a variable).
    """

    def __init__(self, base: AbstractAlgebra) -> None:
        if not isinstance(base, (LoopedAlgebra, Floats)):
            raise NotNumeric(
                f"derivatives over {type(base).__name__}",
                why="choices are decided there by formulas, not by numbers",
                cure="let the kernel's rules derive terms",
            )
        self.base = base
        self.whole = is_whole(base)

    @abstractmethod
    def lifted(self, value: Carrier, shape: tuple[Size, ...] = ()) -> Carrier:
        """A carrier that depends on no variable."""

    @abstractmethod
    def pointwise(
        self,
        value: Carrier,
        *links: tuple[Carrier, Linear],
        shape: tuple[Size, ...] = (),
        rough: Rough = Rough.SMOOTH,
    ) -> Carrier:
        """What a scalar operation gives: its value, and for each operand the derivative, as a linear map.

        `shape` and `rough` are at least those of the operands.
        """

    # ---- values of the base

    def constant(self, value: Value) -> Value:
        """A value of the base that depends on no variable: a scalar or an Array."""
        return self._wrapped(self.lifted, value)

    def array(self, nested: Any, shape: tuple[int, ...]) -> Array:
        return self.constant(self.base.array(nested, shape))  # type: ignore[attr-defined]

    def _wrapped(self, function: Callable[..., Carrier], value: Value, *others: Value) -> Value:
        """function(carrier, shape, carriers of the others) for the carriers that a value of the base consists of."""
        if not isinstance(value, Array):
            return function(value, (), *others)
        if self.whole:
            return Array(function(value.value, value.shape, *(x.value for x in others)), value.shape)
        entries = {i: function(x, (), *(other.value[i] for other in others)) for i, x in value.value.items()}
        return Array(entries, value.shape)

    def _spread(self, value: Carrier, like: Carrier) -> Carrier:
        """A carrier of the base with the axes and the batch of another one."""
        zero = self.base.literal(_ZERO)
        return self.base.select(self.base.equal(zero, zero), value, like) if self.whole else value

    # ---- scalars

    def literal(self, value: Fraction) -> Carrier:
        return self.lifted(self.base.literal(value))

    def pi(self) -> Carrier:
        return self.lifted(self.base.pi())

    def add(self, a: Carrier, b: Carrier) -> Carrier:
        return self.pointwise(self.base.add(a.value, b.value), (a, _same), (b, _same))

    def sub(self, a: Carrier, b: Carrier) -> Carrier:
        return self.pointwise(self.base.sub(a.value, b.value), (a, _same), (b, self.base.neg))

    def neg(self, a: Carrier) -> Carrier:
        return self.pointwise(self.base.neg(a.value), (a, self.base.neg))

    def mul(self, a: Carrier, b: Carrier) -> Carrier:
        mul, product = self.base.mul, self.base.mul(a.value, b.value)
        if self._vanishes(a) or self._vanishes(b):
            return self.lifted(product)
        return self.pointwise(product, (a, lambda t: mul(t, b.value)), (b, lambda t: mul(a.value, t)))

    def div(self, a: Carrier, b: Carrier) -> Carrier:
        base, quotient = self.base, self.base.div(a.value, b.value)
        return self.pointwise(
            quotient,
            (a, lambda t: base.div(t, b.value)),
            (b, lambda t: base.neg(base.div(base.mul(t, quotient), b.value))),
        )

    def elementary(self, name: str, x: Carrier) -> Carrier:
        value = self.base.elementary(name, x.value)
        vertical = name == "sqrt" and not self.whole and self.moves(x) and self._equal(x, self.literal(_ZERO))
        return self.pointwise(
            value,
            (x, lambda t: SLOPES[name](self.base, x.value, value, t)),
            rough=Rough.KINK if vertical else Rough.SMOOTH,
        )

    def _vanishes(self, x: Carrier) -> bool:
        """Whether it is 0 here and nearby: what a dead unit passes on has no kink."""
        return not (self.whole or x.rough or self.moves(x)) and self._equal(x, self.literal(_ZERO))

    def moves(self, x: Carrier) -> bool:
        """Whether it depends on a variable of this algebra, or of one inside."""
        return x.active or (isinstance(self.base, AbstractDifferential) and self.base.moves(x.value))

    # ---- truths

    def less_equal(self, a: Carrier, b: Carrier) -> Choice:
        return self._compared(a, b, self.base.less_equal(a.value, b.value))

    def less_than(self, a: Carrier, b: Carrier) -> Choice:
        return self._compared(a, b, self.base.less_than(a.value, b.value))

    def equal(self, a: Carrier, b: Carrier) -> Choice:
        return self._compared(a, b, self.base.equal(a.value, b.value))

    def _compared(self, a: Carrier, b: Carrier, truth: Truth) -> Choice:
        return Choice(truth, not self.whole and self._tied(a, b), longest(a.shape, b.shape))

    def _tied(self, a: Carrier, b: Carrier) -> bool:
        return Rough.JUMP in (a.rough, b.rough) or ((self.moves(a) or self.moves(b)) and self._equal(a, b))

    def _equal(self, a: Carrier, b: Carrier) -> bool:
        return decided(self.base.equal(a.value, b.value)) is True

    def conj(self, p: Choice, q: Choice) -> Choice:
        return _connected(self.base.conj(p.truth, q.truth), p, q, decisive=False)

    def disj(self, p: Choice, q: Choice) -> Choice:
        return _connected(self.base.disj(p.truth, q.truth), p, q, decisive=True)

    def negate(self, p: Choice) -> Choice:
        return p._replace(truth=self.base.negate(p.truth))

    def select(self, condition: Choice, a: Carrier, b: Carrier) -> Carrier:
        truth = condition.truth
        if not self.whole and not condition.tied and decided(truth) is not None:
            return a if decided(truth) else b
        rough = Rough.SMOOTH
        if condition.tied:
            rough = Rough.KINK if self._equal(a, b) else Rough.JUMP
        return self._branched(truth, self.base.select(truth, a.value, b.value), a, b, condition.shape, rough)

    def maximum(self, a: Carrier, b: Carrier) -> Carrier:
        base, zero = self.base, self.base.literal(_ZERO)
        if self.whole:
            return self.pointwise(
                base.maximum(a.value, b.value),
                (a, lambda t: base.select(base.less_equal(a.value, b.value), zero, t)),
                (b, lambda t: base.select(base.less_equal(a.value, b.value), t, zero)),
            )
        condition = self.less_equal(a, b)
        if condition.tied or decided(condition) is not None:
            return self.select(condition, b, a)
        return self._branched(condition.truth, base.maximum(a.value, b.value), b, a)

    def _branched(
        self,
        truth: Truth,
        value: Carrier,
        a: Carrier,
        b: Carrier,
        shape: tuple[Size, ...] = (),
        rough: Rough = Rough.SMOOTH,
    ) -> Carrier:
        select, zero = self.base.select, self.base.literal(_ZERO)
        links = (a, lambda t: select(truth, t, zero)), (b, lambda t: select(truth, zero, t))
        return self.pointwise(value, *links, shape=shape, rough=rough)

    # ---- whole arrays

    def map_entries(self, function: Callable[..., Carrier], xs: tuple[Any, ...], shape: tuple[Size, ...]) -> Array:
        if not self.whole:
            return super().map_entries(function, xs, shape)
        result = function(*(x.value if isinstance(x, Array) else x for x in xs))
        if result.shape != tuple(shape):
            # A function that ignores its argument returns one scalar for all entries.
            like = self.inside(next(x for x in xs if isinstance(x, Array)))
            spread = self.base.each(lambda _: result.value, like)
            result = self.pointwise(spread.value, (result, _same), shape=like.shape)
        return Array(result, tuple(shape))

    def inside(self, x: Array) -> Array:
        """The array of the base."""
        return Array(x.value.value, x.shape)

    def _shares(self, x: Array) -> tuple[Carrier, Carrier]:
        """The largest entry, and its derivative in each entry: where several are the largest, they share it."""
        base, largest = self.base, self.base.largest(x)
        hits = base.select(base.equal(x.value, largest), base.literal(_ONE), base.literal(_ZERO))
        return largest, base.div(hits, base.total(Array(hits, x.shape)))


# Each elementary function: (algebra, point, value there, t) -> t times the derivative there.
SLOPES: dict[str, Callable[[AbstractAlgebra, Carrier, Carrier, Carrier], Carrier]] = {
    "exp": lambda A, x, y, t: A.mul(t, y),
    "log": lambda A, x, y, t: A.div(t, x),
    "sqrt": lambda A, x, y, t: A.div(t, A.mul(A.literal(_TWO), y)),
    "sin": lambda A, x, y, t: A.mul(t, A.elementary("cos", x)),
    "cos": lambda A, x, y, t: A.neg(A.mul(t, A.elementary("sin", x))),
    "arctan": lambda A, x, y, t: A.div(t, A.add(A.literal(_ONE), A.mul(x, x))),
    "tanh": lambda A, x, y, t: A.mul(t, A.sub(A.literal(_ONE), A.mul(y, y))),
}


def longest(*shapes: tuple[Size, ...]) -> tuple[Size, ...]:
    """The shape of what scalars and arrays of one shape give together."""
    return max(shapes, key=len)


def no_derivative() -> UndefinedValue:
    """The error for a derivative at a kink."""
    return UndefinedValue(
        "the derivative has no value at a kink",
        why="two sides of a choice are equal there",
        cure="move the point off the kink",
    )


def _same(t: Carrier) -> Carrier:
    return t


def _connected(truth: Truth, p: Choice, q: Choice, *, decisive: bool) -> Choice:
    """A tie does not matter beside a part that decides alone and does not tie."""
    settled = any(not part.tied and decided(part) is decisive for part in (p, q))
    return Choice(truth, (p.tied or q.tied) and not settled, longest(p.shape, q.shape))
