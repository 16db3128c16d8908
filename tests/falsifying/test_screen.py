"""The screen only saves exact checks: nothing that refutes is excluded, and shrinking ends at the same point."""
from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction as F

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from large import LARGE
from statements import FALSE, TRUE

from theorycheck.algebra.backends import fake_device_backend, select
from theorycheck.falsifying.exact import Decision, Judge
from theorycheck.falsifying.point import Point, from_witness, with_entries
from theorycheck.falsifying.screen import Screen
from theorycheck.falsifying.shrink import Shrinker
from theorycheck.falsifying.simpler import entry_candidates, whole_candidates
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.nodes import Pi
from theorycheck.statement.relations import and_, eq, implies, le, lt, ne, not_, or_
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import nonnegative, real
from theorycheck.statement.vocabulary.elementwise import exp, log, sqrt
from theorycheck.strategies import profile, witnesses

NUMPY = select("numpy")
x, y = real("x y")
# Ties, values that do not exist, overflow, conditions before an expression: where a float could be sure of a falsehood.
TEMPTING = {
    "tie": Statement([], lt(x * 0, y * 0)),
    "strict": Statement([le(0, x)], lt(0, x)),
    "negated": Statement([ne(x, y)], not_(eq(x * 3, y * 3))),
    "overflow": Statement([], le(exp(exp(x)), exp(exp(y)))),
    "quotient": Statement([ne(x, 0)], le(1 / x, y)),
    "root": Statement([], implies(le(0, x), eq(sqrt(x) * sqrt(x), x))),
    "logarithm": Statement([lt(0, x)], or_(le(log(x), y), and_(eq(x, y), lt(x, Pi())))),
}
STATEMENTS = {name: make() for name, make in {**FALSE, **TRUE}.items()} | TEMPTING


def screens(statement: Statement) -> tuple[StatementSpace, Judge, Screen]:
    space = StatementSpace(statement, 0)
    return space, Judge(statement, space.layout), Screen(statement, space.layout, NUMPY)


@pytest.mark.parametrize("name", STATEMENTS)
def test_what_refutes_is_never_excluded(name: str) -> None:
    space, judge, screen = screens(STATEMENTS[name])

    @settings(profile("quick"), max_examples=8)
    @given(witnesses(STATEMENTS[name]), st.integers(0, 3))
    def test(witness: dict, thirds: int) -> None:
        found = from_witness(witness, space)
        assume(sum(cell.size for cell in found.cells) <= 40)
        near = [found, *whole_candidates(found)]
        for place, cell in enumerate(found.cells):
            near += entry_candidates(found, place, cell.size - 1)
            near.append(with_entries(found, place, [value + F(thirds, 3) for value in found.entries[place]]))
        candidates = near[:: 1 + len(near) // 12]
        for candidate, possible in zip(candidates, screen.possible(candidates), strict=True):
            assert possible or judge.decide(candidate) in (Decision.HOLDS, Decision.OUTSIDE, Decision.UNDECIDED)

    test()


def test_something_is_excluded() -> None:
    """A hypothesis that fails, a conclusion that holds; an exact tie of a conclusion that is not strict."""
    space, _, screen = screens(Statement([le(0, x)], le(x, y)))
    points = [from_witness({"x": F(a), "y": F(b)}, space) for a, b in ((-1, -2), (1, 2), (1, 1), (2, 1), (0, -1))]
    assert screen.possible(points) == [False, False, False, True, True]


def test_entries_that_floats_do_not_hold_are_not_taken_for_their_neighbours() -> None:
    third = F(1, 3)
    space, judge, screen = screens(Statement([], le(x * 3, y * 3)))
    above = from_witness({"x": third + F(1, 10**30), "y": third}, space)
    huge = from_witness({"x": F(10) ** 400, "y": F(0)}, space)
    assert judge.refutes(above) and judge.refutes(huge)
    assert screen.possible([above, huge]) == [True, True]


def counted(judge: Judge) -> tuple[list[Point], object]:
    seen: list[Point] = []

    def keeps(found: Point) -> bool:
        seen.append(found)
        return judge.refutes(found)

    return seen, keeps


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("name", ["degree", "dead", "free-width"])
def test_with_and_without_a_screen_shrinking_ends_at_the_same_point(name: str, seed: int) -> None:
    large = LARGE[name]()
    space, judge, screen = screens(large.statement)
    start = large.start(seed)
    assert judge.refutes(start)
    (few, keeps), (many, keeps_too) = counted(judge), counted(judge)
    end = Shrinker(keeps, space, screen=screen).shrink(start)
    assert end == Shrinker(keeps_too, space).shrink(start)
    assert len(few) <= len(many) and judge.refutes(end)


def test_candidates_that_floats_exclude_are_not_decided_exactly() -> None:
    large = LARGE["dead"](16)
    space, judge, screen = screens(large.statement)
    start = large.start(1)
    (few, keeps), (many, keeps_too) = counted(judge), counted(judge)
    Shrinker(keeps, space, screen=screen).shrink(start)
    Shrinker(keeps_too, space).shrink(start)
    assert 2 * len(few) < len(many)


def test_candidates_are_screened_on_the_device() -> None:
    """Nothing goes back and forth but the candidates and one number for each."""
    large = LARGE["free-width"]()
    space = StatementSpace(large.statement, 0)
    screen = Screen(large.statement, space.layout, fake_device_backend())
    candidates = list(whole_candidates(large.start(1)))
    assert screen.possible(candidates) == Screen(large.statement, space.layout, NUMPY).possible(candidates)


def test_hypotheses_are_decided_in_their_sorts() -> None:
    scale = real("s", nonnegative)
    space, _, screen = screens(Statement([], le(scale, 2)))
    assert screen.possible([from_witness({"s": F(v)}, space) for v in (-3, 1, 3)]) == [False, False, True]


def test_guesses_tell_clear_cases_and_leave_the_near_ones_to_bounds() -> None:
    space, judge, screen = screens(Statement([lt(0, x)], le(x, y)))
    values = ((2, 1), (1, 2), (0, -1), (-1, -2), (1 + F(1, 2**40), 1))
    points = [from_witness({"x": F(a), "y": F(b)}, space) for a, b in values]
    assert screen.likely(points) == [True, False, False, False, False]
    assert screen.possible(points) == [True, False, False, False, True] == [judge.refutes(point) for point in points]
    space, _, screen = screens(Statement([lt(0, x)], le(log(y), x)))
    points = [from_witness({"x": F(a), "y": F(-1)}, space) for a in (1, -1)]
    assert screen.likely(points) == [True, False]  # without a value nothing is told, but a hypothesis fails for certain


class Blind(Screen):
    """Guesses that find nothing."""

    def likely(self, points: Sequence[Point]) -> list[bool]:
        return [False] * len(points)


class Credulous(Screen):
    """Guesses that believe everything."""

    def likely(self, points: Sequence[Point]) -> list[bool]:
        return [True] * len(points)


@pytest.mark.parametrize("kind", [Blind, Credulous])
@pytest.mark.parametrize("name", ["degree", "dead"])
def test_wrong_guesses_make_no_fixed_point(name: str, kind: type[Screen]) -> None:
    large = LARGE[name]()
    space, judge, _ = screens(large.statement)
    end = Shrinker(judge.refutes, space, screen=kind(large.statement, space.layout, NUMPY)).shrink(large.start(1))
    assert judge.refutes(end) and Shrinker(judge.refutes, space).shrink(end) == end


def test_no_candidate_is_decided_twice_from_the_same_point() -> None:
    """And several entries are made simpler by one decision."""
    large = LARGE["dead"](16)
    space, judge, screen = screens(large.statement)
    seen, keeps = counted(judge)
    end = Shrinker(keeps, space, screen=screen).shrink(large.start(1))
    last = seen[seen.index(end) + 1 :]
    assert len(set(last)) == len(last) and not any(map(judge.refutes, last))
