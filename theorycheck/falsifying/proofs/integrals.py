"""Integrals between numbers: their values by antiderivatives, what these need by enclosures on the interval."""

from __future__ import annotations

from fractions import Fraction

from theorycheck.derived.integrals import integral_value
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.enclosure import DEFAULT_PRECISION, Enclosure
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.interval import Interval
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, fresh, instantiate, le, postorder
from theorycheck.kernel.theorem import Theorem

DEEPEST = 7  # halvings of an interval


def integral_values(d: Derivation, formula: Term) -> list[Theorem]:
    """⊢ integral = value, for each integral of the formula that stands under no binder; raises KernelError."""
    found = [part for part in postorder(formula) if part.op == "integral" and part.closed]
    return [integral_value(d, part, (), lambda needed: _shown(d, needed)) for part in found]


def _shown(d: Derivation, formula: Term) -> Theorem:
    """⊢ formula, which is closed, or ∀x. s ≤ x ⇒ x ≤ t ⇒ … (or with <) for numbers s and t; raises KernelError."""
    if formula.op != "forall":
        found = d.evaluate(formula, ())
        if found.conclusion is not formula:
            raise KernelError("it is false")
        return found
    x = fresh("x", REAL, formula)
    above, rest = instantiate(formula.args[0], [x]).args
    below, wanted = rest.args
    sides = tuple(_outside(Enclosure({}).value(end)) for end in (above.args[0], below.args[1]))
    theorem = d.forall_elim(_on_box(d, x, (sides[0].lo, sides[1].hi), wanted), x)
    for bound in (above, below):
        theorem = d.implies_elim(theorem, _within(d, theorem.conclusion.args[0], bound, x))
    return d.forall_intro(d.implies_intro(d.implies_intro(theorem, below), above), x)


def _outside(side: Interval) -> Interval:
    """A short interval around it."""
    scale = 2**40
    return Interval(Fraction(side.lo * scale // 1, scale), -Fraction(-side.hi * scale // 1, scale))


def _on_box(d: Derivation, x: Term, side: tuple[Fraction, Fraction], formula: Term) -> Theorem:
    """⊢ ∀x. lo ≤ x ⇒ x ≤ hi ⇒ formula, on as few equal parts as will do."""
    for depth in range(DEEPEST + 1):
        try:
            return d.ball((x,), (side,), formula, tuple(_halved(*side, depth)), DEFAULT_PRECISION, ())
        except KernelError:
            continue
    raise KernelError("not decided on the interval")


def _halved(low: Fraction, high: Fraction, depth: int) -> list:
    if depth == 0:
        return [0]
    middle = (low + high) / 2
    return [(0, middle), *_halved(low, middle, depth - 1), *_halved(middle, high, depth - 1)]


def _within(d: Derivation, wanted: Term, bound: Term, x: Term) -> Theorem:
    """s ≤ x ⊢ lo ≤ x, from lo ≤ s (and so for the upper end)."""
    end = bound.args[1] if bound.args[0] is x else bound.args[0]
    outer = wanted.args[1] if wanted.args[0] is x else wanted.args[0]
    link = _shown(d, le(end, outer) if bound.args[0] is x else le(outer, end))
    one = Fraction(1)
    return d.psatz((link, d.assume(bound)), wanted, ((one, (0,), (), ()), (one, (1,), (), ())), ())


