"""Hypothesis over the domain of a claim: exact points, printed as what re-creates them."""
from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import find, given, settings

from theorycheck.errors import NotNumeric
from theorycheck.falsifying.exact import Decision, Judge
from theorycheck.falsifying.point import from_witness
from theorycheck.falsifying.space import StatementSpace
from theorycheck.outcome import encode_witness, example_line
from theorycheck.statement.binders import product
from theorycheck.statement.claim import Claim
from theorycheck.statement.domain import Domain
from theorycheck.statement.function_properties import convex
from theorycheck.statement.relations import eq, le
from theorycheck.statement.sorts import REAL
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import dims, family, function, matrix, nonnegative, real
from theorycheck.statement.vocabulary.networks import network
from theorycheck.strategies import Witness, profile, redraw, witness, witnesses

K, N = dims("K N")
d = dims("d", upto=K)
W, a = family("W", matrix(d.this, d.next), upto=K), family("a", nonnegative, upto=K)
X = matrix("X", N, d[0])
x, D = real("x"), dims("D")


def homogeneous() -> Claim:
    """Not a variable of this module: it would be checked."""
    stated = eq(network(X, a * W), product(a) * network(X, W))
    small = Domain(sizes=dict.fromkeys("KNd", (0, 3)))
    return Claim(title="homogeneous", source="a test", conclude=stated, domain=small)


SPACE = StatementSpace(homogeneous().statement, 0)
JUDGE = Judge(homogeneous().statement, SPACE.layout)
POINTS = witnesses(homogeneous())


@profile("quick")
@given(POINTS)
def test_examples_are_points_of_the_domain_where_a_truth_holds(drawn: Witness) -> None:
    assert JUDGE.decide(from_witness(drawn, SPACE)) is Decision.HOLDS
    assert drawn["K"] <= 3 and all(width <= 3 for width in drawn["d"])


@profile("quick")
@given(POINTS)
def test_an_example_is_printed_as_what_re_creates_it(drawn: Witness) -> None:
    assert len(repr(drawn)) < 120
    assert eval(repr(drawn), {"redraw": redraw, "claim": homogeneous()}) == drawn


@profile("quick")
@given(POINTS)
def test_the_line_for_a_witness_gives_it_again(drawn: Witness) -> None:
    line = example_line(encode_witness(drawn))
    assert eval(line.removeprefix("@example"), {"witness": witness}) == drawn


def test_a_symbol_that_is_no_name_of_python_is_written_down_all_the_same() -> None:
    assert example_line({"lambda": "1/2"}) == "@example(witness(**{'lambda': '1/2'}))"
    assert witness(**{"lambda": "1/2"}) == {"lambda": F(1, 2)}


def test_hypothesis_shrinks_sizes() -> None:
    explore = settings(profile("ci"), phases=settings().phases)
    smallest = find(POINTS, lambda w: w["N"] >= 2 and w["K"] >= 1, settings=explore)
    assert (smallest["N"], smallest["K"], smallest["d"]) == (2, 1, [0, 0])


@profile("quick")
@given(witnesses(Statement([eq(3 * x + 1, 2 * D)], le(x, D))))
def test_what_an_equality_determines_is_solved_for(drawn: Witness) -> None:
    assert 3 * drawn["x"] + 1 == 2 * drawn["D"]


def test_a_statement_about_unknown_functions_is_refused() -> None:
    f = function("f", REAL, REAL)
    with pytest.raises(NotNumeric, match="unknown functions"):
        witnesses(Statement([convex(f)], le(f(x), f(x))))


def test_a_point_that_does_not_exist_is_refused() -> None:
    statement = Statement([eq(D, 2 * N)], le(x, D))
    with pytest.raises(ValueError, match="no point of the domain"):
        redraw(statement, {"N": 2, "D": 5}, lane="integers", seed=0, index=0)
    assert redraw(statement, {"N": 2, "D": 4}, lane="integers", seed=0, index=0)["D"] == 4
