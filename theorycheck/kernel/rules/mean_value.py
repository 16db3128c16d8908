"""The mean value theorem, in the form that a positive derivative makes a function strictly increasing."""

from __future__ import annotations

from fractions import Fraction

from ..calculus import derivative
from ..enclosure import Enclosure
from ..errors import need
from ..interval import Interval
from ..sorts import REAL
from ..terms import Term, forall, fresh, implies, le, lt, real, substitute
from ..theorem import Theorem, conclude, rule
from .evaluation import MAX_PRECISION, check_tree


@rule
def increasing(variable: Term, low: Fraction, high: Fraction, term: Term, tree: tuple, precision: int) -> Theorem:
    """⊢ ∀x. lo ≤ x ⇒ ∀y. y ≤ hi ⇒ x < y ⇒ f(x) < f(y), with f the term as a function of its one free variable.

    Mean value theorem: f is differentiable on [lo, hi] with f' > 0 there.  Shown on each leaf of a bisection tree of
    [lo, hi] (as in `ball`): f has an enclosure (so every denominator is away from 0, every logarithm's argument and
    every root's is in its domain) and its derivative has a positive one (which excludes roots at 0 too).
    """
    need(0 < precision <= MAX_PRECISION, "increasing: precision out of range")
    need(variable.op == "variable" and variable.sort == REAL and term.sort == REAL, "increasing: a real function")
    need(term.closed and term.free <= variable.free, "increasing: the term has other variables")
    need(low <= high, "increasing: an empty interval")
    slope = derivative(term, variable)  # as it stands: simplifying could drop a part that has no value

    def check_leaf(sides: list[Interval]) -> None:
        enclosure = Enclosure({variable: sides[0]}, precision)
        enclosure.value(term)
        need(enclosure.value(slope).lo > 0, "increasing: the derivative is not shown to be positive")

    check_tree([Interval(low, high)], tree, check_leaf)
    x = fresh("x", REAL, term)
    y = fresh("y", REAL, term, x)
    rises = lt(substitute(term, {variable: x}), substitute(term, {variable: y}))
    inner = forall(y, implies(le(y, real(high)), implies(lt(x, y), rises)))
    return conclude(forall(x, implies(le(real(low), x), inner)))
