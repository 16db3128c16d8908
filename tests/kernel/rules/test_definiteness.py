"""Definite matrices over a box, and what follows at a stationary point."""

from __future__ import annotations

import pytest
from landscapes import function, premises, strict
from shapes import LOOSE, NATURAL, REAL, Q, at, by, given, n, one, proves, real, refuses, t, x, y, z, zero

from theorycheck.kernel import sorts

UNIT = (Q(0), Q(1))
v1, v2 = t.variable("v1", REAL), t.variable("v2", REAL)


def _on(low: int | Q, high: int | Q, variable: t.Term, formula: t.Term) -> t.Term:
    within = t.implies(t.le(real(low), variable), t.implies(t.le(variable, real(high)), formula))
    return t.forall(variable, within)


def _positive(matrix: list[list[t.Term]]) -> t.Term:
    """∀v. 0 < v1² + v2² ⇒ 0 < v1·(a·v1 + b·v2) + v2·(c·v1 + d·v2)"""
    (a, b), (c, d) = matrix
    norm = t.add(t.mul(v1, v1), t.mul(v2, v2))
    rows = [t.add(t.mul(p, v1), t.mul(q, v2)) for p, q in ((a, b), (c, d))]
    form = t.add(t.mul(v1, rows[0]), t.mul(v2, rows[1]))
    return t.forall(v1, t.forall(v2, t.implies(t.lt(zero, norm), t.lt(zero, form))))


def _numbers(*rows: tuple) -> tuple:
    return tuple(tuple(real(Q(entry)) for entry in row) for row in rows)


def test_definite__accepts_a_matrix_that_depends_on_the_box() -> None:
    """(2 + x, x; x, 1) for 0 ≤ x ≤ 1."""
    matrix = ((t.add(real(2), x), x), (x, one))
    proves(by.definite((x,), (UNIT,), matrix, 96), _on(0, 1, x, _positive(matrix)))


def test_definite__accepts_two_variables_and_other_sizes() -> None:
    """One row; a third pivot that needs both eliminations; the order of the variables."""
    theorem = by.definite((x, y), (UNIT, (Q(1), Q(2))), ((y,),), 96)
    form = t.implies(t.lt(zero, t.mul(v1, v1)), t.lt(zero, t.mul(v1, t.mul(y, v1))))
    proves(theorem, _on(0, 1, x, _on(1, 2, y, t.forall(v1, form))))
    assert by.definite((x,), (UNIT,), _numbers((2, 1, 1), (1, 2, 1), (1, 1, "3/4")), 96).conclusion.op == "forall"


def test_definite__takes_the_symmetric_part() -> None:
    """(1, a; b, 1) has the form of ((a + b)/2) off the diagonal."""
    skew = _numbers((1, 5), (-4, 1))
    proves(by.definite((x,), (UNIT,), skew, 96), _on(0, 1, x, _positive(skew)))
    for rows in [((1, 4), (0, 1)), ((1, 0), (4, 1))]:
        refuses(by.definite, (x,), (UNIT,), _numbers(*rows), 96, because="pivot 2 of 2")


@pytest.mark.parametrize(
    ("matrix", "pivot"),
    [
        (_numbers((0,)), "1 of 1"),
        (_numbers((-1, 0), (0, 1)), "1 of 2"),
        (_numbers((1, 1), (1, 1)), "2 of 2"),  # singular
        (_numbers((1, 2), (2, 1)), "2 of 2"),  # indefinite
        (_numbers((1, -2), (-2, 1)), "2 of 2"),
        (_numbers((1, 0), (0, 0)), "2 of 2"),  # a coordinate on which nothing depends
        (_numbers((2, 1, 1), (1, 2, 1), (1, 1, "2/3")), "3 of 3"),
        (_numbers((2, 0, 1), (0, 2, 2), (1, 2, 2)), "3 of 3"),
        (((x,),), "1 of 1"),  # 0 at the edge of the box
        (((t.sub(x, real("1/2")),),), "1 of 1"),  # positive on a part of the box
        (((one, x), (x, one)), "2 of 2"),  # singular at a corner
        (((t.add(one, x), one, one), (one, real("9/5"), zero), (one, zero, real("9/5"))), "3 of 3"),  # indefinite at 0
        (((one, t.mul(real(2), x)), (t.mul(real(2), x), one)), "2 of 2"),
    ],
)
def test_definite__refuses_what_is_not_definite_everywhere(matrix: tuple, pivot: str) -> None:
    """Singular, indefinite, or definite on a part of the box only."""
    refuses(by.definite, (x,), (UNIT,), matrix, 96, because=f"pivot {pivot}")


def test_definite__refuses_malformed_arguments() -> None:
    """A square matrix of closed real terms, with values on the box; a sane box and precision."""
    good = ((one,),)
    for matrix, because in [
        ((), "n rows"), (((one, one),), "n rows"), (((one,), (one,)), "n rows"), ((one,), "n rows"),
        (((1,),), "a matrix of terms"), (((Q(1),),), "a matrix of terms"), (((LOOSE,),), "closed real terms"),
        (((n,),), "closed real terms"), (((t.TRUE,),), "closed real terms"), (((z,),), "no enclosure for variable"),
        (((t.div(one, x),),), "contains 0"),
    ]:  # fmt: skip
        refuses(by.definite, (x,), (UNIT,), matrix, 96, because=because)
    for variables, bounds, precision, because in [
        ((x,), (UNIT,), 0, "precision"), ((x,), (UNIT,), 10**6, "precision"), ((x, x), (UNIT, UNIT), 96, "bounds for"),
        ((), (), 96, "bounds for"), ((x,), ((Q(1), Q(0)),), 96, "an empty side"), ((n,), (UNIT,), 96, "real variables"),
    ]:  # fmt: skip
        refuses(by.definite, variables, bounds, good, precision, because=because)


def test_definite__rounds_outward() -> None:
    """With few digits the last pivot is not seen to be positive."""
    matrix = _numbers((3, 1), (1, "334/1000"))
    assert by.definite((x,), (UNIT,), matrix, 96).conclusion.op == "forall"
    refuses(by.definite, (x,), (UNIT,), matrix, 3, because="pivot 2 of 2")


# -- strict_minimum --------------------------------------------------------------------------------------------------

BOWL = t.add(t.mul(x, x), t.mul(t.mul(y, y), real(3)))  # x² + 3y²
SIDES = ((Q(-1), Q(1)), (Q(-1), Q(1)))
ORIGIN = (zero, zero)


def test_strict_minimum__accepts_a_bowl() -> None:
    """A local minimum, least on the box, strictly so elsewhere."""
    theorem = by.strict_minimum(*_arguments())
    at_zero = t.substitute(BOWL, {x: zero, y: zero})
    r = t.variable("r", REAL)
    near = [t.conj(t.lt(t.sub(zero, r), u), t.lt(u, t.add(zero, r))) for u in (x, y)]
    weak = t.le(at_zero, BOWL)
    local = t.exists(r, t.conj(t.lt(zero, r), t.forall(x, t.forall(y, t.implies(near[0], t.implies(near[1], weak))))))
    gaps = [t.mul(t.sub(u, zero), t.sub(u, zero)) for u in (x, y)]
    strictly = t.implies(t.lt(zero, t.add(*gaps)), t.lt(at_zero, BOWL))
    box = [_on(-1, 1, x, _on(-1, 1, y, formula)) for formula in (weak, strictly)]
    proves(theorem, t.conj(local, t.conj(*box)))


def test_strict_minimum__accepts_points_and_functions_with_free_variables() -> None:
    """The point may be any term shown critical; names that the rule would choose itself may occur in it."""
    x1, x2 = t.variable("x1", REAL), t.variable("x2", REAL)
    slopes = [t.add(t.mul(one, a), t.mul(a, one)) for a in (x1, x2)]
    theorem = strict(by, (x, y), t.add(t.mul(x, x), t.mul(y, y)), SIDES, (x2, x1))
    (critical,) = theorem.hypotheses
    vanish = t.conj(t.eq(t.add(slopes[1], zero), zero), t.eq(t.add(zero, slopes[0]), zero))
    inside = t.conj(t.lt(real(-1), x1), t.conj(t.lt(x1, one), vanish))
    assert critical is t.conj(t.lt(real(-1), x2), t.conj(t.lt(x2, one), inside))
    assert {name for name, _ in theorem.conclusion.free} == {"x1", "x2"}
    shown = theorem.conclusion.args[1].args[0]
    at_point = t.add(t.mul(x2, x2), t.mul(x1, x1))
    assert shown is _on(-1, 1, x, _on(-1, 1, y, t.le(at_point, t.add(t.mul(x, x), t.mul(y, y)))))


def test_strict_minimum__accepts_functions_that_need_a_domain() -> None:
    """x - log x has its minimum at 1; the domain is 0 < x and what its derivative asks."""
    value = t.sub(x, t.elementary("log", x))
    theorem = strict(by, (x,), value, ((Q(1, 2), Q(2)),), (one,))
    assert not theorem.hypotheses
    assert premises(by, (x,), value, ((Q(1, 2), Q(2)),), (one,))[2].conclusion is _on(
        Q(1, 2), 2, x, t.conj(t.lt(zero, x), t.negate(t.eq(x, zero)))
    )


def _arguments(value: t.Term = BOWL, sides: tuple = SIDES, point: tuple = ORIGIN) -> tuple:
    return (*premises(by, (x, y), value, sides, point), function((x, y), value), sides, point)


def test_strict_minimum__refuses_another_point() -> None:
    """Stationary, in the interior of this box, for this function: word for word."""
    critical, *rest = _arguments()
    inside = [t.conj(t.lt(real(-1), zero), t.lt(zero, one))] * 2
    slope = t.eq(t.add(t.mul(one, zero), t.mul(zero, one)), zero)
    for formula in [slope, t.conj(*inside), t.TRUE, t.negate(critical.conclusion)]:
        refuses(by.strict_minimum, given(formula), *rest, because="not shown stationary")
    elsewhere = _arguments(point=(zero, real(Q(1, 10**9))))
    assert elsewhere[0].conclusion.op == "not"
    refuses(by.strict_minimum, *elsewhere, because="not shown stationary")
    refuses(by.strict_minimum, critical, *rest[:-1], (zero, one), because="not shown stationary")
    on_the_edge = _arguments(sides=((Q(0), Q(1)), (Q(-1), Q(1))))
    assert on_the_edge[0].conclusion.op == "not"
    refuses(by.strict_minimum, *on_the_edge, because="not shown stationary")
    shifted = _arguments(value=t.add(BOWL, x))
    assert shifted[0].conclusion.op == "not"
    refuses(by.strict_minimum, *shifted, because="not shown stationary")


def test_strict_minimum__refuses_another_matrix_or_box() -> None:
    """The Hessian of this function, all of it, on this box."""
    critical, definite, domain, f, sides, point = _arguments()
    other = by.definite((x, y), SIDES, _numbers((2, 0), (0, 6)), 96)
    smaller = premises(by, (x, y), BOWL, ((Q(-1), Q(1)), (Q(-1, 2), Q(1, 2))), ORIGIN)
    for wrong in (other, smaller[1], domain, by.truth()):
        refuses(by.strict_minimum, critical, wrong, domain, f, sides, point, because="not shown definite")
    narrower = ((Q(-1, 2), Q(1, 2)), SIDES[1])
    refuses(by.strict_minimum, critical, definite, domain, f, narrower, point, because="not shown stationary")


def test_strict_minimum__refuses_a_saddle_and_a_valley() -> None:
    """x² - y², and (x - y)², and y², which does not depend on x: no definite Hessian."""
    for value in (t.sub(t.mul(x, x), t.mul(y, y)), t.mul(t.sub(x, y), t.sub(x, y)), t.mul(y, y)):
        refuses(_arguments, value, because="pivot . of 2 is not shown positive")
    quartic = t.mul(t.mul(x, x), t.mul(x, x))  # a minimum, but degenerate
    refuses(strict, by, (x,), quartic, (SIDES[0],), (zero,), because="pivot 1 of 1")


def test_strict_minimum__refuses_a_mixed_derivative_that_is_left_out() -> None:
    """x² + 3xy + y² is a saddle; the diagonal of its Hessian is positive."""
    value = t.add(t.add(t.mul(x, x), t.mul(y, y)), t.mul(real(3), t.mul(x, y)))
    refuses(_arguments, value, because="pivot 2 of 2")
    critical = _arguments()[0]
    fake = by.definite((x, y), SIDES, _numbers((2, 0), (0, 2)), 96)
    arguments = (fake, _arguments()[2], function((x, y), value), SIDES, ORIGIN)
    refuses(by.strict_minimum, critical, *arguments, because="not shown stationary")


def test_strict_minimum__refuses_another_domain() -> None:
    """Smooth everywhere on the box, with what the derivatives ask as well."""
    value, sides = t.sub(x, t.elementary("log", x)), ((Q(1, 2), Q(2)),)
    critical, definite, _ = premises(by, (x,), value, sides, (one,))
    for formula in [
        _on(Q(1, 2), 2, x, t.lt(zero, x)), _on(Q(1, 2), 2, x, t.TRUE), t.TRUE,
        _on(1, 2, x, t.conj(t.lt(zero, x), t.negate(t.eq(x, zero)))),
    ]:  # fmt: skip
        wrong = (critical, definite, given(formula), function((x,), value), sides, (one,))
        refuses(by.strict_minimum, *wrong, because="not shown smooth")


def test_strict_minimum__refuses_functions_that_are_not_smooth_or_not_functions() -> None:
    """A kink, an unknown function, another number of variables, open terms, other sorts."""
    critical, definite, domain, f, sides, point = _arguments()
    kink = t.select(t.le(zero, x), BOWL, t.neg(BOWL))
    fixed = t.select(t.le(zero, z), BOWL, BOWL)
    unknown = at(t.variable("r", sorts.function(REAL, REAL)), t.add(x, y))
    for value in (kink, unknown, t.product(n, n, x), t.cast(t.select(t.le(x, y), n, n))):
        wrong = (critical, definite, domain, function((x, y), value), sides, point)
        refuses(by.strict_minimum, *wrong, because="not known to be smooth")
    wrong = (critical, definite, domain, function((x, y), fixed), sides, point)
    refuses(by.strict_minimum, *wrong, because="not shown stationary")
    opened = t.make("lambda", REAL, (t.make("lambda", REAL, (t.make("bound", (2, REAL)),)),))
    for g in (function((x,), x), function((x, y, z), x), x, t.variable("f", sorts.function(NATURAL, REAL)), opened):
        refuses(by.strict_minimum, critical, definite, domain, g, sides, point, because="for a point of N reals")
    refuses(by.strict_minimum, critical, definite, domain, x, (), (), because="for a point of N reals")
    for wrong_point in ((zero, LOOSE), (zero, n)):
        refuses(by.strict_minimum, critical, definite, domain, f, sides, wrong_point, because="closed real terms")
    refuses(by.strict_minimum, critical, definite, domain, f, sides[:1], point, because="bounds for each")
    refuses(by.strict_minimum, critical, definite, domain, f, (sides[0], (1, 2)), point, because="pair of rationals")


def test_strict_minimum__keeps_hypotheses_and_trust() -> None:
    """Whatever the premises rest on."""
    critical, definite, domain, f, sides, point = _arguments()
    for place, premise in enumerate((critical, definite, domain)):
        cited = by.cite("oracle", "solver", premise.conclusion)
        arguments = [critical, definite, domain]
        arguments[place] = cited
        assert by.strict_minimum(*arguments, f, sides, point).trust == cited.trust
        arguments[place] = given(premise.conclusion)
        assert by.strict_minimum(*arguments, f, sides, point).hypotheses == {premise.conclusion}
