"""Sawtooth networks: the iterated tent map, on the grid and between; changed numbers are seen, bad depths refused."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from theorycheck import check, sawtooth_network
from theorycheck.constructions.sawtooth import Layer, _claim
from theorycheck.errors import OptionError
from theorycheck.verdicts import Verdict


def tent(x: Fraction) -> Fraction:
    return 2 * max(Fraction(0), x) - 4 * max(Fraction(0), x - Fraction(1, 2))


def folded(x: Fraction, depth: int) -> Fraction:
    return x if depth == 0 else tent(folded(x, depth - 1))


@pytest.mark.parametrize("depth", [1, 2, 3, 6])
def test_it_is_the_sawtooth(depth):
    """0 and 1 in turn on the grid, straight between (thirds of a step, and the report), the tent map off [0, 1] too."""
    net = sawtooth_network(depth)
    step = Fraction(1, 2**depth)
    assert [net(j * step) for j in range(2**depth + 1)] == [j % 2 for j in range(2**depth + 1)]
    assert [net((3 * j + 1) * step / 3) for j in range(2**depth)] == [Fraction(1 + j % 2, 3) for j in range(2**depth)]
    assert all(net(x) == folded(x, depth) for x in map(Fraction, (-2, -1, "-1/7", "5/7", "3/2", 3)))
    report = net.report
    assert report.is_the_sawtooth
    assert (net.depth, net.units, report.widths, len(report.pieces)) == (depth, 2 * depth, (2,) * depth, 2**depth)


@pytest.mark.parametrize("depth", [1, 40])
def test_its_claim_is_proved(depth):
    assert check(sawtooth_network(depth).claim).verdict is Verdict.PROVED


def test_its_claim_speaks_of_these_numbers():
    """With a last weight of -3 it is false, and refuted."""
    first, further, _ = sawtooth_network(3).layers
    assert check(_claim(first, further, (Fraction(2), Fraction(-3)), 3)).verdict is Verdict.REFUTED


def test_a_changed_number_is_seen():
    """The report counts from the numbers: another bias moves the kinks, a last weight of -3 the values."""
    net = sawtooth_network(3)
    moved = Layer(net.layers[1].weights, (Fraction(0), Fraction(-1, 3)))
    for changed in (
        replace(net, layers=(net.layers[0], moved, net.layers[2])),
        replace(net, output=(net.output[0], Fraction(-3))),
    ):
        assert not changed.report.is_the_sawtooth
        assert "not the sawtooth" in str(changed.report)
    assert len(replace(net, output=(Fraction(0), Fraction(0))).report.pieces) == 1


@pytest.mark.parametrize("depth", [0, -1, True, 1.0, "3"])
def test_depths_that_are_none(depth):
    with pytest.raises(OptionError, match="depth"):
        sawtooth_network(depth)


def test_a_report_of_too_many_pieces_is_refused():
    with pytest.raises(OptionError, match="pieces one by one"):
        _ = sawtooth_network(13).report
