"""The point at which an expression is differentiated: an environment of which some real symbols move.

A coordinate is one entry of one symbol that moves: symbols in order, members of a family in theirs, entries by rows.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from theorycheck.algebra.base import AbstractAlgebra, Array, Carrier, Family, Value
from theorycheck.algebra.looped import shape_of
from theorycheck.errors import NotNumeric, ShapeError

from .evaluation import Environment, Evaluator
from .nodes import Variable
from .sorts import ArraySort, FamilySort, FunctionSort, Real

Lift = Callable[[Value], Value]


class MovingPoint:
    """An environment whose symbols `over` move; `members` are their values, families member by member."""

    def __init__(self, over: Sequence[Variable], algebra: AbstractAlgebra, environment: Environment) -> None:
        e = Evaluator(algebra, environment)
        self.over = over
        self.algebra = algebra
        self.values = {
            symbol: e.family(symbol.sort, value, e.root) if isinstance(symbol.sort, FamilySort) else value
            for symbol, value in environment.items()
        }
        self.members = [member for symbol in over for member in self._members(symbol)]
        self.dimension = sum(math.prod(shape_of(x)) for x in self.members)

    def _members(self, symbol: Variable) -> list[Value]:
        if symbol not in self.values or not _moves(symbol.sort):
            raise ShapeError(
                f"a derivative in {symbol} of sort {symbol.sort}",
                why="only a real symbol of the point moves",
                cure="name real scalars, arrays and families that the environment gives",
            )
        value = self.values[symbol]
        return [value(k) for k in range(value.length)] if isinstance(value, Family) else [value]

    def grouped(self, members: Sequence[Value]) -> list[Value]:
        """Values for the members as one value for each symbol."""
        rest = iter(members)
        return [_group(self.values[symbol], rest) for symbol in self.over]

    def environment(self, constant: Lift, members: Sequence[Value] | None = None) -> Environment:
        """The environment over another algebra: these values for the members, `constant` for all other symbols.

        Without members, `constant` for all symbols.
        """
        moved = {} if members is None else dict(zip(self.over, self.grouped(members), strict=True))
        return {
            symbol: moved[symbol] if symbol in moved else _lifted(symbol, value, constant)
            for symbol, value in self.values.items()
        }

    def coordinates(self, members: Sequence[Value]) -> list[Carrier]:
        """The entries of values for the members."""
        found: list[Carrier] = []
        for x in members:
            indices = itertools.product(*map(range, shape_of(x)))
            found += [self.algebra.entry(x, *i) for i in indices] if isinstance(x, Array) else [x]
        return found

    def unit(self, coordinate: int) -> list[Value]:
        """For each member, 1 in that coordinate and 0 elsewhere."""
        numbers = map(self.algebra.cast, (int(i == coordinate) for i in range(self.dimension)))

        def filled(shape: tuple[int, ...]) -> Value:
            return self.algebra.tabulate(shape, lambda *_: next(numbers)) if shape else next(numbers)

        return [filled(shape_of(x)) for x in self.members]


def _moves(sort: Any) -> bool:
    return isinstance(sort.args[1].body if isinstance(sort, FamilySort) else sort, (Real, ArraySort))


def _group(like: Value, rest: Iterator[Value]) -> Value:
    if not isinstance(like, Family):
        return next(rest)
    own = list(itertools.islice(rest, like.length))
    return Family(own.__getitem__, like.length, like.shape)


def _lifted(symbol: Variable, value: Value, constant: Lift) -> Value:
    if isinstance(symbol.sort, FunctionSort):
        return _unknown(symbol)
    if isinstance(value, Family):
        return Family(lambda k: constant(value(k)), value.length, value.shape)
    # naturals and families of them are the same in every algebra
    return value if isinstance(value, int) or callable(value) else constant(value)


def _unknown(symbol: Variable) -> Callable[..., Value]:
    def refused(*_: Value) -> Value:
        raise NotNumeric(
            f"the derivative of an expression with the unknown function {symbol.name}",
            why="its values say nothing about its derivative",
            cure="write the function out",
        )

    return refused
