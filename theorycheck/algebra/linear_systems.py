"""Exact solutions of linear systems over the rationals, by FLINT's reduced row echelon form."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import flint

from .quotients import from_flint, to_flint


def solve(columns: Sequence[Sequence[Fraction | int]], right: Sequence[Fraction | int]) -> list[Fraction] | None:
    """One x with Σ x_j column_j = right, zero where it is free; None if there is none."""
    matrix, pivots = echelon([*columns, right])
    if len(columns) in pivots:
        return None
    x = [Fraction(0)] * len(columns)
    for row, pivot in enumerate(pivots):
        x[pivot] = from_flint(matrix[row, len(columns)])
    return x


def dependence(columns: Sequence[Sequence[Fraction | int]]) -> list[Fraction] | None:
    """One x other than 0 with Σ x_j column_j = 0; None where the columns are independent."""
    matrix, pivots = echelon(columns)
    free = next((j for j in range(len(columns)) if j not in pivots), None)
    if free is None:
        return None
    x = [Fraction(int(j == free)) for j in range(len(columns))]
    for row, pivot in enumerate(pivots):
        x[pivot] = -from_flint(matrix[row, free])
    return x


def echelon(columns: Sequence[Sequence[Fraction | int]]) -> tuple[flint.fmpq_mat, list[int]]:
    """The reduced echelon form, and the column of each row's pivot."""
    entries = [x if isinstance(x, int) else to_flint(x) for row in zip(*columns, strict=True) for x in row]
    height = len(columns[0]) if columns else 0
    matrix, rank = flint.fmpq_mat(height, len(columns), entries).rref()
    return matrix, [next(j for j in range(len(columns)) if matrix[row, j] != 0) for row in range(rank)]
