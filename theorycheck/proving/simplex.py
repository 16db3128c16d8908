"""Writing one polynomial as a combination of others with prescribed signs: linear programming over the rationals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import flint

from theorycheck.algebra.linear_systems import echelon
from theorycheck.algebra.quotients import from_flint

MAX_PIVOTS = 500

Polynomial = Mapping[Any, Fraction | int]  # monomial -> coefficient other than 0, whatever a monomial is
TOTAL = "total"  # no monomial: the sum of weights that are to be positive


def nonnegative_combination(
    candidates: Sequence[Polynomial],
    signed: Sequence[bool],
    target: Polynomial,
    positive: Sequence[bool] | None,
) -> list[Fraction] | None:
    """Weights w with Σ w_i · candidates[i] = target, w_i ≥ 0 where signed[i]; None if none was found.

    With `positive`, the weights at those indices must sum to 1 (a refutation: something positive equals 0).
    """
    columns, right = list(candidates), target
    if positive is not None:
        columns = [{**p, TOTAL: 1} if flag else p for p, flag in zip(candidates, positive, strict=True)]
        right = {**target, TOTAL: 1}
    useful = useful_columns(columns, right, signed)
    if useful is None:
        return None
    found = _vertex([columns[i] for i in useful], right, [signed[i] for i in useful])
    if found is None:
        return None
    weights = dict(zip(useful, found, strict=True))
    return [weights.get(i, Fraction(0)) for i in range(len(columns))]


def useful_columns(columns: Sequence[Polynomial], right: Polynomial, signed: Sequence[bool]) -> list[int] | None:
    """The columns whose weight is not 0 for a plain reason; None if, for such a reason, there are no weights at all.

    Where a row must come to 0 and nothing in it can be negative, or nothing positive, or one column alone is in it, all
    weights in it are 0; where a row must not come to 0 and nothing in it has that sign, there are none.
    """
    rows: dict[Any, set[int]] = {row: set() for row in right}
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


def _vertex(columns: Sequence[Polynomial], right: Polynomial, signed: Sequence[bool]) -> list[Fraction] | None:
    """Such weights of which those that are not 0 have independent columns; None if there are none or they are far.

    Pivots start from the solution in which the first independent columns take part.  The least index goes out of those
    with a wrong sign and the least one in that mends it, so that no choice comes twice (Bland's rule).
    """
    last, every = len(columns), [*columns, right]
    rows = dict.fromkeys(row for column in every for row in column)
    matrix, basis = echelon([[column.get(row, 0) for row in rows] for column in every])
    if last in basis:
        return None
    table = [[matrix[row, column] for column in range(last + 1)] for row in range(len(basis))]
    for _ in range(MAX_PIVOTS):
        wrong = [(column, row) for row, column in enumerate(basis) if signed[column] and table[row][last] < 0]
        if not wrong:
            weights = {column: from_flint(table[row][last]) for row, column in enumerate(basis)}
            return [weights.get(column, Fraction(0)) for column in range(last)]
        _, row = min(wrong)
        outside = set(range(last)).difference(basis)
        column = next((j for j in sorted(outside) if table[row][j] < 0 or (table[row][j] != 0 and not signed[j])), None)
        if column is None:
            return None
        basis[row] = column
        _pivot(table, row, column)
    return None


def _pivot(table: list[list[flint.fmpq]], row: int, column: int) -> None:
    """Makes that column the pivot of that row."""
    scale = table[row][column]
    chosen = table[row] = [x / scale for x in table[row]]
    for place, other in enumerate(table):
        factor = other[column]
        if place != row and factor != 0:
            table[place] = [x - factor * y if y != 0 else x for x, y in zip(other, chosen, strict=True)]
