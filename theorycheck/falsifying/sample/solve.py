"""Equality hypotheses that are affine in one natural symbol are solved for it, exactly, instead of waited for.

Affinity is proposed by probing (three rational evaluations) and never trusted: the solution is substituted
back, and every hypothesis is decided exactly at the end anyway. D·(1/2)^L = 1 gives D = 2^L at every L, where
random draws would hit it never.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

Residual = Callable[[Fraction], Fraction | None]
Probes = tuple[Fraction, Fraction, Fraction]
PROBES: Probes = (Fraction(0), Fraction(1), Fraction(2))
SHIFTED: Probes = (Fraction(1), Fraction(2), Fraction(3))  # where there is no value at 0


@dataclass(frozen=True)
class Unknown:
    """A symbol that a hypothesis determines: its name, and which hypothesis."""

    name: str
    hypothesis: int


def solve_affine(residual: Residual) -> Fraction | None:
    """The natural at which an affine residual vanishes; None if it is not affine, constant, or vanishes elsewhere."""
    line = _line(residual)
    if line is None:
        return None
    intercept, slope = line
    if slope == 0:
        return None
    root = -intercept / slope
    if root.denominator != 1 or root < 0:
        return None
    return root if residual(root) == 0 else None


def is_affine(residual: Residual) -> bool:
    """Whether three probes lie on a line that is not level."""
    line = _line(residual)
    return line is not None and line[1] != 0


def _line(residual: Residual) -> tuple[Fraction, Fraction] | None:
    """Intercept and slope."""
    line = _through(PROBES, [residual(x) for x in PROBES])
    return line or _through(SHIFTED, [residual(x) for x in SHIFTED])


def _through(at: Probes, values: Sequence[Fraction | None]) -> tuple[Fraction, Fraction] | None:
    first, second, third = values
    if first is None or second is None or third is None:
        return None
    slope = (second - first) / (at[1] - at[0])
    return (first - slope * at[0], slope) if third == second + slope * (at[2] - at[1]) else None
