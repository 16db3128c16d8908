"""Symmetric and skew-symmetric matrices: the upper triangle mirrors the lower one."""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

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

        def entry(i: int, j: int) -> Any:
            if self.skew and i == j:
                return algebra.literal(Fraction(0))
            value = algebra.entry(x, max(i, j), min(i, j))
            return algebra.neg(value) if self.skew and i < j else value

        return drawn.with_value(place, algebra.tabulate((rows, columns), entry))


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
