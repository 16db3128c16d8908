"""What a method is: it fills symbols so that some hypotheses hold, as a map from what was drawn for them."""
from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from theorycheck.falsifying.constraints.drawn import Drawn
from theorycheck.falsifying.constraints.residuals import is_equation


@dataclass(frozen=True)
class Method(ABC):
    """Makes the relations `given` true by filling the symbols named in `fills`, the others taken as they are."""

    fills: tuple[str, ...]
    given: tuple[Any, ...]

    @property
    def equations(self) -> bool:
        """Whether the relations are equations; inequalities otherwise."""
        return is_equation(self.given[0])

    @property
    @abstractmethod
    def words(self) -> str:
        """What becomes of the draws, for the report."""

    @abstractmethod
    def fill(self, drawn: Drawn) -> Drawn:
        """The values with the symbols filled: the same formula over every algebra, with divisions guarded."""

    def adopt(self, near: Drawn) -> Drawn:
        """An exact point of the constraint near an exact point that misses it: what shrinking proposes is put back."""
        return self.fill(near)


def names(words: Sequence[str]) -> str:
    """A, B and C."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
