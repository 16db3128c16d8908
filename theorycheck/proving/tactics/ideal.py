"""Equations from equations by ideal membership: a = b where a - b is Σ q_k · (a_k - b_k), the a_k = b_k being known.

An alternative a_1 = b_1 ∨ … ∨ a_m = b_m follows where the product of the differences is such a sum: one factor is zero.
Of a_k ≠ b_k it is known that the difference has an inverse.
"""

from __future__ import annotations

from theorycheck.kernel import polynomials as poly
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.polynomials import Polynomial
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, div, eq, mul, negate, real, sub
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..ideals import combination, outside
from ..sparse import written

MOST_EXTRA_DEGREES = 12


def ideal(context: Context, goal: Term, then: Tactic) -> Theorem:
    """An equation of reals, or one of several; other goals go on."""
    difference = _difference(goal)
    if difference is None:
        return then(context, goal)
    vanishes = eq(difference, real(0))
    facts = [f for f in context.facts if _of_reals(f.conclusion)] + _inverses(context)
    slacks = [_slack(fact.conclusion) for fact in facts]
    cofactors = _cofactors(context, goal, _slack(vanishes), slacks)
    entering = [(fact, written(q)) for fact, q in zip(facts, cofactors, strict=True) if q]
    d = context.derivation
    zero = d.psatz(tuple(f for f, _ in entering), vanishes, (), tuple((k, q) for k, (_, q) in enumerate(entering)))
    return _from_zero(d, goal, zero)


def _cofactors(context: Context, goal: Term, target: Polynomial, slacks: list[Polynomial]) -> list[Polynomial]:
    """Where low degrees do not do, a Gröbner basis tells whether higher ones can, and what is left if not."""
    found = combination(target, slacks)
    if found is not None:
        return found
    left = outside(target, slacks)
    if left:
        raise context.open(goal, f"ideal: modulo the known equations {written(left)} is left, which must be 0")
    found = combination(target, slacks, MOST_EXTRA_DEGREES) if left is not None else None
    if found is None:
        raise context.open(goal, "ideal: no combination of the known equations was found")
    return found


def _of_reals(formula: Term) -> bool:
    return formula.op == "eq" and formula.args[0].sort == REAL


def _inverses(context: Context) -> list[Theorem]:
    """(1 / (a - b)) · (a - b) = 1 for each fact a ≠ b."""
    d, found = context.derivation, []
    for fact in context.facts:
        if fact.conclusion.op == "not" and _of_reals(fact.conclusion.args[0]):
            (same,) = fact.conclusion.args
            difference = sub(*same.args)
            zero = eq(difference, real(0))
            equal = d.psatz((d.assume(zero),), same, (), ((0, real(1)),))
            apart = d.not_intro(d.not_elim(fact, equal), zero)
            found.append(d.divide(apart, div(real(1), difference)))
    return found


def _difference(goal: Term) -> Term | None:
    """a - b, or the product of the differences of an alternative; None for another goal."""
    if _of_reals(goal):
        return sub(*goal.args)
    if goal.op != "or":
        return None
    left, right = map(_difference, goal.args)
    return None if left is None or right is None else mul(left, right)


def _slack(equation: Term) -> Polynomial:
    a, b = equation.args
    return poly.minus(poly.polynomial(b), poly.polynomial(a))


def _from_zero(d: Derivation, goal: Term, zero: Theorem) -> Theorem:
    """The goal from difference = 0: of two factors, one is zero or has an inverse."""
    if goal.op == "eq":
        return d.psatz((zero,), goal, (), ((0, real(1)),))
    left, right = goal.args
    first, second = zero.conclusion.args[0].args
    vanishing = eq(first, real(0))
    inverse = div(real(1), first)
    invertible = d.divide(d.assume(negate(vanishing)), inverse)
    other = d.psatz((zero, invertible), eq(second, real(0)), (), ((0, inverse), (1, mul(real(-1), second))))
    return d.cases(
        d.or_left(_from_zero(d, left, d.assume(vanishing)), right),
        d.or_right(left, _from_zero(d, right, other)),
        vanishing,
    )
