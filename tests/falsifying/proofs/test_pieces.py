"""Local minima at kinks of piecewise polynomials: those that are, with certificates; those that are none, never."""
from __future__ import annotations

import json
from fractions import Fraction as F
from typing import Any

import pytest

from theorycheck import leaky_relu, local_minimum, lt, maximum, minimum, rational, real, relu, step
from theorycheck.falsifying.certify import certify
from theorycheck.falsifying.proofs.outweighed import nonnegative
from theorycheck.kernel import terms
from theorycheck.kernel.replay import parse, replay
from theorycheck.statement.statements import Statement

b, w, x, y = real("b w x y")
net = 1 + relu(w) + relu(-w) - 3 * relu(w - 1)
hinges = relu(1 - x) + relu(1 + 2 * x)

MINIMA: dict[str, tuple[Any, dict[str, Any]]] = {
    "the modulus": (abs(x), {"x": 0}),
    "tilted": (abs(x) + x / 2, {"x": 0}),
    "steeper on one side": (hinges, {"x": F(-1, 2)}),
    "a sum of two": (abs(x) + abs(y), {"x": 0, "y": 0}),
    "across the axes": (abs(x - y) + abs(x + y), {"x": 0, "y": 0}),
    "with a part that falls": (abs(x) + 2 * abs(y) - abs(x - y), {"x": 0, "y": 0}),
    "three planes": (maximum(x + y, maximum(-x, -y)), {"x": 0, "y": 0}),
    "a kink inside of a kink": (relu(relu(x) - x) + relu(x), {"x": 0}),
    "absolute errors": (abs(relu(w) - 3) + abs(relu(-2 * w) - 1), {"w": F(-1, 2)}),
    "a squared network": (net**2, {"w": 0}),
    "and a smooth part beside it": (net**2 + (b - w) ** 2, {"w": 0, "b": 0}),
    "a dead unit": ((relu(w) - 1) ** 2, {"w": -1}),
    "a unit that works": ((relu(w) - 1) ** 2, {"w": 1}),
    "first order here, second there": (abs(x) + y**2 - 3 * x * y - y**3, {"x": 0, "y": 0}),
    "second order by a square": (abs(x) + (y - b) ** 2 + y**2 - y**3, {"b": 0, "x": 0, "y": 0}),
    "a curved kink": (abs(x - y**2) + y**2 / 2, {"x": 0, "y": 0}),
    "a leaky unit": (leaky_relu(rational("1/10"), x) - x / 2 + 2 * abs(x), {"x": 0}),
    "the lower of two": (minimum(abs(x), 1), {"x": 0}),
    "a jump upwards": (step(x) + x**2, {"x": 0}),
}

NONE: dict[str, tuple[Any, dict[str, Any]]] = {
    "a kink saddle": (abs(x) - abs(y), {"x": 0, "y": 0}),
    "a kink across a hill": (abs(x) - y**2, {"x": 0, "y": 0}),
    "a kink across a flat cubic": (abs(x) + y**3, {"x": 0, "y": 0}),
    "a kink that is none": (relu(x) - relu(-x), {"x": 0}),
    "a summit": (-abs(x), {"x": 0}),
    "too steep": (abs(x) - 2 * x, {"x": 0}),
    "too steep by a millionth": (abs(x) - rational("1000001/1000000") * x, {"x": 0}),
    "a way down between two planes": (maximum(x, -x - y), {"x": 0, "y": 0}),
    "none on any line": ((abs(x) - y**2) * (abs(x) - 2 * y**2), {"x": 0, "y": 0}),
    "a curved kink that falls": (abs(x - y**2) - y**2 / 2, {"x": 0, "y": 0}),
    "a square that vanishes, and falls in the next order": (abs(x) + (y - b) ** 2 - y**4, {"b": 0, "x": 0, "y": 0}),
    "a jump downwards": (x**2 - step(x), {"x": 0}),
    "next to a kink": (abs(x), {"x": F(1, 10**9)}),
    "a unit that is nearly dead": ((relu(w) - 1) ** 2, {"w": 0}),
}


def certificate(objective: Any, at: dict[str, Any]) -> Any:
    """Of the false statement that what is minimal there is below -100."""
    over = [symbol for symbol in (b, w, x, y) if symbol.name in at]
    statement = Statement([local_minimum(objective, over)], lt(over[0], -100))
    return statement, certify(statement, at)


@pytest.mark.parametrize("name", MINIMA)
def test_what_is_a_minimum_is_certified(name: str) -> None:
    statement, found = certificate(*MINIMA[name])
    assert found is not None
    replayed = replay(parse(json.dumps(found.document())))
    assert replayed.theorem.conclusion is terms.negate(statement.formula())
    assert not replayed.theorem.hypotheses and not replayed.theorem.trust


@pytest.mark.parametrize("name", NONE)
def test_what_is_none_is_never_certified(name: str) -> None:
    assert certificate(*NONE[name])[1] is None


def test_more_coordinates_than_orthants_are_cut_for_stay_undecided() -> None:
    many = real("x0 x1 x2 x3 x4 x5 x6 x7 x8")
    statement = Statement([local_minimum(sum(map(abs, many[1:]), abs(many[0])), list(many))], lt(many[0], -100))
    assert certify(statement, {symbol.name: 0 for symbol in many}) is None


def test_what_outweighs_what() -> None:
    """u² - 4u³ ≥ 0 for u < 1/8, and not by these means for u < 1; u v - u² is never outweighed."""
    p = {(2,): F(1), (3,): F(-4)}
    assert nonnegative(p, F(1, 8), [0], [1]) is not None and nonnegative(p, F(1), [0], [1]) is None
    assert nonnegative({(1, 1): F(1), (2, 0): F(-1)}, F(1, 2**30), [0, 1], [2, 3]) is None
    assert nonnegative({(1,): F(-1)}, F(1, 2**30), [0], [1]) is None and nonnegative({}, F(1), [0], [1]) == []
