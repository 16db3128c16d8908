"""A refutation at a point of which some coordinates are known by boxes only: the one root of its equations in them.

The statement is assumed and taken at unknown reals z_1 … z_n.  Its hypotheses contain n different equations about
these; the kernel shows that they have a root in the box (`exists_root`), and at that root equations hold because they
are among these, other comparisons are decided by enclosures on the box.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from theorycheck.algebra.linear_systems import solve
from theorycheck.derived.equations import sides
from theorycheck.kernel import KernelError, polynomials, sorts, terms
from theorycheck.kernel import interval as iv
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.enclosure import Enclosure
from theorycheck.kernel.slopes import Slopes
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, instantiate, real, sub
from theorycheck.kernel.theorem import Theorem
from theorycheck.statement.witness import Between

from .formulas import Decider, Undecided
from .minima import PRECISION

MOST_COORDINATES = 24
BITS = 60


def refuted_at_root(
    d: Derivation, statement: Any, witness: Mapping[str, Any], definitions: tuple[Theorem, ...]
) -> Theorem:
    """⊢ ¬S, from a root of the hypotheses' equations in the box of the witness; raises KernelError."""
    formula = statement.formula()
    instance = d.assume(formula)
    unknowns = Unknowns()
    for symbol in statement.symbols:
        instance = d.forall_elim(instance, unknowns.term(instance.conclusion.data, witness[symbol.name]))
    root = Root(d, unknowns, instance.conclusion, definitions)
    verdict = Decider(d, definitions, compare=root.compare).decide(instance.conclusion)
    if verdict.conclusion is not terms.negate(instance.conclusion):
        raise Undecided("the statement holds there")
    return d.not_intro(root.discharged(d.not_elim(verdict, instance)), formula)


class Unknowns:
    """The coordinates that are known by two ends, as variables, with these ends."""

    def __init__(self) -> None:
        self.variables: list[Term] = []
        self.bounds: list[tuple[Fraction, Fraction]] = []

    def term(self, sort: Any, value: Any) -> Term:
        """A value of a witness as a term; a variable for each coordinate between two ends."""
        if isinstance(value, Between):
            self.variables.append(terms.variable(f"_z{len(self.variables)}", REAL))
            self.bounds.append((value.low, value.high))
            return self.variables[-1]
        if sort == sorts.NATURAL:
            return terms.natural(int(value))
        if sort == REAL:
            return real(Fraction(value))
        return terms.table(*(self.term(sort[2], part) for part in value))


class Root:
    """The root in the box: `assumed` to be at the variables, until it is `discharged`."""

    def __init__(self, d: Derivation, unknowns: Unknowns, instance: Term, definitions: tuple[Theorem, ...]) -> None:
        self.d, self.definitions = d, definitions
        self.table = {sides(theorem)[0]: sides(theorem)[1] for theorem in definitions}
        self.variables, self.bounds = tuple(unknowns.variables), tuple(unknowns.bounds)
        self.names = {variable.data for variable in self.variables}
        self.equations = self._equations(instance)
        if not 0 < len(self.variables) == len(self.equations) <= MOST_COORDINATES:
            raise Undecided(f"{len(self.equations)} equations for {len(self.variables)} unknown coordinates")
        centre = tuple((low + high) / 2 for low, high in self.bounds)
        inverse = self._inverse(centre)
        theorem = d.exists_root(self.variables, self.bounds, self.equations, centre, inverse, PRECISION)
        self.exists = d.and_left(theorem)
        self._assume()

    def _assume(self) -> None:
        """Takes the root to be at the variables: where it is, and that the equations hold."""
        d, body, self.layers = self.d, self.exists.conclusion, []
        for variable in self.variables:
            self.layers.append(body)
            body = instantiate(body.args[0], [variable])
        parts, rest = [], d.assume(body)
        for _ in range(3 * len(self.variables) - 1):
            parts.append(d.and_left(rest))
            rest = d.and_right(rest)
        parts.append(rest)
        inside, self.zero = parts[: 2 * len(self.variables)], parts[2 * len(self.variables) :]
        self.inside = inside[-1]
        for part in reversed(inside[:-1]):
            self.inside = d.and_intro(part, self.inside)

    def _equations(self, instance: Term) -> tuple[Term, ...]:
        """Left side minus right side of each different equation about the variables among the premises."""
        found: list[Term] = []
        while instance.op == "implies":
            waiting, instance = [normal_form(instance.args[0], self.table)], instance.args[1]
            while waiting:
                part = waiting.pop()
                if part.op == "and":
                    waiting.extend(reversed(part.args))
                elif part.op == "eq" and not self.names.isdisjoint(part.free):
                    difference = sub(*part.args)
                    if not any(_same(difference, other, sign) for other in found for sign in (1, -1)):
                        found.append(difference)
        return tuple(found)

    def _inverse(self, centre: Sequence[Fraction]) -> tuple[tuple[Fraction, ...], ...]:
        """About the inverse of the matrix of slopes at the centre."""
        point = {x: iv.point(value) for x, value in zip(self.variables, centre, strict=True)}
        slopes, count = Slopes(Enclosure(point, PRECISION), self.variables), len(centre)
        rows = [[Fraction(sum(side), 2 << PRECISION) for side in slopes.gradient(term)] for term in self.equations]
        columns = [list(column) for column in zip(*rows, strict=True)]
        found = [solve(columns, [Fraction(int(i == k)) for i in range(count)]) for k in range(count)]
        if any(column is None for column in found):
            raise Undecided("the slopes at the centre are singular")
        inverse = zip(*(column for column in found if column is not None), strict=True)
        return tuple(tuple(Fraction(round(value * 2**BITS), 2**BITS) for value in row) for row in inverse)

    def compare(self, formula: Term) -> Theorem:
        """A comparison at the root: one of its equations, or decided on the whole box."""
        d = self.d
        if self.names.isdisjoint(formula.free):
            return d.evaluate(formula, self.definitions)
        if formula.op == "eq":
            with contextlib.suppress(KernelError):
                return self._equation(formula)
        failure: KernelError = Undecided("")
        for goal in (terms.negate(formula), formula):
            try:
                theorem = d.ball(self.variables, self.bounds, goal, (0,), PRECISION, self.definitions)
            except KernelError as error:
                failure = error
                continue
            return d.box_elim(theorem, self.inside, self.variables, self.bounds, goal, self.variables)
        raise failure

    def _equation(self, formula: Term) -> Theorem:
        computed = normal_form(formula, self.table)
        difference = sub(*computed.args)
        for zero, equation in zip(self.zero, self.equations, strict=True):
            for sign in (1, -1):
                if _same(difference, equation, sign):
                    theorem = self.d.psatz((zero,), computed, (), ((0, real(Fraction(sign))),))
                    if computed is formula:
                        return theorem
                    return self.d.convert(theorem, formula, self.definitions)
        raise Undecided("an equation that is not among those of the root")

    def discharged(self, contradiction: Theorem) -> Theorem:
        """The contradiction without the assumption, since there is such a root."""
        d = self.d
        for layer, variable in zip(reversed(self.layers), reversed(self.variables), strict=True):
            there = self.exists if layer is self.exists.conclusion else d.assume(layer)
            contradiction = d.exists_elim(there, contradiction, variable)
        return contradiction


def _same(a: Term, b: Term, sign: int = 1) -> bool:
    """Whether two terms are the same polynomial in their atoms, up to that sign."""
    return polynomials.equal_polynomials(a, b if sign == 1 else terms.neg(b))
