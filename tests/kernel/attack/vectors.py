"""Vectors for the independent evaluator: tuples of reals, as long as their space has dimensions."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

SPACES = ("vector", "inner")
Plain = Callable[[str, Any, Any], Any]  # the arithmetic of coordinates


def dimension(world: Any, sort: tuple) -> int:
    """Drawn once for each space."""
    return world._once(("dimension", sort), lambda: world.random.choice([0, 1, 1, 2, 2, 3]))


def inner(world: Any, sort: tuple, x: tuple, y: tuple, plain: Plain) -> Any:
    """Σ w_i (Lx)_i (Ly)_i with weights w > 0, and L the identity but for one entry off the diagonal."""
    pick = world.random.choice
    weights, shear = world._once(("inner", sort), lambda: ([pick([1, 1, 2, 3]) for _ in x], pick([0, 1, -1])))
    total: Any = Fraction(0)
    for weight, a, b in zip(weights, _sheared(x, shear, plain), _sheared(y, shear, plain), strict=True):
        total = plain("add", total, plain("mul", Fraction(weight), plain("mul", a, b)))
    return total


def _sheared(x: tuple, shear: int, plain: Plain) -> tuple:
    return (plain("add", x[0], plain("mul", Fraction(shear), x[1])), *x[1:]) if len(x) > 1 else x


def vector(world: Any, term: Any, stack: tuple, plain: Plain) -> Any:
    """The value of one of the operators on vectors."""
    if term.op == "vector_zero":
        return (Fraction(0),) * dimension(world, term.data)
    a, b = (world.value(arg, stack) for arg in term.args)
    if term.op == "inner_product":
        return inner(world, term.args[0].sort, a, b, plain)
    pairs = [(a, y) for y in b] if term.op == "vector_scale" else list(zip(a, b, strict=True))
    return tuple(plain("mul" if term.op == "vector_scale" else "add", x, y) for x, y in pairs)
