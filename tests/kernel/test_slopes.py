"""Interval differentiation: against the calculus of terms, and against python-flint's power series."""

from __future__ import annotations

import random

import pytest
from flint import arb, arb_series, ctx, fmpq
from shapes import LOOSE, Q, at, n, one, r, real, refuses, t, two, x, y, z, zero

from theorycheck.kernel import interval as iv
from theorycheck.kernel import landscape
from theorycheck.kernel.enclosure import Enclosure
from theorycheck.kernel.interval import Interval
from theorycheck.kernel.slopes import Fixed, Slopes

BITS, WIDE = 96, 1 << 60  # a width of 2^-36, where 2^-96 is a unit
VARIABLES = (x, y, z)
Point = dict[t.Term, Q]


def term(rng: random.Random, depth: int) -> t.Term:
    """All operations; denominators, roots and logarithms of what is positive; operands that occur twice."""
    if depth == 0:
        return rng.choice([*VARIABLES, x, real(Q(rng.randrange(-3, 4), 2)), t.pi()])
    a = term(rng, depth - 1)
    positive = t.add(one, t.mul(a, a))
    match rng.randrange(8):
        case 0:
            return t.add(a, rng.choice([a, term(rng, depth - 1)]))
        case 1 | 2:
            return t.mul(a, rng.choice([a, term(rng, depth - 1)]))
        case 3:
            return t.div(rng.choice([a, term(rng, depth - 1)]), positive)
        case 4:
            return t.elementary(rng.choice(["sqrt", "log"]), positive)
        case 5:
            return t.select(t.le(zero, positive), a, t.elementary("log", t.neg(positive)))
        case 6:
            return t.select(t.lt(positive, zero), t.div(one, zero), a)
    return t.elementary(rng.choice(["sin", "cos", "arctan", "tanh", "exp"]), t.elementary("tanh", a))


def _slopes(box: dict[t.Term, Interval]) -> Slopes:
    return Slopes(Enclosure(box, BITS), VARIABLES)


def _without_choices(value: t.Term) -> t.Term:
    """The branches that `term` takes: the calculus of terms knows no choices that depend on a variable."""

    def leaf(part: t.Term, depth: int) -> t.Term | None:
        if part.op != "select":
            return None
        condition, a, b = part.args
        return _without_choices(a if condition.op == "le" else b)

    return t.rewrite(value, leaf, lambda part, depth: False)


def _holds(found: Fixed, exact: Interval) -> bool:
    """Whether they meet, and what was found is narrow."""
    low, high = Q(found[0], 1 << BITS), Q(found[1], 1 << BITS)
    return low <= exact.hi and exact.lo <= high and found[1] - found[0] < WIDE


@pytest.mark.parametrize("seed", range(40))
def test_at_a_point_it_is_what_the_calculus_of_terms_says(seed: int) -> None:
    """Gradient and Hessian, each entry."""
    rng = random.Random(seed)
    value = term(rng, 4)
    over = Enclosure({v: iv.point(Q(rng.randrange(-8, 9), 8)) for v in VARIABLES}, BITS)
    slopes = Slopes(over, VARIABLES)
    first = landscape.gradient(_without_choices(value), VARIABLES)
    second = landscape.hessian(first, VARIABLES)
    assert all(_holds(found, over.value(exact)) for found, exact in zip(slopes.gradient(value), first, strict=True))
    for i, row in enumerate(slopes.hessian(value)):
        assert len(row) == i + 1
        assert all(_holds(found, over.value(second[i][j])) for j, found in enumerate(row))


@pytest.mark.parametrize("seed", range(40))
def test_over_a_box_it_contains_the_derivatives_at_every_point(seed: int) -> None:
    """At corners, on faces and inside."""
    rng = random.Random(seed)
    value = term(rng, 3)
    low = {v: Q(rng.randrange(-8, 9), 8) for v in VARIABLES}
    slopes = _slopes({v: Interval(a, a + Q(1, rng.choice([4, 64]))) for v, a in low.items()})
    first = landscape.gradient(_without_choices(value), VARIABLES)
    second = landscape.hessian(first, VARIABLES)
    gradient, hessian = slopes.gradient(value), slopes.hessian(value)
    for _ in range(6):
        inside = {v: iv.point(rng.choice([s.lo, s.hi, (s.lo + s.hi) / 2])) for v, s in slopes.over.box.items()}
        there = Enclosure(inside, BITS)
        for i in range(3):
            assert _meet(gradient[i], there.value(first[i]))
            assert all(_meet(hessian[i][j], there.value(second[i][j])) for j in range(i + 1))


def _meet(found: Fixed, exact: Interval) -> bool:
    return Q(found[0], 1 << BITS) <= exact.hi and exact.lo <= Q(found[1], 1 << BITS)


@pytest.mark.parametrize("name", ["exp", "log", "sqrt", "sin", "cos", "tanh", "arctan"])
def test_elementary_functions_agree_with_power_series(name: str) -> None:
    """f', f'' from python-flint's series of f(a + s), which share nothing with ours."""
    for a in (Q(1, 7), Q(3), Q(11, 4)):
        slopes = _slopes({x: iv.point(a), y: iv.point(0), z: iv.point(0)})
        value = t.elementary(name, x)
        ctx.prec = 200
        series = arb_series([arb(fmpq(a.numerator, a.denominator)), 1], prec=3)
        whole = _series(name, series)
        for found, exact in [(slopes.gradient(value)[0], whole[1]), (slopes.hessian(value)[0][0], 2 * whole[2])]:
            low, high = (arb(end) / arb(2) ** BITS for end in found)
            assert not (exact < low or high < exact)
            assert high - low < arb(2) ** -80


def _series(name: str, s: arb_series) -> arb_series:
    if name == "tanh":
        return 1 - 2 / ((2 * s).exp() + 1)
    return getattr(s, {"arctan": "atan"}.get(name, name))()


def test_an_operand_that_occurs_twice() -> None:
    """x + x, x·x, x/x, (x + x)·x."""
    slopes = _slopes({x: iv.point(Q(3)), y: iv.point(0), z: iv.point(0)})
    unit = slopes.one[0]
    for value, slope, bend in [(t.add(x, x), 2, 0), (t.mul(x, x), 6, 2), (t.div(x, x), 0, 0),
                               (t.mul(t.add(x, x), x), 12, 4)]:  # fmt: skip
        assert slopes.gradient(value)[0] == (slope * unit, slope * unit)
        assert slopes.hessian(value)[0][0] == (bend * unit, bend * unit)


def test_a_variable_and_a_constant() -> None:
    """Nothing is taken apart; a constant may be anything."""
    slopes = _slopes({v: Interval(Q(0), Q(1)) for v in VARIABLES})
    assert slopes.gradient(x) == [slopes.one, (0, 0), (0, 0)]
    for constant in (t.pi(), t.div(one, zero), at(r, one)):
        assert slopes.gradient(constant) == [(0, 0)] * 3
        assert slopes.hessian(constant) == [[(0, 0)] * (i + 1) for i in range(3)]


@pytest.mark.parametrize(
    ("value", "because"),
    [
        (t.elementary("sqrt", x), "sqrt of what may not be positive"),
        (t.elementary("sqrt", t.mul(x, x)), "sqrt of what may not be positive"),
        (t.elementary("log", x), "log of a number that is not positive"),
        (t.div(one, x), "contains 0"),
        (t.div(x, x), "contains 0"),
        (t.div(zero, x), "contains 0"),
        (t.select(t.le(x, real("1/2")), x, x), "a choice is not decided"),
        (t.select(t.le(zero, t.neg(x)), zero, x), "a choice is not decided"),
        (at(r, x), "app is not known to be smooth"),
        (t.product(n, n, x), "prod is not known to be smooth"),
        (t.summation(t.natural(2), n, x), "sum is not known to be smooth"),
        (t.maximum(t.natural(2), n, x), "max is not known to be smooth"),
        (t.cast(t.select(t.le(x, y), n, n)), "a choice is not decided"),
        (t.deriv(t.lam(y, t.mul(x, y)), one), "deriv is not known to be smooth"),
        (t.mul(x, t.div(one, zero)), "contains 0"),
        (t.mul(x, at(r, one)), "no enclosure"),
        (LOOSE, "closed real term"),
        (n, "closed real term"),
    ],
)
def test_it_refuses_what_is_not_smooth_on_all_of_the_box(value: t.Term, because: str) -> None:
    """The box is [0, 1]: its ends belong to it."""
    slopes = _slopes({v: Interval(Q(0), Q(1)) for v in VARIABLES})
    refuses(slopes.gradient, value, because=because)
    refuses(slopes.hessian, value, because=because)


def test_the_branch_not_taken_may_be_anything() -> None:
    """Only what is decided on all of the box is left out."""
    slopes = _slopes({v: Interval(Q(1), two.data[1]) for v in VARIABLES})  # type: ignore[index]
    chosen = t.select(t.lt(zero, x), t.mul(x, x), t.div(one, t.sub(x, x)))
    assert slopes.hessian(chosen)[0][0] == slopes.hessian(t.mul(x, x))[0][0]
