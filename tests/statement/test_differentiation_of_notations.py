"""Every notation of real arguments has the derivatives that differences show, in every algebra of numbers.

A notation is applied to arguments of the most general shapes; the entries of its value, each with a weight of its own,
make one number.  Its gradient has to be the limit of differences, taken in balls of 400 bits, away from kinks.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from theorycheck import inner
from theorycheck.algebra.backends import fake_device_backend, select
from theorycheck.algebra.balls import Balls
from theorycheck.algebra.base import Array, Family
from theorycheck.algebra.differential import AbstractDifferential
from theorycheck.algebra.floats import Floats
from theorycheck.statement.definedness import conditions
from theorycheck.statement.differentiation import gradient_of
from theorycheck.statement.environments import from_witness, from_witnesses
from theorycheck.statement.evaluation import evaluate
from theorycheck.statement.node import Node
from theorycheck.statement.nodes import Literal, Variable
from theorycheck.statement.sorts import NATURAL, REAL, ArraySort, FamilySort, Real
from theorycheck.statement.symbols import symbols_of
from theorycheck.statement.truth import holds
from theorycheck.statement.vocabulary import all_notations
from theorycheck.statement.vocabulary.notation import Notation, Scalar
from theorycheck.testing import applications

Q = Fraction
BALLS = Balls(400)
STEP = Q(1, 2**120)
WANTED = 3  # points of each application
BACKENDS = [select("numpy"), select("portable"), fake_device_backend()]
REAL_KINDS = {"scalar", "array", "family"}
DIFFERENTIABLE = [notation for notation in all_notations() if REAL_KINDS & set(notation.kinds)]


def as_number(node: Node) -> Node | None:
    if isinstance(node.sort, ArraySort):
        return inner(Variable("weights", ArraySort(REAL, *node.sort.sizes)), node)
    return node if isinstance(node.sort, Real) else None


def moves(symbol: Variable) -> bool:
    return symbol.sort is not NATURAL and not (
        isinstance(symbol.sort, FamilySort) and symbol.sort.member(Literal(0)) is NATURAL
    )


# ------------------------------------------------------------------ points


def drawn(symbols: tuple[Variable, ...], rng: random.Random) -> dict[str, Any]:
    """Sizes from 1 to 3, depths from 1 to 2, and entries all different, none of them 0."""
    fresh = (Q(k, 101) for k in rng.sample([k for k in range(-300, 300) if k], 400))
    found: dict[str, Any] = {}
    environment: dict[Any, Any] = {}
    for symbol in symbols:
        if symbol.sort is NATURAL:
            found[symbol.name] = environment[symbol] = rng.randint(1, 2 if symbol.name == "K" else 3)
        elif isinstance(symbol.sort, FamilySort):
            length = evaluate(symbol.sort.upto, BALLS, environment)
            if moves(symbol):
                shapes = [shape(symbol.sort.member(Literal(k)), environment) for k in range(length)]
                found[symbol.name] = [entries(s, fresh) for s in shapes]
            else:
                found[symbol.name] = [rng.randint(1, 2) for _ in range(length)]
                environment[symbol] = found[symbol.name].__getitem__
        else:
            found[symbol.name] = entries(shape(symbol.sort, environment), fresh)
    return found


def shape(sort: Any, environment: dict[Any, Any]) -> tuple[int, ...]:
    return tuple(evaluate(s, BALLS, environment) for s in sort.sizes) if isinstance(sort, ArraySort) else ()


def entries(sizes: tuple[int, ...], fresh: Iterator[Q]) -> Any:
    return [entries(sizes[1:], fresh) for _ in range(sizes[0])] if sizes else next(fresh)


def places(value: Any, fixed: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    if not isinstance(value, list):
        yield fixed
        return
    for i, part in enumerate(value):
        yield from places(part, (*fixed, i))


def shifted(value: Any, place: tuple[int, ...], shift: Q) -> Any:
    if not place:
        return value + shift
    return [shifted(part, place[1:], shift) if i == place[0] else part for i, part in enumerate(value)]


# ------------------------------------------------------------------ both sides


def differences(node: Node, symbols: tuple[Variable, ...], point: dict[str, Any], over: list[Variable]) -> list[Any]:
    found = []
    for symbol in over:
        for place in places(point[symbol.name]):
            moved = [point | {symbol.name: shifted(point[symbol.name], place, s)} for s in (STEP, -STEP)]
            ahead, behind = (evaluate(node, BALLS, from_witness(symbols, at, BALLS)) for at in moved)
            found.append(BALLS.div(BALLS.sub(ahead, behind), BALLS.literal(2 * STEP)))
    return found


def coordinates(algebra: Any, value: Any) -> list[Any]:
    if isinstance(value, list):
        return [x for part in value for x in coordinates(algebra, part)]
    if isinstance(value, Family):
        return [x for k in range(value.length) for x in coordinates(algebra, value(k))]
    if isinstance(value, Array):
        sizes = [list(range(s)) for s in value.shape]
        return [algebra.entry(value, *i) for i in _product(sizes)]
    return [value]


def _product(sizes: list[list[int]]) -> Iterator[tuple[int, ...]]:
    if not sizes:
        yield ()
        return
    for i in sizes[0]:
        for rest in _product(sizes[1:]):
            yield (i, *rest)


def compare(node: Node, symbols: tuple[Variable, ...], point: dict[str, Any]) -> None:
    over = [symbol for symbol in symbols if moves(symbol)]
    wanted = differences(node, symbols, point, over)
    found = coordinates(BALLS, gradient_of(node, over, BALLS, from_witness(symbols, point, BALLS)))
    where = f"{node} at {point}"
    assert all(BALLS.sub(a, b).abs_upper() < 1e-30 for a, b in zip(found, wanted, strict=True)), where
    for backend in BACKENDS:
        floats = Floats(backend, 2)
        with backend.quiet():
            gradient = gradient_of(node, over, floats, from_witnesses(symbols, [point, point], floats))
        numbers = [backend.to_host(x)[-1] for x in coordinates(floats, gradient)]
        assert numbers == pytest.approx([float(x) for x in wanted], rel=1e-8, abs=1e-9), (backend.name, where)


def sharp(value: Any) -> bool:
    """Whether balls decide every choice on the way, as they do not for rows that are parallel: all of one entry."""
    return bool(BALLS.sub(value, value).abs_upper() < 1e-30)


def notation_differentiates(notation: Notation) -> int:
    """Compares gradients with differences; returns at how many points."""
    compared = 0
    for application in applications(notation):
        node = as_number(application)
        if node is None:
            continue
        symbols = symbols_of(node)
        rng = random.Random(str(node))
        defined = 0
        for _ in range(20):
            point = drawn(symbols, rng)
            at = from_witness(symbols, point, BALLS)
            if all(holds(c, BALLS, at) for c in conditions(node)) and sharp(evaluate(node, BALLS, at)):
                compare(node, symbols, point)
                defined += 1
            if defined == WANTED:
                break
        compared += defined
    return compared


@pytest.mark.parametrize("notation", DIFFERENTIABLE, ids=lambda n: n.name)
def test_every_notation_has_the_derivatives_that_differences_show(notation: Notation) -> None:
    assert notation_differentiates(notation) >= WANTED


def test_nearly_all_notations_are_compared() -> None:
    assert len(DIFFERENTIABLE) >= 30


# ------------------------------------------------------------------ the check is seen to fail


def _cube(A: Any, x: Scalar) -> Any:
    return A.mul(x, A.mul(x, x))


def _flat_in_derivative(A: Any, x: Scalar) -> Any:
    """Loses the derivative: the value alone is right."""
    return A.lifted(x.value, x.shape) if isinstance(A, AbstractDifferential) else x


def _kinked(A: Any, x: Scalar) -> Any:
    """A kink at every point."""
    return A.maximum(x, x)


def test_a_definition_with_its_derivative_passes() -> None:
    assert notation_differentiates(Notation(_cube, latex="{0}", defined=None, kinks=None)) >= WANTED


@pytest.mark.parametrize("definition", [_flat_in_derivative, _kinked])
def test_a_definition_without_its_derivative_is_caught(definition: Any) -> None:
    with pytest.raises(AssertionError):
        notation_differentiates(Notation(definition, latex="{0}", defined=None, kinks=None))


@pytest.mark.parametrize(("rule", "seen_in"), [("mul", "hadamard"), ("sub", "squared_loss"), ("maximum", "relu")])
def test_a_sabotaged_rule_is_caught(rule: str, seen_in: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The derivative in the second operand is lost."""
    (notation,) = [notation for notation in DIFFERENTIABLE if notation.name == seen_in]
    right = getattr(AbstractDifferential, rule)
    monkeypatch.setattr(AbstractDifferential, rule, lambda A, a, b: right(A, a, A.lifted(b.value, b.shape)))
    with pytest.raises(AssertionError):
        notation_differentiates(notation)
