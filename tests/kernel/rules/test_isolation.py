"""A box with exactly one local minimum."""

from __future__ import annotations

import pytest
from landscapes import function
from shapes import LOOSE, NATURAL, REAL, Q, at, by, given, i, n, nat, one, proves, real, refuses, t, two, x, y, zero

from theorycheck.kernel import sorts
from theorycheck.kernel.neighbourhoods import local_minimum
from theorycheck.kernel.theorem import Theorem

BOWL = t.add(t.mul(x, x), t.mul(t.mul(y, y), real(3)))  # x² + 3y²
BOTH = ((Q(-1), Q(1)), (Q(-1), Q(2)))
NEAR = (Q(1, 100), Q(-1, 100))


ORIGIN, HALF = Q(0), Q(1, 2)


def _isolated(
    value: t.Term, side: tuple = (Q(-1), Q(1)), centre: Q = ORIGIN, shift: Q = HALF, bits: int = 96
) -> tuple:
    return function((x,), value), ((),), (side,), (centre,), shift, bits, ()


A = t.variable("a", sorts.function(NATURAL, REAL))
RADIUS = t.variable("rad", REAL)
ENTRIES = [at(A, nat(number)) for number in range(2)]


def _spelled(local: t.Term, here: t.Term, there: t.Term) -> t.Term:
    """∃a. a in the interior of BOTH ∧ the local minimum ∧ ∀p q in BOTH: apart ⇒ here < there."""
    a, b, p, q = *ENTRIES, *(t.variable(name, REAL) for name in ("p", "q"))
    inside = t.conj(t.lt(real(-1), a), t.conj(t.lt(a, one), t.conj(t.lt(real(-1), b), t.lt(b, two))))
    apart = t.lt(zero, t.add(*(t.mul(t.sub(v, u), t.sub(v, u)) for u, v in ((a, p), (b, q)))))
    strictly = t.implies(apart, t.lt(here, there))
    for variable, low, high in ((q, -1, 2), (p, -1, 1)):
        strictly = t.implies(t.le(real(low), variable), t.implies(t.le(variable, real(high)), strictly))
        strictly = t.forall(variable, strictly)
    return t.exists(A, t.conj(inside, t.conj(local, strictly)))


def _near(centre: t.Term, other: t.Term) -> t.Term:
    return t.conj(t.lt(t.sub(centre, RADIUS), other), t.lt(other, t.add(centre, RADIUS)))


def test_isolated_minimum__accepts_a_bowl_off_its_centre() -> None:
    """Spelled out: where it is, what it is, and that nothing else on the box is as low."""
    theorem = by.isolated_minimum(function((x, y), BOWL), ((), ()), BOTH, NEAR, Q(1), 96, ())
    a, b, p, q = *ENTRIES, *(t.variable(name, REAL) for name in ("p", "q"))
    here, there = (t.substitute(BOWL, {x: u, y: v}) for u, v in ((a, b), (p, q)))
    least = t.forall(p, t.forall(q, t.implies(_near(a, p), t.implies(_near(b, q), t.le(here, there)))))
    local = t.exists(RADIUS, t.conj(t.lt(zero, RADIUS), least))
    proves(theorem, _spelled(local, here, there))


def test_isolated_minimum__accepts_arrays() -> None:
    """f(v) = v(0)² + 3 v(1)² of all tables v; and of a matrix of two columns, f(M) = M(0, 0)² + 3 M(0, 1)²."""
    v = t.variable("v", sorts.function(NATURAL, REAL))
    p, q = (t.variable(name, REAL) for name in ("p", "q"))

    def bowl(of: t.Term) -> t.Term:
        return t.substitute(BOWL, {x: at(of, nat(0)), y: at(of, nat(1))})

    theorem = by.isolated_minimum(t.lam(v, bowl(v)), ((2,),), BOTH, NEAR, Q(1), 96, ())
    point, other = t.table(*ENTRIES), t.table(p, q)
    near = t.bounded_forall(i, nat(2), _near(at(point, i), at(v, i)))
    local = t.exists(RADIUS, t.conj(t.lt(zero, RADIUS), t.forall(v, t.implies(near, t.le(bowl(point), bowl(v))))))
    proves(theorem, _spelled(local, bowl(point), bowl(other)))
    matrix = t.variable("m", sorts.function(NATURAL, NATURAL, REAL))
    row = by.isolated_minimum(t.lam(matrix, bowl(at(matrix, nat(0)))), ((1, 2),), BOTH, NEAR, Q(1), 96, ())
    assert any(part is t.table(t.table(*ENTRIES)) for part in t.postorder(t.instantiate(row.conclusion.args[0], [A])))


def test_isolated_minimum__lists_arrays_row_by_row() -> None:
    """Σ_{i<2} Σ_{j<2} M(i, j)², then a real: a(0), a(1) are the first row, a(4) is the real."""
    matrix, j = t.variable("m", sorts.function(NATURAL, NATURAL, REAL)), t.variable("j", NATURAL)
    entry = t.mul(at(matrix, i, j), at(matrix, i, j))
    f = t.lam(matrix, t.lam(x, t.add(t.summation(nat(2), i, t.summation(nat(2), j, entry)), t.mul(x, x))))
    theorem = by.isolated_minimum(f, ((2, 2), ()), ((Q(-1), Q(1)),) * 5, (Q(0),) * 5, Q(1), 96, ())
    a = [at(A, nat(number)) for number in range(5)]
    point = (t.table(t.table(a[0], a[1]), t.table(a[2], a[3])), a[4])
    local = t.instantiate(theorem.conclusion.args[0], [A]).args[1].args[0]
    assert local is local_minimum(f, point, [(nat(2), nat(2)), ()])


def test_isolated_minimum__refuses_to_read_outside_of_an_array() -> None:
    """f(v) = v(0)² + v(1)² is not a function of the two entries v(0) and v(2)…, nor of one; nor Σ_{i<n} v(i)²."""
    v, k = t.variable("v", sorts.function(NATURAL, REAL)), t.variable("k", NATURAL)
    f = t.lam(v, t.add(t.mul(at(v, nat(0)), at(v, nat(0))), t.mul(at(v, nat(1)), at(v, nat(1)))))
    one_side = ((Q(-1), Q(1)),)
    refuses(by.isolated_minimum, f, ((1,),), one_side, (Q(0),), HALF, 96, (), because="more is read of an array")
    flat = t.lam(v, t.add(t.mul(at(v, nat(0)), at(v, nat(0))), t.mul(zero, at(v, nat(1)))))
    assert by.isolated_minimum(flat, ((1,),), one_side, (Q(0),), HALF, 96, ()).conclusion.op == "exists"
    symbolic = t.lam(v, t.summation(k, i, t.mul(at(v, i), at(v, i))))
    refuses(by.isolated_minimum, symbolic, ((1,),), one_side, (Q(0),), HALF, 96, (), because="more is read of an")


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
        f = function((x, y), value)
        refuses(by.isolated_minimum, f, ((), ()), BOTH, NEAR, Q(1, 8), 96, (), because="pivot . of 2")


def test_isolated_minimum__refuses_where_the_least_value_may_lie_on_a_face() -> None:
    """x² on [1, 2] has it at 1; on [-1, 1] around 9/10 the slope is too large; on [0, 2] it may be at 0."""
    square = t.mul(x, x)
    for side, centre in [((Q(1), Q(2)), Q(3, 2)), ((Q(-1), Q(1)), Q(9, 10)), ((Q(0), Q(2)), Q(1, 10))]:
        refuses(by.isolated_minimum, *_isolated(square, side, centre), because="slope at the centre is too large")
    below = (BOTH[0], (Q(1, 1000), Q(2)))  # the least value of x² + 3y² lies on y = 1/1000, near to the centre
    arguments = (function((x, y), BOWL), ((), ()), below, (Q(0), Q(1, 500)), Q(1), 96, ())
    refuses(by.isolated_minimum, *arguments, because="slope at the centre is too large")
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

    opened = t.make("lambda", REAL, (t.add(t.mul(LOOSE, LOOSE), t.make("bound", (1, REAL))),))
    for place, value, because in [
        (0, t.mul(x, x), "of these shapes"), (0, function((x, y), x), "of these shapes"),
        (0, opened, "of these shapes"),
        (0, t.variable("f", sorts.function(NATURAL, REAL)), "of these shapes"), (0, LOOSE, "of these shapes"),
        (1, (), "a shape for each"), (1, (1,), "a shape for each"), (1, ((1,),), "of these shapes"),
        (1, ((0,),), "literal sizes"), (1, ((-1,),), "literal sizes"), (1, ((True,),), "literal sizes"),
        (1, ((10**12,),), "out of fuel"), (1, ((), ()), "of these shapes"),
        (2, (), "bounds for each"), (2, ((Q(1), Q(0)),), "an empty side"), (2, ((1, 2),), "pair of rationals"),
        (3, (), "a rational for each"), (3, (0,), "a rational is"), (3, (Q(1),), "not inside"),
        (3, (Q(2),), "not inside"),
        (5, 0, "precision"), (5, 97, "precision"), (5, 10**6, "precision"),
    ]:  # fmt: skip
        refuses(by.isolated_minimum, *spoiled(place, value), because=because)
    refuses(by.isolated_minimum, *spoiled(4, 1), because="expected Fraction")
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


# -- box_elim --------------------------------------------------------------------------------------------------------

SMALL = t.lt(t.add(x, y), real(4))
INSIDE = t.conj(t.lt(real(-1), x), t.conj(t.lt(x, one), t.conj(t.lt(real(-1), zero), t.lt(zero, two))))


def _everywhere() -> Theorem:
    return by.ball((x, y), BOTH, SMALL, (0,), 96, ())


def test_box_elim__accepts_a_point_in_the_interior() -> None:
    """x + y < 4 on the box, at (x, 0); hypotheses are kept."""
    theorem = by.box_elim(_everywhere(), given(INSIDE), (x, y), BOTH, SMALL, (x, zero))
    proves(theorem, t.lt(t.add(x, zero), real(4)), INSIDE)
    swapped = t.conj(t.lt(real(-1), y), t.conj(t.lt(y, one), t.conj(t.lt(real(-1), x), t.lt(x, two))))
    theorem = by.box_elim(_everywhere(), given(swapped), (x, y), BOTH, SMALL, (y, x))
    proves(theorem, t.lt(t.add(y, x), real(4)), swapped)


def test_box_elim__refuses_another_formula_box_or_point() -> None:
    """Word for word, all of them."""
    everywhere, inside = _everywhere(), given(INSIDE)
    wider = ((Q(-2), Q(1)), BOTH[1])
    for formula, bounds, variables in [
        (t.lt(t.add(x, y), real(3)), BOTH, (x, y)), (SMALL, wider, (x, y)), (t.lt(x, real(4)), BOTH, (x, y)),
        (t.lt(t.add(y, x), real(4)), BOTH, (x, y)),
    ]:  # fmt: skip
        refuses(by.box_elim, everywhere, inside, variables, bounds, formula, (x, zero), because="not shown on the box")
    refuses(by.box_elim, given(SMALL), inside, (x, y), BOTH, SMALL, (x, zero), because="not shown on the box")
    for point in [(zero, zero), (zero, x), (y, zero)]:
        refuses(by.box_elim, everywhere, inside, (x, y), BOTH, SMALL, point, because="not shown inside the box")
    weak = t.conj(t.le(real(-1), x), t.conj(t.lt(x, one), t.conj(t.lt(real(-1), zero), t.lt(zero, two))))
    refuses(by.box_elim, everywhere, given(weak), (x, y), BOTH, SMALL, (x, zero), because="not shown inside the box")


def test_box_elim__refuses_malformed_arguments() -> None:
    """A coordinate for each variable, real and closed; distinct variables, sane sides."""
    everywhere, inside = _everywhere(), given(INSIDE)
    for variables, bounds, point, because in [
        ((x, y), BOTH, (x,), "a coordinate for each"), ((x, y), BOTH, (x, LOOSE), "closed real terms"),
        ((x, y), BOTH, (x, n), "closed real terms"), ((x, x), BOTH, (x, zero), "bounds for each"),
        ((x, y), BOTH[:1], (x, zero), "bounds for each"), ((x, n), BOTH, (x, zero), "real variables"),
    ]:  # fmt: skip
        refuses(by.box_elim, everywhere, inside, variables, bounds, SMALL, point, because=because)


def test_box_elim__keeps_trust() -> None:
    """Of both premises."""
    point = (zero, one)
    shown = t.conj(t.lt(real(-1), zero), t.conj(t.lt(zero, one), t.conj(t.lt(real(-1), one), t.lt(one, two))))
    premises = (_everywhere(), by.evaluate(shown, ()))
    for place, premise in enumerate(premises):
        arguments = list(premises)
        arguments[place] = by.cite("oracle", "solver", premise.conclusion)
        assert by.box_elim(*arguments, (x, y), BOTH, SMALL, point).trust == arguments[place].trust
