"""A law f(a x) = E(a) · f(x) for all a and x fails at two points with one a.

`refute_at(2 1, 2 2)` proves ¬∀a ∀x … (left = E · right): it takes the law at (a, x) = (2, 1) and at (2, 2), multiplies
crosswise, which removes the unknown factor E, and lets enclosures show that the two products differ.
"""

from __future__ import annotations

from theorycheck.kernel.terms import Term, eq, expect, mul, neg, real
from theorycheck.kernel.theorem import Theorem

from ..context import Context, Tactic
from ..instances import close
from ..script import rational


def refute_at(context: Context, goal: Term, then: Tactic, *points: str) -> Theorem:
    """¬∀… of an equation with a common factor, from two points; other goals go on."""
    if goal.op != "not" or goal.args[0].op != "forall" or len(points) != 2:
        return then(context, goal)
    d = context.derivation
    (law,) = goal.args
    assumed = d.assume(law)
    first, second = (_at(context, assumed, [rational(part) for part in point.split()]) for point in points)
    (left, right), (other_left, other_right) = _factored(context, first), _factored(context, second)
    crossed = eq(mul(left, other_right), mul(other_left, right))
    equal = d.psatz((first, second), crossed, (), ((0, other_right), (1, neg(right))))
    differ = d.evaluate(crossed, ())
    return d.not_intro(d.not_elim(differ, equal), law)


def _at(context: Context, law: Theorem, values: list) -> Theorem:  # type: ignore[type-arg]
    """The law at the given reals, its premises (such as 0 < a) decided."""
    d = context.derivation
    while law.conclusion.op in ("forall", "implies"):
        if law.conclusion.op == "forall":
            if not values:
                raise context.open(law.conclusion, "refute_at: too few coordinates")
            law = d.forall_elim(law, real(values.pop(0)))
        else:
            premise = law.conclusion.args[0]
            decided = d.evaluate(premise, ())
            law = d.implies_elim(law, decided if decided.conclusion is premise else close(context, premise))
    return law


def _factored(context: Context, equation: Theorem) -> tuple[Term, Term]:
    """l and r of an equation l = E · r."""
    left, product = expect(equation.conclusion, "eq")
    if product.op != "mul":
        raise context.open(equation.conclusion, "refute_at: the right side is not a product E · r")
    return left, product.args[1]
