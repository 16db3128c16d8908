"""The most violated witness: what that is, that it violates by more than the smallest one, and is certified."""
from __future__ import annotations

from fractions import Fraction as F
from typing import Any

import pytest
from hypothesis import given
from statements import FALSE, TRUE

from theorycheck.algebra.backends import select
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.exact import Judge
from theorycheck.falsifying.point import Point, from_witness
from theorycheck.falsifying.screen import Screen
from theorycheck.falsifying.search import search
from theorycheck.falsifying.space import StatementSpace
from theorycheck.falsifying.worst import MOST, Worsening, told
from theorycheck.kernel.replay import replay
from theorycheck.statement.margin import relative_violation
from theorycheck.statement.relations import and_, eq, implies, le, lt, ne, not_, or_
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import dims, real, vector
from theorycheck.statement.vocabulary.elementwise import exp
from theorycheck.strategies import Witness, profile, witnesses

x, y, n = real("x"), real("y"), dims("n")
u, v = vector("u", n), vector("v", n)
SEARCHED = ["tanh", "degree-off-by-one", "angle-monotone", "solved-real", "uniform-with-biases"]


def worsening(statement: Statement) -> Worsening:
    space = StatementSpace(statement, 0)
    judge = Judge(statement, space.layout)
    return Worsening(space, judge, Screen(statement, space.layout, select("numpy")))


RELATIVE: dict[str, tuple[Any, dict[str, Any], F | None]] = {
    "above": (le(x, y), {"x": 3, "y": 1}, F(1, 2)),
    "at another scale": (le(x, y), {"x": F(3, 10**30), "y": F(1, 10**30)}, F(1, 2)),
    "below": (le(x, y), {"x": 1, "y": 3}, F(-1, 2)),
    "signs differ": (le(x, y), {"x": 3, "y": -1}, F(1)),
    "nothing at all": (lt(x, y), {"x": 0, "y": 0}, F(0)),
    "unequal": (eq(x, y), {"x": 1, "y": 3}, F(1, 2)),
    "the worse of two": (and_(le(x, y), le(3 * x, y)), {"x": 1, "y": 1}, F(1, 2)),
    "the better of two": (or_(le(2 * x, y), le(3 * x, y)), {"x": 1, "y": 1}, F(1, 3)),
    "what is implied": (implies(lt(0, x), le(3 * x, y)), {"x": 1, "y": 1}, F(1, 2)),
    "denied": (not_(eq(x, y)), {"x": 1, "y": 1}, F(0)),
    "the worst entry": (eq(u, v), {"n": 2, "u": [1, 1], "v": [1, 3]}, F(1, 2)),
    "no entry": (eq(u, v), {"n": 0, "u": [], "v": []}, F(-1)),
    "a quotient": (le(1 / x, y), {"x": 1, "y": F(1, 3)}, F(1, 2)),
    "no value": (and_(ne(x, 0), le(1 / x, y)), {"x": 0, "y": 0}, F(0)),
}


@pytest.mark.parametrize("name", RELATIVE)
def test_the_relative_violation_is_what_it_is_defined_to_be(name: str) -> None:
    relation, values, amount = RELATIVE[name]
    worse = worsening(Statement([], relation))
    assert worse.relative(from_witness(values, worse.space)) == amount


def test_what_is_no_rational_is_told_from_below() -> None:
    statement = Statement([], le(exp(x), 1))
    space = StatementSpace(statement, 0)
    amount = worsening(statement).relative(from_witness({"x": F(1)}, space))
    assert amount is not None and F(462117, 10**6) < amount < F(462118, 10**6)  # (e - 1) / (e + 1)
    assert told(amount) == F(462117, 10**6) and told(F(7, 9)) == F(7, 9)


@pytest.mark.parametrize("name", ["tanh", "degree-off-by-one", "angle-monotone", "homogeneous", "tie-of-maxima"])
def test_floats_bound_the_exact_relative_violation(name: str) -> None:
    statement = {**FALSE, **TRUE}[name]()
    space, worse = StatementSpace(statement, 0), worsening(statement)

    @profile("quick")
    @given(witnesses(statement))
    def test(drawn: Witness) -> None:
        found = from_witness(drawn, space)
        if sum(cell.size for cell in found.cells) > 30 or (exact := worse.relative(found)) is None:
            return
        value, bound = worse.screen.bounded(statement.conclusion, [found], relative_violation)
        assert not abs(max(-1.0, value[0]) - float(exact)) > bound[0] + 1e-12  # of nothing it is minus infinity

    test()


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", SEARCHED)
def test_the_most_violated_witness_is_certified_and_violates_by_more(name: str, seed: int) -> None:
    statement = FALSE[name]()
    found = search(statement, None, Budget(examples=20_000), seed, "numpy").refutation
    assert found is not None
    worse = worsening(statement)

    def at(witness: dict[str, Any]) -> Point:
        return from_witness(witness, worse.space)

    if found.worst is None:
        assert name == "solved-real"
        return
    assert worse.judge.refutes(at(found.worst.witness))
    exact, small = worse.relative(at(found.worst.witness)), worse.relative(at(found.witness))
    assert exact is not None and small is not None and small < exact and 0 < found.worst.relative <= exact
    assert all(abs(entry) <= MOST for entries in at(found.worst.witness).entries for entry in entries)
    assert replay(found.worst.certificate.document()) is not None
    again = search(statement, None, Budget(examples=20_000), seed, "numpy").refutation
    assert again is not None and again.worst is not None and again.worst.witness == found.worst.witness


def test_a_degree_is_wrong_by_most_at_the_largest_scale() -> None:
    found = search(FALSE["degree-off-by-one"](), None, Budget(examples=20_000), 1, "numpy").refutation
    assert found is not None and found.worst is not None
    assert found.worst.relative == F(7, 9) and found.worst.witness["alpha"] == 8


@pytest.mark.parametrize("name", ["negative-scale", "matrices-commute", "exponential"])
def test_where_the_smallest_witness_is_the_most_violated_there_is_no_other(name: str) -> None:
    found = search(FALSE[name](), None, Budget(examples=20_000), 1, "numpy").refutation
    assert found is not None and found.worst is None
