"""Statements about integrals, refuted at a point: the value by an antiderivative, what it needs by enclosures."""

from __future__ import annotations

import pytest

from theorycheck import and_, cos, eq, exp, integral, interval, le, lt, pi, rational, real, relu, sin
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.certify import certify
from theorycheck.falsifying.search import search
from theorycheck.kernel.replay import replay
from theorycheck.statement.statements import Statement

x, a, c = real("x a c")
t = real("t", interval(0, pi))
AREA = integral(1 / (x - a) ** 2, (x, 0, 1))


@pytest.mark.parametrize(
    ("conclude", "at"),
    [
        (eq(integral(x**2, (x, 0, c)), c**2), {"c": 2}),
        (le(integral(exp(-x), (x, 0, c)), rational("1/2")), {"c": 1}),
        (eq(integral(cos(x) * cos(x - t), (x, t - pi / 2, pi / 2)), sin(t)), {"t": 1}),
        (lt(AREA, rational("1/2")), {"a": 2}),
        (and_(lt(0, c), eq(AREA, c)), {"a": -1, "c": 1}),
        (eq(integral(relu(x + a), (x, 0, 1)), a), {"a": 1}),
        (eq(integral(x, (x, c, 0)), 0), {"c": 1}),  # there is no such integral
        (eq(integral(x, (x, 0, 1)), c), {"c": 1}),
    ],
    ids=str,
)
def test_what_is_false_is_refuted(conclude, at):
    found = certify(Statement([], conclude), at)
    assert found is not None
    replayed = replay(found.document())
    assert replayed.theorem.conclusion.op == "not" and not replayed.theorem.trust


@pytest.mark.parametrize(
    ("conclude", "at"),
    [
        (eq(integral(x**2, (x, 0, c)), c**3 / 3), {"c": 2}),
        (lt(AREA, 1), {"a": 2}),
        (lt(0, integral(exp(-(x**2)), (x, 0, 1)) + c), {"c": -2}),  # no elementary antiderivative
        (eq(integral(relu(x - a), (x, 0, 1)), a), {"a": rational("1/2").value}),  # a kink inside
        (eq(AREA, -2), {"a": rational("1/3").value}),  # a pole inside, of which enclosures say nothing
    ],
    ids=str,
)
def test_what_is_true_or_not_seen_is_not(conclude, at):
    assert certify(Statement([], conclude), at) is None


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_search_finds_it(seed):
    false = Statement([lt(0, c)], eq(integral(sin(x), (x, 0, c)), sin(c)))
    assert search(false, None, Budget(examples=600), seed=seed).refutation is not None
    true = Statement([lt(0, c)], eq(integral(sin(x), (x, 0, c)), 1 - cos(c)))
    assert search(true, None, Budget(examples=40), seed=seed).refutation is None
