"""The search at kinks: spurious minima of ReLU losses fall from any seed, saddles at kinks are taken for nothing."""
from __future__ import annotations

import json
from fractions import Fraction as F
from typing import Any

import pytest

from theorycheck import global_minimum, local_minimum, lt, maximum, real, relu, squared_norm, vector
from theorycheck.algebra import backends
from theorycheck.algebra.backends import fake_device_backend
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.landscape.kinks import above, lowest_nearby, lows
from theorycheck.falsifying.landscape.starts import Starts
from theorycheck.falsifying.landscape.statement_objective import StatementObjective
from theorycheck.falsifying.search import search
from theorycheck.kernel import terms
from theorycheck.kernel.replay import parse, replay
from theorycheck.statement.smoothness import is_piecewise_polynomial
from theorycheck.statement.statements import Statement

SEEDS = [1, 2, 3]
b, v, w, x, y = real("b v w x y")
p = vector("p", 2)
net = 1 + relu(w) + relu(-w) - 3 * relu(w - 1)


def local_is_global(objective: Any, over: list[Any]) -> Statement:
    return Statement([local_minimum(objective, over)], global_minimum(objective, over))


FALSE = {
    "absolute errors of two units": local_is_global(abs(relu(w) - 3) + abs(relu(-2 * w) - 1), [w]),
    "a squared network": local_is_global(net**2, [w]),
    "a squared network and a bias": local_is_global(net**2 + (b - w / 3) ** 2 + abs(b - w), [w, b]),
    "a dead unit": local_is_global((v * relu(w) - 1) ** 2 + (v * relu(2 * w) - 2) ** 2, [w, v]),
    "three samples, a weight and a bias": local_is_global(
        (relu(w + b) - 1) ** 2 + (relu(2 * w + b) - 3) ** 2 + (relu(b - w) - 2) ** 2, [w, b]
    ),
}

TRUE = {
    "two hinges": local_is_global(relu(1 - w) + relu(1 + 2 * w) + w**2 / 10, [w]),
    "two valleys of one depth": local_is_global(abs(abs(x) - 1), [x]),
    "a kink saddle": Statement([local_minimum(abs(x) - abs(y), [x, y])], lt(x, -100)),
    "a kink across a hill": Statement([local_minimum(abs(x) - y**2, [x, y])], lt(x, -100)),
    "none on any line": Statement(
        [local_minimum((abs(x) - y**2) * (abs(x) - 2 * y**2), [x, y])], lt(0, abs(x) + abs(y))
    ),
    "a way down between two planes": Statement([local_minimum(maximum(x, -x - y), [x, y])], lt(x, -100)),
}


LONG = {"a squared network and a bias"}  # two of its three seeds are left to the slow lane
RUNS = [
    pytest.param(name, seed, marks=[pytest.mark.slow] if name in LONG and seed > 1 else [])
    for name in FALSE
    for seed in SEEDS
]


@pytest.mark.parametrize(("name", "seed"), RUNS)
def test_spurious_minima_fall_with_a_certificate(name: str, seed: int) -> None:
    found = search(FALSE[name], None, Budget(examples=2000), seed).refutation
    assert found is not None and found.lane != "stored"
    replayed = replay(parse(json.dumps(found.certificate.document())))
    assert replayed.theorem.conclusion is terms.negate(FALSE[name].formula())
    assert not replayed.theorem.hypotheses and not replayed.theorem.trust


@pytest.mark.parametrize("name", TRUE)
def test_truths_survive(name: str) -> None:
    assert search(TRUE[name], None, Budget(examples=1500), 1).refutation is None


@pytest.mark.slow
@pytest.mark.parametrize("name", TRUE)
def test_truths_survive_a_hundred_thousand_starts(name: str) -> None:
    result = search(TRUE[name], None, Budget(examples=105_000), 1)
    assert result.refutation is None and sum(result.statistics.kinds.values()) >= 100_000


# ------------------------------------------------------------------ parts


def objective(node: Any, over: list[Any], backend: Any = None) -> StatementObjective:
    backend = backend or backends.select("numpy")
    return StatementObjective(backend, local_minimum(node, over), {}, [()] * len(over))


@pytest.mark.parametrize("backend", [backends.select("numpy"), fake_device_backend()], ids=lambda one: one.name)
def test_descent_with_rounded_corners_ends_at_kinks(backend: Any) -> None:
    cornered = objective(abs(relu(w) - 3) + abs(relu(-2 * w) - 1), [w], backend)
    found = lows(cornered, Starts(backend, 1, 0).block(0, 60))
    assert [low.value for low in found[:2]] == pytest.approx([1, 3], abs=1e-6)
    assert found[0].point == pytest.approx([3], abs=1e-6)
    (spurious, *_rest) = above(found)
    assert spurious.point == pytest.approx([-0.5], abs=1e-6) and spurious.hits > 5


def test_rounded_corners_are_close_above() -> None:
    here = objective(abs(x) + relu(x - 1), [x])
    at = here.backend.asarray([[-2.0], [0.0], [1.0], [3.0]])
    values, slopes = here.smoothed(F(1, 100)).value_and_gradient(at)
    gap = values - here.value(at)
    assert (gap >= 0).all() and (gap <= 0.01).all() and gap[1] > 1e-3
    assert slopes[:, 0].tolist() == pytest.approx([-1, 0, 1.5, 2], abs=1e-2)
    assert here.smoothed(F(1, 100)).hessian(at)[1, 0, 0] > 10 and here.hessian(at)[1, 0, 0] == 0


def test_what_is_lowest_nearby() -> None:
    hill, valley = objective(abs(x) - abs(y), [x, y]), objective(abs(x) + abs(y), [x, y])
    assert not lowest_nearby(hill, [0.0, 0.0]) and lowest_nearby(valley, [0.0, 0.0])
    assert not lowest_nearby(valley, [0.5, 0.0])


def test_which_objectives_are_polynomials_on_pieces() -> None:
    from theorycheck import arccos_gram, matrix, tanh

    def of(node: Any, over: list[Any]) -> bool:
        return is_piecewise_polynomial(local_minimum(node, over).objective)

    M = matrix("M", 2, 2)
    assert of(net**2, [w]) and of(squared_norm(relu(p)) - p[0], [p]) and of(x * y, [x, y])
    assert not of(tanh(x), [x]) and not of(arccos_gram(M, M)[0, 1], [M])
