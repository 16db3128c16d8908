"""Exact solutions of linear systems over the rationals, by FLINT's reduced row echelon form."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import flint


def solve(columns: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> list[Fraction] | None:
    """One x with Σ x_j column_j = right, zero where it is free; None if there is none."""
    x = [Fraction(0)] * len(columns)
    if not right:
        return x
    rows = [[*(_exact(column[i]) for column in columns), _exact(value)] for i, value in enumerate(right)]
    matrix, rank = flint.fmpq_mat(rows).rref()
    for row in range(rank):
        pivot = next(j for j in range(len(columns) + 1) if matrix[row, j] != 0)
        if pivot == len(columns):
            return None
        value = matrix[row, len(columns)]
        x[pivot] = Fraction(int(value.p), int(value.q))
    return x


def _exact(value: Fraction) -> flint.fmpq:
    return flint.fmpq(value.numerator, value.denominator)
