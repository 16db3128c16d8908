"""The ways in which the entries of a cell fall into blocks that are constrained alike: all of them, rows, columns."""
from __future__ import annotations

import math
from collections.abc import Sequence

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
