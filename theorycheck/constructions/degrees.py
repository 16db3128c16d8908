r"""The algebra of degrees: an expression evaluated in it tells how it scales.

Each carrier is the degree p with f(a·x) = a^p f(x) for a >= 0, where x are the symbols that are scaled; p is a linear
combination of sizes (the depth K, say).  The zero function has every degree.  Sums, choices and maxima need one
degree on both sides; products add degrees; a root halves.  What has no such rule (exp, tanh …) breaks homogeneity
unless its argument does not scale at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from theorycheck.algebra.base import AbstractAlgebra, Array, Size, Value
from theorycheck.statement import sizes
from theorycheck.statement.node import Node
from theorycheck.statement.nodes import Add, Literal, Max, Mul, Prod, Sum
from theorycheck.statement.sorts import NATURAL, close, fresh_hole

ONE = Literal(1)


class Inhomogeneous(Exception):
    """The operation at which no degree fits."""


@dataclass(frozen=True)
class Degree:
    """Σ coefficient · size, the size 1 for the constant part; `anything` for the zero function."""

    parts: tuple[tuple[Node, Fraction], ...] = ()
    anything: bool = False

    def plus(self, other: Degree) -> Degree:
        if self.anything or other.anything:
            return ANY
        total = dict(self.parts)
        for size, coefficient in other.parts:
            total[size] = total.get(size, Fraction(0)) + coefficient
        return _degree(total)

    def times(self, factor: Fraction) -> Degree:
        return _degree({size: factor * coefficient for size, coefficient in self.parts}, self.anything)

    def coefficient(self, size: Node) -> Fraction:
        return dict(self.parts).get(size, Fraction(0))

    @property
    def is_zero(self) -> bool:
        return self.anything or not self.parts

    def __str__(self) -> str:
        if self.anything:
            return "any"
        return " + ".join(_term(size, coefficient) for size, coefficient in self.parts) or "0"


def _term(size: Node, coefficient: Fraction) -> str:
    if size is ONE:
        return str(coefficient)
    return str(size) if coefficient == 1 else f"{coefficient}·{size}"


def _degree(parts: dict[Node, Fraction], anything: bool = False) -> Degree:
    kept = [(size, coefficient) for size, coefficient in parts.items() if coefficient]
    return Degree(tuple(sorted(kept, key=lambda item: str(item[0]))), anything)


NONE = Degree()
ANY = Degree(anything=True)
LINEAR = Degree(((ONE, Fraction(1)),))


def _same(doing: str, *degrees: Degree) -> Degree:
    """The one degree of all; raises Inhomogeneous."""
    found = [degree for degree in degrees if not degree.anything]
    for other in found[1:]:
        if other != found[0]:
            raise Inhomogeneous(f"{doing} of parts that scale with degrees {found[0]} and {other}")
    return found[0] if found else ANY


class Degrees(AbstractAlgebra):
    """Carriers are degrees, truths are None, sizes are nodes."""

    def literal(self, value: Fraction) -> Degree:
        return NONE if value else ANY

    def cast(self, size: Size) -> Degree:
        return NONE

    def pi(self) -> Degree:
        return NONE

    def add(self, a: Degree, b: Degree) -> Degree:
        return _same("a sum", a, b)

    def mul(self, a: Degree, b: Degree) -> Degree:
        return a.plus(b)

    def div(self, a: Degree, b: Degree) -> Degree:
        return a.plus(b.times(Fraction(-1)))

    def neg(self, a: Degree) -> Degree:
        return a

    def elementary(self, name: str, x: Degree) -> Degree:
        if name == "sqrt":
            return x.times(Fraction(1, 2))
        if x.is_zero and not x.anything:
            return NONE
        if x.anything and name in ("sin", "tanh", "arctan"):
            return ANY
        if x.anything:
            return NONE
        raise Inhomogeneous(f"{name} of something that scales with degree {x}")

    def less_equal(self, a: Degree, b: Degree) -> None:
        _same("a comparison", a, b)

    less_than = equal = less_equal

    def conj(self, p: None, q: None) -> None:
        return None

    disj = conj

    def negate(self, p: None) -> None:
        return None

    def select(self, condition: None, a: Degree, b: Degree) -> Degree:
        return _same("a choice", a, b)

    def tabulate(self, shape: tuple[Size, ...], entry: Callable[..., Degree]) -> Array:
        return Array(entry(*(fresh_hole(NATURAL) for _ in shape)), tuple(shape))

    def entry(self, x: Array, *indices: Size) -> Degree:
        return x.value

    def sum(self, n: Size, term: Callable[[Size], Degree]) -> Degree:
        return term(fresh_hole(NATURAL))

    max = sum

    def prod(self, n: Size, factor: Callable[[Size], Degree]) -> Degree:
        return self._repeated(n, factor(fresh_hole(NATURAL)))

    def power(self, x: Degree, n: Size) -> Degree:
        return self._repeated(n, x)

    def _repeated(self, n: Size, degree: Degree) -> Degree:
        """n times a degree."""
        if isinstance(n, (Literal, int)):
            return degree.times(n.value if isinstance(n, Literal) else Fraction(n))
        if degree.is_zero:
            return degree
        if degree.parts != ((ONE, degree.coefficient(ONE)),):
            raise Inhomogeneous(f"a product of {n} factors of degree {degree}, which is not linear in the sizes")
        return _degree({n: degree.coefficient(ONE)})

    def fold(
        self, n: Size, start: Value, step: Callable[[Size, Value], Value], shape: Callable[[Size], tuple[Size, ...]]
    ) -> Value:
        first = start.value if isinstance(start, Array) else start
        mark = fresh_hole(NATURAL)  # stands for the degree of the state
        state = _degree({mark: Fraction(1)})
        k = fresh_hole(NATURAL)
        after = step(k, Array(state, shape(k)) if isinstance(start, Array) else state)
        result = self._after(n, first, after.value if isinstance(after, Array) else after, mark)
        return Array(result, shape(n)) if isinstance(start, Array) else result

    def _after(self, n: Size, first: Degree, after: Degree, mark: Node) -> Degree:
        """The degree after n steps, one step turning the degree p into after(p)."""
        if first.anything:
            return ANY
        growth = _degree({size: c for size, c in after.parts if size is not mark})
        if after.anything or after.coefficient(mark) != 1:
            raise Inhomogeneous(f"a recursion whose step turns the degree p into {after}")
        return first.plus(self._repeated(n, growth))

    def natural(self, n: int) -> Node:
        return Literal(n)

    def size_add(self, a: Size, b: Size) -> Node:
        return Add(a, b)

    def size_mul(self, a: Size, b: Size) -> Node:
        return Mul(a, b)

    def size_sum(self, n: Size, term: Callable[[Size], Size]) -> Node:
        return self._big(Sum, n, term)

    def size_prod(self, n: Size, factor: Callable[[Size], Size]) -> Node:
        return self._big(Prod, n, factor)

    def size_max(self, n: Size, term: Callable[[Size], Size]) -> Node:
        return self._big(Max, n, term)

    def _big(self, kind: type[Node], n: Size, term: Callable[[Size], Size]) -> Node:
        hole = fresh_hole(NATURAL)
        return kind(n, close(hole, term(hole)))

    def same_size(self, a: Size, b: Size) -> bool:
        return sizes.same(a, b)
