"""A refutation at a point that is known by a box only: the one zero of the gradient in it (Krawczyk's theorem).

The statement is assumed and taken at variables y for the coordinates of its landscape.  Where y is the zero in the box,
the local minimum is proved by the Hessian on the box, comparisons by enclosures on it, and the whole comes out false;
since such a zero exists, so is the statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.falsifying.landscape.terms_objective import TermObjective
from theorycheck.kernel import KernelError, landscape, sorts, terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.interval import Interval
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, instantiate, le, real, substitute
from theorycheck.kernel.theorem import Theorem
from theorycheck.statement.witness import Between

from .formulas import Decider, Undecided
from .minima import ONE, PRECISION, Local
from .opened import Opened

RADII = (Fraction(1, 2**8), Fraction(1, 2**16), Fraction(1, 2**30))
BITS = 60


@dataclass(frozen=True)
class Box:
    """The variables of the unknown coordinates and their sides."""

    variables: tuple[Term, ...]
    sides: tuple[tuple[Fraction, Fraction], ...]

    @property
    def intervals(self) -> list[Interval]:
        return [Interval(*side) for side in self.sides]


class Root:
    """What follows from y being a zero of the gradient inside the box; `assumed` is found with the local minimum."""

    def __init__(self, d: Derivation, box: Box) -> None:
        self.d, self.box = d, box
        self.assumed: Theorem | None = None
        self.slopes: tuple[Term, ...] = ()

    def by_root(self, decider: Decider, minimum: Local, inner: Opened) -> Theorem:
        """The way of `minima.locally` for this point."""
        d, x, f = self.d, minimum.variables, minimum.value
        if minimum.at != self.box.variables:
            raise Undecided("it is not about the point in the box")
        first = landscape.gradient(f, x)
        put = dict(zip(x, minimum.at, strict=True))
        self.slopes = tuple(substitute(slope, put) for slope in first)
        stationary = landscape.inner_root(minimum.at, self.box.intervals, self.slopes)
        self.assumed = d.assume(stationary)
        hessian = tuple(map(tuple, landscape.hessian(first, x)))
        definite = d.definite(x, self.box.sides, hessian, PRECISION)
        domain = d.ball(x, self.box.sides, landscape.smooth((f, *first), x), (0,), PRECISION, ())
        return d.and_left(
            d.strict_minimum(self.assumed, definite, domain, minimum.function, self.box.sides, minimum.at)
        )

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
            return self._here(theorem)
        raise failure

    def _here(self, theorem: Theorem) -> Theorem:
        """A theorem about all of the box, at y."""
        d, inside = self.d, self.assumed
        for variable in self.box.variables:
            theorem = d.forall_elim(theorem, variable)
            for _ in range(2):
                end = d.and_left(inside)
                weak = d.psatz((end,), le(*end.conclusion.args), ((ONE, (0,), (), ()),), ())
                theorem, inside = d.implies_elim(theorem, weak), d.and_right(inside)
        return theorem

    def discharged(self, contradiction: Theorem, centre: Sequence[Fraction]) -> Theorem:
        """The contradiction without the assumption, since the box holds such a zero."""
        d, y = self.d, self.box.variables
        preconditioner = _inverse(self.slopes, y, centre)
        theorem = d.exists_root(y, self.box.sides, self.slopes, tuple(centre), preconditioner, PRECISION)
        existence = d.and_left(theorem)
        for place in reversed(range(1, len(y))):
            level = existence.conclusion
            for variable in y[:place]:
                level = instantiate(level.args[0], [variable])
            contradiction = d.exists_elim(d.assume(level), contradiction, y[place])
        return d.exists_elim(existence, contradiction, y[0])


def _inverse(slopes: Sequence[Term], y: Sequence[Term], centre: Sequence[Fraction]) -> tuple[tuple[Fraction, ...], ...]:
    """An approximate inverse of the Jacobian at the centre; any matrix serves that passes."""
    from theorycheck.algebra import backends

    backend = backends.numpy_backend()
    xp = backend.xp
    point = xp.asarray([[float(c) for c in centre]], dtype=xp.float64)
    try:
        with backend.quiet():
            rows = [TermObjective(backend, slope, y).value_and_gradient(point)[1][0] for slope in slopes]
            inverse = xp.linalg.inv(xp.stack(rows))
    except xp.linalg.LinAlgError as error:
        raise Undecided("the zero of the gradient is not simple") from error
    if not xp.isfinite(inverse).all():
        raise Undecided("the gradient has no slopes at the centre")
    scale = 2**BITS
    return tuple(tuple(Fraction(round(v * scale), scale) for v in row) for row in inverse.tolist())


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
