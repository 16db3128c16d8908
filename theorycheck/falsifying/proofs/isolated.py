"""A refutation at a point that is known by a box only: the one local minimum of the objective in it.

The statement is assumed and taken at variables y for the coordinates of its landscape.  The kernel shows that the box
holds a local minimum (`isolated_minimum`); where y is that one, comparisons are decided by enclosures on the box, and
the whole comes out false; since there is such a point, the statement is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.algebra import backends
from theorycheck.kernel import KernelError, sorts, terms
from theorycheck.kernel import interval as iv
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.enclosure import Enclosure
from theorycheck.kernel.slopes import Slopes
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, instantiate, le, real
from theorycheck.kernel.theorem import Theorem
from theorycheck.statement.witness import Between

from .formulas import Decider, Undecided
from .minima import ONE, PRECISION, Local
from .opened import Opened

BELOW = Fraction(15, 16)  # of the least curvature at the centre, what is asked of the whole box
BITS = 60


@dataclass(frozen=True)
class Box:
    """The variables of the unknown coordinates and their sides."""

    variables: tuple[Term, ...]
    sides: tuple[tuple[Fraction, Fraction], ...]

    @property
    def centre(self) -> tuple[Fraction, ...]:
        return tuple((low + high) / 2 for low, high in self.sides)


class Isolated:
    """What follows from y being the minimum in the box; `assumed` says so, once the local minimum is asked for."""

    def __init__(self, d: Derivation, box: Box) -> None:
        self.d, self.box = d, box
        self.exists: Theorem | None = None
        self.assumed: Theorem | None = None

    def by_isolation(self, decider: Decider, minimum: Local, inner: Opened) -> Theorem:
        """The way of `minima.locally` for this point."""
        d, box = self.d, self.box
        if minimum.at != box.variables:
            raise Undecided("it is not about the point in the box")
        shift = _curvature(minimum.value, minimum.variables, box.centre)
        self.exists = d.isolated_minimum(minimum.function, box.sides, box.centre, shift, PRECISION)
        here = self.exists.conclusion
        for y in box.variables:
            here = instantiate(here.args[0], [y])
        self.assumed = d.assume(here)
        return d.and_left(d.and_right(self.assumed))

    def compare(self, formula: Term) -> Theorem:
        """A comparison, true or false on the whole box."""
        d = self.d
        if not formula.free:
            return d.evaluate(formula, ())
        if self.assumed is None:
            raise Undecided("a comparison at a point that is not known to be in the box")
        failure: KernelError = Undecided("")
        for goal in (formula, terms.negate(formula)):
            try:
                theorem = d.ball(self.box.variables, self.box.sides, goal, (0,), PRECISION, ())
            except KernelError as error:
                failure = error
                continue
            return self._here(theorem, d.and_left(self.assumed))
        raise failure

    def _here(self, theorem: Theorem, inside: Theorem) -> Theorem:
        """A theorem about all of the box, at y, from lo_1 < y_1 ∧ (y_1 < hi_1 ∧ …)."""
        d = self.d
        for variable in self.box.variables:
            theorem = d.forall_elim(theorem, variable)
            for _ in range(2):
                more = inside.conclusion.op == "and"
                end = d.and_left(inside) if more else inside
                weak = d.psatz((end,), le(*end.conclusion.args), ((ONE, (0,), (), ()),), ())
                theorem = d.implies_elim(theorem, weak)
                inside = d.and_right(inside) if more else inside
        return theorem

    def discharged(self, contradiction: Theorem) -> Theorem:
        """The contradiction without the assumption, since the box holds such a point."""
        d, y, exists = self.d, self.box.variables, self.exists
        if exists is None:
            raise Undecided("no local minimum was asked for")
        for place in reversed(range(1, len(y))):
            level = exists.conclusion
            for variable in y[:place]:
                level = instantiate(level.args[0], [variable])
            contradiction = d.exists_elim(d.assume(level), contradiction, y[place])
        return d.exists_elim(exists, contradiction, y[0])


def _curvature(value: Term, x: Sequence[Term], centre: Sequence[Fraction]) -> Fraction:
    """A little less than the least eigenvalue of the Hessian at the centre, in floats: a proposal."""
    xp = backends.numpy_backend().xp
    here = Enclosure({v: iv.point(c) for v, c in zip(x, centre, strict=True)}, PRECISION)
    lower = Slopes(here, x).hessian(value)
    unit = 2.0**-PRECISION
    rows = [[float(lower[max(i, j)][min(i, j)][0]) * unit for j in range(len(x))] for i in range(len(x))]
    try:
        least = float(xp.linalg.eigvalsh(xp.asarray(rows))[0])
    except xp.linalg.LinAlgError as error:
        raise Undecided("the curvature at the centre has no value") from error
    if not least > 0:
        raise Undecided("the curvature at the centre is not positive")
    return BELOW * Fraction(round(least * 2**BITS), 2**BITS)


def value_at(sort: Any, value: Any, box: list[tuple[Term, tuple[Fraction, Fraction]]]) -> Term:
    """A witness value as a term: coordinates between two ends become variables, which are added to the box."""
    if isinstance(value, Between):
        variable = terms.variable(f"_y{len(box)}", REAL)
        box.append((variable, (value.low, value.high)))
        return variable
    if sort == sorts.NATURAL:
        return terms.natural(int(value))
    if sort == REAL:
        return real(Fraction(value))
    return terms.table(*(value_at(sort[2], part, box) for part in value))
