"""∀q…. c ≤ F(q): proved where F - c is seen to be a sum of squares, refuted at a better point."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any

from theorycheck.kernel import polynomials as poly
from theorycheck.kernel import terms
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, le, real
from theorycheck.kernel.theorem import Theorem

from .forms import sum_of_squares
from .formulas import Decider, Undecided
from .opened import Opened, arrays, opened

Better = Callable[[Term, Sequence[Term]], Iterable[list[Fraction]]]  # points at which a term is small, best first


def globally(better: Better) -> Callable[[Decider, Term], Theorem]:
    """Decides ∀q…. c ≤ F(q), with c free of q; `better` proposes points at which F is small."""

    def decide(decider: Decider, formula: Term) -> Theorem:
        inner = opened(formula, "forall")
        if inner.body.op != "le" or inner.premises or any(v.data in inner.body.args[0].free for v in inner.variables):
            raise Undecided("it does not say that a value is the least")
        try:
            return _proved(decider, inner)
        except KernelError:
            return _refuted(decider, formula, inner, better)

    return decide


def _proved(decider: Decider, inner: Opened) -> Theorem:
    theorem = at_least(decider, inner.body)
    for variable in reversed(inner.variables):
        theorem = decider.d.forall_intro(theorem, variable)
    return theorem


def at_least(decider: Decider, goal: Term) -> Theorem:
    """⊢ c ≤ F for a literal c and a sum F of squares: nonnegative multiples of squares and numbers as it is written,
    or a quadratic polynomial and even monomials."""
    c, value = goal.args
    if c.op != "literal":
        raise Undecided("the least value is no rational number")
    try:
        squares = _as_written(c.data[1], value)  # type: ignore[index]
    except Undecided:
        found = sum_of_squares(poly.minus(poly.polynomial(value), poly.polynomial(c)))
        if found is None:
            raise
        squares = [(coefficient, (), (), (root,)) for coefficient, root in found]
    return decider.d.psatz((), goal, tuple(squares), ())


def _as_written(least: Fraction, value: Term) -> list[tuple]:  # type: ignore[type-arg]
    constant, squares = -least, []
    for coefficient, root in summands(value):
        if root is None:
            constant += coefficient
        else:
            squares.append((coefficient, (), (), (root,)))
    if constant < 0:
        raise Undecided("the sum of squares is not large enough")
    return [(constant, (), (), ()), *squares]


def summands(term: Term) -> list[tuple[Fraction, Term | None]]:
    """The term as a sum of c·t² (and of constants c, without t); raises KernelError where it is not written so."""
    if term.op == "add":
        return summands(term.args[0]) + summands(term.args[1])
    if term.op == "literal":
        return [(term.data[1], None)]  # type: ignore[index]
    if term.op == "mul":
        a, b = term.args
        if a is b:
            return [(Fraction(1), a)]
        if a.op == "literal" and a.data[1] >= 0:  # type: ignore[index]
            return [(a.data[1] * c, root) for c, root in summands(b)]  # type: ignore[index]
    raise Undecided("a summand is no square")


class _InNumbers:
    """c ≤ F(q) computed once with letters for the entries of q, then in rational numbers at many points."""

    def __init__(self, inner: Opened) -> None:
        self.letters = [terms.variable(f"_x{i}", REAL) for i in range(len(inner.entries))]
        self.body = normal_form(inner.scalar(inner.body, self.letters))
        self.parts = list(terms.postorder(self.body))

    def holds(self, point: Sequence[Fraction]) -> bool:
        """Whether it holds at the point, as far as rational arithmetic can tell."""
        known: dict[Term, Any] = dict(zip(self.letters, point, strict=True))
        for part in self.parts:
            operation = _OPERATIONS.get(part.op)
            if part.op == "literal":
                known[part] = part.data[1]  # type: ignore[index]
            elif part not in known:
                values = [known.get(arg) for arg in part.args]
                known[part] = None if operation is None or None in values else operation(*values)
        return known[self.body] is True


_OPERATIONS: dict[str, Callable[..., Any]] = {
    "true": lambda: True,
    "add": operator.add,
    "mul": operator.mul,
    "div": lambda a, b: a / b if b else None,
    "le": operator.le,
    "lt": operator.lt,
    "select": lambda condition, a, b: a if condition else b,
}


def _refuted(decider: Decider, formula: Term, inner: Opened, better: Better) -> Theorem:
    d, everywhere = decider.d, _InNumbers(inner)
    for point in better(inner.body.args[1], inner.entries):
        if everywhere.holds(point):
            continue
        values = [real(value) for value in point]
        below = normal_form(le(inner.body.args[0], inner.scalar(inner.body.args[1], values)))
        if below is terms.TRUE:
            continue
        instance = d.assume(formula)
        for value in arrays(inner, values):
            instance = d.forall_elim(instance, value)
        try:
            verdict = decider.decide(instance.conclusion)
        except KernelError:  # F need not have a value at every point
            continue
        if verdict.conclusion is not instance.conclusion:
            return d.not_intro(d.not_elim(verdict, instance), formula)
    raise Undecided("no better point is known")


