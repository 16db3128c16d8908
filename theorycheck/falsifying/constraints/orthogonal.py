r"""Orthonormal columns or rows: products of reflections, as in Householder's factorization.

Q = H_{u_0} … H_{u_{m-1}} E with E the first m columns of the identity and u_k zero above its entry k: every rational
matrix with orthonormal columns is of this form.
"""
from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.algebra.base import Array
from theorycheck.falsifying.constraints.drawn import Drawn
from theorycheck.falsifying.constraints.method import Method
from theorycheck.falsifying.constraints.reflections import reflected_matrix, towards, vector
from theorycheck.falsifying.constraints.trials import RATIONALS, other_entries

MOST_COLUMNS = 24


@dataclass(frozen=True)
class Orthogonal(Method):
    """AᵀA = I, or A Aᵀ = I where `rows` are orthonormal."""

    rows: bool

    @property
    def words(self) -> str:
        return f"{self.fills[0]} has orthonormal {'rows' if self.rows else 'columns'}, by reflections"

    def fill(self, drawn: Drawn) -> Drawn:
        (place,) = drawn.places(self.fills[0])
        high, wide = self._shape(drawn, place)
        if not wide <= min(high, MOST_COLUMNS):
            return drawn
        algebra, drawn_matrix = drawn.algebra, self._upright(drawn.algebra, drawn.values[place])
        zero = algebra.literal(Fraction(0))
        vectors = []
        for k in range(wide):
            column = [zero] * k + [algebra.entry(drawn_matrix, i, k) for i in range(k, high)]
            column[k] = algebra.add(column[k], algebra.literal(Fraction(_move(high - k))))
            vectors.append(vector(algebra, column))
        return drawn.with_value(place, self._upright(algebra, _product(algebra, vectors, high, wide)))

    def adopt(self, near: Drawn) -> Drawn:
        (place,) = near.places(self.fills[0])
        high, wide = self._shape(near, place)
        if not wide <= min(high, MOST_COLUMNS):
            return near
        rest, vectors = self._upright(RATIONALS, near.values[place]), []
        for k in range(wide):
            below = [rest.value[i, k] for i in range(k, high)]
            wanted = towards(below, Fraction(1)) or [Fraction(int(i == 0)) for i in range(high - k)]
            wanted[0] -= 1
            vectors.append(vector(RATIONALS, [Fraction(0)] * k + wanted))
            rest = reflected_matrix(RATIONALS, vectors[-1], rest)
        return near.with_value(place, self._upright(RATIONALS, _product(RATIONALS, vectors, high, wide)))

    def _shape(self, drawn: Drawn, place: int) -> tuple[int, int]:
        high, wide = drawn.cells[place].shape
        return (wide, high) if self.rows else (high, wide)

    def _upright(self, algebra: Any, x: Array) -> Array:
        return algebra.transpose(x) if self.rows else x


def _move(count: int) -> int:
    """What is added to the leading entry, as for a sphere."""
    return math.isqrt(max(1, count - 1))


def _product(algebra: Any, vectors: list[Array], high: int, wide: int) -> Array:
    result = algebra.tabulate((high, wide), algebra.kronecker)
    for u in reversed(vectors):
        result = reflected_matrix(algebra, u, result)
    return result


def recognised(trial: Drawn, name: str, given: tuple[Any, ...]) -> Orthogonal | None:
    """The method, if the equations are those of AᵀA = I or A Aᵀ = I, entry by entry."""
    places = trial.places(name)
    if len(places) != 1 or len(trial.cells[places[0]].shape) != 2:
        return None
    (place,) = places
    cell = trial.cells[place]
    points = [trial, trial.with_entries(place, other_entries(cell, 1))]
    for rows in (False, True):
        if all(_is_gram(point.values[place], point.residuals(given), rows) for point in points):
            return Orthogonal((name,), given, rows)
    return None


def _is_gram(x: Array, residuals: list[Fraction], rows: bool) -> bool:
    """Whether the residuals are the entries of XᵀX - I (or X Xᵀ - I), up to a sign."""
    upright = RATIONALS.transpose(x) if rows else x
    gram = RATIONALS.matmul(RATIONALS.transpose(upright), upright).value
    wanted = [gram[place] - (place[0] == place[1]) for place in gram]
    return residuals in (wanted, [-value for value in wanted])
