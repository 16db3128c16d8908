"""From an exact witness to the kernel's theorem ¬S.

The statement S is assumed, instantiated at the witness (numbers, and finite data as tables), and decided there
by the kernel's own exact arithmetic and intervals; what it decides false contradicts the assumption. Nothing
here is trusted: a witness that does not refute gives no theorem, whatever the search believed.
"""
from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

from theorycheck.derived.derivatives import mentions_derivative
from theorycheck.derived.integrals import mentions_integral
from theorycheck.falsifying.proofs.descents import descends
from theorycheck.falsifying.proofs.formulas import COMPARISONS, Decider, Quantified
from theorycheck.falsifying.proofs.globally import globally
from theorycheck.falsifying.proofs.instances import at_instances
from theorycheck.falsifying.proofs.isolated import Box, Isolated, least_curvature, value_at
from theorycheck.falsifying.proofs.minima import by_curvature, by_squares, conjuncts, locally
from theorycheck.falsifying.proofs.pieces import by_pieces
from theorycheck.falsifying.proofs.proposals import better_points, images_of
from theorycheck.falsifying.proofs.rooted import refuted_at_root
from theorycheck.falsifying.proofs.saddles import negative_curvature
from theorycheck.falsifying.proofs.slices import by_slice
from theorycheck.kernel import KernelError, sorts, terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.terms import Term
from theorycheck.kernel.theorem import Theorem
from theorycheck.statement.formula import map_term
from theorycheck.statement.landscape import LocalMinimum
from theorycheck.statement.node import postorder
from theorycheck.statement.sorts import Lambda
from theorycheck.statement.witness import has_between


@dataclass(frozen=True)
class Certificate:
    """A derivation and the theorem ¬S that it ends in."""

    derivation: Derivation
    theorem: Theorem
    statement: Term

    def document(self) -> dict[str, Any]:
        """The JSON document that the kernel replays."""
        return self.derivation.certificate(self.theorem, self.statement, "refutation")


Prover = Callable[[Derivation, Term], Theorem]  # ⊢ the formula, or KernelError


def certify(
    statement: Any, witness: Mapping[str, Any], prover: Prover | None = None, better: Sequence[Sequence[float]] = ()
) -> Certificate | None:
    """The theorem ¬S at this witness, or None where the kernel does not decide that S fails there.

    prover: for hypotheses about a map of the witness that quantify over all points
    better: points at which a landscape is low, which may show that the witness is no global minimum
    """
    try:
        return _refute(statement, witness, prover, better)
    except KernelError:
        return None


def _refute(
    statement: Any, witness: Mapping[str, Any], prover: Prover | None, better: Sequence[Sequence[float]]
) -> Certificate | None:
    derivation, formula = Derivation(), statement.formula()
    definitions = define_all(derivation, statement.definitions)
    if has_between(witness):
        if _speaks_of_minima(statement):
            theorem = _at_minimum(derivation, statement, witness, definitions, better)
        else:
            theorem = refuted_at_root(derivation, statement, witness, definitions)
        return None if theorem is None else Certificate(derivation, theorem, formula)
    instance = derivation.assume(formula)
    for symbol in statement.symbols:
        sort = instance.conclusion.data
        instance = derivation.forall_elim(instance, kernel_value(sort, witness[symbol.name]))
    verdict = _decided(derivation, statement, witness, instance.conclusion, definitions, prover, better)
    if verdict.conclusion is not terms.negate(instance.conclusion):
        return None
    contradiction = derivation.not_elim(verdict, instance)
    return Certificate(derivation, derivation.not_intro(contradiction, formula), formula)


def _decided(
    derivation: Derivation,
    statement: Any,
    witness: Mapping[str, Any],
    formula: Term,
    definitions: tuple[Theorem, ...],
    prover: Prover | None,
    better: Sequence[Sequence[float]],
) -> Theorem:
    """The instance or its negation: by evaluation where that is enough, else part by part."""
    if not _asks_for_more_than_numbers(formula):
        with contextlib.suppress(KernelError):
            return derivation.evaluate(formula, definitions)
    local = locally(by_squares, by_curvature, by_slice(images_of(statement, witness)), by_pieces)
    least = globally(partial(better_points, known=better))
    ways: tuple[Quantified, ...] = (local, descends, least, negative_curvature)
    if prover is not None:
        ways = (*ways, at_instances, lambda decider, part: prover(decider.d, part))
    return Decider(derivation, definitions, ways).decide(formula)


def _asks_for_more_than_numbers(formula: Term) -> bool:
    """Whether a premise, or the conclusion, is such that evaluation cannot say that the formula is false."""
    parts: list[Term] = []
    while formula.op == "implies":  # all premises must be true, all their parts too
        parts += conjuncts(formula.args[0])
        formula = formula.args[1]
    return any(map(_is_open, (*parts, formula)))


def _is_open(part: Term) -> bool:
    """Whether it speaks of all reals, of a derivative or of an integral."""
    if part.op in ("forall", "exists"):
        return part.data != sorts.NATURAL
    return part.op in COMPARISONS and (mentions_derivative(part) or mentions_integral(part))


def _at_minimum(
    derivation: Derivation,
    statement: Any,
    witness: Mapping[str, Any],
    definitions: tuple[Theorem, ...],
    better: Sequence[Sequence[float]],
) -> Theorem | None:
    """⊢ ¬S from the one local minimum in a box, at which the statement fails."""
    formula = statement.formula()
    instance = derivation.assume(formula)
    sides: list[tuple[Fraction, Fraction]] = []
    for symbol in statement.symbols:
        sort = instance.conclusion.data
        instance = derivation.forall_elim(instance, value_at(sort, witness[symbol.name], sides))
    point = Isolated(derivation, Box.of(sides), least_curvature(statement, witness), definitions)
    ways = (globally(partial(better_points, known=better)), negative_curvature)
    as_stated = (point.locally, point.globally)
    verdict = Decider(derivation, definitions, ways, point.compare, as_stated).decide(instance.conclusion)
    if verdict.conclusion is not terms.negate(instance.conclusion):
        return None
    contradiction = derivation.not_elim(verdict, instance)
    return derivation.not_intro(point.discharged(contradiction), formula)


def _speaks_of_minima(statement: Any) -> bool:
    nodes = postorder(*statement.hypotheses, statement.conclusion)
    return any(isinstance(node, LocalMinimum) for node in nodes)


def define_all(derivation: Derivation, definitions: Mapping[Term, Term]) -> tuple[Theorem, ...]:
    """⊢ constant = body for each notation the statement uses."""
    return tuple(derivation.define(_name(constant), body) for constant, body in definitions.items())


def _name(constant: Term) -> str:
    full, _ = constant.data  # type: ignore[misc]
    return str(full).split("#")[0]


def kernel_value(sort: Any, value: Any) -> Term:
    """An exact value as a closed term: a literal, nested tables, or a map. Nothing reads an empty table: any function
    will do."""
    if sort == sorts.NATURAL:
        return terms.natural(int(value))
    if sort == sorts.REAL:
        return terms.real(Fraction(value))
    if isinstance(value, Lambda):
        return map_term(value)
    if sort[0] != "fun" or sort[1] != sorts.NATURAL or not isinstance(value, (list, tuple)):
        raise KernelError("a witness holds numbers and finite arrays")
    result = sort[2]
    if not value:
        return terms.lam(terms.variable("i", sorts.NATURAL), _some(result))
    return terms.table(*(kernel_value(result, part) for part in value))


def _some(sort: Any) -> Term:
    """Zero, or the function that is zero everywhere."""
    if sort in (sorts.NATURAL, sorts.REAL):
        return terms.literal(sort, 0)
    return terms.lam(terms.variable("i", sort[1]), _some(sort[2]))
