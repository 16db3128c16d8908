"""Krawczyk's theorem: a box that holds exactly one zero, and every way in which a box does not."""

from __future__ import annotations

import json

import pytest
from landscapes import QUARTIC, X, quartic
from shapes import LOOSE, Q, at, by, n, one, proves, real, refuses, t, x, y, zero

from theorycheck.kernel import KernelError, sorts
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.landscape import gradient
from theorycheck.kernel.replay import replay

SQUARE = t.sub(t.mul(x, x), real(2))
ONE_TO_TWO, MIDDLE, THIRD = (Q(1), Q(2)), Q(3, 2), Q(1, 3)


def _root(
    equation: t.Term, bounds: tuple = ONE_TO_TWO, centre: Q = MIDDLE, inverse: Q = THIRD, precision: int = 96
) -> tuple:
    return (x,), (bounds,), (equation,), (centre,), ((inverse,),), precision


def _between(low: int | Q, term: t.Term, high: int | Q, formula: t.Term) -> t.Term:
    return t.implies(t.le(real(low), term), t.implies(t.le(term, real(high)), formula))


def test_exists_root__accepts_the_root_of_two() -> None:
    """∃x in the interior, and at most one x in the box."""
    inside = t.conj(t.lt(one, x), t.conj(t.lt(x, real(2)), t.eq(SQUARE, zero)))
    other = t.substitute(SQUARE, {x: y})
    unique = t.implies(t.eq(SQUARE, zero), t.implies(t.eq(other, zero), t.eq(x, y)))
    unique = t.forall(x, _between(1, x, 2, t.forall(y, _between(1, y, 2, unique))))
    proves(by.exists_root(*_root(SQUARE)), t.conj(t.exists(x, inside), unique))


FIRST = t.sub(t.add(t.mul(x, x), t.mul(y, y)), real(5))
SECOND = t.sub(t.mul(x, t.elementary("exp", t.sub(y, real(1)))), real(2))
NEAR = ((Q(19, 10), Q(21, 10)), (Q(9, 10), Q(11, 10)))
INVERSE = ((Q(1, 3), Q(-1, 3)), (Q(-1, 6), Q(2, 3)))  # of the slopes (4, 2; 1, 2) at the root (2, 1)


def test_exists_root__accepts_a_system_in_the_order_of_its_variables() -> None:
    """x² + y² = 5 and x·exp(y - 1) = 2 near (2, 1)."""
    theorem = by.exists_root((x, y), NEAR, (FIRST, SECOND), (Q(2), Q(1)), INVERSE, 64)
    vanish = t.conj(t.eq(FIRST, zero), t.eq(SECOND, zero))
    inside = t.conj(t.lt(real("9/10"), y), t.conj(t.lt(y, real("11/10")), vanish))
    inside = t.conj(t.lt(real("19/10"), x), t.conj(t.lt(x, real("21/10")), inside))
    assert theorem.conclusion.args[0] is t.exists(x, t.exists(y, inside))
    u, v = (t.variable(name, sorts.REAL) for name in "uv")
    formula = t.conj(t.eq(x, u), t.eq(y, v))
    for equation in (SECOND, FIRST):
        formula = t.implies(t.eq(t.substitute(equation, {x: u, y: v}), zero), formula)
    for equation in (SECOND, FIRST):
        formula = t.implies(t.eq(equation, zero), formula)
    for variable, (low, high) in reversed(list(zip((x, y, u, v), (*NEAR, *NEAR), strict=True))):
        formula = t.forall(variable, _between(low, variable, high, formula))
    assert theorem.conclusion.args[1] is formula
    transposed = tuple(zip(*INVERSE, strict=True))
    refuses(by.exists_root, (x, y), NEAR, (FIRST, SECOND), (Q(2), Q(1)), transposed, 64, because="not inside the box")


def test_exists_root__accepts_twelve_variables() -> None:
    """x_i² + x_{i+1} = 2 near (1, …, 1), the last one followed by the first."""
    unknowns = tuple(t.variable(f"w{i}", sorts.REAL) for i in range(12))
    following = (*unknowns[1:], unknowns[0])
    equations = tuple(
        t.sub(t.add(t.mul(a, a), b), real(2)) for a, b in zip(unknowns, following, strict=True)
    )  # the slopes are 2·I + P, with the inverse Σ (-P/2)^k / 2 / (1 - 2^-12)
    inverse = tuple(tuple(Q(-1, 2) ** ((j - i) % 12) / 2 / (1 - Q(1, 2**12)) for j in range(12)) for i in range(12))
    bounds = ((Q(99, 100), Q(101, 100)),) * 12
    theorem = by.exists_root(unknowns, bounds, equations, (Q(1),) * 12, inverse, 96)
    assert theorem.conclusion.op == "and"
    refuses(by.exists_root, unknowns, bounds, equations, (Q(1),) * 12, inverse[::-1], 96, because="not inside")


SLOPES = {"sin": Q(7, 100), "tanh": Q(18, 100), "arctan": Q(31, 100), "exp": Q(9, 2), "log": Q(2, 3), "sqrt": Q(2, 5)}


@pytest.mark.parametrize("name", SLOPES)
def test_exists_root__accepts_elementary_functions(name: str) -> None:
    """f(x) = f(3/2), with a rough slope there."""
    equation = t.sub(t.elementary(name, x), t.elementary(name, real("3/2")))
    narrow = (Q(149, 100), Q(151, 100))
    theorem = by.exists_root(*_root(equation, narrow, Q(3, 2), 1 / SLOPES[name]))
    assert theorem.conclusion.op == "and"
    assert not theorem.hypotheses


@pytest.mark.parametrize(
    ("equation", "bounds", "centre", "inverse"),
    [
        (SQUARE, (Q(2), Q(3)), Q(5, 2), Q(1, 5)),  # no root
        (SQUARE, (Q(29, 20), Q(2)), Q(8, 5), Q(5, 17)),  # the root lies below the box, and Newton's step goes there
        (SQUARE, (Q(-2), Q(2)), Q(0), Q(1, 3)),  # two roots
        (t.mul(x, x), (Q(-1), Q(1)), Q(1, 2), Q(1)),  # a double root
        (t.sub(x, one), ONE_TO_TWO, Q(3, 2), Q(1)),  # a root at the lower end
        (t.sub(x, real(2)), ONE_TO_TWO, Q(3, 2), Q(1)),  # a root at the upper end
        (SQUARE, ONE_TO_TWO, Q(3, 2), Q(0)),  # a preconditioner that sees nothing
        (SQUARE, ONE_TO_TWO, Q(3, 2), Q(-1, 3)),  # of the wrong sign
        (zero, ONE_TO_TWO, Q(3, 2), Q(1)),  # zero everywhere
        (t.sub(t.mul(x, x), one), (Q(-2), Q(3)), Q(5, 4), Q(2, 5)),  # one root by the slope at the centre, two in truth
        (SQUARE, (Q(1), Q(1)), Q(1), Q(1, 3)),  # an empty interior
    ],
)
def test_exists_root__refuses_a_box_without_exactly_one_inner_root(
    equation: t.Term, bounds: tuple, centre: Q, inverse: Q
) -> None:
    """The image must lie in the interior, with the slopes over all of the box."""
    refuses(by.exists_root, *_root(equation, bounds, centre, inverse), because="not inside the box")


def test_exists_root__bounds_the_rows_of_the_slopes_apart() -> None:
    """In x + x² + y and y + x² the squares cancel; intervals must not see it: each row has a point of its own."""
    first, second = t.add(t.add(x, t.mul(x, x)), y), t.add(y, t.mul(x, x))
    bounds, inverse = ((Q(-1, 4), Q(1, 4)), (Q(-1), Q(1))), ((Q(1), Q(-1)), (Q(0), Q(1)))
    refuses(by.exists_root, (x, y), bounds, (first, second), (Q(0), Q(0)), inverse, 96, because="not inside the box")
    narrow = ((Q(-1, 5), Q(1, 5)), (Q(-1), Q(1)))
    assert by.exists_root((x, y), narrow, (first, second), (Q(0), Q(0)), inverse, 96).conclusion.op == "and"


def test_exists_root__refuses_a_variable_with_two_ranges() -> None:
    """x in two boxes would be two unknowns under one name."""
    bounds = ((Q(1), Q(2)), (Q(1), Q(2)))
    inverse = ((Q(1, 3), Q(0)), (Q(0), Q(1, 3)))
    arguments = ((x, x), bounds, (SQUARE, SQUARE), (Q(3, 2), Q(3, 2)), inverse, 96)
    refuses(by.exists_root, *arguments, because="bounds for each variable")


def test_exists_root__refuses_a_centre_outside_the_box() -> None:
    """x² = 1.2515 has no root in [1, 1.001]; from 1/2, the slopes in the box would find one."""
    equation = t.sub(t.mul(x, x), real("12515/10000"))
    box = (Q(1), Q(1001, 1000))
    refuses(by.exists_root, *_root(equation, box, Q(1, 2), Q(1000, 2001)), because="centre outside")
    refuses(by.exists_root, *_root(equation, box, Q(1001, 1000), Q(1000, 2001)), because="not inside the box")


def test_exists_root__refuses_what_is_not_smooth_on_the_box() -> None:
    """A root or a logarithm at the edge of its domain, a pole inside; a kink, an unknown function, a symbolic size."""
    r = t.variable("r", sorts.function(sorts.REAL, sorts.REAL))
    for equation, because in [
        (t.sub(t.elementary("sqrt", x), one), "sqrt of what may not be positive"),
        (t.elementary("log", t.sub(one, x)), "log of a number that is not positive"),
        (t.div(one, t.sub(x, real("1/2"))), "contains 0"),
        (t.select(t.le(one, x), t.sub(x, one), t.sub(x, one)), "a choice is not decided"),
    ]:  # fmt: skip
        refuses(by.exists_root, *_root(equation, (Q(0), Q(2)), Q(1), Q(1)), because=because)
    for equation in [at(r, x), t.product(n, n, x), t.summation(n, n, x)]:
        refuses(by.exists_root, *_root(equation), because="not known to be smooth")


def test_exists_root__refuses_parameters() -> None:
    """A variable without bounds may have any value."""
    refuses(by.exists_root, *_root(t.add(SQUARE, t.mul(zero, y))), because="no enclosure for variable")


def test_exists_root__refuses_malformed_arguments() -> None:
    """As many equations as variables; a rational centre and matrix of that size; sane boxes, terms, precision."""
    good = _root(SQUARE)

    def spoiled(place: int, value: object) -> tuple:
        return (*good[:place], value, *good[place + 1 :])

    for place, value, because in [
        (0, (x, x), "bounds for each variable"), (0, (), "bounds for each variable"), (0, (n,), "real variables"),
        (0, (one,), "real variables"), (1, ((Q(2), Q(1)),), "an empty side"), (1, ((1, 2),), "a pair of rationals"),
        (1, (), "bounds for each variable"), (2, (), "as many equations"), (2, (SQUARE, SQUARE), "as many equations"),
        (2, (LOOSE,), "closed real equations"), (2, (t.TRUE,), "closed real equations"), (2, (n,), "closed real"),
        (3, (), "a rational for each"), (3, (Q(3, 2), Q(0)), "a rational for each"), (3, (1,), "a rational is"),
        (4, (), "a row of the"), (4, ((),), "a rational for each"), (4, ((1,),), "a rational is"),
        (4, (Q(1, 3),), "a rational for each"), (5, 0, "precision"), (5, 10**6, "precision"),
    ]:  # fmt: skip
        refuses(by.exists_root, *spoiled(place, value), because=because)


def test_exists_root__works_in_few_digits_or_not_at_all() -> None:
    """Rounding is outward: with 4 bits the image is wider than the box."""
    narrow = (Q(14141, 10000), Q(14143, 10000))
    good = _root(SQUARE, narrow, Q(14142, 10000), Q(35, 100))
    assert by.exists_root(*good).conclusion.op == "and"
    refuses(by.exists_root, *good[:-1], 4, because="not inside the box")


def test_a_spurious_minimum_at_an_algebraic_point() -> None:
    """x⁴ - 3x² + x: a local minimum in [1.1, 1.2], above the value at -1.3; replayed, and with the centre moved."""
    d = Derivation()
    theorem = quartic(d)
    assert not theorem.hypotheses
    assert not theorem.conclusion.free
    a, r = t.variable("a", sorts.REAL), t.variable("r", sorts.REAL)

    def value(point: t.Term) -> t.Term:
        return t.substitute(QUARTIC, {X: point})

    near = t.conj(t.lt(t.sub(a, r), x), t.lt(x, t.add(a, r)))
    least = t.exists(r, t.conj(t.lt(zero, r), t.forall(x, t.implies(near, t.le(value(a), value(x))))))
    above = t.lt(value(real("-13/10")), value(a))
    assert theorem.conclusion is t.exists(a, t.conj(least, above))
    document = json.loads(json.dumps(d.certificate(theorem, theorem.conclusion)))
    assert replay(document).theorem.conclusion is theorem.conclusion


def test_a_centre_moved_by_a_billionth_is_refused_in_a_narrower_box() -> None:
    """The critical point 1.1309011226…: the box of radius 10⁻¹⁰ about it holds it, the one beside it does not."""
    slope = gradient(QUARTIC, (X,))
    there, radius = Q(11309011226, 10**10), Q(1, 10**10)

    def about(centre: Q) -> tuple:
        return (X,), ((centre - radius, centre + radius),), slope, (centre,), ((Q(1, 9),),), 96

    assert by.exists_root(*about(there)).conclusion.op == "and"
    for moved in (there + Q(1, 10**9), there - Q(1, 10**9)):
        refuses(by.exists_root, *about(moved), because="not inside the box")
    with pytest.raises(KernelError, match="not inside the box"):
        quartic(Derivation(), there + Q(1, 10**9), ((there + 9 * radius, there + 11 * radius),))
