"""Reverse mode with rounded corners: what a search descends on where a function has kinks.

The larger of a and b becomes (a + b + √((a - b)² + w²)) / 2, never more than w/2 above it; relu and the modulus are
such maxima. Choices of other kinds stay as they are. Nothing is decided by these numbers.
"""

from __future__ import annotations

from fractions import Fraction

from .base import AbstractAlgebra, Carrier
from .reverse import Node, ReverseOfArrays

_HALF = Fraction(1, 2)


class SmoothedMaxima(ReverseOfArrays):
    """A tape over whole-array floats; `width` is that of the corners, a positive number."""

    def __new__(cls, base: AbstractAlgebra, width: Fraction) -> SmoothedMaxima:
        return super().__new__(cls, base)  # type: ignore[return-value]

    def __init__(self, base: AbstractAlgebra, width: Fraction) -> None:
        super().__init__(base)
        self.width = width

    def maximum(self, a: Node, b: Node) -> Carrier:
        gap = self.sub(a, b)
        root = self.elementary("sqrt", self.add(self.mul(gap, gap), self.literal(self.width**2)))
        return self.mul(self.literal(_HALF), self.add(self.add(a, b), root))
