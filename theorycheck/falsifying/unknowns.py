"""Which symbols of a statement its equality hypotheses determine, and their values."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from theorycheck.algebra.rationals import Rationals
from theorycheck.falsifying.exact import exact_wrap, value_at
from theorycheck.falsifying.layout import Layout
from theorycheck.falsifying.point import Point, Sizes, point
from theorycheck.falsifying.sample.solve import Unknown, is_affine, solve_affine
from theorycheck.statement.nodes import Eq, Variable
from theorycheck.statement.sorts import NATURAL, Real, is_scalar
from theorycheck.statement.symbols import symbols_of

TRIAL_SIZES = (2, 1, 3)
REMEMBERED = 4096


@dataclass(frozen=True)
class Unknowns:
    """The symbols that are solved for, naturals and reals apart, each with the equality that determines it."""

    layout: Layout
    equalities: tuple[Any, ...]
    naturals: tuple[Unknown, ...] = ()
    reals: tuple[Unknown, ...] = ()
    _roots: dict[tuple, Fraction | None] = field(default_factory=dict, compare=False, repr=False)

    def solve_sizes(self, sizes: Sizes) -> dict[str, int | list[int]] | None:
        """The sizes with the natural unknowns filled in, or None where one has no natural solution."""
        solved = dict(sizes)
        for unknown in self.naturals:
            root = self._natural_root(unknown, solved)
            if root is None:
                return None
            solved[unknown.name] = int(root)
        return solved

    def solve_point(self, found: Point) -> Point | None:
        """The point with every unknown computed afresh from the other symbols."""
        sizes = self.solve_sizes(found.size_map()) if self.naturals else found.size_map()
        if sizes is None:
            return None
        cells = self.layout.cells(sizes)
        if cells != found.cells:
            return None
        solved = point(sizes, cells, found.entries)
        for unknown in self.reals:
            residual = self._real_residual(unknown, solved)
            root = solve_affine(residual, natural=False)
            if root is None and residual(drawn := _scalar(solved, unknown.name)) == 0:
                root = drawn  # the equation says nothing of it there, as x z = y z of x at z = 0
            if root is None:
                return None
            solved = _with_scalar(solved, unknown.name, root)
        return solved

    def _natural_root(self, unknown: Unknown, sizes: Sizes) -> Fraction | None:
        """The solution, remembered for the sizes that the equality mentions: the others do not change it."""
        mentioned = [symbol.name for symbol in symbols_of(self.equalities[unknown.hypothesis])]
        key = (unknown.name, *(str(sizes[name]) for name in mentioned if name != unknown.name))
        if key not in self._roots:
            if len(self._roots) >= REMEMBERED:
                self._roots.clear()
            self._roots[key] = solve_affine(self._natural_residual(unknown, sizes), natural=True)
        return self._roots[key]

    def _natural_residual(self, unknown: Unknown, sizes: Sizes) -> Callable[[Fraction], Fraction | None]:
        def residual(value: Fraction) -> Fraction | None:
            environment = self.layout.size_environment({**sizes, unknown.name: int(value)})
            return _difference(self.equalities[unknown.hypothesis], environment)

        return residual

    def _real_residual(self, unknown: Unknown, found: Point) -> Callable[[Fraction], Fraction | None]:
        def residual(value: Fraction) -> Fraction | None:
            trial = _with_scalar(found, unknown.name, value)
            return _difference(self.equalities[unknown.hypothesis], _exact(self.layout, trial))

        return residual


def find_unknowns(layout: Layout, given: Sequence[Any]) -> Unknowns:
    """Chooses at most one symbol for each scalar equality: naturals that no array's shape needs first, then reals."""
    equalities = tuple(node for node in given if isinstance(node, Eq) and is_scalar(node.args[0].sort))
    found = Unknowns(layout, equalities)
    for number, equality in enumerate(equalities):
        taken = {unknown.name for unknown in (*found.naturals, *found.reals)}
        candidates = [symbol for symbol in _candidates(layout, equality) if symbol.name not in taken]
        for symbol in candidates:
            natural = symbol.sort is NATURAL
            unknown = Unknown(symbol.name, natural, number)
            if _works(found, unknown):
                found = _with_unknown(found, unknown)
                break
    return found


def _with_unknown(found: Unknowns, unknown: Unknown) -> Unknowns:
    if unknown.natural:
        return replace(found, naturals=(*found.naturals, unknown))
    return replace(found, reals=(*found.reals, unknown))


def _candidates(layout: Layout, equality: Any) -> list[Variable]:
    symbols = symbols_of(equality)
    structural = layout.structural()
    only_naturals = all(symbol in (*layout.naturals, *layout.natural_families) for symbol in symbols)
    naturals = [symbol for symbol in symbols if symbol.sort is NATURAL] if only_naturals else []
    reals = [symbol for symbol in symbols if isinstance(symbol.sort, Real)]
    return [*sorted(naturals, key=lambda symbol: symbol.name in structural), *reals]


def _works(found: Unknowns, unknown: Unknown) -> bool:
    """Whether the equality is affine in the symbol at one of a few trial points."""
    layout = found.layout
    for value in TRIAL_SIZES:
        sizes: dict[str, Any] = {symbol.name: value for symbol in layout.naturals}
        lengths = layout.family_lengths(sizes)
        sizes.update({name: [value] * length for name, length in lengths.items()})
        if unknown.natural:
            residual = found._natural_residual(unknown, sizes)
        else:
            cells = layout.cells(sizes)
            trial = point(sizes, cells, [[Fraction(value)] * cell.size for cell in cells])
            residual = found._real_residual(unknown, trial)
        if is_affine(residual, unknown.natural):
            return True
    return False


def _difference(equality: Any, environment: Mapping[Any, Any]) -> Fraction | None:
    left, right = (value_at(side, dict(environment)) for side in equality.args)
    return None if left is None or right is None else left - right


def _exact(layout: Layout, found: Point) -> dict[Any, Any]:
    return layout.environment(found.size_map(), found.entries, exact_wrap(Rationals()))


def _scalar(found: Point, name: str) -> Fraction:
    cells = zip(found.cells, found.entries, strict=True)
    return next(Fraction(values[0]) for cell, values in cells if cell.symbol == name and cell.member is None)


def _with_scalar(found: Point, name: str, value: Fraction) -> Point:
    entries = [
        (value,) if cell.symbol == name and cell.member is None else values
        for cell, values in zip(found.cells, found.entries, strict=True)
    ]
    return Point(found.sizes, found.cells, tuple(entries))
