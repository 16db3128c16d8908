"""Symmetric and skew-symmetric matrices: the upper triangle mirrors the lower one."""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.algebra.base import Array
from theorycheck.falsifying.constraints.drawn import Drawn
from theorycheck.falsifying.constraints.method import Method
from theorycheck.falsifying.constraints.trials import RATIONALS


@dataclass(frozen=True)
class Mirrored(Method):
    """Aᵀ = A, or Aᵀ = -A where it is `skew`."""

    skew: bool

    @property
    def words(self) -> str:
        return f"{self.fills[0]} is {'skew-' if self.skew else ''}symmetric, by its lower triangle"

    def fill(self, drawn: Drawn) -> Drawn:
        (place,) = drawn.places(self.fills[0])
        rows, columns = drawn.cells[place].shape
        if rows != columns:
            return drawn
        algebra, x = drawn.algebra, drawn.values[place]

        below, strictly = (_triangle(algebra, rows, strict) for strict in (self.skew, True))
        lower, upper = (algebra.each(algebra.mul, x, mask) for mask in (below, strictly))
        join = algebra.sub if self.skew else algebra.add
        return drawn.with_value(place, algebra.each(join, lower, algebra.transpose(upper)))


def _triangle(algebra: Any, n: int, strict: bool) -> Array:
    """Ones below the diagonal (and on it, unless `strict`), zeros elsewhere."""
    return algebra.tabulate((n, n), lambda i, j: algebra.literal(Fraction(int(j < i or (i == j and not strict)))))


def recognised(trial: Drawn, name: str, given: tuple[Any, ...]) -> Mirrored | None:
    """The method, if the equations are those of A - Aᵀ = 0 or A + Aᵀ = 0, entry by entry."""
    places = trial.places(name)
    if len(places) != 1 or len(trial.cells[places[0]].shape) != 2:
        return None
    x, residuals = trial.values[places[0]], trial.residuals(given)
    turned = RATIONALS.transpose(x).value
    if x.shape[0] != x.shape[1] or x.shape[0] < 2:
        return None
    for skew, sign in ((False, -1), (True, 1)):
        wanted = [x.value[place] + sign * turned[place] for place in x.value]
        if residuals in (wanted, [-value for value in wanted]):
            return Mirrored((name,), given, skew)
    return None
