"""Enclosures against python-flint's balls: at many points, for every function, at several precisions."""

from __future__ import annotations

import random
from fractions import Fraction as Q

import pytest
from flint import arb, ctx, fmpq
from shapes import refuses

from theorycheck.kernel import interval as iv
from theorycheck.kernel.errors import KernelError, fuelled, spend
from theorycheck.kernel.interval import Interval

PRECISIONS = (8, 24, 53, 96, 384)
RANGES = {"exp": (-40, 40), "log": (0, 100), "sqrt": (0, 100), "tanh": (-30, 30), "arctan": (-50, 50),
    "sin": (-40, 40), "cos": (-40, 40)}  # fmt: skip
SPECIAL = ["0", "1", "-1", "1/2", "-1/2", "1/4", "4/3", "2/3", "1/1000000000000", "-1/1000000000000", "1000", "-1000",
    "123456789/1000",
           f"{2**300 + 1}/{2**300}", f"{2**302 - 1}/{2**300}", "4999", "-4999", "355/113", "-355/226", "3/4",
           "99999999999/100000000000"]  # fmt: skip


def _ball(x: Q) -> arb:
    return arb(fmpq(x.numerator, x.denominator))


def _true(name: str, x: Q) -> arb:
    ctx.prec = 1200
    return getattr(_ball(x), {"arctan": "atan"}.get(name, name))()


def _contains(found: Interval, value: arb) -> bool:
    """Not certainly outside; the balls are far sharper than the intervals."""
    return found.lo <= found.hi and not (value < _ball(found.lo)) and not (value > _ball(found.hi))


def _points(name: str, count: int) -> list[Q]:
    rng = random.Random(name)
    low, high = RANGES[name]
    points = [Q(rng.randrange(low * 10**6, high * 10**6), 10**6) for _ in range(count)]
    points += [Q(rng.randrange(1, 2**60), 2 ** rng.randrange(1, 90)) % high for _ in range(count)]
    return [p for p in [*points, *map(Q, SPECIAL)] if (p > 0 if name == "log" else p >= 0 if name == "sqrt" else True)]


@pytest.mark.parametrize("precision", PRECISIONS)
@pytest.mark.parametrize("name", sorted(RANGES))
def test_the_value_at_a_point_is_enclosed_sharply(name: str, precision: int) -> None:
    """exp(x) lies in exp([x, x]), whose width is a few units of the last bit (of 1, where the value may be small)."""
    blunt = 40 if precision == 8 else 4_999  # the argument's reduction takes bits; exp has a largest argument
    for x in _points(name, 60):
        if abs(x) > blunt and name in ("sin", "cos", "exp"):
            continue
        found, value = iv.ELEMENTARY[name](iv.point(x), precision), _true(name, x)
        assert _contains(found, value), (x, found)
        size = max(abs(found.lo), abs(found.hi), Q(0) if name in ("exp", "sqrt") else Q(1))
        assert found.hi - found.lo <= size * Q(16, 2**precision), (x, found)


@pytest.mark.parametrize("precision", [1, 3, 12, 53])
@pytest.mark.parametrize("name", sorted(RANGES))
def test_every_value_on_an_interval_is_enclosed(name: str, precision: int) -> None:
    """At the ends and inside, for narrow and wide intervals."""
    rng = random.Random(name)
    points = sorted(_points(name, 40))
    for _ in range(150):
        low, high = (
            sorted(rng.sample(points, 2))
            if rng.random() < 0.5
            else (p := rng.choice(points), p + Q(rng.randrange(1, 99), 10 ** rng.randrange(1, 9)))
        )
        if max(abs(low), abs(high)) > 4_000:
            continue
        found = iv.ELEMENTARY[name](Interval(low, high), precision)
        for step in range(9):
            assert _contains(found, _true(name, low + (high - low) * Q(step, 8)))


@pytest.mark.parametrize("name", ["sin", "cos"])
def test_extrema_inside_an_interval_are_found(name: str) -> None:
    """Narrow intervals around every multiple of pi/2 contain ±1 or the change of sign; far from it they do not."""
    ctx.prec = 300
    for quarter in range(-40, 41):
        centre = Q(round(float(arb.pi()) * quarter / 2 * 10**12), 10**12)
        for width in (Q(1, 10**6), Q(1, 100), Q(1), Q(4)):
            found = iv.ELEMENTARY[name](Interval(centre - width, centre + width / 3), 60)
            exact = arb.pi() * quarter / 2
            assert _contains(found, exact.sin() if name == "sin" else exact.cos())
            if width <= Q(1, 100):
                assert found.hi - found.lo < 3 * width


def test_large_angles_are_enclosed_before_they_are_rounded() -> None:
    """The error of pi times the number of turns is in the enclosure, not hidden by the last rounding."""
    rng = random.Random(8)
    for _ in range(60):
        x = Q(rng.randrange(-(10**12), 10**12), 10**6)
        assert _contains(iv._sin_at(x, 0, 20), _true("sin", x))
        assert _contains(iv._sin_at(x, 1, 20), _true("cos", x))


def test_wide_intervals_give_the_whole_range() -> None:
    """A period or more."""
    assert iv.sin(Interval(Q(0), Q(7)), 53) == Interval(Q(-1), Q(1))
    assert iv.cos(Interval(Q(-1), Q(6)), 53) == Interval(Q(-1), Q(1))
    assert iv.cos(Interval(Q(1, 10), Q(3)), 53).hi < 1
    assert iv.sin(Interval(Q(2), Q(4)), 53).hi < Q(92, 100)


@pytest.mark.parametrize("precision", [4, *PRECISIONS, 2000])
def test_pi_is_enclosed(precision: int) -> None:
    """By Machin's formula, sharply."""
    ctx.prec = precision + 200
    found = iv.pi(precision)
    assert _contains(found, arb.pi())
    assert found.hi - found.lo <= Q(16, 2**precision)


def test_arithmetic_encloses_every_choice() -> None:
    """x op y lies in X op Y, for corners and inner points; x·x in the square of X."""
    rng = random.Random(5)

    def draw() -> Q:
        return Q(rng.randrange(-999, 999), rng.choice([1, 3, 7, 64, 10**9]))

    for _ in range(400):
        a, b = Interval(*sorted((draw(), draw()))), Interval(*sorted((draw(), draw())))
        x, y = (s.lo + (s.hi - s.lo) * Q(rng.randrange(5), 4) for s in (a, b))
        for found, value in [
            (iv.add(a, b, 11), x + y),
            (iv.mul(a, b, 11), x * y),
            (iv.square(a, 11), x * x),
            (iv.neg(a), -x),
            (iv.hull(a, b), x),
        ]:
            assert found.lo <= value <= found.hi
        if b.lo <= 0 <= b.hi:
            refuses(iv.div, a, b, 11, because="contains 0")
        else:
            assert iv.div(a, b, 11).lo <= x / y <= iv.div(a, b, 11).hi
    assert iv.square(Interval(Q(-1), Q(2)), 20).lo == 0


def test_rounding_is_outward_and_to_so_many_bits() -> None:
    """round_down(x) <= x < round_down(x) + one unit; exact where x has that few bits."""
    rng = random.Random(6)
    for _ in range(500):
        x = Q(rng.randrange(-(10**30), 10**30), rng.randrange(1, 10**30)) * Q(2) ** rng.randrange(-200, 200)
        down, up = iv.round_down(x, 10), iv.round_up(x, 10)
        assert down <= x <= up and up - down <= abs(x) * Q(1, 2**8)
    assert iv.round_down(Q(-5), 10) == -5 and iv.round_up(Q(0), 10) == 0


def test_functions_refuse_where_they_have_no_value_or_none_that_is_practical() -> None:
    """log at 0, sqrt below 0, exp of a million, sin of 10^7; also when only a part of the interval is outside."""
    part = Interval(Q(-1), Q(1))
    for function, argument, because in [
        (iv.log, iv.point(0), "not positive"), (iv.log, part, "not positive"), (iv.log, iv.point(-1), "not positive"),
        (iv.sqrt, iv.point(-1), "negative"), (iv.sqrt, part, "negative"), (iv.exp, iv.point(10**6), "too large"),
        (iv.exp, iv.point(-(10**6)), "too large"), (iv.sin, iv.point(10**7), "too large"),
        (iv.cos, iv.point(-(10**7)), "too large"),
    ]:  # fmt: skip
        with pytest.raises(iv.Undecided, match=because):
            function(argument, 53)
    assert issubclass(iv.Undecided, KernelError)


def test_ends_that_grow_without_limit_are_refused() -> None:
    """A tower of squares of e^4000 doubles its length at every step (it used to run for hours)."""
    value = iv.exp(iv.point(4000), 53)
    with pytest.raises(iv.Undecided, match="too long"):
        for _ in range(30):
            value = iv.square(value, 53)


def test_what_is_cached_costs_the_same() -> None:
    """Whether a step has fuel enough does not depend on earlier steps."""

    def cost(function, argument: Q, precision: int) -> int:
        for left in range(0, 40_000, 250):
            try:
                with fuelled(left):
                    function(iv.point(argument), precision)
                return left
            except KernelError:
                continue
        return -1

    for function in (iv.sin, iv.log, iv.arctan):
        iv._pi.cache_clear()
        iv._log_two.cache_clear()
        cold = cost(function, Q(7, 2), 150)
        assert cold > 0 and cold == cost(function, Q(7, 2), 150)
    with fuelled(10), pytest.raises(KernelError, match="out of fuel"):
        spend(11)
