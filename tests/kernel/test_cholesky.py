"""The lower bound of the least eigenvalue, against exact determinants."""

from __future__ import annotations

import random
from fractions import Fraction as Q

import pytest
from shapes import refuses

from theorycheck.kernel.cholesky import least_eigenvalue

BITS = 64
UNIT = 1 << BITS


def _determinant(rows: list[list[Q]]) -> Q:
    """By elimination with exchanges."""
    rows, sign = [row[:] for row in rows], Q(1)
    for k in range(len(rows)):
        pivot = next((i for i in range(k, len(rows)) if rows[i][k]), None)
        if pivot is None:
            return Q(0)
        if pivot != k:
            rows[k], rows[pivot], sign = rows[pivot], rows[k], -sign
        sign *= rows[k][k]
        for i in range(k + 1, len(rows)):
            factor = rows[i][k] / rows[k][k]
            rows[i] = [a - factor * b for a, b in zip(rows[i], rows[k], strict=True)]
    return sign


def _positive(matrix: list[list[Q]], shift: Q) -> bool:
    """Sylvester: all leading minors of M - shift·I are positive."""
    n = len(matrix)
    moved = [[matrix[i][j] - (shift if i == j else 0) for j in range(n)] for i in range(n)]
    return all(_determinant([row[:k] for row in moved[:k]]) > 0 for k in range(1, n + 1))


def _random(rng: random.Random, size: int) -> list[list[Q]]:
    """AᵀA + a little, entries in multiples of 1/64."""
    a = [[Q(rng.randrange(-8, 9), 8) for _ in range(size)] for _ in range(size)]
    floor = Q(rng.randrange(-2, 30), 64)
    return [
        [sum(a[k][i] * a[k][j] for k in range(size)) + (floor if i == j else 0) for j in range(size)]
        for i in range(size)
    ]


def _enclosed(matrix: list[list[Q]], below: int, above: int) -> list[list[tuple[int, int]]]:
    return [[(int(a * UNIT) - below, int(a * UNIT) + above) for a in row[: i + 1]] for i, row in enumerate(matrix)]


@pytest.mark.parametrize("seed", range(60))
def test_it_is_below_the_least_eigenvalue_of_every_matrix_enclosed(seed: int) -> None:
    """Of the middle and of random members; and not far below the shift."""
    rng = random.Random(seed)
    matrix, shift = _random(rng, rng.randrange(1, 7)), Q(rng.randrange(1, 20), 64)
    width = rng.choice([0, 1, UNIT >> 20])
    lower = _enclosed(matrix, width, rng.choice([0, width]))
    if not _positive(matrix, shift + Q(1, 1 << 10)):
        refuses(least_eigenvalue, lower, BITS, shift + 1, because="is not positive at this shift")
        return
    found = least_eigenvalue(lower, BITS, shift)
    assert shift - Q(1, 1 << 10) < found <= shift
    for _ in range(5):
        chosen = [[Q(rng.choice(pair), UNIT) for pair in row] for row in lower]
        member = [[chosen[max(i, j)][min(i, j)] for j in range(len(lower))] for i in range(len(lower))]
        assert _positive(member, found - Q(1, 1 << 60))


@pytest.mark.parametrize(
    ("matrix", "shift", "pivot"),
    [
        ([[0]], Q(1, 64), "1 of 1"),
        ([[1, 2], [2, 1]], Q(1, 64), "2 of 2"),
        ([[1, 1], [1, 1]], Q(1, 64), "2 of 2"),
        ([[2, 0], [0, 1]], Q(1), "2 of 2"),
        ([[1, 0, 0], [0, 1, 0], [0, 0, -1]], Q(1, 64), "3 of 3"),
    ],
)
def test_it_refuses_a_shift_that_is_too_large(matrix: list[list[int]], shift: Q, pivot: str) -> None:
    """Singular, indefinite, or not above the shift."""
    lower = _enclosed([[Q(a) for a in row] for row in matrix], 0, 0)
    refuses(least_eigenvalue, lower, BITS, shift, because=f"pivot {pivot} is not positive")


def test_wide_entries_lower_the_bound_by_their_row_sums() -> None:
    """The identity with entries known to 1/8: no bound above 1/2 can be right for (1, 1/8; 1/8, 1) ± 1/8."""
    eighth = UNIT >> 3
    lower = _enclosed([[Q(1), Q(0)], [Q(0), Q(1)]], eighth, eighth)
    assert Q(1, 2) < least_eigenvalue(lower, BITS, Q(31, 32)) <= Q(31, 32) - Q(1, 4)


def test_it_asks_for_an_even_precision() -> None:
    """Roots of units of 2^-precision are units of 2^-(precision/2)."""
    for precision in (0, 63, -2):
        refuses(least_eigenvalue, [[(1, 1)]], precision, Q(1, 2), because="an even precision")
