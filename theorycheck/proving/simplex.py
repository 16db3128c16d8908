"""Writing one polynomial as a combination of others with prescribed signs: floats choose, rationals decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from math import inf
from typing import Any

from theorycheck.algebra.linear_systems import solve

Polynomial = Mapping[Any, Fraction | int]  # monomial -> coefficient, whatever a monomial is
Column = dict[int, Fraction | int]  # row -> coefficient, zeros left out


def nonnegative_combination(
    candidates: Sequence[Polynomial],
    signed: Sequence[bool],
    target: Polynomial,
    positive: Sequence[bool] | None,
) -> list[Fraction] | None:
    """Weights w with Σ w_i · candidates[i] = target, w_i ≥ 0 where signed[i]; None if none was found.

    With `positive`, the weights at those indices must sum to 1 (a refutation: something positive equals 0).
    """
    monomials = dict.fromkeys(m for p in (*candidates, target) for m in p)
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
    useful = _useful(columns, right, signed)
    if useful is None:
        return None
    support = _support([columns[i] for i in useful], right, height, [signed[i] for i in useful])
    support = None if support is None else [useful[i] for i in support]
    return None if support is None else _exact(columns, right, height, signed, support)


def _useful(columns: list[Column], right: Column, signed: Sequence[bool]) -> list[int] | None:
    """The columns whose weight is not 0 for a plain reason; None if, for such a reason, there are no weights at all.

    Where a row must come to 0 and nothing in it can be negative, or nothing positive, or one column alone is in it, all
    weights in it are 0; where a row must not come to 0 and nothing in it has that sign, there are none.
    """
    rows: dict[int, set[int]] = {row: set() for row in right}
    for i, column in enumerate(columns):
        for row in column:
            rows.setdefault(row, set()).add(i)
    left, waiting = set(range(len(columns))), set(rows)
    while waiting:
        row = waiting.pop()
        members, wanted = rows[row], right.get(row, 0)
        rises = any(columns[i][row] > 0 or not signed[i] for i in members)
        falls = any(columns[i][row] < 0 or not signed[i] for i in members)
        if (wanted > 0 and not rises) or (wanted < 0 and not falls):
            return None
        if wanted or (rises and falls and len(members) > 1):
            continue
        left -= members
        for i in tuple(members):
            for other in columns[i]:
                rows[other].discard(i)
                waiting.add(other)
    return sorted(left)


def _support(columns: list[Column], right: Column, height: int, signed: Sequence[bool]) -> list[int] | None:
    """The columns that a vertex solution of the linear program uses."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csc_array

    in_order = [sorted(column.items()) for column in columns]
    if not any(in_order):
        return []
    try:
        entries = [float(x) for column in in_order for _, x in column]
        wanted = [float(right.get(row, 0)) for row in range(height)]
    except OverflowError:  # beyond floats there is nothing to choose by
        return None
    rows, starts = [row for column in in_order for row, _ in column], [0, *accumulate(map(len, in_order))]
    left = csc_array((entries, rows, starts), shape=(height, len(columns)))
    cost = [1.0 if flag else 0.0 for flag in signed]
    bounds = Bounds([0.0 if flag else -inf for flag in signed], inf)
    # without an integer variable it is a linear program, and `milp` asks less of its input than `linprog`
    result = milp(cost, constraints=LinearConstraint(left, wanted, wanted), bounds=bounds)
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
