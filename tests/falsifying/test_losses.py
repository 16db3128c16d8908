"""Losses of the field, as a claim file writes them: what is false of their minima falls from any seed, truths survive.

Each false statement has a true one beside it: another order of the tensor, another regulariser, another activation.
"""
from __future__ import annotations

import itertools
import json
from typing import Any

import pytest

from theorycheck import (
    dims,
    global_minimum,
    interval,
    local_minimum,
    rational,
    real,
    rescaling,
    sigmoid,
    softplus,
    squared_norm,
    summation,
    vector,
)
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.search import search
from theorycheck.kernel import terms
from theorycheck.kernel.replay import parse, replay
from theorycheck.statement.hints import Hints
from theorycheck.statement.statements import Statement

SEEDS = [1, 2, 3]
a, b, c, d, w = real("a b c d w")
u, v, t = vector("u v t", 2)
N = dims("N")
x, y = vector("x", N), vector("y", N, entry=interval(0, 1))
decay = squared_norm(u) + squared_norm(v)


def local_is_global(objective: Any, over: list[Any], *symmetry: Any) -> Statement:
    return Statement([local_minimum(objective, over)], global_minimum(objective, over), Hints(symmetry))


def entries(*vectors: Any) -> Any:
    """The squared distance of the outer product of the vectors from the tensor with 2 and 1 on its diagonal."""

    def product(*at: int) -> Any:
        result = vectors[0][at[0]]
        for factor, i in zip(vectors[1:], at[1:], strict=True):
            result = result * factor[i]
        return result

    places = itertools.product(range(2), repeat=len(vectors))
    return sum((product(*at) - (2 - at[0] if len(set(at)) == 1 else 0)) ** 2 for at in places)


WEIGHTED = (
    (1 - u[0] * v[0]) ** 2 + 4 * (u[0] * v[1]) ** 2 + 4 * (u[1] * v[0]) ** 2 + (rational("1/2") - u[1] * v[1]) ** 2
)
TWO_SAMPLES = (sigmoid(10 * w) - rational("9/10")) ** 2 + (sigmoid(w) - rational("1/100")) ** 2
SQUARED = summation(N, lambda i: (y[i] - sigmoid(w * x[i])) ** 2)
CROSS_ENTROPY = softplus(w) - rational("3/4") * w + softplus(-2 * w) + rational("1/2") * w

FALSE = {
    "weighted factorisation with weight decay": local_is_global(WEIGHTED + decay / 20, [u, v]),
    "a tensor of order three": local_is_global(entries(u, v, t), [u, v, t], rescaling(u, v), rescaling(v, t)),
    "a tensor of order three with weight decay": local_is_global(
        entries(u, v, t) + (decay + squared_norm(t)) / 50, [u, v, t]
    ),
    "three factors with weight decay": local_is_global((1 - a * b * c) ** 2 + (a**2 + b**2 + c**2) / 100, [a, b, c]),
    "a sigmoid neuron on two samples": local_is_global(TWO_SAMPLES, [w]),
    "a sigmoid neuron on any samples": local_is_global(SQUARED, [w]),
}

TRUE = {
    "factorisation with weight decay": local_is_global(entries(u, v) + decay / 20, [u, v]),
    "a matrix of rank one": local_is_global(entries(u, v), [u, v], rescaling(u, v)),
    "four factors with a regulariser of their degree": local_is_global(
        (1 - a * b * c * d) ** 2 + (a**4 + b**4 + c**4 + d**4) / 4, [a, b, c, d]
    ),
    "a sigmoid neuron on one sample": local_is_global((sigmoid(3 * w) - rational("1/2")) ** 2, [w]),
    "a sigmoid neuron and the cross-entropy": local_is_global(CROSS_ENTROPY, [w]),
}


LONG = {"a sigmoid neuron on any samples", "a tensor of order three"}  # two of their seeds are left to the slow lane
RUNS = [
    pytest.param(name, seed, marks=[pytest.mark.slow] if name in LONG and seed > 1 else [])
    for name in FALSE
    for seed in SEEDS
]


@pytest.mark.parametrize(("name", "seed"), RUNS)
def test_false_statements_fall_with_a_certificate(name: str, seed: int) -> None:
    found = search(FALSE[name], None, Budget(examples=6000), seed).refutation
    assert found is not None and found.lane != "stored"
    replayed = replay(parse(json.dumps(found.certificate.document())))
    assert replayed.theorem.conclusion is terms.negate(FALSE[name].formula())
    assert not replayed.theorem.hypotheses and not replayed.theorem.trust


@pytest.mark.parametrize("name", TRUE)
def test_truths_survive(name: str) -> None:
    result = search(TRUE[name], None, Budget(examples=3000), 1)
    assert result.refutation is None and sum(result.statistics.kinds.values()) >= 2500


@pytest.mark.slow
@pytest.mark.parametrize("name", TRUE)
def test_truths_survive_a_hundred_thousand_starts(name: str) -> None:
    result = search(TRUE[name], None, Budget(examples=105_000), 1)
    assert result.refutation is None and sum(result.statistics.kinds.values()) >= 100_000
