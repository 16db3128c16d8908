r"""`interpolating_network(points, values)`: a ReLU network with one hidden layer that takes values at points.

    >>> from theorycheck import interpolating_network
    >>> net = interpolating_network([[0, 0], [1, 2], [3, 1]], [0, 5, "1/2"])
    >>> net.units, [str(net(point)) for point in ([0, 0], [1, 2], [3, 1])]
    (2, ['0', '5', '1/2'])

N + 1 different points of R^D are put in order along a direction that separates them; N units with that direction, a
bias each, and an output bias do it, all rational.  The construction is that of the claim
`representation.relu_net_interpolates_points_in_order`; the claim that comes along says of these numbers that they
interpolate, for `check` to decide.
"""

from __future__ import annotations

import functools
import itertools
import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from theorycheck.errors import OptionError
from theorycheck.statement.arithmetic import rational
from theorycheck.statement.claim import Claim
from theorycheck.statement.node import Node
from theorycheck.statement.relations import and_, eq
from theorycheck.statement.source import own
from theorycheck.statement.vocabulary.elementwise import relu

Exact = int | str | Fraction


@dataclass(frozen=True)
class InterpolatingNetwork:
    """x -> bias + sum_i weights[i] relu(<direction, x> - breaks[i]); claim: that it interpolates."""

    direction: tuple[Fraction, ...]
    breaks: tuple[Fraction, ...]
    weights: tuple[Fraction, ...]
    bias: Fraction
    claim: Claim

    @property
    def units(self) -> int:
        return len(self.breaks)

    def __call__(self, point: Sequence[Exact]) -> Fraction:
        """The value at a point, exactly."""
        place = _inner(self.direction, _exact(point))
        return self.bias + sum(w * max(Fraction(0), place - b) for w, b in zip(self.weights, self.breaks, strict=True))


def interpolating_network(points: Sequence[Sequence[Exact]], values: Sequence[Exact]) -> InterpolatingNetwork:
    """At least one point; all different and of one dimension, one value each; numbers are exact, "1/3" for a third.

    Raises OptionError for data that no function, or no such network, fits.
    """
    data, wanted = [_exact(point) for point in points], _exact(values)
    _check(data, wanted)
    direction = _separating(data)
    ordered = sorted(zip([_inner(direction, point) for point in data], wanted, strict=True))
    slopes = [(v - u) / (t - s) for (s, u), (t, v) in itertools.pairwise(ordered)]
    weights = [slope - before for before, slope in zip([Fraction(0), *slopes], slopes, strict=False)]
    breaks = [place for place, _ in ordered[:-1]]
    claim = _claim(data, wanted, direction, breaks, weights, ordered[0][1])
    return InterpolatingNetwork(direction, tuple(breaks), tuple(weights), ordered[0][1], claim)


def _exact(numbers: Sequence[Exact]) -> tuple[Fraction, ...]:
    return tuple(rational(number).value for number in numbers)


def _inner(a: Sequence[Fraction], b: Sequence[Fraction]) -> Fraction:
    return sum((x * y for x, y in zip(a, b, strict=True)), Fraction(0))


def _check(points: list[tuple[Fraction, ...]], values: tuple[Fraction, ...]) -> None:
    if not points or len(points) != len(values):
        raise OptionError(
            f"{len(points)} points and {len(values)} values",
            why="each point has one value, and there is at least one",
            cure="give as many values as points",
        )
    if len({len(point) for point in points}) > 1:
        raise OptionError("points of different dimensions", cure="give each point as many coordinates as the first")
    if len(set(points)) < len(points):
        twice = next(point for point in points if points.count(point) > 1)
        raise OptionError(
            f"the point ({', '.join(map(str, twice))}) is given twice",
            why="a function has one value there",
            cure="leave one of them out",
        )


def _separating(points: list[tuple[Fraction, ...]]) -> tuple[Fraction, ...]:
    """(1, s, s^2, …) for the first natural s along which the points differ.

    Two points have the same inner product with it for at most D - 1 values of s, the zeros of a polynomial, so that the
    search ends.
    """
    powers = (tuple(Fraction(s) ** d for d in range(len(points[0]))) for s in itertools.count())
    return next(a for a in powers if len({_inner(a, point) for point in points}) == len(points))


def _claim(
    points: list[tuple[Fraction, ...]],
    values: tuple[Fraction, ...],
    direction: tuple[Fraction, ...],
    breaks: list[Fraction],
    weights: list[Fraction],
    bias: Fraction,
) -> Claim:
    def at(point: tuple[Fraction, ...]) -> Node:
        place = _sum(rational(a) * rational(x) for a, x in zip(direction, point, strict=True))
        units = (rational(w) * relu(place - rational(b)) for w, b in zip(weights, breaks, strict=True))
        return rational(bias) + _sum(units)

    return Claim(
        title=f"A network of {len(breaks)} ReLU units takes the values it was made for",
        source=own("interpolating_network"),
        conclude=and_(*(eq(at(point), rational(value)) for point, value in zip(points, values, strict=True))),
        proof="auto",
    )


def _sum(terms: Iterable[Node]) -> Node:
    return functools.reduce(operator.add, terms, rational(0))
