"""Draws become points that satisfy the hypotheses exactly in rationals; floats are images of them, within bounds."""
from __future__ import annotations

from fractions import Fraction as F
from typing import Any

import pytest
from hypotheses import RECOGNISED, about

from theorycheck.algebra import backends
from theorycheck.falsifying.bucket import Bucket, Examiner
from theorycheck.falsifying.exact import Judge
from theorycheck.falsifying.point import Point, with_entries
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.sample.lanes import lanes
from theorycheck.falsifying.space import StatementSpace

MET = [name for name, (_, methods) in RECOGNISED.items() if methods]
SIZES: dict[str, Any] = {"n": 3, "m": 2, "K": 2}


def examiner(name: str, seed: int = 1, backend: Any = None, dtype: str = "float64") -> Examiner:
    backend = backend or backends.numpy_backend()
    statement = about(RECOGNISED[name][0])
    space = StatementSpace(statement, seed)
    program = Program(statement, space.layout, backend, dtype, space.constraints)
    return Examiner(space, program, Drawer(backend.xp, getattr(backend.xp, dtype), seed))


def sizes_of(space: StatementSpace) -> dict[str, Any]:
    return {name: SIZES[name] for name in space.size_names}


def points(name: str, lane: int, count: int = 6) -> tuple[Examiner, list[Point]]:
    at = examiner(name)
    bucket = Bucket(lanes()[lane], sizes_of(at.space), tuple(range(count)))
    found = [at.point(bucket, row) for row in range(count)]
    return at, [point for point in found if point is not None]


@pytest.mark.parametrize("name", RECOGNISED)
def test_hypotheses_are_recognised_by_what_they_do(name: str) -> None:
    given, methods = RECOGNISED[name]
    space = StatementSpace(about(given), 0)
    assert [type(method).__name__ for method in space.constraints.methods] == methods
    assert bool(space.constraints.words()) == bool(methods)


@pytest.mark.parametrize("lane", range(4))
@pytest.mark.parametrize("name", MET)
def test_points_satisfy_the_hypotheses_exactly(name: str, lane: int) -> None:
    at, found = points(name, lane)
    judge = Judge(at.space.statement, at.space.layout)
    met = [judge.satisfies_hypotheses(point) for point in found]
    least = 6 if lane in (1, 3) else 1  # small integers and tied entries meet singular systems
    assert len(found) == 6 and met.count(True) >= least
    assert len(set(found)) > 1 or name == "three scalars"


@pytest.mark.parametrize("name", MET)
def test_floats_are_within_their_bounds_of_the_exact_points(name: str) -> None:
    at = examiner(name)
    sizes = sizes_of(at.space) | ({"n": 2} if name == "inverse" else {})
    bucket = Bucket(lanes()[1], sizes, tuple(range(40)))
    program, values = at.program, at.values(bucket)
    assert all(at.satisfied(bucket.sizes, values, 40).tolist())
    for value, bound in program.bounded_hypotheses(bucket.sizes, values, 40, members=False):
        assert (value <= bound).all() and (bound < 1e-5).mean() > 0.75


@pytest.mark.parametrize("name", ["sphere", "stochastic rows", "orthogonal", "kernel", "product of a family"])
def test_one_network_alone_is_the_same_exact_point(name: str) -> None:
    at = examiner(name)
    bucket = Bucket(lanes()[3], sizes_of(at.space), (5, 6, 7))
    alone = Bucket(lanes()[3], sizes_of(at.space), (6,))
    portable = examiner(name, backend=backends.portable_backend())
    assert at.point(bucket, 1) == at.point(alone, 0) == portable.point(bucket, 1)


@pytest.mark.parametrize("name", ["sphere", "simplex", "orthogonal", "symmetric", "correlation matrix", "kernel"])
def test_what_shrinking_proposes_is_put_back_on_the_constraint(name: str) -> None:
    at, found = points(name, 3, 6)
    judge = Judge(at.space.statement, at.space.layout)
    assert all(at.space.solve(point) == point for point in found if judge.satisfies_hypotheses(point))
    moved = [with_entries(point, 0, [F(1), F(1, 2), *point.entries[0][2:]]) for point in found]
    put_back = [at.space.solve(point) for point in moved]
    assert all(point is not None and judge.satisfies_hypotheses(point) for point in put_back)


def test_other_hypotheses_refuse_the_points_of_a_constraint() -> None:
    """The points are not special in other ways: they violate what is not said."""
    for name, other in (("sphere", "centred"), ("symmetric", "skew-symmetric"), ("simplex", "norm")):
        at, found = points(name, 3)
        wanted = about([*RECOGNISED[name][0], *RECOGNISED[other][0]])
        symbols = {symbol.name for symbol in wanted.symbols} - {symbol.name for symbol in at.space.statement.symbols}
        if not symbols:
            judge = Judge(wanted, at.space.layout)
            assert all(judge.satisfies_hypotheses(point) is False for point in found)


def test_rational_points_of_every_norm_that_has_some() -> None:
    from theorycheck.falsifying.constraints.reflections import rational_point

    for square in (F(0), F(1), F(2), F(3), F(7), F(1, 2), F(15, 4)):
        point = rational_point(square, 4)
        assert point is not None and sum(value * value for value in point) == square
    assert rational_point(F(3), 2) is None and rational_point(F(7), 3) is None and rational_point(F(-1), 4) is None


def test_a_constraint_without_points_at_a_size_leaves_the_draw_alone() -> None:
    at = examiner("sphere")
    empty = at.space.point({"n": 0}, [[], [F(1)]])
    judge = Judge(at.space.statement, at.space.layout)
    assert empty is not None and judge.satisfies_hypotheses(empty) is False
