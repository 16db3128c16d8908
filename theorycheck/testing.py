"""Conformance suites for outsiders: does a notation mean the same in every algebra?

    from theorycheck.testing import notation_conformance
    def test_my_notation(): notation_conformance(my_notation)

The notation is written down with symbolic sizes; then sizes 0-3, depths 0-2 and entries with ties, zeros and
negatives are put in, and the kernel's term, the rationals, the balls and the floats of three backends have to agree.
"""

from __future__ import annotations

import contextlib
import itertools
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.algebra.backends import Backend, fake_device_backend, select
from theorycheck.algebra.balls import Balls
from theorycheck.algebra.base import Array
from theorycheck.algebra.error_bounds import RunningError
from theorycheck.algebra.floats import Floats
from theorycheck.algebra.rationals import Rationals
from theorycheck.algebra.terms import Terms
from theorycheck.errors import BackendUnavailable, Inexact, ShapeError, UndefinedValue
from theorycheck.kernel import KernelError, terms
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.enclosure import Enclosure
from theorycheck.statement.binders import fn
from theorycheck.statement.definedness import conditions
from theorycheck.statement.environments import from_witness, from_witnesses
from theorycheck.statement.evaluation import evaluate
from theorycheck.statement.formula import term_environment
from theorycheck.statement.node import Node
from theorycheck.statement.nodes import Literal, Variable
from theorycheck.statement.sorts import NATURAL, REAL, ArraySort, FamilySort
from theorycheck.statement.symbols import array, dims, family, matrix, real, symbols_of, vector
from theorycheck.statement.truth import holds
from theorycheck.statement.vocabulary.elementwise import relu, tanh
from theorycheck.statement.vocabulary.notation import Notation

ENTRIES = (0, 0, 1, 1, -1, -1, 2, -2, Fraction(1, 2), Fraction(-3, 4), 3)


class ConformanceError(Exception):
    """Two algebras disagree, or one of them reads what it must not."""


def notation_conformance(notation: Notation, *, points: int = 24, seed: int = 0) -> int:
    """Compares all algebras on the notation's applications; returns how many points were compared.

    Raises ConformanceError with the expression, the point and both values.
    """
    compared = 0
    for node in applications(notation):
        compared += node_conformance(node, points=points, seed=seed)
    if compared == 0:
        raise ConformanceError(f"{notation}: no application of it could be compared")
    return compared


def node_conformance(node: Node, *, points: int = 24, seed: int = 0) -> int:
    """The same for one expression of any symbols."""
    symbols = symbols_of(node)
    symbolic = _Symbolic(node, symbols)
    rng = random.Random(f"{seed}/{node}")
    drawn = [witness for _ in range(points) if (witness := _draw(symbols, rng)) is not None]
    return sum(_compare(node, symbols, symbolic, witness) for witness in drawn)


# ------------------------------------------------------------------ the applications of a notation


def applications(notation: Notation) -> Iterator[Node]:
    """The notation at arguments of the most general shapes that fit, a few of them."""
    ranked: dict[tuple[str, ...], tuple[int, Node]] = {}
    for arguments in itertools.product(*(_prototypes(kind, i) for i, kind in enumerate(notation.kinds))):
        try:
            node = notation(*arguments)
        except ShapeError:
            continue
        form = tuple(type(getattr(a, "sort", None)).__name__ + str(_order(a)) for a in arguments)
        generality = len(symbols_of(node))
        if form not in ranked or generality > ranked[form][0]:
            ranked[form] = (generality, node)
    if not ranked:
        raise ConformanceError(f"{notation}: no arguments fit its shape rule")
    yield from (node for _, node in list(ranked.values())[:6])


def _order(argument: object) -> int:
    sort = getattr(argument, "sort", None)
    return len(sort.sizes) if isinstance(sort, ArraySort) else 0


def _prototypes(kind: str, i: int) -> list[Any]:
    n, m, p, K = dims("n m p K")
    d = dims("d", upto=K)
    if kind == "size":
        return [n, m, p]
    if kind == "map":
        return [relu, tanh, fn(REAL, lambda x: 2 * x - 1)]
    if kind == "family":
        members = (matrix(d.this, d.next), vector(d.next), real())
        return [family(f"F{i}{j}", member, upto=K) for j, member in enumerate(members)]
    sizes = (n, m, p, d[0], n * m, m * p)
    vectors = [vector(f"v{i}{j}", a) for j, a in enumerate(sizes[:3])]
    matrices = [matrix(f"A{i}{j}{l}", a, b) for (j, a), (l, b) in itertools.product(enumerate(sizes), repeat=2)]
    if kind == "array":
        return matrices + vectors
    return [real(f"x{i}"), matrix(f"A{i}", n, m), array(f"T{i}", n, m, p)]


# ------------------------------------------------------------------ points


def _draw(symbols: Sequence[Variable], rng: random.Random) -> dict[str, Any] | None:
    witness: dict[str, Any] = {}
    environment: dict[Any, Any] = {}
    for symbol in symbols:
        if symbol.sort is NATURAL:
            witness[symbol.name] = environment[symbol] = rng.choice(
                (0, 1, 2) if symbol.name == "K" else (0, 1, 2, 2, 3)
            )
        elif isinstance(symbol.sort, FamilySort):
            length = evaluate(symbol.sort.upto, Rationals(), environment)
            binder = symbol.sort.args[1]
            if binder.body is NATURAL:
                widths = [rng.choice((0, 1, 2, 2)) for _ in range(length)]
                witness[symbol.name], environment[symbol] = widths, widths.__getitem__
            else:
                members = [_shape(symbol.sort.member(Literal(k)), environment) for k in range(length)]
                witness[symbol.name] = [_entries(shape, rng) for shape in members]
        else:
            witness[symbol.name] = _entries(_shape(symbol.sort, environment), rng)
    return witness


def _shape(sort: Any, environment: dict[Any, Any]) -> tuple[int, ...]:
    return tuple(evaluate(s, Rationals(), environment) for s in sort.sizes) if isinstance(sort, ArraySort) else ()


def _entries(shape: tuple[int, ...], rng: random.Random) -> Any:
    if not shape:
        return Fraction(rng.choice(ENTRIES))
    return [_entries(shape[1:], rng) for _ in range(shape[0])]


# ------------------------------------------------------------------ the kernel's term, instantiated


class _Symbolic:
    """The term of symbolic sizes, translated once."""

    def __init__(self, node: Node, symbols: Sequence[Variable]) -> None:
        self.algebra = Terms()
        self.environment, self.variables = term_environment(tuple(symbols), self.algebra)
        self.value = evaluate(node, self.algebra, self.environment)

    def entries(self, witness: dict[str, Any], shape: tuple[int, ...]) -> dict[tuple[int, ...], terms.Term]:
        """Each entry at a point, computed as far as the kernel computes."""
        point = {v: _term(v.sort, witness[v.data[0]]) for v in self.variables}  # type: ignore[index]
        term = self.value.value if isinstance(self.value, Array) else self.algebra.term(self.value)
        if isinstance(self.value, Array):
            declared = tuple(_computed(terms.substitute(self.algebra.term(s), point)) for s in self.value.shape)
            if declared != shape:
                raise ConformanceError(f"the symbolic shape gives {declared}, the values have {shape}")
        closed = terms.substitute(term, point)
        return {
            i: normal_form(terms.apply(closed, *map(terms.natural, i)), self.algebra.definitions)
            for i in itertools.product(*map(range, shape))
        }


def _computed(size: terms.Term) -> int:
    return int(normal_form(size).data[1])  # type: ignore[index]


def _term(sort: Any, value: Any) -> terms.Term:
    if sort == ("nat",):
        return terms.natural(value)
    if sort == ("real",):
        return terms.real(Fraction(value))
    if value:
        return terms.table(*(_term(sort[2], part) for part in value))
    # Nothing reads an empty array: a variable stands in it, so that a reading would show.
    return terms.variable("poison", sort)


# ------------------------------------------------------------------ comparing


@dataclass(frozen=True)
class _Exact:
    """The entries of a value: rationals where it is rational, else balls."""

    shape: tuple[int, ...]
    entries: dict[tuple[int, ...], Any]
    rational: bool


def _compare(node: Node, symbols: Sequence[Variable], symbolic: _Symbolic, witness: dict[str, Any]) -> int:
    where = f"{node} at {witness}"
    defined = [holds(c, Balls(), from_witness(symbols, witness, Balls())) for c in conditions(node)]
    try:
        exact = _exact_value(node, symbols, witness)
    except UndefinedValue as error:
        if all(defined):
            raise ConformanceError(f"{where} has no value ({error}), and its conditions hold") from error
        return 0
    if not all(defined):
        return 0
    _compare_terms(symbolic, witness, exact, where)
    _compare_balls(node, symbols, witness, exact, where)
    for backend in _backends():
        _compare_floats(node, symbols, witness, exact, backend, where)
    return 1


def _exact_value(node: Node, symbols: Sequence[Variable], witness: dict[str, Any]) -> _Exact:
    try:
        value, rational = evaluate(node, Rationals(), from_witness(symbols, witness, Rationals())), True
    except Inexact:
        value, rational = evaluate(node, Balls(256), from_witness(symbols, witness, Balls(256))), False
    if isinstance(value, Array):
        return _Exact(value.shape, value.value, rational)
    return _Exact((), {(): Fraction(value) if isinstance(value, int) else value}, rational)


def _compare_terms(symbolic: _Symbolic, witness: dict[str, Any], exact: _Exact, where: str) -> None:
    for index, term in symbolic.entries(witness, exact.shape).items():
        value = exact.entries[index]
        if exact.rational and term.op == "literal":
            if term.data[1] != value:  # type: ignore[index]
                raise ConformanceError(f"{where}, entry {index}: the kernel has {term}, the rationals {value}")
            continue
        if term.free:
            raise ConformanceError(f"{where}, entry {index}: the kernel's term reads outside a shape: {term}")
        try:
            box = Enclosure({}).value(term)
        except KernelError as error:
            raise ConformanceError(f"{where}, entry {index}: the kernel cannot compute {term}") from error
        ball = _ball(value)
        if not _hull(box).overlaps(ball):
            raise ConformanceError(f"{where}, entry {index}: the kernel has {box}, the balls {ball}")


def _hull(box: Any) -> Any:
    return Balls(256).interval(Fraction(box.lo), Fraction(box.hi))


def _ball(value: Any) -> Any:
    return Balls(256).literal(value) if isinstance(value, Fraction) else value


def _compare_balls(node: Node, symbols: Sequence[Variable], witness: dict[str, Any], exact: _Exact, where: str) -> None:
    balls = Balls(64)
    value = evaluate(node, balls, from_witness(symbols, witness, balls))
    scalar = _ball(Fraction(value)) if isinstance(value, int) else value
    entries = value.value if isinstance(value, Array) else {(): scalar}
    for index, ball in entries.items():
        if not ball.overlaps(_ball(exact.entries[index])):
            raise ConformanceError(f"{where}, entry {index}: the balls have {ball}, exact is {exact.entries[index]}")


def _compare_floats(
    node: Node, symbols: Sequence[Variable], witness: dict[str, Any], exact: _Exact, backend: Backend, where: str
) -> None:
    batch = [witness, witness]
    bounded = RunningError(backend, len(batch))
    plain = Floats(backend, len(batch))
    with backend.quiet():
        carrier = evaluate(node, bounded, from_witnesses(symbols, batch, bounded))
        simple = evaluate(node, plain, from_witnesses(symbols, batch, plain))
    if isinstance(carrier, int):
        if carrier != exact.entries[()]:
            raise ConformanceError(f"{where}: as a size it is {carrier}, exact is {exact.entries[()]}")
        return
    for index, value in exact.entries.items():
        number, bound, other = (
            _number(backend, x, index)
            for x in (*(carrier.value if isinstance(carrier, Array) else carrier), _carrier(simple))
        )
        if bound == math.inf:  # it says nothing
            continue
        ball = Balls(256).interval(number - bound, number + bound)
        if not ball.overlaps(_ball(value)) or abs(number - other) > 2 * bound:
            raise ConformanceError(
                f"{where}, entry {index}: {backend.name} has {float(number)} ± {float(bound)} "
                f"and {float(other)} without bounds, exact is {value}"
            )


def _carrier(value: Any) -> Any:
    return value.value if isinstance(value, Array) else value


def _number(backend: Backend, carrier: Any, index: tuple[int, ...]) -> Any:
    """One entry of the last network of the batch."""
    host = backend.to_host(carrier)
    number = float(host[(-1, *index)])
    return Fraction(number) if math.isfinite(number) else number


def _backends() -> list[Backend]:
    found = [select("numpy"), fake_device_backend()]
    with contextlib.suppress(BackendUnavailable):
        found.append(select("portable"))
    return found


__all__ = ["ConformanceError", "applications", "fake_device_backend", "node_conformance", "notation_conformance"]
