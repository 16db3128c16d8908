"""The ways in which the entries of a cell fall into blocks that are constrained alike: all of them, rows, columns."""
from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from theorycheck.algebra.base import Array

WHOLE, ROWS, COLUMNS = "whole", "rows", "columns"


def kinds(shape: Sequence[int]) -> tuple[str, ...]:
    """The ways that differ for arrays of this order."""
    return {0: (), 1: (WHOLE,), 2: (WHOLE, ROWS, COLUMNS)}.get(len(shape), (WHOLE,))


def blocks(kind: str, shape: Sequence[int]) -> list[list[int]]:
    """For each block its places among the entries, row by row."""
    if kind == WHOLE:
        return [list(range(math.prod(shape)))]
    rows, columns = shape
    if kind == ROWS:
        return [list(range(row * columns, (row + 1) * columns)) for row in range(rows)]
    return [list(range(column, rows * columns, columns)) for column in range(columns)]


def of_each(kind: str, name: str) -> str:
    """The blocks in words: x, each row of x."""
    return name if kind == WHOLE else f"each {kind[:-1]} of {name}"


def sums(algebra: Any, kind: str, x: Array) -> Any:
    """The sum of each block: a scalar of the whole, else a vector."""
    if kind == WHOLE:
        return algebra.total(x)
    x = x if kind == ROWS else algebra.transpose(x)
    return algebra.apply_matrix(x, _ones(algebra, x.shape[1:]))


def spread(algebra: Any, kind: str, values: Any, shape: Sequence[int]) -> Any:
    """One value a block at all places of the block; what `each` takes beside an array of this shape."""
    if kind == WHOLE:
        return values
    rows, columns = shape if kind == ROWS else tuple(reversed(shape))
    column = algebra.tabulate((rows, 1), lambda i, _: algebra.entry(values, i))
    wide = algebra.matmul(column, _ones(algebra, (1, columns)))
    return wide if kind == ROWS else algebra.transpose(wide)


def _ones(algebra: Any, shape: Sequence[int]) -> Array:
    return algebra.tabulate(tuple(shape), lambda *_: algebra.literal(Fraction(1)))
