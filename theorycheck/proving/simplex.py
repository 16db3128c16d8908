"""Writing one polynomial as a combination of others with prescribed signs: floats choose, rationals decide."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from theorycheck.kernel.polynomials import Polynomial


def nonnegative_combination(
    candidates: Sequence[Polynomial],
    signed: Sequence[bool],
    target: Polynomial,
    positive: Sequence[bool] | None,
) -> list[Fraction] | None:
    """Weights w with Σ w_i · candidates[i] = target, w_i ≥ 0 where signed[i]; None if none was found.

    With `positive`, the weights at those indices must sum to 1 (a refutation: something positive equals 0).
    """
    monomials = sorted({m for p in (*candidates, target) for m in p}, key=lambda m: [(id(a), e) for a, e in m])
    rows = [[p.get(m, Fraction(0)) for p in candidates] for m in monomials]
    right = [target.get(m, Fraction(0)) for m in monomials]
    if positive is not None:
        rows.append([Fraction(int(flag)) for flag in positive])
        right.append(Fraction(1))
    support = _support(rows, right, signed)
    return None if support is None else _exact(rows, right, signed, support)


def _support(rows: list[list[Fraction]], right: list[Fraction], signed: Sequence[bool]) -> list[int] | None:
    """The columns that a vertex solution of the linear program uses."""
    from scipy.optimize import linprog

    bounds = [(0, None) if flag else (None, None) for flag in signed]
    try:
        left, wanted = [[float(x) for x in row] for row in rows], [float(x) for x in right]
    except OverflowError:  # beyond floats there is nothing to choose by
        return None
    cost = [1.0 if flag else 0.0 for flag in signed]
    result = linprog(cost, A_eq=left, b_eq=wanted, bounds=bounds, method="highs-ds")
    if result.x is None or result.status != 0:
        return None
    return [i for i, weight in enumerate(result.x) if abs(weight) > 1e-9]


def _exact(
    rows: list[list[Fraction]], right: list[Fraction], signed: Sequence[bool], support: list[int]
) -> list[Fraction] | None:
    """The exact solution on those columns (free ones set to 0), if it has the right signs."""
    matrix = [[row[i] for i in support] + [value] for row, value in zip(rows, right, strict=True)]
    pivots = _reduce(matrix, len(support))
    if pivots is None:
        return None
    weights = [Fraction(0)] * len(signed)
    for row, column in pivots:
        weights[support[column]] = matrix[row][-1]
    good = all(weight >= 0 for weight, flag in zip(weights, signed, strict=True) if flag)
    return weights if good else None


def _reduce(matrix: list[list[Fraction]], columns: int) -> list[tuple[int, int]] | None:
    """Gauss–Jordan in place; the pivots as (row, column), or None if the system has no solution."""
    pivots: list[tuple[int, int]] = []
    for column in range(columns):
        row = next((r for r in range(len(pivots), len(matrix)) if matrix[r][column]), None)
        if row is None:
            continue
        top = len(pivots)
        matrix[top], matrix[row] = matrix[row], matrix[top]
        scale = matrix[top][column]
        matrix[top] = [x / scale for x in matrix[top]]
        for r, other in enumerate(matrix):
            if r != top and other[column]:
                factor = other[column]
                matrix[r] = [x - factor * y for x, y in zip(other, matrix[top], strict=True)]
        pivots.append((top, column))
    return None if any(row[-1] for row in matrix[len(pivots) :]) else pivots
