"""Shrinking: the measure falls, the violation stays, the end is a fixed point, and the same start ends the same."""
from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from theorycheck.falsifying.blocks import block_candidates
from theorycheck.falsifying.point import Point, from_witness, nested, point, to_witness
from theorycheck.falsifying.sample.cells import Bounds, Cell
from theorycheck.falsifying.shrink import Shrinker
from theorycheck.falsifying.simpler import entry_candidates, simpler_numbers, whole_candidates
from theorycheck.falsifying.simplicity import is_simpler, measure
from theorycheck.falsifying.sizing import merge_candidates, size_candidates
from theorycheck.strategies import profile

POSITIVE = Bounds(F(0), lower_open=True)


class Networks:
    """A chain of matrices W_k : d(k) × d(k+1) for k < K, and a positive scale."""

    size_names: tuple[str, ...] = ("K", "d")

    def cells(self, sizes: Mapping) -> list[Cell]:
        widths = sizes["d"]
        shapes = [(widths[k], widths[k + 1]) for k in range(sizes["K"])]
        return [Cell("s", None, (), POSITIVE), *(Cell("W", k, shape, Bounds()) for k, shape in enumerate(shapes))]

    def family_lengths(self, sizes: Mapping) -> dict[str, int]:
        return {"d": sizes["K"] + 1}

    def solve(self, found: Point) -> Point:
        return found


SPACE = Networks()
numbers = st.fractions(min_value=-20, max_value=20, max_denominator=300)


@st.composite
def points(draw: st.DrawFn) -> Point:
    widths = draw(st.lists(st.integers(0, 3), min_size=1, max_size=4))
    sizes = {"K": len(widths) - 1, "d": widths}
    entries = [[draw(numbers.filter(lambda q: q > 0))]]
    for cell in SPACE.cells(sizes)[1:]:
        entries.append([draw(numbers) for _ in range(cell.size)])
    return point(sizes, SPACE.cells(sizes), entries)


def total(found: Point) -> F:
    return sum((value for entries in found.entries[1:] for value in entries), F(0))


def legal(found: Point) -> bool:
    pairs = zip(found.cells, found.entries, strict=True)
    inside = all(cell.bounds.contains(value) for cell, values in pairs for value in values)
    return inside and found.cells == tuple(SPACE.cells(found.size_map()))


def big(found: Point) -> bool:
    return legal(found) and total(found) > 1


def everything_near(found: Point) -> Iterator[Point]:
    yield from size_candidates(found, SPACE)
    yield from merge_candidates(found, SPACE)
    yield from whole_candidates(found)
    yield from block_candidates(found)
    for place, cell in enumerate(found.cells):
        for entry in range(-1, cell.size):
            yield from entry_candidates(found, place, entry)


@profile("quick")
@given(points().filter(big))
def test_a_violation_survives_shrinking_to_its_simplest(start: Point) -> None:
    seen: list[Point] = []

    def keeps(candidate: Point) -> bool:
        seen.append(candidate)
        return big(candidate)

    end = Shrinker(keeps, SPACE).shrink(start)
    assert big(end) and measure(end) <= measure(start)
    assert end == Shrinker(big, SPACE).shrink(start)
    kept = [candidate for candidate in seen if big(candidate)]
    assert all(measure(after) < measure(before) for before, after in itertools.pairwise([start, *kept]))
    assert Shrinker(big, SPACE).shrink(end) == end
    simpler = [candidate for candidate in everything_near(end) if measure(candidate) < measure(end)]
    assert not any(map(big, simpler))
    assert end.entries[0] == (F(1),) and all(value in (0, 1, 2) for entries in end.entries for value in entries)


@profile("quick")
@given(points())
def test_candidates_are_points_of_the_domain(start: Point) -> None:
    for candidate in (*size_candidates(start, SPACE), *merge_candidates(start, SPACE)):
        assert candidate.cells == tuple(SPACE.cells(candidate.size_map()))
    for candidate in size_candidates(start, SPACE):
        assert legal(candidate)
    for candidate in (*whole_candidates(start), *block_candidates(start)):
        assert candidate.sizes == start.sizes and candidate.cells == start.cells
    for place, cell in enumerate(start.cells):
        for entry in range(-1, cell.size):
            for candidate in entry_candidates(start, place, entry):
                assert candidate.sizes == start.sizes and candidate.cells == start.cells


@profile("quick")
@given(points())
def test_simpler_is_what_the_measure_says(start: Point) -> None:
    """At equal sizes the comparison looks at the entries that differ only."""
    for candidate in everything_near(start):
        assert is_simpler(candidate, start) == (measure(candidate) < measure(start))


@profile("quick")
@given(numbers.filter(bool))
def test_some_simpler_number_is_simpler(value: F) -> None:
    cells = [Cell("x", None, (), Bounds())]
    before = measure(point({}, cells, [[value]]))
    assert any(measure(point({}, cells, [[other]])) < before for other in simpler_numbers(value))


def test_a_layer_can_be_dropped_from_the_middle() -> None:
    sizes = {"K": 3, "d": [1, 2, 3, 1]}
    cells = SPACE.cells(sizes)
    start = point(sizes, cells, [[F(1)], *([F(k)] * cell.size for k, cell in enumerate(cells[1:]))])
    widths = {dict(candidate.sizes)["d"] for candidate in size_candidates(start, SPACE)}
    assert {(1, 2, 3), (1, 3, 1), (1, 2, 1), (2, 3, 1)} <= widths


def test_allowance_of_checks_is_kept() -> None:
    sizes = {"K": 1, "d": [3, 3]}
    start = point(sizes, SPACE.cells(sizes), [[F(5)], [F(7)] * 9])
    shrinker = Shrinker(big, SPACE, max_checks=5)
    shrinker.shrink(start)
    assert shrinker.checks == 5


@profile("quick")
@given(points())
def test_witness_form_round_trips(start: Point) -> None:
    witness = to_witness(start, {"W": dict(start.sizes)["K"]})
    assert from_witness(witness, SPACE) == start


def test_nested_lists_are_row_major() -> None:
    assert nested((F(1), F(2), F(3), F(4), F(5), F(6)), (2, 3)) == [[1, 2, 3], [4, 5, 6]]
    assert nested((), (0, 3)) == [] and nested((), (2, 0)) == [[], []]
    assert math.prod(()) == 1 and nested((F(7),), ()) == 7
