r"""Equations that are affine in some symbols together are solved for them: W x = b, by x - Wᵀ (W Wᵀ)⁻¹ (W x - b).

A scalar in one equation is simply solved for; where the equations leave directions free, the draw is projected onto the
solutions.  Exact points that shrinking proposes keep what the equations leave free as it is.
"""
from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.algebra.linear_systems import solve
from theorycheck.falsifying.constraints.drawn import Drawn
from theorycheck.falsifying.constraints.method import Method, names
from theorycheck.falsifying.constraints.trials import FAILURES, RATIONALS

MOST_UNKNOWNS, MOST_EQUATIONS = 32, 16
Entries = Sequence[tuple[int, int]]
PROBES = (Fraction(-1), Fraction(0), Fraction(2))  # on both sides of 0: relu is affine on each
SHIFTED = (Fraction(1), Fraction(2), Fraction(3))  # where there is no value at 0


@dataclass(frozen=True)
class Affine(Method):
    """The equations hold, by the choice of all entries of the symbols, or of the `first` entry of each alone."""

    first: bool = False
    base: Fraction = Fraction(0)  # where the other entries are held while the coefficients are read off

    @property
    def words(self) -> str:
        which = "the first entry of " if self.first else ""
        return f"equations are solved for {which}{names(self.fills)}"

    def unknowns(self, drawn: Drawn) -> Entries:
        """The entries that are solved for: (cell, place in it)."""
        found: list[tuple[int, int]] = []
        for name in self.fills:
            cells = [(place, at) for place in drawn.places(name) for at in range(drawn.cells[place].size)]
            found += cells[:1] if self.first else cells
        return found

    def fill(self, drawn: Drawn) -> Drawn:
        unknowns, algebra = self.unknowns(drawn), drawn.algebra
        if not 0 < len(unknowns) <= MOST_UNKNOWNS:
            return drawn
        here = [drawn.entries(place)[at] for place, at in unknowns]
        zero, start = algebra.literal(Fraction(0)), algebra.literal(self.base)
        base = [algebra.add(algebra.mul(value, zero), start) for value in here]
        at_base = _moved(drawn, unknowns, base).residuals(self.given)
        if not 0 < len(at_base) <= MOST_EQUATIONS:
            return drawn
        rows = self._coefficients(drawn, unknowns, base, at_base)
        steps = [algebra.sub(value, at) for value, at in zip(here, base, strict=True)]
        if len(rows) == len(unknowns) == 1:
            return _moved(drawn, unknowns, [_root(algebra, here[0], base[0], at_base[0], rows[0][0])])
        left = [algebra.add(rest, _inner(algebra, row, steps)) for rest, row in zip(at_base, rows, strict=True)]
        weights = _solved(algebra, [[_inner(algebra, a, b) for b in rows] for a in rows], left)
        columns = zip(*rows, strict=True)
        solved = [algebra.sub(x, _inner(algebra, column, weights)) for x, column in zip(here, columns, strict=True)]
        return _moved(drawn, unknowns, solved)

    def _coefficients(self, drawn: Drawn, unknowns: Entries, base: list[Any], at_base: list[Any]) -> list[list[Any]]:
        """For each equation its coefficients."""
        algebra, one = drawn.algebra, drawn.algebra.literal(Fraction(1))
        columns = []
        for n in range(len(unknowns)):
            moved = [algebra.add(value, one) if i == n else value for i, value in enumerate(base)]
            after = _moved(drawn, unknowns, moved).residuals(self.given)
            columns.append([algebra.sub(a, b) for a, b in zip(after, at_base, strict=True)])
        return [list(row) for row in zip(*columns, strict=True)]

    def adopt(self, near: Drawn) -> Drawn:
        unknowns = self.unknowns(near)
        if not 0 < len(unknowns) <= MOST_UNKNOWNS:
            return near
        here = [near.entries(place)[at] for place, at in unknowns]
        base = [self.base] * len(here)
        at_base = _moved(near, unknowns, base).residuals(self.given)
        rows = self._coefficients(near, unknowns, base, at_base)
        columns = [list(column) for column in zip(*rows, strict=True)]
        steps = [x - b for x, b in zip(here, base, strict=True)]
        left = [rest + _inner(RATIONALS, row, steps) for rest, row in zip(at_base, rows, strict=True)]
        step = solve(columns, [-value for value in left])
        return near if step is None else _moved(near, unknowns, [x + d for x, d in zip(here, step, strict=True)])


def _moved(drawn: Drawn, unknowns: Entries, values: Sequence[Any]) -> Drawn:
    """The unknown entries replaced."""
    for place, group in itertools.groupby(zip(unknowns, values, strict=True), lambda pair: pair[0][0]):
        entries = drawn.entries(place)
        for (_, at), value in group:
            entries[at] = value
        drawn = drawn.with_entries(place, entries)
    return drawn


def _root(algebra: Any, here: Any, base: Any, at_base: Any, slope: Any) -> Any:
    """The root of a line; where the equation says nothing of the unknown, as x z = y z of x at z = 0, the draw."""
    flat = algebra.equal(slope, algebra.literal(Fraction(0)))
    root = algebra.sub(base, algebra.div(at_base, algebra.select(flat, algebra.literal(Fraction(1)), slope)))
    return algebra.select(flat, here, root)


def _solved(algebra: Any, matrix: list[list[Any]], right: list[Any]) -> list[Any]:
    """The solution of a system with a Gram matrix, by elimination; an equation without a pivot gets the weight 0."""
    zero, one = algebra.literal(Fraction(0)), algebra.literal(Fraction(1))
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    count = len(rows)
    for k in range(count):
        flat = algebra.equal(rows[k][k], zero)
        inverse = algebra.select(flat, zero, algebra.div(one, algebra.select(flat, one, rows[k][k])))
        rows[k] = [algebra.mul(value, inverse) for value in rows[k]]
        for i in range(count):
            if i != k:
                times = rows[i][k]
                rows[i] = [algebra.sub(a, algebra.mul(times, b)) for a, b in zip(rows[i], rows[k], strict=True)]
    return [row[count] for row in rows]


def _inner(algebra: Any, a: Sequence[Any], b: Sequence[Any]) -> Any:
    total = algebra.literal(Fraction(0))
    for x, y in zip(a, b, strict=True):
        total = algebra.add(total, algebra.mul(x, y))
    return total


def recognised(trial: Drawn, name: str, given: tuple[Any, ...], first: bool = False) -> Affine | None:
    """The method, if the equations are affine in the entries of the symbol, on both sides of 0, and say something."""
    return jointly(trial, (name,), given, first)


def jointly(trial: Drawn, fills: tuple[str, ...], given: tuple[Any, ...], first: bool = False) -> Affine | None:
    """The same for several symbols at once."""
    for probes in (PROBES, SHIFTED):
        method = Affine(fills, given, first, Fraction(0) if probes is PROBES else Fraction(1))
        unknowns = method.unknowns(trial)
        if not 0 < len(unknowns) <= MOST_UNKNOWNS:
            return None
        try:
            return method if _is_affine(trial, unknowns, given, probes) else None
        except FAILURES:
            continue
    return None


def _is_affine(trial: Drawn, unknowns: Entries, given: tuple[Any, ...], at: Sequence[Fraction]) -> bool:
    """Whether the residuals are affine along each entry and along two generic lines, and not constant."""
    here = [trial.entries(place)[entry] for place, entry in unknowns]
    lines = [[Fraction(int(i == n)) for i in range(len(here))] for n in range(len(here))]
    lines += [[Fraction(1 + (5 * i + k) % 7, 3) * (-1) ** (i * k) for i in range(len(here))] for k in (0, 1)]
    moving = False
    for line in lines:
        start = here if len(here) > 1 else [Fraction(0)]  # one unknown moves through 0 itself: relu has its kink there
        points = [[x + t * d for x, d in zip(start, line, strict=True)] for t in at]
        first, second, third = (_moved(trial, unknowns, point).residuals(given) for point in points)
        for a, b, c in zip(first, second, third, strict=True):
            if (b - a) * (at[2] - at[1]) != (c - b) * (at[1] - at[0]):
                return False
            moving = moving or a != b
    return moving
