"""What the rules about critical points accept holds at random points, by an independent evaluator.

The fuzzer knows few real numbers and no way to refute ∃; here signs, eigenvalues and values are looked at directly.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction as Q
from itertools import pairwise
from typing import Any

import pytest
from attack.model import World
from attack.moves import MOVES, Hand
from flint import arb

from theorycheck.kernel import KernelError
from theorycheck.kernel import terms as t
from theorycheck.kernel.rules import RULES
from theorycheck.kernel.sorts import REAL

SEEDS, PROPOSALS, POINTS = range(3), 120, 40


def _accepted(name: str, seed: int) -> Iterator[tuple]:
    """The arguments that the rule accepts, of many proposals."""
    rng = random.Random(f"{name} {seed}")
    for _ in range(PROPOSALS):
        try:
            arguments = MOVES[name](Hand(rng, []))
            RULES[name](*arguments)
        except KernelError:
            continue
        yield arguments


def _value(term: t.Term, values: dict[str, Q]) -> Any:
    world = World(0)
    world.known |= {("variable", (name, REAL)): value for name, value in values.items()}
    return world.value(term)


def _sign(value: Any) -> int:
    """1, -1, or 0 where it is not known."""
    return 1 if value > 0 else -1 if value < 0 else 0


def _inside(rng: random.Random, bounds: Sequence[tuple[Q, Q]]) -> tuple[Q, ...]:
    """A point of the box, often on its boundary."""
    return tuple(low + rng.choice([Q(0), Q(1), Q(rng.randrange(1, 64), 64)]) * (high - low) for low, high in bounds)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_box_with_one_root_has_one_change_of_sign(seed: int) -> None:
    """In one variable: from end to end, at forty points, strictly inside."""
    count = 0
    for variables, bounds, equations, *_ in _accepted("exists_root", seed):
        if len(variables) > 1:
            continue
        (low, high), count = bounds[0], count + 1
        names = [variables[0].data[0]]
        signs = [_sign(_value(equations[0], {names[0]: low + (high - low) * Q(k, POINTS)})) for k in range(POINTS + 1)]
        assert 0 not in (signs[0], signs[-1])
        known = [sign for sign in signs if sign]
        assert sum(a != b for a, b in pairwise(known)) == 1, (equations, bounds)
    assert count > 5


def _determinant(rows: list[list[Any]]) -> Any:
    """By expansion: of a matrix of exact numbers or balls."""
    if not rows:
        return arb(1)
    return sum(
        (-1) ** j * entry * _determinant([row[:j] + row[j + 1 :] for row in rows[1:]])
        for j, entry in enumerate(rows[0])
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_definite_matrix_has_positive_leading_minors(seed: int) -> None:
    """Sylvester's criterion for the symmetric part, at points of the box and on its boundary."""
    rng, count = random.Random(seed), 0
    for variables, bounds, matrix, _ in _accepted("definite", seed):
        count += 1
        for _ in range(POINTS // 4):
            point = {v.data[0]: a for v, a in zip(variables, _inside(rng, bounds), strict=True)}
            values = [[_ball(_value(entry, point)) for entry in row] for row in matrix]
            part = [[values[i][j] + values[j][i] for j in range(len(values))] for i in range(len(values))]
            for size in range(1, len(part) + 1):
                assert _sign(_determinant([row[:size] for row in part[:size]])) == 1, (matrix, point)
    assert count > 5


def _ball(value: Any) -> arb:
    return value if isinstance(value, arb) else arb(value.numerator) / value.denominator


@pytest.mark.parametrize("seed", SEEDS)
def test_a_strict_minimum_is_below_every_other_point_of_the_box(seed: int) -> None:
    """f(a) < f(x), in exact arithmetic or balls."""
    rng, count = random.Random(seed), 0
    for *_, function, bounds, point in _accepted("strict_minimum", seed):
        least, count = _value(t.apply(function, *point), {}), count + 1
        for _ in range(POINTS // 4):
            other = tuple(map(t.real, _inside(rng, bounds)))
            if other != point:
                assert _sign(_ball(_value(t.apply(function, *other), {})) - _ball(least)) == 1, (function, other)
    assert count > 5


@pytest.mark.parametrize("seed", SEEDS)
def test_around_an_isolated_minimum_the_function_is_convex_and_its_faces_are_higher(seed: int) -> None:
    """f(p) + f(q) > 2 f((p + q)/2) on the box, and f > f(m) on its faces."""
    rng, count = random.Random(seed), 0
    for function, _, bounds, centre, *_ in _accepted("isolated_minimum", seed):
        count += 1

        def f(point: Sequence[Q], function: t.Term = function) -> arb:
            return _ball(_value(t.apply(function, *map(t.real, point)), {}))

        for _ in range(POINTS // 4):
            p, q = _inside(rng, bounds), _inside(rng, bounds)
            middle = [(a + b) / 2 for a, b in zip(p, q, strict=True)]
            assert p == q or _sign(f(p) + f(q) - 2 * f(middle)) == 1, (function, p, q)
            face = rng.randrange(len(bounds))
            outer = [*p[:face], rng.choice(bounds[face]), *p[face + 1 :]]
            assert _sign(f(outer) - f(centre)) == 1, (function, outer)
    assert count > 5


@pytest.mark.parametrize("seed", SEEDS)
def test_a_minimum_modulo_a_group_is_one_among_all_near_points(seed: int) -> None:
    """f(a) ≤ f(x) at points a thousandth away, in all directions, along the orbit too."""
    rng, count = random.Random(seed), 0
    for _, _, _, _, _, function, _, _, point, _ in _accepted("slice", seed):
        least, count = _value(t.apply(function, *point), {}), count + 1
        for _ in range(POINTS):
            steps = [Q(rng.randrange(-8, 9), 8_000) for _ in point]
            other = [t.add(a, t.real(step)) for a, step in zip(point, steps, strict=True)]
            assert _value(t.apply(function, *other), {}) >= least, (function, other)
    assert count > 5
