"""A box with exactly one local minimum."""

from __future__ import annotations

import pytest
from landscapes import function
from shapes import LOOSE, NATURAL, REAL, Q, by, n, one, proves, real, refuses, t, two, x, y, zero

from theorycheck.kernel import sorts

BOWL = t.add(t.mul(x, x), t.mul(t.mul(y, y), real(3)))  # x² + 3y²
BOTH = ((Q(-1), Q(1)), (Q(-1), Q(2)))
NEAR = (Q(1, 100), Q(-1, 100))


ORIGIN, HALF = Q(0), Q(1, 2)


def _isolated(
    value: t.Term, side: tuple = (Q(-1), Q(1)), centre: Q = ORIGIN, shift: Q = HALF, bits: int = 96
) -> tuple:
    return function((x,), value), (side,), (centre,), shift, bits, ()


def test_isolated_minimum__accepts_a_bowl_off_its_centre() -> None:
    """Spelled out: where it is, what it is, and that nothing else on the box is as low."""
    theorem = by.isolated_minimum(function((x, y), BOWL), BOTH, NEAR, Q(1), 96, ())
    a, b, p, q, rad = (t.variable(name, REAL) for name in ("a", "b", "p", "q", "rad"))
    here, there = (t.substitute(BOWL, {x: u, y: v}) for u, v in ((a, b), (p, q)))
    inside = t.conj(t.lt(real(-1), a), t.conj(t.lt(a, one), t.conj(t.lt(real(-1), b), t.lt(b, two))))
    near = [t.conj(t.lt(t.sub(u, rad), v), t.lt(v, t.add(u, rad))) for u, v in ((a, p), (b, q))]
    least = t.forall(p, t.forall(q, t.implies(near[0], t.implies(near[1], t.le(here, there)))))
    local = t.exists(rad, t.conj(t.lt(zero, rad), least))
    apart = t.lt(zero, t.add(*(t.mul(t.sub(v, u), t.sub(v, u)) for u, v in ((a, p), (b, q)))))
    strictly = t.implies(apart, t.lt(here, there))
    for variable, low, high in ((q, -1, 2), (p, -1, 1)):
        strictly = t.implies(t.le(real(low), variable), t.implies(t.le(variable, real(high)), strictly))
        strictly = t.forall(variable, strictly)
    proves(theorem, t.exists(a, t.exists(b, t.conj(inside, t.conj(local, strictly)))))


def test_isolated_minimum__accepts_a_point_that_is_not_rational() -> None:
    """cos near π, x - log(2x) near 1, and a choice that is decided on the box."""
    cosine = _isolated(t.elementary("cos", x), (Q(3), Q(33, 10)), Q(22, 7))
    assert by.isolated_minimum(*cosine).conclusion.op == "exists"
    logarithm = t.sub(x, t.elementary("log", t.mul(two, x)))
    assert by.isolated_minimum(*_isolated(logarithm, (Q(1, 2), Q(3, 2)), Q(1), Q(2))).conclusion.op == "exists"
    kinked = t.select(t.le(x, two), t.mul(x, x), t.neg(x))
    assert by.isolated_minimum(*_isolated(kinked)).conclusion.op == "exists"


@pytest.mark.parametrize(
    ("value", "because"),
    [
        (t.mul(t.mul(x, x), t.mul(x, x)), "curvature is not shown positive"),  # a minimum, but flat
        (t.neg(t.mul(x, x)), "pivot 1 of 1"),  # a maximum
        (x, "pivot 1 of 1"),
        (zero, "pivot 1 of 1"),
        (t.mul(x, t.mul(x, x)), "pivot 1 of 1"),  # convex on a part of the box
        (t.select(t.le(x, zero), t.mul(x, x), t.mul(two, t.mul(x, x))), "a choice is not decided"),
        (t.select(t.le(x, zero), t.neg(x), x), "a choice is not decided"),
        (t.div(one, x), "contains 0"),
        (t.elementary("sqrt", t.mul(x, x)), "may not be positive"),
    ],
)
def test_isolated_minimum__refuses_what_is_not_strongly_convex_or_not_smooth(value: t.Term, because: str) -> None:
    """Flat, curved down, kinked, undefined."""
    refuses(by.isolated_minimum, *_isolated(value), because=because)


def test_isolated_minimum__refuses_a_saddle_and_a_valley() -> None:
    """x² - y², (x - y)², and y² where x is free to move."""
    for value in (t.sub(t.mul(x, x), t.mul(y, y)), t.mul(t.sub(x, y), t.sub(x, y)), t.mul(y, y)):
        refuses(by.isolated_minimum, function((x, y), value), BOTH, NEAR, Q(1, 8), 96, (), because="pivot . of 2")


def test_isolated_minimum__refuses_where_the_least_value_may_lie_on_a_face() -> None:
    """x² on [1, 2] has it at 1; on [-1, 1] around 9/10 the slope is too large; on [0, 2] it may be at 0."""
    square = t.mul(x, x)
    for side, centre in [((Q(1), Q(2)), Q(3, 2)), ((Q(-1), Q(1)), Q(9, 10)), ((Q(0), Q(2)), Q(1, 10))]:
        refuses(by.isolated_minimum, *_isolated(square, side, centre), because="slope at the centre is too large")
    tiny = (Q(1, 10**9) - Q(1, 10**11), Q(1, 10**9) + Q(1, 10**11))  # moved by 1e-9, with a radius of 1e-11
    refuses(by.isolated_minimum, *_isolated(square, tiny, Q(1, 10**9)), because="slope at the centre is too large")


def test_isolated_minimum__refuses_a_shift_that_no_curvature_supports() -> None:
    """The shift is a proposal; what is left of it must be positive."""
    square = t.mul(x, x)
    refuses(by.isolated_minimum, *_isolated(square, shift=Q(2)), because="pivot 1 of 1")
    refuses(by.isolated_minimum, *_isolated(square, shift=Q(0)), because="curvature is not shown positive")
    refuses(by.isolated_minimum, *_isolated(square, shift=Q(-1)), because="curvature is not shown positive")
    refuses(by.isolated_minimum, *_isolated(square, bits=2), because="curvature is not shown positive")


def test_isolated_minimum__refuses_malformed_arguments() -> None:
    """A function of as many reals as there are sides; the centre strictly inside; a sane, even precision."""
    good = _isolated(t.mul(x, x))

    def spoiled(place: int, value: object) -> tuple:
        return (*good[:place], value, *good[place + 1 :])

    opened = t.make("lambda", REAL, (t.make("lambda", REAL, (t.make("bound", (2, REAL)),)),))
    for place, value, because in [
        (0, t.mul(x, x), "bounds for each"), (0, function((x, y), x), "bounds for each"),
        (0, opened, "bounds for each"),
        (0, t.variable("f", sorts.function(NATURAL, REAL)), "bounds for each"), (0, LOOSE, "bounds for each"),
        (1, (), "bounds for each"), (1, ((Q(1), Q(0)),), "an empty side"), (1, ((1, 2),), "pair of rationals"),
        (2, (), "a rational for each"), (2, (0,), "a rational is"), (2, (Q(1),), "not inside"),
        (2, (Q(2),), "not inside"),
        (4, 0, "precision"), (4, 97, "precision"), (4, 10**6, "precision"),
    ]:  # fmt: skip
        refuses(by.isolated_minimum, *spoiled(place, value), because=because)
    refuses(by.isolated_minimum, *spoiled(3, 1), because="expected Fraction")
    refuses(by.isolated_minimum, *_isolated(t.mul(t.mul(x, x), t.cast(n))), because="no enclosure")


def test_isolated_minimum__leaves_parameters_out() -> None:
    """The place of the minimum may depend on a variable that has no bounds."""
    moved = t.mul(t.sub(x, y), t.sub(x, y))
    refuses(by.isolated_minimum, *_isolated(moved), because="no enclosure for variable")


def test_isolated_minimum__computes_what_is_literal_and_unfolds_definitions() -> None:
    """Σ_{i<2} s(x) with s(x) = x² as a constant: the conclusion says it as it is given; without s nothing is known."""
    definition = by.define("s", function((x,), t.mul(x, x)))
    constant, _ = definition.conclusion.args
    value = t.summation(t.natural(2), n, t.apply(constant, x))
    *arguments, _ = _isolated(value)
    theorem = by.isolated_minimum(*arguments, (definition,))
    assert any(part is constant for part in t.postorder(theorem.conclusion))
    refuses(by.isolated_minimum, *arguments, (), because="app is not known to be smooth")
    assumed = by.assume(t.eq(constant, function((x,), t.mul(x, x))))
    refuses(by.isolated_minimum, *arguments, (assumed,), because="a definition is")
    symbolic, *others = _isolated(t.summation(t.variable("k", NATURAL), n, t.apply(constant, x)))
    refuses(by.isolated_minimum, symbolic, *others[:-1], (definition,), because="sum is not known to be smooth")
