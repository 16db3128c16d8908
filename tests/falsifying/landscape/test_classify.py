"""What an end point is: specimens of every kind, and every rule seen to matter.

A specimen is a point of a landscape and the kind it must be given. Each sabotage disables one rule; then some
specimen that is no minimum becomes one, or some minimum is lost.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy
import pytest
from objectives import (
    ZERO,
    OneVariable,
    Squares,
    bowl,
    constant,
    cubic,
    double_well,
    factorisation,
    himmelblau,
    monkey_saddle,
    product_of_three,
    variables,
    weighted_rank_one,
)

from theorycheck.falsifying.landscape import classify as rules
from theorycheck.falsifying.landscape.classify import EndPoint, classify
from theorycheck.falsifying.landscape.minimize import Ends, opened
from theorycheck.falsifying.landscape.objective import AbstractObjective

EPSILON = [0.1, 1e-3, 1e-5, 1e-9, 1e-20, 1e-80, 1e-160]
ROOTS = sorted(numpy.roots([4, 0, -6, 1]).real.tolist())


def look(objective: AbstractObjective, point: list[float], first: float = 1.0) -> EndPoint:
    with objective.backend.quiet():
        state = opened(objective, numpy.asarray([point], dtype=float))
    state["first"] = numpy.asarray([first])
    (end,) = classify(objective, Ends(**state))
    return end


def quartic() -> Squares:
    x, y = variables(2)
    return Squares(2, [(1, x), (1, y * y)])


def tilted_valley() -> Squares:
    """x^2 + y^3: a critical point at 0 that is no minimum, with a valley that bends down."""
    x, y = variables(2)
    return Squares(2, [(1, x)], plain=y * y * y)


def decay() -> OneVariable:
    return OneVariable(lambda x: numpy.exp(-x), lambda x: -numpy.exp(-x), lambda x: numpy.exp(-x))


def level_tangent() -> Squares:
    """A bowl with a false tangent: at the minimum no first derivative gives it away."""
    x, y = variables(2)
    return Squares(2, [(1, x), (1, y)], generators=[[constant(2, 1), ZERO]])


def two_curvatures() -> Squares:
    x, y = variables(2)
    return Squares(2, [(1, x), (1e-12, y)])


def pinhole() -> Squares:
    """y^2 + x^2/10^7 - 10^8 x^4: a well of width 10^-8, which floats cannot tell from a saddle."""
    x, y = variables(2)
    return Squares(2, [(1, y), (1e-7, x)], plain=x * x * x * x * -1e8)


def slope() -> Squares:
    """x^2 + y/10^4: flat and tilted."""
    x, y = variables(2)
    return Squares(2, [(1, x)], plain=y * 1e-4)


SPECIMENS: dict[str, tuple[AbstractObjective, list[float], str]] = {
    "bowl": (bowl(1e6), [1.0] * 6, "minimum"),
    "bowl, a hair off": (bowl(1e6), [1 + 1e-9] * 6, "minimum"),
    "bowl, far off": (bowl(10.0), [1.5] * 6, "stalled"),
    "global well": (double_well(), [ROOTS[0]], "minimum"),
    "spurious well": (double_well(), [ROOTS[2]], "minimum"),
    "hill top": (double_well(), [ROOTS[1]], "saddle"),
    "x^2 + y^4": (quartic(), [0.0, 0.0], "degenerate"),
    "x^2 + y^4, close": (quartic(), [0.0, 1e-5], "degenerate"),
    "x^2 + y^3": (tilted_valley(), [0.0, 0.0], "degenerate"),
    "x^2 + y^3, close": (tilted_valley(), [0.0, 1e-6], "degenerate"),
    "x^2 + y^3, other side": (tilted_valley(), [0.0, -1e-6], "degenerate"),
    "monkey saddle": (monkey_saddle(), [0.0, 0.0], "degenerate"),
    "monkey saddle, close": (monkey_saddle(), [1e-7, 0.0], "degenerate"),
    "exp(-x)": (decay(), [30.0], "plateau"),
    "exp(-x), underflow": (decay(), [800.0], "degenerate"),
    "rank one": (weighted_rank_one(), [0.0, 0.5**0.5, 0.0, 0.5**0.5], "minimum"),
    "rank one, undeclared": (weighted_rank_one(symmetric=False), [0.0, 0.5**0.5, 0.0, 0.5**0.5], "degenerate"),
    "rank one, unbalanced": (weighted_rank_one(), [0.0, 30.0, 0.0, 1 / 60], "minimum"),
    "rank one, origin": (weighted_rank_one(), [0.0] * 4, "saddle"),
    "abc = 1": (product_of_three(True), [2.0, 0.5, 1.0], "minimum"),
    "abc = 1, undeclared": (product_of_three(), [2.0, 0.5, 1.0], "degenerate"),
    "abc, axis": (product_of_three(), [1.0, 0.0, 0.0], "saddle"),
    "false tangent": (level_tangent(), [0.0, 0.0], "degenerate"),
    "nearly flat": (two_curvatures(), [0.0, 0.0], "degenerate"),
    "pinhole": (pinhole(), [0.0, 0.0], "degenerate"),
    "flat and tilted": (slope(), [0.0, 0.0], "stalled"),
    "far away": (cubic(), [-2e8], "diverged"),
    "overflow": (cubic(), [-1e200], "diverged"),
    "no number": (cubic(), [float("nan")], "diverged"),
}


@pytest.mark.parametrize("name", SPECIMENS)
def test_specimens(name: str) -> None:
    objective, point, kind = SPECIMENS[name]
    assert look(objective, point).kind == kind


@pytest.mark.parametrize("symmetric", [False, True])
@pytest.mark.parametrize("signs", [(1, 1, 1), (-1, 1, 1), (-1, -1, 1), (-1, -1, -1), (1, 0, 0), (1, -1, 0), (0, 0, 0)])
@pytest.mark.parametrize("size", EPSILON)
def test_near_the_flat_saddle_of_a_product_nothing_is_a_minimum(
    size: float, signs: tuple[int, ...], symmetric: bool
) -> None:
    """At (-e, e, e) the Hessian is positive across the orbit, with eigenvalue 4e; yet (0, 0, 0) is a saddle."""
    assert look(product_of_three(symmetric), [size * sign for sign in signs]).kind != "minimum"


def test_measures() -> None:
    top = look(himmelblau(), [-0.270844590667, -0.923038522], first=1e6)
    assert (top.kind, top.index, top.flat) == ("saddle", 2, 0) and top.value == pytest.approx(181.6165, abs=1e-3)
    spurious = look(weighted_rank_one(), [0.0, 0.5**0.5, 0.0, 0.5**0.5])
    assert (spurious.orbit, spurious.flat, spurious.index) == (1, 0, 0) and spurious.smallest == pytest.approx(2.0)
    undeclared = look(weighted_rank_one(symmetric=False), [0.0, 0.5**0.5, 0.0, 0.5**0.5])
    assert (undeclared.orbit, undeclared.flat, undeclared.index) == (0, 1, 0) and abs(undeclared.smallest) < 1e-12
    origin = look(weighted_rank_one(), [0.0] * 4)
    assert origin.orbit == 0 and (origin.index, origin.smallest) == (2, pytest.approx(-2.0)) and origin.gradient == 0


def test_an_orbit_that_fills_the_space_leaves_nothing_to_be_a_minimum_of() -> None:
    one = constant(2, 1)
    everywhere = Squares(2, [(1, one)], generators=[[one, ZERO], [ZERO, one]])
    assert look(everywhere, [1.0, 2.0]).kind == "degenerate"


def test_what_reached_the_floor_is_not_looked_at() -> None:
    objective = double_well()
    with objective.backend.quiet():
        ends = Ends(**opened(objective, numpy.asarray([[ROOTS[0]], [ROOTS[2]]])))
    assert [end.kind for end in classify(objective, ends, floor=-3.0)] == ["reached", "minimum"]


@pytest.mark.parametrize("inner", [1, 2])
def test_minima_of_a_linear_network_are_minima_modulo_the_group_only(inner: int) -> None:
    target = [[2.0, 0.0], [0.0, 1.0], [0.0, 0.5]]
    left, sizes, right = numpy.linalg.svd(numpy.asarray(target), full_matrices=False)
    best = [*(left[:, :inner] * sizes[:inner]).ravel().tolist(), *right[:inner].ravel().tolist()]
    assert look(factorisation(target, inner), best).kind == "minimum"
    undeclared = look(factorisation(target, inner, symmetric=False), best)
    assert (undeclared.kind, undeclared.flat) == ("degenerate", inner**2)


def test_more_minima_than_the_group_explains_are_degenerate() -> None:
    """BA = Y of rank 1 with factors of rank 1: GL(2) moves (B, A) along 3 directions, and solutions fill more."""
    objective = factorisation([[1.0, 0.0], [0.0, 0.0]], 2)
    thin = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0]
    assert look(objective, thin).kind == "degenerate" and look(objective, thin).flat > 0
    wide = [1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0]
    assert look(objective, wide).kind == "minimum"


def patch(name: str, value: Any) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda monkeypatch: monkeypatch.setattr(rules, name, value)


SABOTAGES: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], str, str]] = {
    "steps may be long": (patch("SMALL_STEP", 1e9), "bowl, far off", "minimum"),
    "steps must be exact": (patch("SMALL_STEP", 0.0), "bowl, a hair off", "plateau"),
    "no curvature is too small": (patch("FLAT", 0.0), "nearly flat", "minimum"),
    "curvature need not last": (patch("STEADY", 1e30), "x^2 + y^3, close", "minimum"),
    "curvature must not change at all": (patch("STEADY", 0.0), "global well", "degenerate"),
    "everything is resolved": (patch("RESOLUTION", 0.0), "pinhole", "minimum"),
    "nothing is resolved": (patch("RESOLUTION", 1e3), "global well", "degenerate"),
    "the group is forgotten": (patch("orbit_at", lambda objective, points: None), "rank one", "degenerate"),
    "every group is trusted": (patch("_trusted", lambda *seen: seen[-1].usable), "false tangent", "minimum"),
    "tiny gradients are not tiny": (patch("TINY_GRADIENT", 0.0), "exp(-x)", "stalled"),
    "slopes along flat directions are free": (patch("SMALL_SLOPE", 1e30), "flat and tilted", "degenerate"),
    "nowhere is far": (patch("usable", lambda xp, state: state["values"] == state["values"]), "far away", "stalled"),
}

@pytest.mark.parametrize("name", SABOTAGES)
def test_every_rule_matters(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    disable, specimen, wrong = SABOTAGES[name]
    objective, point, right = SPECIMENS[specimen]
    assert look(objective, point).kind == right
    disable(monkeypatch)
    assert look(objective, point).kind == wrong != right
