"""What the search needs to know of a statement: its naturals, its real cells at concrete sizes, and how to fill an
environment.

This is the only place of the search that reads sorts. Sizes and interval ends are expressions; they are
evaluated with the statement's own meaning, exactly.
"""
from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any

from theorycheck.algebra.balls import Balls
from theorycheck.algebra.base import Array, Family
from theorycheck.algebra.rationals import Rationals
from theorycheck.errors import Inexact, TheorycheckError
from theorycheck.falsifying.point import Sizes
from theorycheck.falsifying.sample.cells import Bounds, Cell
from theorycheck.statement.evaluation import evaluate
from theorycheck.statement.nodes import Literal, Variable
from theorycheck.statement.sorts import NATURAL, ArraySort, FamilySort, FunctionSort, Real
from theorycheck.statement.symbols import symbols_of

Wrap = Callable[[Any, tuple[int, ...]], Any]
RATIONALS = Rationals()
END_BITS = 40
REMEMBERED = 4096


@dataclass
class Layout:
    """The symbols of a statement by kind, in binding order."""

    symbols: tuple[Variable, ...]
    naturals: tuple[Variable, ...] = field(init=False)
    natural_families: tuple[Variable, ...] = field(init=False)
    reals: tuple[Variable, ...] = field(init=False)
    functions: tuple[Variable, ...] = field(init=False)
    _known: dict[tuple, Concrete] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.naturals = tuple(s for s in self.symbols if s.sort is NATURAL)
        self.natural_families = tuple(s for s in self.symbols if _is_natural_family(s.sort))
        self.functions = tuple(s for s in self.symbols if isinstance(s.sort, FunctionSort))
        self._by_name = {s.name: s for s in self.symbols}
        known = {*self.naturals, *self.natural_families, *self.functions}
        self.reals = tuple(s for s in self.symbols if s not in known)

    @property
    def size_names(self) -> list[str]:
        """The names of the naturals, scalars first."""
        return [symbol.name for symbol in (*self.naturals, *self.natural_families)]

    def structural(self) -> set[str]:
        """The naturals that the sort of another symbol mentions: making them large makes the arrays large."""
        return {part.name for symbol in self.symbols for part in symbols_of(symbol.sort)}

    def size_environment(self, sizes: Sizes) -> dict[Any, Any]:
        """The environment of the naturals alone."""
        environment: dict[Any, Any] = {symbol: sizes[symbol.name] for symbol in self.naturals if symbol.name in sizes}
        for symbol in self.natural_families:
            if symbol.name in sizes:
                environment[symbol] = natural_family(sizes[symbol.name])  # type: ignore[arg-type]
        return environment

    def family_lengths(self, sizes: Sizes) -> dict[str, int]:
        """How long each family of naturals must be at these scalars."""
        environment = self.size_environment({s.name: sizes[s.name] for s in self.naturals})
        return {s.name: _size(s.sort.upto, environment) for s in self.natural_families}

    def real_family_lengths(self, sizes: Sizes) -> dict[str, int]:
        """How long each family of reals or arrays is."""
        return self._concrete(sizes).lengths

    def cells(self, sizes: Sizes) -> tuple[Cell, ...]:
        """The real cells at concrete sizes, in binding order, the members of a family in theirs."""
        return self._concrete(sizes).cells

    def environment(self, sizes: Sizes, values: Sequence[Any], wrap: Wrap) -> dict[Any, Any]:
        """All symbols with their values; `values` follows the cells, `wrap(value, shape)` makes an array or scalar
        of one."""
        concrete = self._concrete(sizes)
        environment = dict(concrete.environment)
        members: dict[str, list[Any]] = {name: [] for name in concrete.lengths}
        for cell, value in zip(concrete.cells, values, strict=True):
            wrapped = wrap(value, cell.shape)
            if cell.member is None:
                environment[self._by_name[cell.symbol]] = wrapped
            else:
                members[cell.symbol].append(wrapped)
        for name, family in members.items():
            shape = concrete.shapes[name].__getitem__
            environment[self._by_name[name]] = Family(family.__getitem__, len(family), shape)
        return environment

    def _concrete(self, sizes: Sizes) -> Concrete:
        key = tuple((name, tuple(size) if isinstance(size, list) else size) for name, size in sizes.items())
        if key not in self._known:
            if len(self._known) > REMEMBERED:
                self._known.clear()
            self._known[key] = self._at(sizes)
        return self._known[key]

    def _at(self, sizes: Sizes) -> Concrete:
        environment = self.size_environment(sizes)
        cells, lengths, shapes = [], {}, {}
        for symbol in self.reals:
            if not isinstance(symbol.sort, FamilySort):
                cells.append(_cell(symbol.name, None, symbol.sort, environment))
                continue
            length = lengths[symbol.name] = _size(symbol.sort.upto, environment)
            cells += [_cell(symbol.name, k, symbol.sort.member(Literal(k)), environment) for k in range(length)]
            shapes[symbol.name] = [_shape(symbol.sort.member(Literal(k)), environment) for k in range(length + 1)]
        return Concrete(tuple(cells), environment, lengths, shapes)


@lru_cache(maxsize=16)
def layout_of(symbols: tuple[Variable, ...]) -> Layout:
    """The layout that all statements about these symbols share, with what it remembers of sizes."""
    return Layout(symbols)


@dataclass(frozen=True)
class Concrete:
    """A statement's symbols at concrete sizes. A family's shape is known also one past its end: networks end in
    that width."""

    cells: tuple[Cell, ...]
    environment: dict[Any, Any]
    lengths: dict[str, int]
    shapes: dict[str, list[tuple[int, ...]]]


def batch_wrap(value: Any, shape: tuple[int, ...]) -> Any:
    """Wraps a drawn array whose first axis is the batch."""
    return Array(value, shape) if shape else value


def natural_family(values: Sequence[int]) -> Callable[[int], int]:
    """A family of naturals from its list. Past the end it is 0: shapes are asked for there, values never."""
    return lambda k: values[k] if k < len(values) else 0


def _is_natural_family(sort: Any) -> bool:
    return isinstance(sort, FamilySort) and sort.member(Literal(0)) is NATURAL


def _size(node: Any, environment: dict[Any, Any]) -> int:
    return int(evaluate(node, RATIONALS, environment))


def _shape(sort: Any, environment: dict[Any, Any]) -> tuple[int, ...]:
    return tuple(_size(size, environment) for size in sort.sizes) if isinstance(sort, ArraySort) else ()


def _cell(name: str, member: int | None, sort: Any, environment: dict[Any, Any]) -> Cell:
    entry = sort.entry if isinstance(sort, ArraySort) else sort
    return Cell(name, member, _shape(sort, environment), bounds_of(entry, environment))


def bounds_of(sort: Real, environment: dict[Any, Any]) -> Bounds:
    """The interval of a real sort, its ends moved inside to rationals; an end that depends on a real symbol is left
    to the hypotheses."""
    lower = None if sort.lower is None else inner_end(sort.lower, environment, upwards=True)
    upper = None if sort.upper is None else inner_end(sort.upper, environment, upwards=False)
    return Bounds(lower, upper, sort.data[0] == "<", sort.data[1] == "<")


def inner_end(node: Any, environment: dict[Any, Any], *, upwards: bool) -> Fraction | None:
    """The end itself if it is rational, else a dyadic number just inside of it."""
    try:
        return Fraction(evaluate(node, RATIONALS, environment))
    except Inexact:
        ball = evaluate(node, Balls(), environment)
        mantissa, exponent = (ball.upper() if upwards else ball.lower()).man_exp()
        exact = Fraction(int(mantissa)) * Fraction(2) ** int(exponent)
        scaled = exact * 2**END_BITS
        return Fraction(math.ceil(scaled) if upwards else math.floor(scaled), 2**END_BITS)
    except (TheorycheckError, KeyError):
        return None
