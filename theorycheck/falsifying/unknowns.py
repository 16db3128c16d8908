"""Which naturals of a statement its equality hypotheses determine, and their values."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from theorycheck.falsifying.exact import value_at
from theorycheck.falsifying.layout import Layout
from theorycheck.falsifying.point import Sizes
from theorycheck.falsifying.sample.solve import Unknown, is_affine, solve_affine
from theorycheck.statement.nodes import Eq, Variable
from theorycheck.statement.sorts import NATURAL, is_scalar
from theorycheck.statement.symbols import symbols_of

TRIAL_SIZES = (2, 1, 3)
REMEMBERED = 4096


@dataclass(frozen=True)
class Unknowns:
    """The natural symbols that are solved for, each with the equality that determines it."""

    layout: Layout
    equalities: tuple[Any, ...]
    naturals: tuple[Unknown, ...] = ()
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

    def _natural_root(self, unknown: Unknown, sizes: Sizes) -> Fraction | None:
        """The solution, remembered for the sizes that the equality mentions: the others do not change it."""
        mentioned = [symbol.name for symbol in symbols_of(self.equalities[unknown.hypothesis])]
        key = (unknown.name, *(str(sizes[name]) for name in mentioned if name != unknown.name))
        if key not in self._roots:
            if len(self._roots) >= REMEMBERED:
                self._roots.clear()
            self._roots[key] = solve_affine(self._natural_residual(unknown, sizes))
        return self._roots[key]

    def _natural_residual(self, unknown: Unknown, sizes: Sizes) -> Callable[[Fraction], Fraction | None]:
        def residual(value: Fraction) -> Fraction | None:
            environment = self.layout.size_environment({**sizes, unknown.name: int(value)})
            return _difference(self.equalities[unknown.hypothesis], environment)

        return residual


def find_unknowns(layout: Layout, given: Sequence[Any]) -> Unknowns:
    """Chooses at most one symbol for each scalar equality of naturals, those that no array's shape needs first."""
    equalities = tuple(node for node in given if isinstance(node, Eq) and is_scalar(node.args[0].sort))
    found = Unknowns(layout, equalities)
    for number, equality in enumerate(equalities):
        taken = {unknown.name for unknown in found.naturals}
        for symbol in _candidates(layout, equality):
            unknown = Unknown(symbol.name, number)
            if symbol.name not in taken and _works(found, unknown):
                found = replace(found, naturals=(*found.naturals, unknown))
                break
    return found


def _candidates(layout: Layout, equality: Any) -> list[Variable]:
    symbols, structural = symbols_of(equality), layout.structural()
    if not all(symbol in (*layout.naturals, *layout.natural_families) for symbol in symbols):
        return []
    naturals = [symbol for symbol in symbols if symbol.sort is NATURAL]
    return sorted(naturals, key=lambda symbol: symbol.name in structural)


def _works(found: Unknowns, unknown: Unknown) -> bool:
    """Whether the equality is affine in the symbol at one of a few trial points."""
    layout = found.layout
    for value in TRIAL_SIZES:
        sizes: dict[str, Any] = {symbol.name: value for symbol in layout.naturals}
        lengths = layout.family_lengths(sizes)
        sizes.update({name: [value] * length for name, length in lengths.items()})
        if is_affine(found._natural_residual(unknown, sizes)):
            return True
    return False


def _difference(equality: Any, environment: Mapping[Any, Any]) -> Fraction | None:
    left, right = (value_at(side, dict(environment)) for side in equality.args)
    return None if left is None or right is None else left - right
