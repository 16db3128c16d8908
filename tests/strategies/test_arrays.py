"""Networks and arrays of any size: a few integers are drawn, however many weights there are."""
from __future__ import annotations

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.errors import FailedHealthCheck

from theorycheck.drawn import DrawnArray, DrawnNetwork
from theorycheck.falsifying.sample.cells import Bounds, Cell
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.sample.lanes import lanes
from theorycheck.strategies import drawn_arrays, matrices, networks, profile, shapes, vectors

MILLION = (1000, 1000)
seen: list[int] = []


def test_plain_hypothesis_refuses_a_thousand_floats() -> None:
    @settings(profile("quick"), suppress_health_check=())
    @given(st.lists(st.floats(-3, 3), min_size=1000, max_size=1000))
    def test(weights: list[float]) -> None:
        """Never reached with much more: the buffer of an example is full."""

    with pytest.raises(FailedHealthCheck, match="very large"):
        test()


@settings(profile("quick"), suppress_health_check=(), max_examples=8)
@given(networks(MILLION))
def test_a_million_weights_are_an_example_like_any_other(network: DrawnNetwork) -> None:
    assert network.size == 1_000_000 and len(repr(network)) < 80
    (weights,) = network.weights
    assert weights.shape == MILLION and numpy.isfinite(weights).all()


def test_a_failing_network_shrinks_to_a_small_one_in_one_line() -> None:
    @settings(profile("ci"), print_blob=False)
    @given(networks(shapes(depth=3, width=600), lane="normals"))
    def test(network: DrawnNetwork) -> None:
        assert max(network.widths) < 40

    with pytest.raises(AssertionError) as caught:
        test()
    (note,) = (line for note in caught.value.__notes__ for line in note.splitlines() if "DrawnNetwork" in line)
    assert "DrawnNetwork((1, 40), 'normals', seed=0, index=0)" in note


@profile("quick")
@given(networks(biases=st.booleans()))
def test_a_network_is_re_created_from_what_is_printed(network: DrawnNetwork) -> None:
    again = eval(repr(network), {"DrawnNetwork": DrawnNetwork})
    assert again == network and hash(again) == hash(network)
    for mine, its in zip([*network.weights, *network.biases], [*again.weights, *again.biases], strict=True):
        assert (mine == its).all()
    inputs = numpy.ones((3, network.widths[0]))
    assert network(inputs).shape == (3, network.widths[-1]) and (network(inputs) >= 0).all()
    assert network.size == sum(part.size for part in (*network.weights, *network.biases))


@profile("quick")
@given(drawn_arrays())
def test_the_entries_are_the_search_s_own(drawn: DrawnArray) -> None:
    """The same seed, lane and index in the search's generator."""
    lane = next(lane for lane in lanes() if lane.name == drawn.lane)
    drawer = Drawer(numpy, numpy.float64, drawn.seed)
    (batch,) = drawer.draw(lane, [Cell("W", 0, drawn.shape, Bounds())], drawer.chosen([drawn.index]))
    assert (drawn.array == batch[0]).all() and drawn.size == batch[0].size
    assert (numpy.asarray(drawn) == numpy.array(drawn.exact, dtype=object)).all()


@profile("quick")
@given(matrices(st.integers(1, 3), 2), vectors(5), shapes(2, 3))
def test_shapes_are_those_asked_for(matrix: DrawnArray, vector: DrawnArray, widths: tuple[int, ...]) -> None:
    assert matrix.shape[0] in (1, 2, 3) and matrix.shape[1] == 2 and vector.shape == (5,)
    assert 2 <= len(widths) <= 3 and all(1 <= width <= 3 for width in widths)
