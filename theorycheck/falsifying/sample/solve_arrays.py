"""Equality hypotheses that are affine in an array are solved for it, exactly.

X'X Q = I is linear in Q, and so is the gradient of ||Y - X B A||^2 in B.  What the equations leave free keeps its drawn
value.  Affinity is assumed and never trusted: every hypothesis is decided exactly at the end.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import flint

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
    step = _solution(columns, [-value for value in at])
    if step is None:
        return None
    solved = [value + change for value, change in zip(drawn, step, strict=True)]
    left = residual(solved)
    return solved if left is not None and not any(left) else None


def _solution(columns: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> list[Fraction] | None:
    """One x with Σ x_j column_j = right, zero where it is free; None if there is none."""
    if not right:
        return [Fraction(0)] * len(columns)
    rows = [[*(_exact(column[i]) for column in columns), _exact(value)] for i, value in enumerate(right)]
    matrix, rank = flint.fmpq_mat(rows).rref()
    x = [Fraction(0)] * len(columns)
    for row in range(rank):
        pivot = next(j for j in range(len(columns) + 1) if matrix[row, j] != 0)
        if pivot == len(columns):
            return None
        value = matrix[row, len(columns)]
        x[pivot] = Fraction(int(value.p), int(value.q))
    return x


def _exact(value: Fraction) -> flint.fmpq:
    return flint.fmpq(value.numerator, value.denominator)
