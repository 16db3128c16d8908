"""What the search proposes to a decision: better points, and symmetries as maps of entries.  None of it is trusted."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from theorycheck.algebra import backends
from theorycheck.algebra.base import Array
from theorycheck.algebra.terms import Terms
from theorycheck.derived.equations import replaced
from theorycheck.falsifying.landscape.minimize import minimize
from theorycheck.falsifying.landscape.starts import Starts
from theorycheck.falsifying.landscape.statement_objective import index_pairs
from theorycheck.falsifying.landscape.terms_objective import TermObjective
from theorycheck.kernel import terms
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, real
from theorycheck.statement.evaluation import Evaluator
from theorycheck.statement.formula import term_environment
from theorycheck.statement.landscape import Landscape
from theorycheck.statement.node import postorder
from theorycheck.statement.symmetry import COLUMN, PARAMETER, ROW, Symmetry

from .opened import Opened, position
from .slices import Images

FEW, MANY = 300, 64
DENOMINATORS = (1, 2, 4, 8, 64, 2**20)
SIMPLE = 1000  # what a denominator may be, so that thirds and tenths are met
MOST_VARIABLES = 24


def better_points(
    value: Term, entries: Sequence[Term], known: Sequence[Sequence[float]] = ()
) -> Iterator[list[Fraction]]:
    """Points at which the term is small: units, those that are known, small integers, then ends of minimisations; what
    is known in floats simplified and rounded."""
    yield from units(entries)
    for point in known:
        if len(point) == len(entries) and all(map(math.isfinite, point)):
            yield from _rounded(point)
    small = itertools.islice(itertools.product((1, 0, -1, 2), repeat=len(entries)), FEW)
    yield from ([Fraction(c) for c in point] for point in small)
    if 0 < len(entries) <= MOST_VARIABLES:
        yield from _minimised(value, entries)


def units(entries: Sequence[Term]) -> Iterator[list[Fraction]]:
    """Each matrix a unit, all else zero, where there are matrices."""
    places = [position(entry)[1] for entry in entries]
    if any(len(place) == 2 for place in places):
        yield [Fraction(int(len(place) == 2 and place[0] == place[1])) for place in places]


def _minimised(value: Term, entries: Sequence[Term]) -> Iterator[list[Fraction]]:
    x = [terms.variable(f"_x{i}", REAL) for i in range(len(entries))]
    for entry, v in zip(entries, x, strict=True):
        value = replaced(value, entry, v)
    try:
        objective = TermObjective(backends.numpy_backend(), value, x)
        ends = minimize(objective, Starts(objective.backend, len(x), seed=0).block(0, MANY))
    except KernelError:
        return
    values = ends.values.tolist()
    order = sorted((v, row) for row, v in enumerate(values) if v == v)
    for _, row in order[:3]:
        yield from _rounded(ends.points[row].tolist())


def _rounded(point: Sequence[float]) -> Iterator[list[Fraction]]:
    yield [Fraction(c).limit_denominator(SIMPLE) for c in point]
    for denominator in DENOMINATORS:
        yield [Fraction(round(c * denominator), denominator) for c in point]


def images_of(statement: Any, witness: Mapping[str, Any]) -> list[Images]:
    """The declared symmetries of a statement as maps of scalars, at the sizes of a witness."""
    naturals = {s: witness[s.name] for s in statement.symbols if type(witness.get(s.name)) is int}
    return [
        _images(statement, witness, symmetry, k, l)
        for symmetry in statement.hints.symmetry
        if set(symmetry.images) <= set(statement.symbols)
        for k, l in index_pairs(symmetry, naturals)
    ]


def _images(statement: Any, witness: Mapping[str, Any], symmetry: Symmetry, row: int, column: int) -> Images:
    moving = _order(statement, symmetry)
    known = {**witness, ROW.name: row, COLUMN.name: column}

    def images(inner: Opened, values: Sequence[Term], parameter: Term) -> list[Term] | None:
        if len(inner.variables) != len(moving):
            return None
        algebra = Terms()
        environment, named = term_environment((ROW, COLUMN, *statement.symbols, PARAMETER), algebra)
        evaluator = Evaluator(algebra, environment)
        still = [v for v in named if v not in _names(moving, named)]
        put = {v: value for v in still if (value := _literal(v, known)) is not None}
        place = dict(zip(inner.variables, moving, strict=True))
        found = []
        for entry in inner.entries:
            head, indices = position(entry)
            image = evaluator.value(symmetry.images.get(place[head], place[head]))
            term = algebra.entry(image, *map(terms.natural, indices)) if isinstance(image, Array) else image
            found.append(normal_form(terms.substitute(term, put)))
        return [_at(term, inner, values, place, named, parameter) for term in found]

    return images


def _order(statement: Any, symmetry: Symmetry) -> list[Any]:
    """The symbols of the first landscape that has all that moves; what moves, in its own order, if there is none."""
    for node in postorder(*statement.hypotheses, statement.conclusion):
        if isinstance(node, Landscape) and set(symmetry.images) <= set(node.points) <= set(statement.symbols):
            return list(node.points)
    return list(symmetry.images)


def _names(moving: Sequence[Any], named: Sequence[Term]) -> set[Term]:
    names = {symbol.name for symbol in moving}
    return {v for v in named if v.data[0] in names}  # type: ignore[index]


def _literal(variable: Term, witness: Mapping[str, Any]) -> Term | None:
    value = witness.get(variable.data[0])  # type: ignore[index]
    if value is None:
        return None
    if type(value) is int and variable.sort != REAL:
        return terms.natural(value)
    return real(Fraction(value)) if variable.sort == REAL else None


def _at(
    term: Term, inner: Opened, values: Sequence[Term], place: Mapping[Term, Any], named: Sequence[Term], parameter: Term
) -> Term:
    """The image with the entries' current values for the symbols' own entries."""
    by_name = {v.data[0]: v for v in named}  # type: ignore[index]
    for entry, value in zip(inner.entries, values, strict=True):
        head, indices = position(entry)
        own = terms.apply(by_name[place[head].name], *map(terms.natural, indices))
        term = replaced(term, own, value)
    return replaced(term, by_name[PARAMETER.name], parameter)
