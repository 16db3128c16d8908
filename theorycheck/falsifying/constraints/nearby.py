"""Exact proposals near a point that satisfies equations in floats only: a rational point, or boxes around a root.

As many coordinates as there are equations are solved for, those in which the equations are steepest; all others keep
the values they have, or simpler ones first.  Nothing is believed: a point is decided exactly, a box by the kernel.
"""
from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

from theorycheck.algebra import backends
from theorycheck.algebra.base import Array
from theorycheck.algebra.floats import Floats
from theorycheck.algebra.linear_systems import solve
from theorycheck.errors import TheorycheckError
from theorycheck.falsifying.constraints.drawn import Drawn
from theorycheck.falsifying.constraints.residuals import is_equation, residuals
from theorycheck.falsifying.constraints.trials import FAILURES, RATIONALS, wrapped
from theorycheck.falsifying.point import Point, Sizes, nested, point
from theorycheck.falsifying.sample.solve_arrays import solve_affine_system
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.margin import violation
from theorycheck.statement.symbols import symbols_of
from theorycheck.statement.witness import Between

DIFFERENCE = 2.0**-20
FLAT = 1e-5
NEWTON_STEPS, CLOSE = 8, 1e-12
SEEN = 1e-9  # a violation that floats see; what is true of the exact point is decided elsewhere
ROUNDINGS = (0, 1, 2, 4, 8)  # bits of the coordinates that are not solved for
GRID = Fraction(1, 2**60)
RADII = (Fraction(1, 2**36), Fraction(1, 2**26), Fraction(1, 2**14))
Coordinates = list[float]


@dataclass
class Nearby:
    """Proposals for a space whose constraints leave some equations to chance."""

    space: StatementSpace

    def proposals(self, near: Point) -> Iterator[Point | dict[str, Any]]:
        """Points where the equations are affine in the coordinates solved for, and witnesses with boxes."""
        system = System(self.space, near.size_map(), self._equations(near))
        exact = [value for values in near.entries for value in values]
        own = system.coordinates(near)
        for bits in (*ROUNDINGS, None):
            start = [_rounded(v, bits) if n in own else v for n, v in enumerate(exact)]
            chosen = system.chosen(list(map(float, start)))
            if not chosen:
                return
            start = [v if n not in {column for _, column in chosen} else exact[n] for n, v in enumerate(start)]
            polished = system.polished(list(map(float, start)), chosen)
            if polished is not None and system.violation(polished) > SEEN:
                yield from self._at(system, near, start, polished, [column for _, column in chosen])

    def _at(
        self, system: System, near: Point, kept: list[Fraction], polished: Coordinates, solved: list[int]
    ) -> Iterator[Point | dict[str, Any]]:
        affine = system.exactly(near, kept, solved)
        if affine is not None:
            yield affine
            return
        for radius in RADII:
            values: list[Any] = list(kept)
            for n in solved:
                centre = round(Fraction(polished[n]) / GRID) * GRID
                values[n] = Between(centre - radius, centre + radius)
            witness, start = self.space.witness(near), 0
            for cell in near.cells:
                part = nested(values[start : start + cell.size], cell.shape)
                start += cell.size
                if cell.member is None:
                    witness[cell.symbol] = part
                else:
                    witness[cell.symbol][cell.member] = part
            yield witness

    def _equations(self, near: Point) -> tuple[Any, ...]:
        """Those left to chance, and those that share symbols with them, directly or through others."""
        constraints = self.space.constraints
        met = [part for method in constraints.methods for part in method.given if is_equation(part)]
        reals = {cell.symbol for cell in near.cells}
        found, names = list(constraints.left), _names(constraints.left, reals)
        while more := [part for part in met if part not in found and names & _names([part], reals)]:
            found += more
            names |= _names(more, reals)
        return tuple(found)


def _names(parts: Sequence[Any], reals: set[str]) -> set[str]:
    return {symbol.name for symbol in symbols_of(*parts)} & reals


@dataclass
class System:
    """Equations at concrete sizes, as functions of all real coordinates of a point, cell by cell, row by row."""

    space: StatementSpace
    sizes: Sizes
    equations: tuple[Any, ...]

    def coordinates(self, near: Point) -> set[int]:
        """Which coordinates belong to symbols of the equations."""
        names = {symbol.name for symbol in symbols_of(*self.equations)}
        owners = [cell.symbol for cell in near.cells for _ in range(cell.size)]
        return {n for n, owner in enumerate(owners) if owner in names}

    def residuals(self, points: Sequence[Coordinates]) -> list[list[float]]:
        """The residuals at each of some points; none where they have no value."""
        algebra, environment = self._environment(points)
        try:
            with algebra.backend.quiet():
                found = [r for node in self.equations for r in residuals(node, algebra, environment)]
        except (TheorycheckError, OverflowError):
            return []
        columns = [algebra.backend.on_host(entry, len(points)).tolist() for entry in found]
        return [list(row) for row in zip(*columns, strict=True)]

    def violation(self, at: Coordinates) -> float:
        """How far the conclusion is violated in floats."""
        algebra, environment = self._environment([at])
        try:
            with algebra.backend.quiet():
                value = violation(self.space.statement.conclusion, algebra, environment)
        except (TheorycheckError, OverflowError):
            return -math.inf
        found = float(algebra.backend.on_host(value, 1)[0])
        return found if math.isfinite(found) else -math.inf

    def _environment(self, points: Sequence[Coordinates]) -> tuple[Floats, dict[Any, Any]]:
        backend, count = backends.numpy_backend(), len(points)
        table = backend.asarray(points, dtype=backend.dtype("float64"))
        values, start = [], 0
        for cell in self.space.cells(self.sizes):
            part = backend.reshape(table[:, start : start + cell.size], (count, *cell.shape))
            values.append(Array(part, cell.shape) if cell.shape else part)
            start += cell.size
        environment = self.space.layout.environment(self.sizes, values, lambda value, shape: value)
        return Floats(backend, count), environment

    def slopes(self, at: Coordinates) -> list[list[float]]:
        """For each equation its derivative by every coordinate, by central differences."""
        shifts = [DIFFERENCE * (1 + abs(value)) for value in at]
        moved = [[*at[:n], at[n] + sign * h, *at[n + 1 :]] for n, h in enumerate(shifts) for sign in (1, -1)]
        found = self.residuals(moved)
        columns = [
            [(a - b) / (2 * h) for a, b in zip(found[2 * n], found[2 * n + 1], strict=True)]
            for n, h in enumerate(shifts)
        ] if found else []  # fmt: skip
        return [list(row) for row in zip(*columns, strict=True)]

    def chosen(self, at: Coordinates) -> list[tuple[int, int]]:
        """Equations and the coordinates that they are solved for: the largest pivots of elimination."""
        rows, found = self.slopes(at), list[tuple[int, int]]()
        if not rows or not all(math.isfinite(value) for row in rows for value in row):
            return []
        for _ in range(min(len(rows), len(at))):
            taken = ({row for row, _ in found}, {column for _, column in found})
            open_ = [(i, j) for i in range(len(rows)) if i not in taken[0] for j in range(len(at)) if j not in taken[1]]
            i, j = max(open_, key=lambda place: abs(rows[place[0]][place[1]]))
            if abs(rows[i][j]) < FLAT:
                break
            found.append((i, j))
            for k, row in enumerate(rows):
                if k not in {r for r, _ in found}:
                    times = row[j] / rows[i][j]
                    rows[k] = [a - times * b for a, b in zip(row, rows[i], strict=True)]
        return found

    def polished(self, at: Coordinates, chosen: Sequence[tuple[int, int]]) -> Coordinates | None:
        """Newton's method in the chosen coordinates; None where it does not settle on a solution of all equations."""
        for _ in range(NEWTON_STEPS):
            now, rows = self.residuals([at]), self.slopes(at)
            if not now or not all(map(math.isfinite, (*now[0], *(value for row in rows for value in row)))):
                return None
            columns = [[Fraction(rows[i][j]) for i, _ in chosen] for _, j in chosen]
            step = solve(columns, [Fraction(-now[0][i]) for i, _ in chosen])
            if step is None or max(map(abs, step)) > 2**60:
                return None
            at = list(at)
            for (_, j), change in zip(chosen, step, strict=True):
                at[j] += float(change)
        left = self.residuals([at])
        size = 1 + max(map(abs, at))
        return at if left and all(abs(value) < CLOSE * size**2 for value in left[0]) else None

    def exactly(self, near: Point, kept: Sequence[Fraction], solved: Sequence[int]) -> Point | None:
        """The point with the coordinates solved for exactly, where the equations are affine in them together."""
        cells, ends = near.cells, list(itertools.accumulate(cell.size for cell in near.cells))

        def at(values: Sequence[Fraction]) -> Point:
            all_ = list(kept)
            for n, value in zip(solved, values, strict=True):
                all_[n] = value
            parts = zip(cells, ends, strict=True)
            return point(self.sizes, cells, [all_[end - cell.size : end] for cell, end in parts])

        def left(values: Sequence[Fraction]) -> list[Fraction] | None:
            entries = zip(cells, at(values).entries, strict=True)
            drawn = tuple(wrapped(part, cell.shape) for cell, part in entries)
            try:
                return Drawn(self.space.layout, RATIONALS, self.sizes, drawn).residuals(self.equations)
            except FAILURES:
                return None

        found = solve_affine_system(partial(left), [kept[n] for n in solved])
        return None if found is None else at(found)


def _rounded(value: Fraction, bits: int | None) -> Fraction:
    return value if bits is None else Fraction(round(value * 2**bits), 2**bits)
