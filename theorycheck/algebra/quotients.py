"""The exact rationals of python-flint: the same numbers as `rationals`, several times faster; for truths only."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import flint

from .rationals import Rationals


class Quotients(Rationals):
    """Scalars are `flint.fmpq`; everything else is as in `Rationals`."""

    def literal(self, value: Fraction) -> Any:
        return to_flint(value)

    def elementary(self, name: str, x: Any) -> Any:
        return self.literal(super().elementary(name, from_flint(x)))


def to_flint(value: Fraction) -> flint.fmpq:
    return flint.fmpq(value.numerator, value.denominator)


def from_flint(value: flint.fmpq) -> Fraction:
    return Fraction(int(value.p), int(value.q))
