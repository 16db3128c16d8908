"""Witnesses with maps in them: each unknown function is a map from a short list, all else small exact numbers."""

from __future__ import annotations

import random
from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from theorycheck.algebra.rationals import Rationals
from theorycheck.falsifying.sample.maps import Differentiable, maps, vector_maps, with_slopes
from theorycheck.statement.binders import substitute
from theorycheck.statement.evaluation import Evaluator
from theorycheck.statement.function_properties import HasGradient, HasSlope
from theorycheck.statement.node import Node, postorder
from theorycheck.statement.nodes import LAYER, Apply, Index, Literal, Lt, Variable
from theorycheck.statement.sorts import NATURAL, ArraySort, FamilySort, FunctionSort, Real, replace

Witness = dict[str, Any]

SIZES = (1, 1, 1, 1, 2, 0)
VALUES = tuple(map(Fraction, ("1", "0", "2", "-1", "1/2", "-2", "3", "-3", "-4")))


def candidates(statement: Any, seed: int, most: int) -> Iterator[Witness]:
    """The example first (a neighbour may have symbols more), then empty sizes, then maps and small numbers at random,
    each once."""
    if statement.hints.example is not None and complete(statement, statement.hints.example):
        yield dict(statement.hints.example)
    if any(_unreadable(symbol.sort) for symbol in statement.symbols):
        return
    drawing, rng = _Drawing(statement), random.Random(seed)
    seen: set[Hashable] = set()
    yield drawing.witness(random.Random(seed), (0,))
    for _ in range(most):
        witness = drawing.witness(rng, SIZES)
        key = frozen(list(witness.values()))
        if key not in seen:
            seen.add(key)
            yield witness


def complete(statement: Any, witness: Mapping[str, Any]) -> bool:
    """Whether the witness has a value for each symbol."""
    return all(symbol.name in witness for symbol in statement.symbols)


def frozen(value: Any) -> Hashable:
    """A value of a witness as a key."""
    return tuple(map(frozen, value)) if isinstance(value, (list, tuple)) else value


def _unreadable(sort: Any) -> bool:
    parts = sort.args if isinstance(sort, FunctionSort) else (sort,)
    if isinstance(sort, FamilySort):  # whose members have one shape
        member = sort.member(LAYER)
        return member is NATURAL or LAYER in postorder(member) or _unreadable(member)
    known = all(part is NATURAL or isinstance(part, (Real, ArraySort)) for part in parts)
    return not known or (isinstance(sort, FunctionSort) and len(parts) != 2)


class _Drawing:
    """Draws witnesses of one statement; a sort is computed once for the sizes that it mentions."""

    def __init__(self, statement: Any) -> None:
        self.symbols: tuple[Variable, ...] = statement.symbols
        self.naturals = [symbol for symbol in self.symbols if symbol.sort is NATURAL]
        nodes = list(postorder(*statement.given))
        self.linked = _gradients(nodes)
        self.sloped = {node.function for node in nodes if isinstance(node, HasSlope)}
        # an index that a hypothesis bounds by another one lies below that
        below = [node.args for node in statement.given if isinstance(node, Lt)]
        self.bounds = [sides for sides in below if all(side in self.naturals for side in sides)]
        mentioned = {symbol: frozenset(postorder(symbol.sort)) for symbol in self.symbols}
        self._own = {symbol: [n for n in self.naturals if n in parts] for symbol, parts in mentioned.items()}
        self._sorts: dict[tuple[Any, ...], Any] = {}

    def witness(self, rng: random.Random, choices: Sequence[int]) -> Witness:
        sizes = self._sizes(rng, choices)
        witness: Witness = {}
        chosen: dict[str, Differentiable] = {}
        for symbol in self.symbols:
            if symbol.sort is NATURAL:
                witness[symbol.name] = sizes[symbol]
                continue
            sort = self._sort(symbol, sizes)
            if not isinstance(sort, FunctionSort):
                witness[symbol.name] = _values(sort, rng)
            elif isinstance(sort.result, Real) and symbol not in self.linked:
                chosen[symbol.name] = rng.choice(self._fitting(symbol, sort.arguments[0]))
                witness[symbol.name] = chosen[symbol.name].map
            else:
                witness[symbol.name] = rng.choice(vector_maps(sort.arguments[0], sort.result))
        for gradient, function in self.linked.items():
            own = chosen.get(function.name)
            if own is not None and own.gradient is not None:
                witness[gradient.name] = own.gradient
        return witness

    def _sizes(self, rng: random.Random, choices: Sequence[int]) -> dict[Variable, int]:
        """A value for each natural symbol."""
        sizes = {symbol: rng.choice(choices) for symbol in self.naturals}
        for index, bound in self.bounds:
            sizes[index] = rng.randrange(max(1, sizes[bound]))
        return sizes

    def _sort(self, symbol: Variable, sizes: dict[Variable, int]) -> Any:
        own = self._own[symbol]
        key = (symbol, *(sizes[size] for size in own))
        if key not in self._sorts:
            literal: dict[Variable, object] = {size: Literal(sizes[size]) for size in own}
            self._sorts[key] = _computed(substitute(symbol.sort, literal))
        return self._sorts[key]

    def _fitting(self, symbol: Variable, argument: Any) -> list[Differentiable]:
        smooth = symbol in self.linked.values()
        some = with_slopes if symbol in self.sloped else maps
        return [one for one in some(argument) if one.gradient is not None or not smooth]


def _computed(sort: Any) -> Any:
    """The sort with its sizes as numbers, where they were sums or products of numbers."""
    arrays = [part for part in (sort, *sort.args) if isinstance(part, ArraySort)]
    sizes = {size for part in arrays for size in part.sizes if not isinstance(size, Literal)}
    evaluator = Evaluator(Rationals(), {})
    return replace(sort, {size: Literal(int(evaluator.value(size))) for size in sizes}) if sizes else sort


def _gradients(nodes: Sequence[Node]) -> dict[Variable, Variable]:
    """Each symbol that a hypothesis makes the gradient of another."""
    pairs = [node.args for node in nodes if isinstance(node, HasGradient)]
    pairs += [(node.function, _applied(node.args[3])) for node in nodes if isinstance(node, HasSlope)]
    return {g: f for f, g in pairs if isinstance(f, Variable) and isinstance(g, Variable)}


def _applied(entry: Node) -> Node | None:
    """The function G of an entry G(x)[i] or a number G(x)."""
    value = entry.args[0] if isinstance(entry, Index) else entry
    return value.args[0] if isinstance(value, Apply) else None


def _values(sort: Any, rng: random.Random) -> Any:
    """Numbers for a scalar, an array or a family, within the literal bounds of their sort."""
    if isinstance(sort, FamilySort):
        return [_values(sort.member(Literal(k)), rng) for k in range(int(sort.upto.value))]
    entry = sort.entry if isinstance(sort, ArraySort) else sort
    return _numbers(_shape(sort), _allowed(entry), rng)


@lru_cache(maxsize=64)
def _allowed(sort: Any) -> Sequence[Fraction]:
    """Those that satisfy the bounds of the sort that are numbers."""
    return [value for value in VALUES if _within(sort, value)] or VALUES


def _within(sort: Any, value: Fraction) -> bool:
    pairs = ((sort.data[0], sort.lower, 1), (sort.data[1], sort.upper, -1))
    margins = [(op, sign * (value - bound.value)) for op, bound, sign in pairs if isinstance(bound, Literal)]
    return all(margin > 0 or (margin == 0 and op == "<=") for op, margin in margins)


def _shape(sort: Any) -> list[int]:
    return [int(size.value) for size in sort.sizes] if isinstance(sort, ArraySort) else []


def _numbers(shape: Sequence[int], values: Sequence[Fraction], rng: random.Random) -> Any:
    if not shape:
        return rng.choice(values)
    return [_numbers(shape[1:], values, rng) for _ in range(shape[0])]
