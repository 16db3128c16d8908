"""Known smallest witnesses are reached from every seed: one neuron, two samples, small integers."""
from __future__ import annotations

from fractions import Fraction as F

import pytest
from statements import FALSE, A, B, K, N, W, alpha, net, x

from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.search import search
from theorycheck.statement.arithmetic import rational
from theorycheck.statement.binders import summation
from theorycheck.statement.relations import eq, le, lt
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import dims, interval, vector
from theorycheck.statement.vocabulary.elementwise import minimum, relu
from theorycheck.statement.vocabulary.linear_algebra import inner

m = dims("m")
y, v, w = vector("y", N, entry=interval(0, 1)), vector("v", m), vector("w", m)
ONE, ZERO = [[F(1)]], F(0)


def hidden(at: int):
    """A network with one hidden layer of m units, on the line."""
    return inner(v, relu(at * w))


MINIMAL = {
    "two samples": (Statement([], le(summation(N, lambda i: y[i]), 1)), {"N": 2, "y": [1, 1]}),
    "two units": (Statement([], le(minimum(hidden(1), hidden(-1)), 0)), {"m": 2, "v": [1, 1], "w": [1, -1]}),
    "an integer": (Statement([], le(x, rational("5/2"))), {"x": 3}),
    "a rational": (Statement([eq(3 * x, 1)], lt(x, 0)), {"x": F(1, 3)}),
    "one network of depth three": (
        Statement([le(3, K)], eq(net(alpha * W), alpha * net(W))),
        {"N": 1, "K": 3, "d": [1, 1, 1, 1], "W": [ONE, ONE, ONE], "X": ONE, "alpha": 2},
    ),
    "one neuron, one sample": (
        FALSE["degree-off-by-one"](),
        {"N": 1, "K": 1, "d": [1, 1], "W": [ONE], "X": ONE, "alpha": 2},
    ),
    "one neuron and tanh": (FALSE["tanh"](), {"N": 1, "K": 1, "d": [1, 1], "a": [2], "W": [ONE], "X": ONE}),
    "one minus sign": (FALSE["negative-scale"](), {"N": 1, "K": 1, "d": [1, 1], "s": [-1], "W": [ONE], "X": ONE}),
    "two ones in two matrices": (
        Statement([], eq(A @ B, B @ A)),
        {"N": 2, "A": [[1, 0], [0, 0]], "B": [[0, 1], [0, 0]]},
    ),
}


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("name", MINIMAL)
def test_the_smallest_witness_is_reached(name: str, seed: int) -> None:
    statement, smallest = MINIMAL[name]
    found = search(statement, None, Budget(examples=20_000), seed, "numpy").refutation
    assert found is not None and found.witness == smallest
