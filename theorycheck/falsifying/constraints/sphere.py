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

from theorycheck.falsifying.constraints.blocks import blocks, kinds, of_each
from theorycheck.falsifying.constraints.drawn import Drawn
from theorycheck.falsifying.constraints.method import Method
from theorycheck.falsifying.constraints.reflections import rational_point, reflected, towards, vector
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
        entries = drawn.entries(place)
        for block in blocks(self.kind, drawn.cells[place].shape):
            pole = rational_point(self.square, len(block))
            if pole is None:
                return drawn
            for at, value in zip(block, self._image(drawn.algebra, [entries[at] for at in block], pole), strict=True):
                entries[at] = value
        return drawn.with_entries(place, entries)

    def adopt(self, near: Drawn) -> Drawn:
        (place,) = near.places(self.fills[0])
        entries = near.entries(place)
        for block in blocks(self.kind, near.cells[place].shape):
            pole = rational_point(self.square, len(block))
            if pole is None:
                return near
            wanted = towards([entries[at] for at in block], self.square) or list(pole)
            move = _move(pole)
            direction = [a - b - move * b for a, b in zip(wanted, pole, strict=True)]
            for at, value in zip(block, self._image(RATIONALS, direction, pole), strict=True):
                entries[at] = value
        return near.with_entries(place, entries)

    def _image(self, algebra: Any, entries: list[Any], pole: tuple[Fraction, ...]) -> list[Any]:
        move = _move(pole)
        moved = [
            algebra.add(value, algebra.literal(move * part)) if part else value
            for value, part in zip(entries, pole, strict=True)
        ]
        base = vector(algebra, [algebra.literal(part) for part in pole])
        image = reflected(algebra, vector(algebra, moved), base)
        return [algebra.entry(image, i) for i in range(len(entries))]


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
