"""Equations that are affine in an array are solved exactly; where they are not, or have no solution, nothing comes."""
from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction as F

import pytest

from theorycheck.falsifying.sample.solve_arrays import MOST_ENTRIES, solve_affine_system


def system(rows: Sequence[Sequence[F]], right: Sequence[F]):  # type: ignore[no-untyped-def]
    def residual(x: Sequence[F]) -> list[F]:
        return [sum((a * t for a, t in zip(row, x, strict=True)), F(0)) - b for row, b in zip(rows, right, strict=True)]

    return residual


@pytest.mark.parametrize("seed", range(30))
def test_a_consistent_system_is_solved(seed: int) -> None:
    """Of any rank, with more or fewer equations than unknowns; what is free keeps its value if it can."""
    rng = random.Random(seed)
    unknowns, equations = rng.randint(1, 5), rng.randint(0, 6)
    rows = [[F(rng.randint(-3, 3), rng.randint(1, 3)) for _ in range(unknowns)] for _ in range(equations)]
    if len(rows) > 1:
        rows[-1] = [2 * a for a in rows[0]]  # one equation twice
    solution = [F(rng.randint(-5, 5), 7) for _ in range(unknowns)]
    right = [sum((a * t for a, t in zip(row, solution, strict=True)), F(0)) for row in rows]
    residual = system(rows, right)
    drawn = [F(rng.randint(-3, 3)) for _ in range(unknowns)]
    found = solve_affine_system(residual, drawn)
    assert found is not None and not any(residual(found))
    if not any(residual(drawn)):
        assert found == drawn


def test_what_is_free_stays_as_drawn() -> None:
    assert solve_affine_system(system([[F(1), F(0), F(2)]], [F(5)]), [F(0), F(7), F(1)]) == [3, 7, 1]
    assert solve_affine_system(lambda x: [], [F(4), F(9)]) == [4, 9]


def test_a_contradiction_has_no_solution() -> None:
    assert solve_affine_system(system([[F(1)], [F(1)]], [F(1), F(2)]), [F(0)]) is None
    assert solve_affine_system(lambda x: [F(1)], [F(0)]) is None


def test_what_is_not_affine_is_not_believed() -> None:
    assert solve_affine_system(lambda x: [x[0] * x[0] - 2], [F(1)]) is None
    assert solve_affine_system(lambda x: [x[0] * x[0] - x[0]], [F(3)]) is None
    assert solve_affine_system(lambda x: [x[0] * x[0] - 4], [F(2)]) == [2]  # solved as it was drawn


def test_what_has_no_value_is_left_alone() -> None:
    assert solve_affine_system(lambda x: None, [F(1)]) is None
    assert solve_affine_system(lambda x: None if x[0] == 2 else [x[0] - 5], [F(1)]) is None


def test_large_and_empty_arrays_are_left_alone() -> None:
    assert solve_affine_system(lambda x: [x[0]], []) is None
    assert solve_affine_system(lambda x: [x[0] - 1], [F(0)] * MOST_ENTRIES) is not None
    assert solve_affine_system(lambda x: [x[0] - 1], [F(0)] * (MOST_ENTRIES + 1)) is None
