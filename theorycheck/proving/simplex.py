"""Writing one polynomial as a combination of others with prescribed signs: floats choose, rationals decide."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from theorycheck.algebra.linear_systems import solve
from theorycheck.kernel.polynomials import Polynomial

Column = dict[int, Fraction]  # row -> coefficient, zeros left out


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
    rows = {monomial: row for row, monomial in enumerate(monomials)}
    columns = [{rows[m]: coefficient for m, coefficient in p.items() if coefficient} for p in candidates]
    right = {rows[m]: coefficient for m, coefficient in target.items() if coefficient}
    height = len(monomials)
    if positive is not None:
        for column, flag in zip(columns, positive, strict=True):
            if flag:
                column[height] = Fraction(1)
        right[height] = Fraction(1)
        height += 1
    if not right.keys() <= {row for column in columns for row in column}:
        return None
    support = _support(columns, right, height, signed)
    return None if support is None else _exact(columns, right, height, signed, support)


def _support(columns: list[Column], right: Column, height: int, signed: Sequence[bool]) -> list[int] | None:
    """The columns that a vertex solution of the linear program uses."""
    from scipy.optimize import linprog
    from scipy.sparse import csc_array

    bounds = [(0, None) if flag else (None, None) for flag in signed]
    places = [(row, i) for i, column in enumerate(columns) for row in column]
    try:
        entries = [float(x) for column in columns for x in column.values()]
        wanted = [float(right.get(row, 0)) for row in range(height)]
    except OverflowError:  # beyond floats there is nothing to choose by
        return None
    left = csc_array((entries, tuple(zip(*places, strict=True))), shape=(height, len(columns)))
    cost = [1.0 if flag else 0.0 for flag in signed]
    result = linprog(cost, A_eq=left, b_eq=wanted, bounds=bounds, method="highs-ds")
    if result.x is None or result.status != 0:
        return None
    return [i for i, weight in enumerate(result.x) if abs(weight) > 1e-9]


def _exact(
    columns: list[Column], right: Column, height: int, signed: Sequence[bool], support: list[int]
) -> list[Fraction] | None:
    """The exact solution on those columns (free ones set to 0), if it has the right signs."""
    chosen = [*(columns[i] for i in support), right]
    dense = [[column.get(row, Fraction(0)) for row in range(height)] for column in chosen]
    solution = solve(dense[:-1], dense[-1])
    if solution is None:
        return None
    weights = [Fraction(0)] * len(signed)
    for place, weight in zip(support, solution, strict=True):
        weights[place] = weight
    good = all(weight >= 0 for weight, flag in zip(weights, signed, strict=True) if flag)
    return weights if good else None
