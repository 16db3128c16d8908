"""Exact polynomial arithmetic over the reals and the naturals."""

from __future__ import annotations

from fractions import Fraction

from .. import polynomials as poly
from ..errors import need
from ..polynomials import CONSTANT, Polynomial
from ..sorts import NATURAL, REAL, is_number
from ..terms import FALSE, Term, cast, elementary, eq, exists, expect, fresh, le, literal, mul, negate, real
from ..theorem import Theorem, conclude, rule


@rule
def ring(equation: Term) -> Theorem:
    """⊢ a = b, where both sides have one polynomial normal form over their atoms."""
    a, b = expect(equation, "eq")
    need(equation.closed and is_number(a.sort), "ring: a closed equation between numbers")
    need(poly.equal_polynomials(a, b), "ring: not an identity")
    return conclude(equation)


@rule
def psatz(premises: tuple[Theorem, ...], goal: Term, products: tuple, cofactors: tuple) -> Theorem:
    """Farkas, sums of squares and ideal membership in one exact identity.

    Each premise is a ≤ b, a < b or a = b; its slack is b - a (over the naturals a < b has slack b - a - 1 ≥ 0).
    `products`  : (coefficient ≥ 0, indices of inequality premises, natural terms, terms) each; it stands for
                  coefficient · Π slacks · Π naturals · Π terms², which is ≥ 0.
    `cofactors` : (index of an equation, term) each; it stands for term · slack, which is 0.
    With S the sum of all, the goal must be one of
        a ≤ b       and b - a ≡ S;
        a < b       and b - a ≡ S, over the reals some product being > 0 (coefficient > 0, strict premises only, no
                    naturals, no squares); over the naturals b - a - 1 ≡ S is asked instead;
        a = b       and b - a ≡ S without products;
        false       and 0 ≡ S with some product > 0.
    """
    slacks = [_slack(premise) for premise in premises]
    total: Polynomial = {}
    positive = False
    for entry in products:
        value, strict = _product(entry, premises, slacks)
        total = poly.plus(total, value)
        positive = positive or strict
    for entry in cofactors:
        total = poly.plus(total, _cofactor(entry, premises, slacks))
    need(goal.closed, "psatz: an open goal")
    need(not poly.minus(_target(goal, positive, len(products) == 0), total), "psatz: the identity fails")
    return conclude(goal, premises)


def _slack(premise: Theorem) -> Polynomial:
    formula = premise.conclusion
    need(
        formula.op in ("le", "lt", "eq") and is_number(formula.args[0].sort), "psatz: premises are ≤, < or = of numbers"
    )
    a, b = formula.args
    slack = poly.minus(poly.polynomial(b), poly.polynomial(a))
    integral = formula.op == "lt" and a.sort == NATURAL
    return poly.plus(slack, {CONSTANT: Fraction(-1)}) if integral else slack


def _product(entry: object, premises: tuple[Theorem, ...], slacks: list[Polynomial]) -> tuple[Polynomial, bool]:
    """The product's polynomial, and whether it is known to be > 0."""
    need(type(entry) is tuple and len(entry) == 4, "psatz: a product has four parts")
    coefficient, indices, naturals, squares = entry  # type: ignore[misc]
    need(type(coefficient) is Fraction and coefficient >= 0, "psatz: a coefficient is a rational ≥ 0")
    need(type(indices) is tuple and type(naturals) is tuple and type(squares) is tuple, "psatz: tuples expected")
    value: Polynomial = {CONSTANT: coefficient} if coefficient else {}
    strict = coefficient > 0 and not naturals and not squares
    for index in indices:
        formula = _premise(index, premises).conclusion
        need(formula.op in ("le", "lt"), "psatz: an equation belongs among the cofactors")
        strict = strict and formula.op == "lt" and formula.args[0].sort == REAL
        value = poly.times(value, slacks[index])
    for term in naturals:
        need(type(term) is Term and term.sort == NATURAL, "psatz: a natural is expected")
        value = poly.times(value, poly.polynomial(term))
    for term in squares:
        need(type(term) is Term and is_number(term.sort), "psatz: a number is expected")
        root = poly.polynomial(term)
        value = poly.times(value, poly.times(root, root))
    return value, strict


def _cofactor(entry: object, premises: tuple[Theorem, ...], slacks: list[Polynomial]) -> Polynomial:
    need(type(entry) is tuple and len(entry) == 2, "psatz: a cofactor has two parts")
    index, term = entry  # type: ignore[misc]
    need(_premise(index, premises).conclusion.op == "eq", "psatz: cofactors belong to equations")
    need(type(term) is Term and is_number(term.sort), "psatz: a cofactor is a number")
    return poly.times(slacks[index], poly.polynomial(term))


def _premise(index: object, premises: tuple[Theorem, ...]) -> Theorem:
    need(type(index) is int and 0 <= index < len(premises), "psatz: no such premise")
    return premises[index]  # type: ignore[call-overload, no-any-return]


def _target(goal: Term, positive: bool, only_equations: bool) -> Polynomial:
    if goal is FALSE:
        need(positive, "psatz: false needs a product that is > 0")
        return {}
    need(
        goal.op in ("le", "lt", "eq") and is_number(goal.args[0].sort),
        "psatz: the goal is ≤, < or = of numbers, or false",
    )
    a, b = goal.args
    target = poly.minus(poly.polynomial(b), poly.polynomial(a))
    if goal.op == "eq":
        need(only_equations, "psatz: an equation follows from equations only")
    if goal.op == "lt":
        need(positive or a.sort == NATURAL, "psatz: < over the reals needs a product that is > 0")
        return poly.plus(target, {CONSTANT: Fraction(-1)}) if a.sort == NATURAL else target
    return target


@rule
def natural_nonnegative(term: Term) -> Theorem:
    """⊢ 0 ≤ n for a natural n."""
    need(term.sort == NATURAL and term.closed, "natural_nonnegative: a closed natural")
    return conclude(le(literal(NATURAL, 0), term))


@rule
def natural_above(term: Term) -> Theorem:
    """⊢ ∃n:ℕ. x ≤ n for a real x, n being cast to the reals.

    Why: the natural numbers are unbounded, Archimedes' property of the reals.  (Rudin, Principles of Mathematical
    Analysis, 1976, Theorem 1.20(a).)

    >>> from theorycheck.kernel.terms import variable
    >>> natural_above(variable("x", REAL)).conclusion
    (∃x0:ℕ. (x ≤ x0))
    >>> natural_above(variable("n", NATURAL))
    Traceback (most recent call last):
    theorycheck.kernel.errors.KernelError: natural_above: a closed real
    """
    need(term.sort == REAL and term.closed, "natural_above: a closed real")
    n = fresh("n", NATURAL, term)
    return conclude(exists(n, le(term, cast(n))))


@rule
def divide(nonzero: Theorem, quotient: Term) -> Theorem:
    """From ¬(b = 0) conclude (a / b) · b = a."""
    a, b = expect(quotient, "div")
    need(quotient.closed, "divide: a closed quotient")
    need(nonzero.conclusion is negate(eq(b, real(0))), "divide: the premise must be ¬(denominator = 0)")
    return conclude(eq(mul(quotient, b), a), [nonzero])


@rule
def square_root(nonnegative: Theorem) -> Theorem:
    """From 0 ≤ x conclude sqrt(x) · sqrt(x) = x."""
    zero, x = expect(nonnegative.conclusion, "le")
    need(zero is real(0), "square_root: the premise must be 0 ≤ x")
    root = elementary("sqrt", x)
    return conclude(eq(mul(root, root), x), [nonnegative])


@rule
def square_root_nonnegative(nonnegative: Theorem) -> Theorem:
    """From 0 ≤ x conclude 0 ≤ sqrt(x)."""
    zero, x = expect(nonnegative.conclusion, "le")
    need(zero is real(0), "square_root_nonnegative: the premise must be 0 ≤ x")
    return conclude(le(real(0), elementary("sqrt", x)), [nonnegative])
