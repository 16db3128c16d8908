"""First and second derivatives of a term, enclosed over a box by reverse accumulation: none is written by hand.

The term is read as a program over the box.  Going back from its value to the variables, every operation hands on

    the adjoint     a_j += φ_j · a_i                                   (∂f/∂i and the operation's slopes φ_j)
    the curvature   w_jp += φ_j · w_ip,  w_jk += φ_j φ_k · w_ii + φ_jk · a_i

where w_ip is the second derivative of f by the two intermediate values i and p, the others held ("edge pushing": Gower
and Mello, Optimization Methods and Software 27, 2012; Griewank and Walther, Evaluating Derivatives, 2008, §8.3).  At
each point of the box these are identities between real numbers, and the order of the operations does not depend on the
point; so doing them in intervals encloses both derivatives at all points.

Intervals here are pairs of integers in units of 2^-precision, rounded outward: `Fixed`.  What the precision cannot
resolve makes them wide, never wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from . import interval as iv
from .enclosure import Enclosure
from .errors import KernelError, need, spend
from .interval import Interval
from .sorts import REAL
from .terms import Term

Fixed = tuple[int, int]
First = dict[Term, Fixed]  # the slopes by each operand
Second = list[tuple[Term, Term, Fixed]]  # the second derivatives by each pair of operands, those that are not 0


class Slopes:
    """Derivatives, by the `variables`, of terms over the box of an enclosure.

    A term is refused where some operation on the variables is not known to be analytic on all of the box: a
    denominator must not contain 0, arguments of log and sqrt must be positive, the condition of a choice decided.
    """

    def __init__(self, over: Enclosure, variables: Sequence[Term]):
        self.over = over
        self.variables = tuple(variables)
        self._names = {x.data for x in variables}
        self._bits = over.precision
        self.one: Fixed = (1 << self._bits, 1 << self._bits)

    def gradient(self, term: Term) -> list[Fixed]:
        """∂f/∂x for each variable x."""
        adjoint = {term: self.one}
        for node in self._downward(term):
            self._hand_on(adjoint, node, self._local(node)[0])
        return [adjoint.get(x, (0, 0)) for x in self.variables]

    def hessian(self, term: Term) -> list[list[Fixed]]:
        """∂²f/∂x_i∂x_j for j ≤ i: the lower triangle, row by row."""
        adjoint, curvature = {term: self.one}, Curvature(self)
        for node in self._downward(term):
            first, second = self._local(node)
            curvature.push(node, first, second, adjoint.get(node, (0, 0)))
            self._hand_on(adjoint, node, first)
        x = self.variables
        return [[curvature.between(x[i], x[j]) for j in range(i + 1)] for i in range(len(x))]

    def _hand_on(self, adjoint: First, node: Term, first: First) -> None:
        above = adjoint.pop(node, (0, 0))
        for operand, slope in first.items():
            adjoint[operand] = _plus(adjoint.get(operand, (0, 0)), self.times(slope, above))

    def _downward(self, root: Term) -> list[Term]:
        """The operations on the variables, each before its operands."""
        need(root.closed and root.sort == REAL, "derivatives: of a closed real term")
        order: list[Term] = []
        seen: set[Term] = set()
        waiting: list[tuple[Term, bool]] = [(root, False)]
        while waiting:
            term, left = waiting.pop()
            if left:
                order.append(term)
            elif term not in seen and self._active(term) and term not in self.variables:
                spend(1)
                seen.add(term)
                waiting.append((term, True))
                waiting += [(operand, False) for operand in self._operands(term)]
        return order[::-1]

    def _active(self, term: Term) -> bool:
        return not term.free.isdisjoint(self._names)

    def _operands(self, term: Term) -> tuple[Term, ...]:
        if term.op != "select":
            return term.args
        condition, chosen, other = term.args
        truth = self.over.truth(condition)
        need(truth is not None, "derivatives: a choice is not decided on the box")
        return (chosen,) if truth else (other,)

    def _local(self, term: Term) -> tuple[First, Second]:
        """The first and second derivatives of one operation by its operands that depend on the variables."""
        operands = self._operands(term)
        if term.op == "select":
            return {operands[0]: self.one}, []
        if term.op == "add":
            return self._sum(operands), []
        if term.op == "mul":
            return self._product(*operands)
        if term.op == "div":
            return self._quotient(*operands)
        if term.op in _ELEMENTARY:
            return self._elementary(term, *operands)
        raise KernelError(f"derivatives: {term.op} is not known to be smooth")

    def _sum(self, operands: Sequence[Term]) -> First:
        first: First = {}
        for operand in operands:
            if self._active(operand):
                first[operand] = _plus(first.get(operand, (0, 0)), self.one)
        return first

    def _product(self, a: Term, b: Term) -> tuple[First, Second]:
        if a is b:
            twice = _plus(self.one, self.one)
            return {a: self.times(twice, self._value(a))}, [(a, a, twice)]
        first = {x: self._value(y) for x, y in ((a, b), (b, a)) if self._active(x)}
        return first, [(a, b, self.one)] if len(first) == 2 else []

    def _quotient(self, a: Term, b: Term) -> tuple[First, Second]:
        p = self._bits
        top, bottom = self.over.value(a), self.over.value(b)
        inverse = iv.div(iv.point(1), bottom, p)  # refuses a bottom that contains 0
        second_of_inverse = iv.square(inverse, p)
        slope = iv.neg(iv.mul(top, second_of_inverse, p))
        bend = iv.mul(iv.point(-2), iv.mul(slope, inverse, p), p)  # 2a/b³
        if a is b:
            return {}, []  # 1 wherever it has a value
        first = {x: self.fixed(s) for x, s in ((a, inverse), (b, slope)) if self._active(x)}
        second = [(b, b, self.fixed(bend))] if b in first else []
        if len(first) == 2:
            second.append((a, b, self.fixed(iv.neg(second_of_inverse))))
        return first, second

    def _elementary(self, term: Term, operand: Term) -> tuple[First, Second]:
        u, value = self.over.value(operand), self.over.value(term)
        need(term.op not in ("log", "sqrt") or u.lo > 0, f"derivatives: {term.op} of what may not be positive")
        slope, bend = _ELEMENTARY[term.op](u, value, self._bits)
        return {operand: self.fixed(slope)}, [(operand, operand, self.fixed(bend))]

    def _value(self, term: Term) -> Fixed:
        return self.fixed(self.over.value(term))

    def fixed(self, a: Interval) -> Fixed:
        """The interval in units of 2^-precision, rounded outward."""
        bits = self._bits
        low = (a.lo.numerator << bits) // a.lo.denominator
        return low, -((-a.hi.numerator << bits) // a.hi.denominator)

    def interval(self, a: Fixed) -> Interval:
        """The same as an interval with rational ends."""
        return Interval(Fraction(a[0], 1 << self._bits), Fraction(a[1], 1 << self._bits))

    def times(self, a: Fixed, b: Fixed) -> Fixed:
        """The product, rounded outward."""
        bits = self._bits
        if a == self.one:
            return b
        (p, q), (r, s) = a, b
        if p >= 0 and r >= 0:
            return p * r >> bits, -(-q * s >> bits)
        products = (p * r, p * s, q * r, q * s)
        return min(products) >> bits, -(-max(products) >> bits)


class Curvature:
    """The second derivatives of f by pairs of values that are still to be taken apart; symmetric, 0 where absent."""

    def __init__(self, slopes: Slopes):
        self._times = slopes.times
        self._of: dict[Term, First] = {}

    def between(self, a: Term, b: Term) -> Fixed:
        return self._of.get(a, {}).get(b, (0, 0))

    def push(self, node: Term, first: First, second: Second, adjoint: Fixed) -> None:
        """Takes the node apart: what was known by it becomes known by its operands."""
        edges = self._of.pop(node, {})
        own = edges.pop(node, None)
        spend(1 + (len(edges) * len(first) >> 2))
        for other, w in edges.items():
            del self._of[other][node]
            for operand, slope in first.items():
                self._add(operand, other, self._times(slope, w), twice=operand is other)
        if own is not None:
            for a, b in _pairs(first):
                self._add(a, b, self._times(first[a], self._times(first[b], own)))
        for a, b, bend in second:
            self._add(a, b, self._times(bend, adjoint))

    def _add(self, a: Term, b: Term, w: Fixed, twice: bool = False) -> None:
        w = _plus(w, w) if twice else w
        row = self._of.setdefault(a, {})
        row[b] = _plus(row.get(b, (0, 0)), w)
        if a is not b:
            self._of.setdefault(b, {})[a] = row[b]


def _pairs(first: First) -> Iterator[tuple[Term, Term]]:
    operands = list(first)
    return ((a, b) for i, a in enumerate(operands) for b in operands[i:])


def _plus(a: Fixed, b: Fixed) -> Fixed:
    return a[0] + b[0], a[1] + b[1]


# -- the elementary functions: (u, the value, precision) to (the slope, the second derivative) ------------------------


def _exp(u: Interval, value: Interval, p: int) -> tuple[Interval, Interval]:
    return value, value


def _log(u: Interval, value: Interval, p: int) -> tuple[Interval, Interval]:
    slope = iv.div(iv.point(1), u, p)
    return slope, iv.neg(iv.square(slope, p))


def _sqrt(u: Interval, value: Interval, p: int) -> tuple[Interval, Interval]:
    slope = iv.div(iv.point(1), iv.mul(iv.point(2), value, p), p)
    return slope, iv.neg(iv.div(slope, iv.mul(iv.point(2), u, p), p))


def _sin(u: Interval, value: Interval, p: int) -> tuple[Interval, Interval]:
    return iv.cos(u, p), iv.neg(value)


def _cos(u: Interval, value: Interval, p: int) -> tuple[Interval, Interval]:
    return iv.neg(iv.sin(u, p)), iv.neg(value)


def _tanh(u: Interval, value: Interval, p: int) -> tuple[Interval, Interval]:
    slope = iv.add(iv.point(1), iv.neg(iv.square(value, p)), p)
    return slope, iv.mul(iv.point(-2), iv.mul(value, slope, p), p)


def _arctan(u: Interval, value: Interval, p: int) -> tuple[Interval, Interval]:
    slope = iv.div(iv.point(1), iv.add(iv.point(1), iv.square(u, p), p), p)
    return slope, iv.mul(iv.point(-2), iv.mul(u, iv.square(slope, p), p), p)


_ELEMENTARY: dict[str, Callable[[Interval, Interval, int], tuple[Interval, Interval]]] = {
    "exp": _exp, "log": _log, "sqrt": _sqrt, "sin": _sin, "cos": _cos, "tanh": _tanh, "arctan": _arctan,
}  # fmt: skip
