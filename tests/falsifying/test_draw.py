"""Draws: laws respect their intervals, any network comes back alone bit for bit, on every namespace."""
from __future__ import annotations

from fractions import Fraction as F

import array_api_strict
import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from theorycheck.falsifying.sample.cells import Bounds, Cell
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.sample.lanes import lanes
from theorycheck.falsifying.sample.laws import end_law, integer_law, normal_law

INTERVALS = [
    Bounds(),
    Bounds(F(0)),
    Bounds(F(0), lower_open=True),
    Bounds(F(1)),
    Bounds(None, F(0)),
    Bounds(F(-1), F(1)),
    Bounds(F(0), F(1), True, True),
    Bounds(F(0), F(355, 113), True, False),
    Bounds(F(1, 3), F(1, 2)),
]
CELLS = [Cell(f"x{place}", None, shape, bounds) for place, bounds in enumerate(INTERVALS) for shape in [(), (2, 3)]]
LANES = lanes()


@pytest.mark.parametrize("bounds", INTERVALS)
@pytest.mark.parametrize("law", [normal_law, integer_law, end_law])
def test_every_table_value_lies_in_its_interval(law, bounds: Bounds) -> None:
    table = law(bounds)
    assert len(table) == 256 and all(bounds.contains(value) for value in table)
    assert all(F(float(value)) == value for value in table)


@pytest.mark.parametrize("lane", LANES, ids=lambda lane: lane.name)
def test_drawn_entries_lie_in_their_intervals(lane) -> None:
    drawer = Drawer(numpy, numpy.float64, 3)
    for cell, values in zip(CELLS, drawer.draw(lane, CELLS, drawer.indices(0, 300)), strict=True):
        assert values.shape == (300, *cell.shape)
        assert all(cell.bounds.contains(F(value)) for value in values.ravel().tolist())


@pytest.mark.parametrize("lane", LANES, ids=lambda lane: lane.name)
@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**64 - 1), index=st.integers(0, 2**40))
def test_a_network_comes_back_alone_on_a_portable_namespace(lane, seed: int, index: int) -> None:
    here = Drawer(numpy, numpy.float64, seed)
    there = Drawer(array_api_strict, array_api_strict.float64, seed)
    batch = here.draw(lane, CELLS, here.indices(index, 3))
    alone = there.draw(lane, CELLS, there.chosen([index + 1]))
    for mine, theirs in zip(batch, alone, strict=True):
        assert mine[1].ravel().tolist() == numpy.asarray(theirs[0, ...]).ravel().tolist()


def test_seeds_lanes_and_indices_all_matter() -> None:
    cell = [Cell("x", None, (8,), Bounds())]
    seen = set()
    for seed in (0, 1):
        for lane in LANES[1:]:
            drawer = Drawer(numpy, numpy.float64, seed)
            seen |= {tuple(row) for row in drawer.draw(lane, cell, drawer.indices(0, 4))[0].tolist()}
    assert len(seen) >= 22


def test_integers_are_small_integers_and_ties_are_ties() -> None:
    drawer = Drawer(numpy, numpy.float64, 1)
    cell = [Cell("x", None, (4, 4), Bounds())]
    integers = drawer.draw(LANES[0], cell, drawer.indices(0, 500))[0]
    assert set(integers.ravel().tolist()) == set(range(-3, 4))
    tied = drawer.draw(LANES[2], cell, drawer.indices(0, 500))[0].reshape(500, -1)
    assert all(len({abs(value) for value in row if value}) <= 2 for row in tied.tolist())
    assert (tied == 0).any() and (tied == -tied[:, :1]).any()


def test_small_cells_see_many_values_and_large_ones_the_table() -> None:
    drawer = Drawer(numpy, numpy.float64, 1)
    cells = [Cell("x", None, (), Bounds()), Cell("W", None, (5, 5), Bounds())]
    small, large = drawer.draw(LANES[1], cells, drawer.indices(0, 4000))
    assert len(set(small.tolist())) > 3000 and len(set(large.ravel().tolist())) == 256
    assert all(F(value).denominator <= 2**16 for value in small.tolist())


def test_scales_reach_only_cells_that_may_be_scaled() -> None:
    scaled = lanes((F(1, 10**10),))
    drawer = Drawer(numpy, numpy.float64, 1)
    cells = [Cell("x", None, (4,), Bounds()), Cell("t", None, (), Bounds(F(0), F(1)))]
    weights, angle = drawer.draw(scaled[1], cells, drawer.indices(0, 64))
    assert numpy.abs(weights).max() < 1e-9 and angle.max() > 0.5
