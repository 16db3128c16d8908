"""A refutation at a point that is known by a box only: the one local minimum of the objective in it.

The statement is assumed and taken at unknown coordinates a(0), a(1), … of its landscape.  The kernel shows that the box
holds a local minimum (`isolated_minimum`); where a lists that one, comparisons are decided by enclosures on the box,
and the whole comes out false; since there is such a point, the statement is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.algebra import backends
from theorycheck.algebra.floats import Floats
from theorycheck.derived.equations import all_replaced
from theorycheck.kernel import KernelError, sorts, terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, instantiate, real
from theorycheck.kernel.theorem import Theorem
from theorycheck.statement.differentiation import hessian_of
from theorycheck.statement.environments import from_witnesses
from theorycheck.statement.landscape import LocalMinimum
from theorycheck.statement.node import postorder
from theorycheck.statement.witness import Between, has_between

from .formulas import Decider, Undecided
from .minima import PRECISION
from .opened import Opened, arrays, nearby, opened, shapes
from .proposals import units

BELOW = Fraction(15, 16)  # of the least curvature at the centre, what is asked of the whole box
BITS = 60


POINT = terms.variable("_a", sorts.function(sorts.NATURAL, REAL))  # lists the unknown coordinates


@dataclass(frozen=True)
class Box:
    """The unknown coordinates, variables that stand for them where a box is spoken of, and their sides."""

    point: tuple[Term, ...]
    variables: tuple[Term, ...]
    sides: tuple[tuple[Fraction, Fraction], ...]

    @classmethod
    def of(cls, sides: Sequence[tuple[Fraction, Fraction]]) -> Box:
        """Of the coordinates that `coordinate` names, in order."""
        count = range(len(sides))
        return cls(tuple(map(coordinate, count)), tuple(terms.variable(f"_y{i}", REAL) for i in count), tuple(sides))

    @property
    def centre(self) -> tuple[Fraction, ...]:
        return tuple((low + high) / 2 for low, high in self.sides)


def coordinate(number: int) -> Term:
    """The unknown coordinate of that number."""
    return terms.apply(POINT, terms.natural(number))


class Isolated:
    """What follows from the point being the minimum in the box: `assumed`, once a local minimum is asked for."""

    def __init__(self, d: Derivation, box: Box, curvature: Fraction, definitions: tuple[Theorem, ...]) -> None:
        self.d, self.box, self.curvature, self.definitions = d, box, curvature, definitions
        self.exists: Theorem | None = None
        self.assumed: Theorem | None = None
        self.near: Opened | None = None

    def locally(self, decider: Decider, formula: Term) -> Theorem:
        """Proves ∃r. 0 < r ∧ ∀q near a: f(a) ≤ f(q), as it is stated: what f is made of is not written out."""
        if formula.op != "exists" or formula.data != REAL or formula.args[0].op != "and":
            raise Undecided("it is no local minimum")
        body = instantiate(formula.args[0], [terms.variable("_r", REAL)])
        inner = nearby(body.args[1])
        if inner.body.op != "le":
            raise Undecided("it is no local minimum")
        objective = inner.body.args[1]
        for variable in reversed(inner.variables):
            objective = terms.lam(variable, objective)
        theorem = self._isolated(objective, shapes(inner))
        if theorem.conclusion is not formula:
            raise Undecided("it is not about the point in the box")
        self.near = inner
        return theorem

    def globally(self, decider: Decider, formula: Term) -> Theorem:
        """Refutes ∀q…. f(a) ≤ f(q), as it is stated, at a unit matrix."""
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

    def _isolated(self, objective: Term, of: tuple[tuple[int, ...], ...]) -> Theorem:
        """⊢ f has a local minimum at the point, if it is the one in the box that is assumed."""
        d, box, definitions = self.d, self.box, self.definitions
        self.exists = d.isolated_minimum(objective, of, box.sides, box.centre, self.curvature, PRECISION, definitions)
        self.assumed = d.assume(instantiate(self.exists.conclusion.args[0], [POINT]))
        return d.and_left(d.and_right(self.assumed))

    def compare(self, formula: Term) -> Theorem:
        """A comparison, true or false on the whole box."""
        d, box = self.d, self.box
        if not formula.free:
            return d.evaluate(formula, self.definitions)
        if self.assumed is None:
            raise Undecided("a comparison at a point that is not known to be in the box")
        formula = all_replaced(formula, dict(zip(box.point, box.variables, strict=True)))
        failure: KernelError = Undecided("")
        for goal in (terms.negate(formula), formula):
            try:
                theorem = d.ball(box.variables, box.sides, goal, (0,), PRECISION, self.definitions)
            except KernelError as error:
                failure = error
                continue
            return d.box_elim(theorem, d.and_left(self.assumed), box.variables, box.sides, goal, box.point)
        raise failure

    def discharged(self, contradiction: Theorem) -> Theorem:
        """The contradiction without the assumption, since the box holds such a point."""
        if self.exists is None:
            raise Undecided("no local minimum was asked for")
        return self.d.exists_elim(self.exists, contradiction, POINT)


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
                hessian = hessian_of(node.value(), unknown, floats, environment)
                least = float(backend.xp.linalg.eigvalsh(hessian[0])[0]) if backend.xp.isfinite(hessian).all() else 0.0
            if least > 0:
                return BELOW * Fraction(round(least * 2**BITS), 2**BITS)
    raise Undecided("no local minimum has positive curvature at the centre")


def _centre(value: Any) -> Any:
    if isinstance(value, Between):
        return (value.low + value.high) / 2
    return [_centre(part) for part in value] if isinstance(value, (list, tuple)) else value


def value_at(sort: Any, value: Any, sides: list[tuple[Fraction, Fraction]]) -> Term:
    """A witness value as a term: a coordinate between two ends becomes an unknown one, whose sides are added."""
    if isinstance(value, Between):
        sides.append((value.low, value.high))
        return coordinate(len(sides) - 1)
    if sort == sorts.NATURAL:
        return terms.natural(int(value))
    if sort == REAL:
        return real(Fraction(value))
    return terms.table(*(value_at(sort[2], part, sides) for part in value))
