"""Equality hypotheses that are affine in an array are solved for it, exactly.

X'X Q = I is linear in Q, and so is the gradient of ||Y - X B A||^2 in B.  What the equations leave free keeps its drawn
value.  Affinity is assumed and never trusted: every hypothesis is decided exactly at the end.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from theorycheck.algebra.linear_systems import solve

Residual = Callable[[Sequence[Fraction]], list[Fraction] | None]
MOST_ENTRIES = 16


def solve_affine_system(residual: Residual, drawn: Sequence[Fraction]) -> list[Fraction] | None:
    """Values near the drawn ones at which an affine residual vanishes; None where there are none."""
    if not 0 < len(drawn) <= MOST_ENTRIES:
        return None
    at = residual(drawn)
    if at is None or not any(at):
        return None if at is None else list(drawn)
    columns = []
    for place in range(len(drawn)):
        moved = residual([value + (i == place) for i, value in enumerate(drawn)])
        if moved is None:
            return None
        columns.append([after - before for after, before in zip(moved, at, strict=True)])
    step = solve(columns, [-value for value in at])
    if step is None:
        return None
    solved = [value + change for value, change in zip(drawn, step, strict=True)]
    left = residual(solved)
    return solved if left is not None and not any(left) else None
