"""Combinations with signs: what is left out beforehand takes no solution away."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from theorycheck.kernel import terms as t
from theorycheck.kernel.polynomials import Polynomial, plus, polynomial, times
from theorycheck.kernel.sorts import REAL
from theorycheck.proving.simplex import nonnegative_combination

X, Y, Z = (polynomial(t.variable(name, REAL)) for name in "xyz")
MONOMIALS = [X, Y, Z, times(X, X), times(X, Y), times(Y, Z), times(times(X, Y), Z)]


def scaled(weight: Fraction, p: Polynomial) -> Polynomial:
    return {m: weight * c for m, c in p.items() if weight * c}


def total(weights: list[Fraction], candidates: list[Polynomial]) -> Polynomial:
    result: Polynomial = {}
    for weight, candidate in zip(weights, candidates, strict=True):
        result = plus(result, scaled(weight, candidate))
    return result


@pytest.mark.parametrize("seed", range(40))
def test_a_combination_that_exists_is_found(seed):
    """Of random candidates, some of them free in sign, with a target made from a few of them."""
    rng = random.Random(seed)
    candidates, signed, made = [], [], []
    for _ in range(rng.randint(1, 9)):
        parts = rng.sample(MONOMIALS, rng.randint(1, 3))
        candidates.append(total([Fraction(rng.choice((-2, -1, 1, 3))) for _ in parts], parts))
        signed.append(rng.random() < 0.8)
        made.append(Fraction(rng.randint(0 if signed[-1] else -3, 3)) if rng.random() < 0.5 else Fraction(0))
    target = total(made, candidates)
    weights = nonnegative_combination(candidates, signed, target, None)
    assert weights is not None
    assert total(weights, candidates) == target
    assert all(weight >= 0 for weight, flag in zip(weights, signed, strict=True) if flag)


def test_what_has_no_combination_gives_none():
    """-x from x, xy from x and y, and x from x + y and x: a sign, a monomial, a row that must vanish."""
    minus_x = scaled(Fraction(-1), X)
    assert nonnegative_combination([X], [True], minus_x, None) is None
    assert nonnegative_combination([X], [False], minus_x, None) == [-1]
    assert nonnegative_combination([X, Y], [False, False], times(X, Y), None) is None
    assert nonnegative_combination([plus(X, Y), X], [True, True], X, None) == [0, 1]
    assert nonnegative_combination([plus(X, Y)], [True], X, None) is None


def test_a_first_solution_with_a_wrong_sign_is_mended():
    """y = (x + y) - x, but with weights ≥ 0 either y - x takes part, or x is free in sign, or there are none."""
    minus_x = scaled(Fraction(-1), X)
    up, down = plus(X, Y), plus(Y, minus_x)
    assert nonnegative_combination([X, up, down], [True, True, True], Y, None) == [0, Fraction(1, 2), Fraction(1, 2)]
    assert nonnegative_combination([X, up], [True, True], Y, None) is None
    assert nonnegative_combination([X, up], [False, True], Y, None) == [-1, 1]
    assert nonnegative_combination([X, up, Z, plus(Z, minus_x)], [True] * 4, Y, None) is None
    assert nonnegative_combination([X, up, Z, plus(Z, minus_x)], [True, True, False, True], Y, None) == [0, 1, -1, 1]


def test_positive_weights_sum_to_one():
    """x > 0 and -x > 0 refute each other; x > 0 alone refutes nothing."""
    minus_x = scaled(Fraction(-1), X)
    assert nonnegative_combination([X, minus_x], [True, True], {}, [True, True]) == [Fraction(1, 2), Fraction(1, 2)]
    assert nonnegative_combination([X], [True], {}, [True]) is None
