"""Draws that violate inequalities are pulled inside; draws of the declared law are not, and none is counted twice."""
from __future__ import annotations

import pytest
from hypotheses import a, alpha, b, c, n, p, sphere, x, y

from theorycheck.algebra import backends
from theorycheck.algebra.backends import fake_device_backend
from theorycheck.falsifying.bucket import Bucket, Examiner
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.exact import Judge
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.sample.lanes import DECLARED, lanes
from theorycheck.falsifying.search import search
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.arithmetic import rational
from theorycheck.statement.relations import eq, le, lt
from theorycheck.statement.statements import Statement
from theorycheck.statement.vocabulary.linear_algebra import entry_sum, norm, norm_1, squared_norm

GIVEN = {
    "ball": [le(squared_norm(x), 1)],
    "small norm": [le(norm(x), rational("1/10"))],
    "two balls": [le(squared_norm(x), 1), le(norm_1(y), 1)],
    "ball and sphere": [*sphere, le(squared_norm(y), x[0] ** 2 + rational("1/8"))],
    "near one": [le((a - 1) ** 2 + (b - 1) ** 2, rational("1/16")), lt(0, a)],
    "a small sum": [le(entry_sum(p), 1)],
    "an interval by hypotheses": [le(0, a), le(a, 1), le(a * b * c, rational("1/8"))],
}
SIZES = {"n": 6}


def examiner(name: str) -> Examiner:
    statement, backend = Statement(GIVEN[name], le(a, a + 1)), backends.numpy_backend()
    space = StatementSpace(statement, 1)
    program = Program(statement, space.layout, backend, "float64", space.constraints)
    return Examiner(space, program, Drawer(backend.xp, backend.xp.float64, 1))


def lane(name: str):
    return next(lane for lane in lanes() if lane.name == name)


@pytest.mark.parametrize("name", GIVEN)
def test_most_draws_of_adversarial_lanes_end_inside(name: str) -> None:
    at = examiner(name)
    sizes = {key: SIZES[key] for key in at.space.size_names}
    bucket = Bucket(lane("normals"), sizes, tuple(range(60)))
    assert at.satisfied(sizes, at.values(bucket), 60).mean() > 0.8
    judge = Judge(at.space.statement, at.space.layout)
    exact = [judge.satisfies_hypotheses(point) for row in range(8) if (point := at.point(bucket, row)) is not None]
    assert exact.count(True) >= 6
    assert at.point(bucket, 5) == at.point(Bucket(bucket.lane, sizes, (5,)), 0)  # found again alone


@pytest.mark.parametrize("name", ["ball", "small norm"])
def test_draws_of_the_declared_law_stay_where_they_are(name: str) -> None:
    at = examiner(name)
    bucket = Bucket(lane(DECLARED), SIZES, tuple(range(60)))
    plain = at.drawer.draw(bucket.lane, at.space.cells(SIZES), at.drawer.chosen(bucket.indices))
    assert all((one == other).all() for one, other in zip(at.values(bucket), plain, strict=True))
    assert at.satisfied(SIZES, plain, 60).mean() < 0.3


def test_what_no_simple_point_satisfies_is_left_alone() -> None:
    statement = Statement([le((a - 5) ** 2 + b**2, rational("1/100"))], le(a, a + 1))
    space, backend = StatementSpace(statement, 1), backends.numpy_backend()
    program = Program(statement, space.layout, backend, "float64", space.constraints)
    at = Examiner(space, program, Drawer(backend.xp, backend.xp.float64, 1))
    bucket = Bucket(lane("normals"), {}, tuple(range(9)))
    plain = at.drawer.draw(bucket.lane, at.space.cells({}), at.drawer.chosen(bucket.indices))
    assert all((one == other).all() for one, other in zip(at.values(bucket), plain, strict=True))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_statement_about_a_ball_falls(seed: int) -> None:
    statement = Statement([le(squared_norm(x), 1), le(5, n)], le(norm_1(x), 2))
    result = search(statement, None, Budget(examples=20_000), seed)
    assert result.refutation is not None


def test_pulling_runs_on_a_device(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backends, "select", lambda name: fake_device_backend())
    statement = Statement([le(squared_norm(x), 1), eq(alpha, x[0])], le(alpha, rational("9/10")))
    assert search(statement, None, Budget(examples=6000), 2, "cupy").refutation is not None
