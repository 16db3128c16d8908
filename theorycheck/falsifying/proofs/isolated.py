"""A refutation at a point that is known by a box only: the one local minimum of the objective in it.

The statement is assumed and taken at variables y for the coordinates of its landscape.  The kernel shows that the box
holds a local minimum (`isolated_minimum`); where y is that one, comparisons are decided by enclosures on the box, and
the whole comes out false; since there is such a point, the statement is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.algebra import backends
from theorycheck.algebra.floats import Floats
from theorycheck.kernel import KernelError, sorts, terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, instantiate, le, real
from theorycheck.kernel.theorem import Theorem
from theorycheck.statement.differentiation import hessian_of
from theorycheck.statement.environments import from_witnesses
from theorycheck.statement.landscape import LocalMinimum
from theorycheck.statement.node import postorder
from theorycheck.statement.witness import Between, has_between

from .formulas import Decider, Undecided
from .minima import ONE, PRECISION, as_arrays, scalars
from .opened import Opened, arrays, nearby, opened
from .proposals import units

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

    def __init__(self, d: Derivation, box: Box, curvature: Fraction, definitions: tuple[Theorem, ...]) -> None:
        self.d, self.box, self.curvature, self.definitions = d, box, curvature, definitions
        self.exists: Theorem | None = None
        self.assumed: Theorem | None = None
        self.levels: list[Term] = []
        self.near: Opened | None = None

    def locally(self, decider: Decider, formula: Term) -> Theorem:
        """Proves ∃r. 0 < r ∧ ∀q near y: f(y) ≤ f(q), as it is stated: what f is made of is not written out."""
        if formula.op != "exists" or formula.data != REAL or formula.args[0].op != "and":
            raise Undecided("it is no local minimum")
        radius = terms.variable("_r", REAL)
        body = instantiate(formula.args[0], [radius])
        inner = nearby(body.args[1])
        if inner.body.op != "le":
            raise Undecided("it is no local minimum")
        minimum = scalars(inner, radius, as_stated=True)
        if minimum.at != self.box.variables:
            raise Undecided("it is not about the point in the box")
        self.near = inner
        theorem = self._isolated(minimum.function)
        return as_arrays(decider.d, theorem, formula, body, inner, radius, self.definitions)

    def globally(self, decider: Decider, formula: Term) -> Theorem:
        """Refutes ∀q…. f(y) ≤ f(q), as it is stated, at a unit matrix."""
        d, near = decider.d, self.near
        inner = opened(formula, "forall", computed=True)
        if near is None or inner.premises or [v.sort for v in inner.variables] != [v.sort for v in near.variables]:
            raise Undecided("it is not about the points of a local minimum that is known")
        for values in units(near.entries):
            instance = d.assume(formula)
            for value in arrays(near, [real(v) for v in values]):
                instance = d.forall_elim(instance, value)
            verdict = decider.decide(instance.conclusion)
            if verdict.conclusion is not instance.conclusion:
                return d.not_intro(d.not_elim(verdict, instance), formula)
        raise Undecided("no unit is better")

    def _isolated(self, function: Term) -> Theorem:
        """⊢ y is a local minimum of f, if it is the point in the box that is assumed."""
        d, box, definitions = self.d, self.box, self.definitions
        self.exists = d.isolated_minimum(function, box.sides, box.centre, self.curvature, PRECISION, definitions)
        self.levels = [self.exists.conclusion]
        for y in box.variables:
            self.levels.append(instantiate(self.levels[-1].args[0], [y]))
        self.assumed = d.assume(self.levels[-1])
        return d.and_left(d.and_right(self.assumed))

    def compare(self, formula: Term) -> Theorem:
        """A comparison, true or false on the whole box."""
        d = self.d
        if not formula.free:
            return d.evaluate(formula, self.definitions)
        if self.assumed is None:
            raise Undecided("a comparison at a point that is not known to be in the box")
        failure: KernelError = Undecided("")
        for goal in (terms.negate(formula), formula):
            try:
                theorem = d.ball(self.box.variables, self.box.sides, goal, (0,), PRECISION, self.definitions)
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
        d, exists = self.d, self.exists
        if exists is None:
            raise Undecided("no local minimum was asked for")
        for place, y in reversed(list(enumerate(self.box.variables))):
            contradiction = d.exists_elim(d.assume(self.levels[place]) if place else exists, contradiction, y)
        return contradiction


def least_curvature(statement: Any, witness: Mapping[str, Any]) -> Fraction:
    """A little less than the least eigenvalue of the Hessian at the centre, in floats: a proposal."""
    backend = backends.numpy_backend()
    centre = {name: _centre(value) for name, value in witness.items()}
    unknown = [symbol for symbol in statement.symbols if has_between({"": witness[symbol.name]})]
    for node in postorder(*statement.hypotheses, statement.conclusion):
        if isinstance(node, LocalMinimum) and list(node.points) == unknown:
            floats = Floats(backend, 1)
            environment = from_witnesses(statement.symbols, [centre], floats)
            with backend.quiet():
                hessian = hessian_of(node.value_at(node.points), unknown, floats, environment)
                least = float(backend.xp.linalg.eigvalsh(hessian[0])[0]) if backend.xp.isfinite(hessian).all() else 0.0
            if least > 0:
                return BELOW * Fraction(round(least * 2**BITS), 2**BITS)
    raise Undecided("no local minimum has positive curvature at the centre")


def _centre(value: Any) -> Any:
    if isinstance(value, Between):
        return (value.low + value.high) / 2
    return [_centre(part) for part in value] if isinstance(value, (list, tuple)) else value


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
