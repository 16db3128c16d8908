"""Equations from those of the parts: under sums, in arrays, in arguments of unknown functions."""

from __future__ import annotations

from typing import Any

import pytest

from theorycheck import dims, eq, forall, function, real, summation, vector
from theorycheck.kernel.replay import replay
from theorycheck.proving.prove import Proof, prove
from theorycheck.statement.statements import Statement

n, m = dims("n m")
x, y = vector("x y", n)
F = function("F", vector(n), real())
SAME = forall(n, lambda i: eq(x[i], y[i]))
CASES: dict[str, Any] = {
    "the entries of an argument": ([SAME], eq(F(x), F(y)), True),
    "an argument under a sum": ([SAME], eq(summation(m, lambda i: i * F(x)), summation(m, lambda i: i * F(y))), True),
    "the terms of a sum": ([SAME], eq(summation(n, lambda i: x[i] ** 2), summation(n, lambda i: y[i] ** 2)), True),
    "nothing is known": ([], eq(F(x), F(y)), False),
    "another bound": ([SAME], eq(summation(n, lambda i: F(x)), summation(m, lambda i: F(x))), False),
}


@pytest.mark.parametrize("name", CASES)
def test_equations_of_parts(name: str) -> None:
    """What is proved replays; what does not follow stays open."""
    given, conclusion, follows = CASES[name]
    found = prove(Statement(given, conclusion), "congruence, at_indices, auto")
    assert isinstance(found, Proof) is follows
    if isinstance(found, Proof):
        assert replay(found.certificate).theorem.conclusion is found.theorem.conclusion
