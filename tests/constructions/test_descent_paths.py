"""Descent paths: each phase is exact and checked, a path that was tampered with is refused, and bad input is named."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest

from theorycheck import (
    ParallelNetwork,
    descent_path,
    dims,
    matrix,
    norm,
    outer,
    real,
    relu,
    squared_norm,
    tabulate,
    tanh,
    vector,
)
from theorycheck.constructions.phases import objective
from theorycheck.errors import OptionError, PathRefused, TheorycheckError

N, d = dims("N d")
X, Y, Z = matrix("X", N, d), vector("Y", N), vector("Z", N)
w, v = vector("w", d), real("v")
DATA: dict[Any, Any] = {N: 3, d: 2, X: [[1, 0], [0, 1], [1, -1]], Y: [1, 2, 0]}
UNIT = tabulate(N, lambda i: v * relu((X @ w)[i]))
SQUARES = (squared_norm(w) + v**2) / 2
BLOCKS = [([1, 1], [1, 0]), ([1, -1], [0, 1]), ([0, 1], [1, 1]), ([2, 1], [1, 1]), ([1, 0], [1, -1])]
START = [([1, 2], 1), ([2, 1], -1), ([1, 1], 1), ([-1, 1], "1/2"), ([1, -1], 1)]


def relu_network(**changes: Any) -> ParallelNetwork:
    given = {"output": UNIT, "regularizer": SQUARES, "over": [w, v], "loss": squared_norm(Z - Y) / 2}
    return ParallelNetwork(**{**given, "prediction": Z, "data": DATA, "weight": "1/10", **changes})


def factorization() -> ParallelNetwork:
    """min |U V' - M|²/2 + (|U|² + |V|²)/20 by columns."""
    a, b = vector("a", N), vector("b", d)
    S, M = matrix("S", N, d), matrix("M", N, d)
    data = {N: 2, d: 2, M: [[3, 0], [0, 1]]}
    loss = squared_norm(S - M) / 2
    return ParallelNetwork(
        output=outer(a, b), regularizer=(squared_norm(a) + squared_norm(b)) / 2, over=[a, b], loss=loss,
        prediction=S, data=data, weight="1/10",
    )  # fmt: skip


def test_a_relu_network_slides_to_a_zero_block_and_on_to_a_better_point() -> None:
    path = descent_path(relu_network(), START)
    first = path.report[0]
    assert first.kind == "slide" and first.outputs_constant and first.zero_blocks
    assert first.regularizer[1] <= first.regularizer[0]
    values = [value for report in path.report for value in report.objective]
    assert all(a >= b for a, b in pairwise(values))
    assert values[-1] < Fraction(1, 4) < values[0]
    assert path.ends.startswith("no descent")


def test_the_objective_does_not_increase_within_a_phase() -> None:
    """At many points between the ends, computed from the weights there."""
    path = descent_path(relu_network(), START)
    for phase in path.phases:
        points = [phase.weights_at(phase.length * k / 16) for k in range(17)]
        values = [objective(path.network, phase.blocks, weights) for weights in points]
        assert all(a >= b for a, b in pairwise(values)), phase.kind


def test_a_factorization_reaches_the_value_of_the_nuclear_norm() -> None:
    """min_Z |Z - M|²/2 + |Z|_*/10 shrinks the singular values 3 and 1 of M by 1/10: the value is 39/100."""
    path = descent_path(factorization(), BLOCKS)
    assert path.report[-1].objective[1] == Fraction(39, 100)


def test_few_blocks_have_nothing_to_slide_along() -> None:
    path = descent_path(relu_network(), [([1, 2], 1)])
    assert all(phase.kind != "slide" for phase in path.phases)
    assert "start with more blocks" in path.ends


def test_a_block_that_is_zero_at_the_start_is_one() -> None:
    path = descent_path(relu_network(), [([0, 0], 0), ([1, 1], "1/2")])
    assert path.phases[0].weights[0] == 0
    assert any(report.kind == "new block" for report in path.report)


SLIDE = descent_path(relu_network(), START)
LAST = SLIDE.phases[-1]
TAMPERED = {
    "another direction": lambda p: (replace(p[0], direction=(*p[0].direction[1:], p[0].direction[0])), *p[1:]),
    "backwards": lambda p: (replace(p[0], direction=tuple(-x for x in p[0].direction)), *p[1:]),
    "too far": lambda p: (replace(p[0], length=2 * p[0].length), *p[1:]),
    "a phase left out": lambda p: p[1:],
    "another weight": lambda p: (replace(p[0], weights=(Fraction(2), *p[0].weights[1:])), *p[1:]),
    "another base": lambda p: (replace(p[0], blocks=(p[0].blocks[1], *p[0].blocks[1:])), *p[1:]),
    "called a slide": lambda p: (*p[:-1], replace(LAST, kind="slide")),
    "climbing": lambda p: (
        *p[:-1],
        replace(LAST, direction=tuple(-x for x in LAST.direction), length=LAST.length / 64),
    ),
    "called anything": lambda p: (replace(p[0], kind="jump"), *p[1:]),
    "standing still": lambda p: (replace(p[0], length=Fraction(0)), *p[1:]),
}


@pytest.mark.parametrize("name", TAMPERED)
def test_a_tampered_path_is_refused(name: str) -> None:
    with pytest.raises(PathRefused):
        _ = replace(SLIDE, phases=TAMPERED[name](SLIDE.phases)).report


def test_a_path_of_another_network_is_refused() -> None:
    with pytest.raises(PathRefused):
        _ = replace(SLIDE, network=relu_network(weight=3)).report


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "a bias": ({"output": tabulate(N, lambda i: v * relu((X @ w)[i] + 1))}, "not seen to be positively homogeneous"),
    "tanh": ({"output": tabulate(N, lambda i: v * tanh((X @ w)[i]))}, "not seen to be positively homogeneous"),
    "another degree": ({"regularizer": v}, "degree 1"),
    "no data": ({"data": {N: 3, d: 2, Y: [1, 2, 0]}}, "X has no value"),
    "a negative weight": ({"weight": "-1/10"}, "negative"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_networks_are_named(name: str) -> None:
    changes, said = BAD[name]
    with pytest.raises(OptionError, match=said):
        relu_network(**changes)


@pytest.mark.parametrize("start", [[], [([1, 2],)], [([1], 1)], [([0.5, 1], 1)]], ids=str)
def test_bad_starts_are_named(start: list[Any]) -> None:
    with pytest.raises(TheorycheckError):
        descent_path(relu_network(), start)


def test_an_irrational_regularizer_is_refused() -> None:
    with pytest.raises(OptionError, match="no rational number"):
        descent_path(relu_network(regularizer=norm(w) * norm(tabulate(1, lambda i: v))), [([1, 1], 1)])


def test_a_regularizer_without_a_minimum_is_refused() -> None:
    with pytest.raises(OptionError, match="without end"):
        descent_path(relu_network(regularizer=-SQUARES), [([-1, -1], 1), ([1, 1], 1)])
