"""The slope of a function that is known near a point only: that of what it is equal to there.

A goal `has_slope(f, x, v, c)`, and a fact ∀s. p ⇒ f(x + s·v) = g(s) whose premise p holds for s² < 1, such as
0 < 1 + s: what follows has to show that g has the slope c at s = 0.
"""

from __future__ import annotations

from dataclasses import dataclass

from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, apply, eq, lam, lt, mul, real
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context, Tactic, introduce
from ..equations import chain, sides, symmetric
from ..gradients import ZERO
from ..slopes import Line, Wanted, agreeing, slope_formula, wanted


def locally(context: Context, goal: Term, then: Tactic) -> Theorem:
    """A slope on a line; other goals go on."""
    line = wanted(context, goal)
    if line is None:
        return then(context, goal)
    for fact in context.facts:
        if fact.conclusion.op == "forall" and fact.conclusion.data == REAL:
            s = context.fresh("s", REAL, fact.conclusion, line.curve)
            for place, part in enumerate(_parts(context, fact, s)):
                if part.op == "implies" and part.args[1].op == "eq" and part.args[1].args[0] is apply(line.curve, s):
                    law, other = _Law(context, fact, place), lam(s, part.args[1].args[1])
                    return line.shown(context.derivation, _transferred(context, law, other, line, then))
    raise context.open(goal, "locally: no fact tells what the function is near this point")


@dataclass(frozen=True)
class _Law:
    """One part of what a fact ∀s. … says."""

    context: Context
    fact: Theorem
    place: int

    def at(self, s: Term) -> Theorem:
        return _at(self.context, self.fact, s)[self.place]


def _at(context: Context, fact: Theorem, s: Term) -> tuple[Theorem, ...]:
    return Context(context.derivation).knowing(context.derivation.forall_elim(fact, s)).facts


def _parts(context: Context, fact: Theorem, s: Term) -> list[Term]:
    return [part.conclusion for part in _at(context, fact, s)]


def _transferred(context: Context, law: _Law, other: Term, line: Wanted, then: Tactic) -> Theorem:
    d, start = context.derivation, apply(other, ZERO)

    def same(s: Term, near: Theorem) -> Theorem:
        at = law.at(s)
        return symmetric(d, d.implies_elim(at, arithmetic(Context(d, (near,)), at.conclusion.args[0])))

    first = same(ZERO, d.evaluate(lt(mul(ZERO, ZERO), real(1)), ()))
    here = chain(d, first, d.convert(d.truth(), eq(sides(first)[1], line.here), ()))
    known = Line(introduce(context, slope_formula(other, start, line.slope), then), other, start, line.slope)
    return agreeing(context, known, line.curve, same, here).theorem
