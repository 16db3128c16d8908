"""A cell is one real array (or scalar) of a statement at concrete sizes, with the interval its entries must lie
in.
"""
from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

INNER_BITS = 20


@dataclass(frozen=True)
class Bounds:
    """An interval with rational ends, None where there is no end; `*_open` excludes the end itself."""

    lower: Fraction | None = None
    upper: Fraction | None = None
    lower_open: bool = False
    upper_open: bool = False

    def contains(self, value: Fraction) -> bool:
        """Whether the value lies in the interval."""
        return self._above(value) and self._below(value)

    def _above(self, value: Fraction) -> bool:
        if self.lower is None:
            return True
        return value > self.lower or (value == self.lower and not self.lower_open)

    def _below(self, value: Fraction) -> bool:
        if self.upper is None:
            return True
        return value < self.upper or (value == self.upper and not self.upper_open)

    @property
    def bounded(self) -> bool:
        """Whether both ends exist."""
        return self.lower is not None and self.upper is not None

    @property
    def free(self) -> bool:
        """Whether the interval is the whole line."""
        return self.lower is None and self.upper is None

    def dyadic_inside(self, position: Fraction) -> Fraction:
        """A point about `position` (0 … 1) of the way through a bounded interval, inside it, exact in binary if it
        can be."""
        if self.lower is None or self.upper is None:
            raise ValueError("only a bounded interval has such a point")
        point = self.lower + (self.upper - self.lower) * position
        width = self.upper - self.lower
        if width <= 0:
            return self.lower
        unit = Fraction(2) ** (math.frexp(float(width))[1] - INNER_BITS)
        rounded = (Fraction(way(point / unit)) * unit for way in (round, math.floor, math.ceil))
        inside = [value for value in rounded if self.contains(value)]
        return inside[0] if inside else point


@dataclass(frozen=True)
class Cell:
    """One array: the symbol it belongs to, its place in a family (None: not a family), its shape and its interval."""

    symbol: str
    member: int | None
    shape: tuple[int, ...]
    bounds: Bounds

    @property
    def size(self) -> int:
        """The number of entries."""
        return math.prod(self.shape)
