"""Positive semidefinite matrices under linear equations, by Clarabel's interior point method. Floats: they propose."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

Entry = tuple[int, int, float]  # row, column, value


def svec_places(size: int) -> list[tuple[int, int]]:
    """The upper triangle of a symmetric matrix in the solver's order: column by column."""
    return [(i, j) for j in range(size) for i in range(j + 1)]


def feasible(
    clarabel: Any, equations: Sequence[Entry], right: Sequence[float], sizes: Sequence[int], free: int
) -> tuple[list[float] | None, str]:
    """x with A x = right, made of the upper triangles of PSD matrices of these sizes and of free numbers after them.

    Among the solutions it tends to one in the relative interior. None with the solver's word where it finds none.
    """
    from scipy.sparse import csc_matrix

    scales = [1.0 if i == j else math.sqrt(2) for size in sizes for i, j in svec_places(size)]
    columns, height = len(scales) + free, len(right)
    entries = [*equations, *((height + k, k, -scale) for k, scale in enumerate(scales))]
    rows, places, values = ([entry[part] for entry in entries] for part in range(3))
    matrix = csc_matrix((values, (rows, places)), shape=(height + len(scales), columns))
    cones = [clarabel.ZeroConeT(height), *(clarabel.PSDTriangleConeT(size) for size in sizes if size)]
    settings = clarabel.DefaultSettings()
    settings.verbose = False
    settings.max_threads = 1
    nothing = csc_matrix((columns, columns))
    bounds = [*right, *([0.0] * len(scales))]
    solution = clarabel.DefaultSolver(nothing, [0.0] * columns, matrix, bounds, cones, settings).solve()
    word = str(solution.status)
    return (list(solution.x) if word in ("Solved", "AlmostSolved") else None), word
