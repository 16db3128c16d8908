r"""Vectors of given length, whole arrays or row by row: reflections of one rational point of that length.

x = H_u p = p - 2 u ⟨u, p⟩ / ⟨u, u⟩ with |p|² = c runs through all points but one of the sphere as u does through the
directions (it is the stereographic projection, written without a special role of one entry); u is the draw moved along
p by about √n, which spreads high-dimensional points over the sphere instead of leaving them all near p.
"""
from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.algebra.base import Array
from theorycheck.falsifying.constraints.blocks import blocks, kinds, of_each, spread, sums
from theorycheck.falsifying.constraints.drawn import Drawn
from theorycheck.falsifying.constraints.method import Method
from theorycheck.falsifying.constraints.reflections import rational_point, towards
from theorycheck.falsifying.constraints.trials import RATIONALS, other_entries


@dataclass(frozen=True)
class Sphere(Method):
    """|x|² = `square`, where x is the array or each of its rows or columns."""

    kind: str
    square: Fraction

    @property
    def words(self) -> str:
        return f"{of_each(self.kind, self.fills[0])} has squared length {self.square}, by a reflection"

    def fill(self, drawn: Drawn) -> Drawn:
        (place,) = drawn.places(self.fills[0])
        poles, x = self._poles(drawn, place), drawn.values[place]
        if poles is None:
            return drawn
        algebra = drawn.algebra
        move = algebra.literal(_move(poles[0]))
        base = drawn.with_entries(place, [algebra.literal(part) for part in self._laid_out(drawn, place, poles)])
        pole = base.values[place]
        u = algebra.each(lambda a, b: algebra.add(a, algebra.mul(move, b)), x, pole)
        return drawn.with_value(place, self._reflected(algebra, u, pole))

    def _reflected(self, algebra: Any, u: Array, pole: Array) -> Array:
        """p - 2 u ⟨u, p⟩ / ⟨u, u⟩ block by block; p itself where u is zero."""
        zero, one, two = (algebra.literal(Fraction(k)) for k in (0, 1, 2))

        def quotient(above: Any, below: Any) -> Any:
            nothing = algebra.equal(below, zero)
            ratio = algebra.div(algebra.mul(two, above), algebra.select(nothing, one, below))
            return algebra.select(nothing, zero, ratio)

        products = (sums(algebra, self.kind, algebra.each(algebra.mul, u, other)) for other in (pole, u))
        along = spread(algebra, self.kind, algebra.each(quotient, *products), u.shape)
        return algebra.each(lambda a, b, c: algebra.sub(a, algebra.mul(b, c)), pole, u, along)

    def _poles(self, drawn: Drawn, place: int) -> list[tuple[Fraction, ...]] | None:
        """A rational point of that length for each block; None where there is none."""
        found = [rational_point(self.square, len(part)) for part in blocks(self.kind, drawn.cells[place].shape)]
        poles = [pole for pole in found if pole is not None]
        return poles if poles and len(poles) == len(found) else None

    def _laid_out(self, drawn: Drawn, place: int, poles: list[tuple[Fraction, ...]]) -> list[Fraction]:
        """The entries of all blocks, in the order of the cell."""
        entries = [Fraction(0)] * drawn.cells[place].size
        for part, pole in zip(blocks(self.kind, drawn.cells[place].shape), poles, strict=True):
            for at, value in zip(part, pole, strict=True):
                entries[at] = value
        return entries

    def adopt(self, near: Drawn) -> Drawn:
        (place,) = near.places(self.fills[0])
        poles, entries = self._poles(near, place), near.entries(place)
        if poles is None:
            return near
        directions = []
        for part, pole in zip(blocks(self.kind, near.cells[place].shape), poles, strict=True):
            wanted = towards([entries[at] for at in part], self.square) or pole
            directions.append(tuple(a - b for a, b in zip(wanted, pole, strict=True)))
        laid_out = (self._laid_out(near, place, vectors) for vectors in (directions, poles))
        u, base = (near.with_entries(place, entries).values[place] for entries in laid_out)
        return near.with_value(place, self._reflected(RATIONALS, u, base))


def _move(pole: tuple[Fraction, ...]) -> Fraction:
    """How many times p is added to the draw: about √n in length."""
    length = math.sqrt(sum(part * part for part in pole))
    return Fraction(round(4 * math.isqrt(max(1, len(pole) - 1)) / length), 4) if length else Fraction(0)


def recognised(trial: Drawn, name: str, given: tuple[Any, ...]) -> Sphere | None:
    """The sphere, if the equations are k (|x|² - c) = 0 of the array, or of each of its rows or columns."""
    places = trial.places(name)
    if len(places) != 1:
        return None
    (place,) = places
    cell = trial.cells[place]
    points = ([Fraction(0)] * cell.size, trial.entries(place), other_entries(cell, 1))
    at = [trial.with_entries(place, entries).residuals(given) for entries in points]
    for kind in kinds(cell.shape):
        parts = blocks(kind, cell.shape)
        if len(parts) != len(at[0]):
            continue
        found = {_square([r[n] for r in at], [[p[i] for i in part] for p in points]) for n, part in enumerate(parts)}
        square = found.pop()
        if not found and square is not None:
            return Sphere((name,), given, kind, square)
    return None


def _square(residuals: list[Fraction], points: list[list[Fraction]]) -> Fraction | None:
    """c, if the residuals at 0 and two other points are those of k (|x|² - c)."""
    first, second = (sum(value * value for value in point) for point in points[1:])
    if not first or not second:
        return None
    slope = (residuals[1] - residuals[0]) / first
    return -residuals[0] / slope if slope and residuals[2] == residuals[0] + slope * second else None
