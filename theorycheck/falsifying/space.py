"""The searchable space of a statement: its layout, the sizes that may be tried, and the symbols that are solved
for.
"""
from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from theorycheck.errors import NotNumeric
from theorycheck.falsifying.constraints.constraints import Constraints
from theorycheck.falsifying.constraints.recognise import constraints_of
from theorycheck.falsifying.layout import Layout, layout_of
from theorycheck.falsifying.point import Point, Sizes, point, to_witness
from theorycheck.falsifying.sample.cells import Cell
from theorycheck.falsifying.sample.sizes import ARRAY_CAP, COUNT_CAP, Natural, SizeSpace
from theorycheck.falsifying.unknowns import Unknowns, find_unknowns
from theorycheck.statement.node import postorder
from theorycheck.statement.nodes import Exists, ForAll
from theorycheck.statement.probability import needs_draws
from theorycheck.statement.walk import not_numeric

MAX_ENTRIES = 3000
REMEMBERED = 2048  # points whose neighbour on the constraints is kept: shrinking proposes most of its points again


@dataclass
class StatementSpace:
    """Implements the `Space` of shrinking and stored witnesses, and hands out size assignments."""

    statement: Any
    seed: int
    ranges: dict[str, tuple[int, int]] = field(default_factory=dict)
    layout: Layout = field(init=False)
    unknowns: Unknowns = field(init=False)
    constraints: Constraints = field(init=False)
    assignments: SizeSpace = field(init=False)
    adopted: Callable[[Point], Point] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.layout = layout_of(tuple(self.statement.symbols))
        self.unknowns = find_unknowns(self.layout, self.statement.given)
        self.constraints = constraints_of(tuple(self.statement.symbols), tuple(self.statement.given))
        self.adopted = functools.lru_cache(REMEMBERED)(self.constraints.adopt) if self.constraints else lambda it: it
        solved = {unknown.name for unknown in self.unknowns.naturals}
        naturals = [self._natural(symbol.name) for symbol in self.layout.naturals if symbol.name not in solved]
        families = [self._family(symbol.name) for symbol in self.layout.natural_families]
        self.assignments = SizeSpace((*naturals, *families), self.seed, sweep=not self.layout.reals)

    def require_searchable(self) -> None:
        """Raises NotNumeric for what numbers at one point cannot decide: unknown functions, unbounded quantifiers."""
        if self.layout.functions:
            names = ", ".join(symbol.name for symbol in self.layout.functions)
            raise NotNumeric(f"the search does not draw unknown functions yet: {names}", cure="prove the claim")
        for node in postorder(*self.statement.hypotheses, self.statement.conclusion):
            if isinstance(node, (ForAll, Exists)) and node.size is None:
                raise not_numeric(node)
        if needs_draws(*self.statement.given, self.statement.conclude):
            raise NotNumeric("a probability that is no small finite sum", cure="check the claim: draws test it")

    def _natural(self, name: str) -> Natural:
        least, greatest = self.ranges.get(name, (0, ARRAY_CAP if name in self.layout.structural() else COUNT_CAP))
        return Natural(name, least, greatest)

    def _family(self, name: str) -> Natural:
        least, greatest = self.ranges.get(name, (0, ARRAY_CAP))
        return Natural(name, least, greatest, lambda sizes: self._length(name, sizes))

    def _length(self, name: str, sizes: Sizes) -> int:
        solved = self.unknowns.solve_sizes(sizes)
        return 0 if solved is None else self.layout.family_lengths(solved)[name]

    @property
    def size_names(self) -> list[str]:
        """The names of the naturals."""
        return self.layout.size_names

    def sizes(self, number: int) -> dict[str, int | list[int]] | None:
        """Assignment `number` with the solved naturals filled in; None where it is not of the space, or too large
        to try."""
        return self.complete(self.assignments.assignment(number))

    def complete(self, sizes: Sizes) -> dict[str, int | list[int]] | None:
        """The sizes in binding order with the solved naturals filled in, unless the arrays grow too large."""
        solved = self.unknowns.solve_sizes(sizes)
        if solved is None:
            return None
        ordered = {name: solved[name] for name in self.size_names}
        return ordered if sum(cell.size for cell in self.cells(ordered)) <= MAX_ENTRIES else None

    def cells(self, sizes: Sizes) -> Sequence[Cell]:
        """The real cells at these sizes."""
        return self.layout.cells(sizes)

    def family_lengths(self, sizes: Sizes) -> dict[str, int]:
        """How long each family of naturals must be."""
        return self.layout.family_lengths(sizes)

    def solve(self, found: Point) -> Point | None:
        """A point near this one that satisfies the constraints; None where its solved sizes do not exist."""
        solved = self._resized(found)
        return None if solved is None else self.adopted(solved)

    def point(self, sizes: Sizes, entries: Sequence[Sequence[Any]]) -> Point | None:
        """The exact point that a draw of sizes and entries stands for."""
        drawn = self._resized(point(sizes, self.cells(sizes), entries))
        return None if drawn is None else self.constraints.exact(drawn)

    def _resized(self, found: Point) -> Point | None:
        """The point with the naturals that are solved for computed afresh, which must leave its cells as they are."""
        if not self.unknowns.naturals:
            return found
        sizes = self.unknowns.solve_sizes(found.size_map())
        if sizes is None or tuple(self.cells(sizes)) != found.cells:
            return None
        return point(sizes, found.cells, found.entries)

    def witness(self, found: Point) -> dict[str, Any]:
        """The witness form of a point."""
        return to_witness(found, self.layout.real_family_lengths(found.size_map()))
