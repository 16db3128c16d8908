"""∀q…. c ≤ F(q): proved where F - c is seen to be a sum of squares, refuted at a better point."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from theorycheck.kernel import polynomials as poly
from theorycheck.kernel import terms
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.errors import KernelError
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


def _refuted(decider: Decider, formula: Term, inner: Opened, better: Better) -> Theorem:
    d = decider.d
    for point in better(inner.body.args[1], inner.entries):
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


