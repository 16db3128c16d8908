"""A lower bound of the least eigenvalue of every symmetric matrix in an enclosure, by exact integer arithmetic."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt
from operator import mul

from .errors import need, spend
from .slopes import Fixed


def least_eigenvalue(lower: list[list[Fixed]], precision: int, shift: Fraction) -> Fraction:
    """A rational μ < shift with vᵀHv ≥ μ vᵀv for all v and all symmetric H whose lower triangle lies in `lower`.

    Entries are pairs of integers in units of 2^-precision, the precision even.  The shift is a proposal: best
    just below the least eigenvalue of the midpoints, and refused above it.

    Why: H = M + E with M the integer midpoints and |E_ij| within the radii, so ‖E‖ ≤ ε, the largest row sum of the
    radii.  The integer elimination below gives M - shift·I = LLᵀ + R *exactly*, R being the remainders of the divisions
    and of the roots, all ≥ 0; so ‖R‖ ≤ ρ, the largest row sum.  LLᵀ ≥ 0, hence H ≥ shift - ρ - ε.  (Norms of symmetric
    matrices are at most their largest absolute row sum.)
    """
    need(precision > 0 and precision % 2 == 0, "least_eigenvalue: an even precision")
    step = (shift.numerator << precision) // shift.denominator
    size = len(lower)
    radii, rest = [0] * size, [0] * size
    rows: list[list[int]] = []
    for i, entries in enumerate(lower):
        row: list[int] = []
        for j, (low, high) in enumerate(entries):
            spend(1 + (j >> 6))
            middle = (low + high) >> 1
            left = middle - (step if i == j else 0) - sum(map(mul, row, row if i == j else rows[j]))
            if i == j:
                need(left > 0, f"least_eigenvalue: pivot {i + 1} of {size} is not positive at this shift")
                root = isqrt(left)
                remainder = left - root * root
            else:
                root, remainder = divmod(left, rows[j][j])
            row.append(root)
            for line in {i, j}:
                radii[line] += high - middle
                rest[line] += remainder
        rows.append(row)
    return Fraction(step - max(radii) - max(rest), 1 << precision)
