"""Interpolating networks: every value is taken, exactly; the claim that comes along is proved; bad data is refused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from theorycheck import check, interpolating_network
from theorycheck.errors import OptionError
from theorycheck.verdicts import Verdict

POINTS = [[0, 0], ["1/2", 2], [0, 1], [-1, 5], [0, "-1/3"]]
VALUES = [0, 5, "1/2", -3, 7]


def test_every_value_is_taken():
    """Points that no coordinate alone separates, in no order."""
    net = interpolating_network(POINTS, VALUES)
    assert net.units == len(POINTS) - 1
    assert [net(point) for point in POINTS] == [Fraction(value) for value in VALUES]
    assert net([0, 2]) != net([0, 0])


def test_its_claim_is_proved_and_says_something():
    """With another value the same network is refuted."""
    net = interpolating_network(POINTS, VALUES)
    assert check(net.claim).verdict is Verdict.PROVED
    other = interpolating_network(POINTS, [*VALUES[:-1], 8])
    assert other.claim.statement.conclusion is not net.claim.statement.conclusion


def test_one_point_needs_no_unit():
    net = interpolating_network([[3]], ["1/3"])
    assert (net.units, net([5])) == (0, Fraction(1, 3))


@pytest.mark.parametrize(
    ("points", "values", "words"),
    [([], [], "0 points"), ([[1]], [1, 2], "1 points and 2"), ([[1], [1, 2]], [0, 0], "dimensions"),
     ([[1], [2], ["2/2"]], [0, 1, 0], "given twice")],
)  # fmt: skip
def test_data_that_nothing_fits(points, values, words):
    with pytest.raises(OptionError, match=words):
        interpolating_network(points, values)
