"""Derivatives as terms, minima along curves, Fermat's conditions: what is proved, and every way in which it is not."""

from __future__ import annotations

import pytest
from shapes import (
    LOOSE,
    LOOSE_SIZE,
    REAL,
    P,
    Q,
    at,
    by,
    f,
    given,
    i,
    k,
    m,
    n,
    nat,
    nonzero,
    one,
    proves,
    r,
    refuses,
    t,
    total,
    two,
    x,
    y,
    zero,
)

from theorycheck.kernel.neighbourhoods import line_minimum, local_minimum, ray_minimum, starts_at
from theorycheck.kernel.theorem import Theorem

s = t.variable("s", REAL)
radius, time = t.variable("r", REAL), t.variable("t", REAL)


def curve(body) -> t.Term:
    """λs. body(s)"""
    return t.lam(s, body(s))


SQUARE = curve(lambda s: t.mul(s, s))
QUOTIENT = curve(lambda s: t.div(x, s))
ROOT, LOG = (curve(lambda s, name=name: t.elementary(name, s)) for name in ("sqrt", "log"))
KINK = curve(lambda s: t.select(t.le(zero, s), s, t.neg(s)))
STEP = curve(lambda s: t.select(t.lt(s, zero), one, zero))
NOT_SMOOTH = {  # each has a value everywhere, and no derivative by the rules
    "a choice": KINK, "a step": STEP, "an unknown function": r, "a composition": curve(lambda s: at(r, t.mul(s, s))),
    "a product of symbolic size": curve(lambda s: total(n, lambda i: s, "prod")),
    "a maximum": curve(lambda s: total(nat(2), lambda i: t.mul(t.cast(i), s), "max")),
    "a fold": curve(lambda s: t.fold(n, s, k, x, t.mul(x, x))),
    "a natural number": curve(lambda s: t.cast(t.select(t.lt(s, zero), nat(0), nat(1)))),
    "a size": curve(lambda s: total(t.select(t.lt(s, zero), n, m), lambda i: s)),
    "an index": curve(lambda s: at(f, t.select(t.lt(s, zero), n, m))),
    "a table": curve(lambda s: at(t.table(s, one), n)),
    "a derivative": curve(lambda s: t.deriv(r, s)),
    "an integral, as it were": curve(lambda s: t.deriv(curve(lambda q: t.mul(q, q)), s)),
    "a group sum": curve(lambda s: t.group_sum(t.variable("g", ("Z", 2)), s)),
    "a condition in a condition": curve(lambda s: t.select(t.conj(P, t.lt(s, zero)), one, zero)),
    "a bound condition": curve(lambda s: t.select(t.exists(y, t.lt(y, s)), one, zero)),
}  # fmt: skip


# -- derive --------------------------------------------------------------------------------------------------------


def test_derive__accepts_where_nothing_is_asked() -> None:
    """deriv(λs. s·s, a) = 1·a + a·1, under `true`."""
    for place in (x, zero, t.div(one, zero), s, time):
        proves(
            by.derive(by.truth(), SQUARE, place),
            t.eq(t.deriv(SQUARE, place), t.add(t.mul(one, place), t.mul(place, one))),
        )
    constant = t.lam(s, t.div(one, zero))
    proves(by.derive(by.truth(), constant, x), t.eq(t.deriv(constant, x), zero))


def test_derive__accepts_under_its_condition() -> None:
    """The condition is at the point, and its hypotheses stay."""
    theorem = by.derive(given(nonzero(y)), QUOTIENT, y)
    slope = t.div(t.sub(t.mul(zero, y), t.mul(x, one)), t.mul(y, y))
    proves(theorem, t.eq(t.deriv(QUOTIENT, y), slope), nonzero(y))
    proves(by.derive(given(t.lt(zero, y)), LOG, y), t.eq(t.deriv(LOG, y), t.mul(t.div(one, y), one)), t.lt(zero, y))
    both = curve(lambda s: t.add(t.div(one, s), t.elementary("log", s)))
    condition = t.conj(nonzero(y), t.lt(zero, y))
    assert by.derive(given(condition), both, y).hypotheses == {condition}


def test_derive__accepts_sums_and_choices_of_constants() -> None:
    """d Σ f(i)·s = Σ (0·s + f(i)·1); a choice that does not ask for s is one between derivatives."""
    weighted = curve(lambda s: total(n, lambda i: t.mul(at(f, i), s)))
    slope = total(n, lambda i: t.add(t.mul(zero, y), t.mul(at(f, i), one)))
    proves(by.derive(by.truth(), weighted, y), t.eq(t.deriv(weighted, y), slope))
    chosen = curve(lambda s: t.select(P, s, x))
    proves(by.derive(by.truth(), chosen, y), t.eq(t.deriv(chosen, y), t.select(P, one, zero)))
    by_index = curve(lambda s: total(n, lambda i: t.select(t.eq(i, m), s, zero)))
    assert by.derive(by.truth(), by_index, y).conclusion.op == "eq"


def test_derive__refuses_other_premises() -> None:
    """Not `true` where something is asked; not the condition elsewhere, of another function, or weaker."""
    for premise in (by.truth(), given(nonzero(x)), given(nonzero(zero)), given(t.lt(zero, y)), by.refl(y)):
        refuses(by.derive, premise, QUOTIENT, y, because="not the condition")
    for name in (LOG, ROOT):
        for premise in (by.truth(), given(nonzero(y)), given(t.le(zero, y)), given(t.lt(zero, x))):
            refuses(by.derive, premise, name, y, because="not the condition")
    both = curve(lambda s: t.add(t.div(one, s), t.elementary("log", s)))
    refuses(by.derive, given(nonzero(y)), both, y, because="not the condition")
    refuses(by.derive, given(t.lt(zero, y)), both, y, because="not the condition")
    refuses(by.derive, given(nonzero(y)), SQUARE, y, because="not the condition")
    nothing = curve(lambda s: t.mul(zero, t.div(one, s)))
    refuses(by.derive, by.truth(), nothing, zero, because="not the condition")


def test_derive__refuses_a_condition_that_depends_on_an_index() -> None:
    """Σ f(i)/s asks for s ≠ 0 at every i; Σ 1/(s + i), Σ sqrt(s·i) are refused, and so is a sum over nothing."""
    for body in (lambda i: t.div(one, t.add(s, t.cast(i))), lambda i: t.elementary("sqrt", t.mul(s, t.cast(i))),
                 lambda i: t.elementary("log", t.mul(s, at(f, i))), lambda i: t.div(at(f, i), s)):  # fmt: skip
        for size in (n, nat(0)):
            refuses(by.derive, by.truth(), t.lam(s, total(size, body)), one, because="under a sum")
    fine = t.lam(s, total(n, lambda i: t.mul(at(f, i), t.div(one, s))))
    assert by.derive(given(nonzero(y)), fine, y).hypotheses == {nonzero(y)}


@pytest.mark.parametrize("name", sorted(NOT_SMOOTH))
def test_derive__refuses_what_has_no_rule(name: str) -> None:
    """Even at points where a derivative exists; under no premise."""
    for premise in (by.truth(), given(P)):
        refuses(by.derive, premise, NOT_SMOOTH[name], one, because="no rule|depends on the variable")


def test_derive__refuses_open_terms_and_other_sorts() -> None:
    """A closed real function, at a closed real number."""
    refuses(by.derive, by.truth(), t.lam(s, t.mul(s, t.make("bound", (1, REAL)))), x, because="closed term")
    for other in (f, x, t.lam(n, n), t.lam(x, SQUARE), t.lam(s, t.select(P, n, m))):
        refuses(by.derive, by.truth(), other, x, because="closed term")
    for place in (LOOSE, n, SQUARE, P):
        refuses(by.derive, by.truth(), SQUARE, place, because="at a real number")


def test_derive__keeps_variables_apart() -> None:
    """The curve's own variable is bound: a free t or s in the function or the point is another one."""
    free = t.lam(s, t.mul(t.mul(s, time), t.add(s, x)))
    theorem = by.derive(by.truth(), free, time)
    slope = t.substitute(
        t.add(t.mul(t.add(t.mul(one, y), t.mul(s, zero)), t.add(s, x)), t.mul(t.mul(s, y), t.add(one, zero))),
        {s: time, y: time},
    )
    proves(theorem, t.eq(t.deriv(free, time), slope))
    own = t.lam(s, t.mul(s, x))
    proves(by.derive(by.truth(), own, s), t.eq(t.deriv(own, s), t.add(t.mul(one, x), t.mul(s, zero))))


# -- along ---------------------------------------------------------------------------------------------------------

SHAPE = (n,)
OBJECTIVE = t.lam(f, total(n, lambda i: t.mul(at(f, i), at(f, i))))
POINT = t.lam(i, zero)
DIRECTION = t.variable("d", f.sort)
LINE = curve(lambda s: t.lam(i, t.mul(s, at(DIRECTION, i))))


def _start(line: t.Term, point: t.Term, shape: tuple) -> Theorem:
    return given(starts_at(line, point, shape))


def _along(line: t.Term = LINE, point: t.Term = POINT, shape: tuple = SHAPE, objective: t.Term = OBJECTIVE) -> tuple:
    minimum = given(local_minimum(objective, [point], [shape]))
    return minimum, objective, [point], [shape], [line], [_start(line, point, shape)]


def test_along__accepts_a_line_through_an_array() -> None:
    """∃r. 0 < r ∧ ∀t. (-r < t ∧ t < r) ⇒ f(0) ≤ f(t·d), from the minimum and the start, spelled out."""
    minimum, *rest, starts = _along()
    theorem = by.along(minimum, *rest, starts)
    here, there = at(OBJECTIVE, POINT), at(OBJECTIVE, at(LINE, time))
    within = t.conj(t.lt(t.neg(radius), time), t.lt(time, radius))
    formula = t.exists(radius, t.conj(t.lt(zero, radius), t.forall(time, t.implies(within, t.le(here, there)))))
    proves(theorem, formula, minimum.conclusion, starts[0].conclusion)
    q = t.variable("q", f.sort)
    near = t.conj(t.lt(t.sub(zero, radius), at(q, i)), t.lt(at(q, i), t.add(zero, radius)))
    inner = t.implies(t.bounded_forall(i, n, near), t.le(here, at(OBJECTIVE, q)))
    assert minimum.conclusion is t.exists(radius, t.conj(t.lt(zero, radius), t.forall(q, inner)))
    assert starts[0].conclusion is t.bounded_forall(i, n, t.eq(t.mul(zero, at(DIRECTION, i)), zero))


def test_along__accepts_several_points_scalars_and_curved_lines() -> None:
    """A minimum of a function of a number and a matrix, along sines and exponentials; equal points are no trouble."""
    a, b = t.variable("a", REAL), t.variable("b", REAL)
    objective = t.lam(a, t.lam(b, t.mul(a, b)))
    lines = [curve(lambda s: t.add(x, t.elementary("sin", s))), curve(lambda s: t.mul(x, t.elementary("exp", s)))]
    minimum = given(local_minimum(objective, [x, x], [(), ()]))
    starts = [_start(line, x, ()) for line in lines]
    theorem = by.along(minimum, objective, [x, x], [(), ()], lines, starts)
    assert theorem.conclusion is line_minimum(t.mul(x, x), t.lam(s, t.mul(at(lines[0], s), at(lines[1], s))))
    refuses(by.along, minimum, objective, [x, x], [(), ()], lines[::-1], starts, because="does not start at the point")
    refuses(by.along, minimum, objective, [x, x], [(), ()], lines[:1], starts, because="a curve and a start each")
    refuses(by.along, minimum, objective, [x, x], [(), ()], lines, starts[:1], because="a curve and a start each")
    refuses(by.along, minimum, objective, [x, x], [()], lines, starts, because="a curve and a start each")
    refuses(by.along, minimum, objective, [], [], [], [], because="an objective, points and shapes")


def test_along__accepts_sums_and_choices_that_do_not_ask_for_the_variable() -> None:
    """Continuous in t, with constants of any kind."""
    for body in (
        lambda s, i: total(m, lambda k: t.mul(s, at(f, k)), name="k"),
        lambda s, i: t.mul(s, t.select(t.eq(i, m), t.div(x, y), one)),
        lambda s, i: t.select(t.lt(i, m), s, t.elementary("tanh", s)),
        lambda s, i: t.mul(s, total(m, lambda k: at(f, k), "max", name="k")),
        lambda s, i: t.elementary("arctan", t.sub(t.elementary("cos", s), one)),
    ):
        line = curve(lambda s, body=body: t.lam(i, body(s, i)))
        assert by.along(*_along(line)).conclusion.op == "exists"


@pytest.mark.parametrize("name", sorted({*NOT_SMOOTH} | {"a quotient", "a logarithm", "a root"}))
def test_along__refuses_what_is_not_seen_to_be_continuous(name: str) -> None:
    """At t = 0 a step of f down would be no step at all; x/t, log t and sqrt t are junk on one side."""
    line = {"a quotient": QUOTIENT, "a logarithm": LOG, "a root": ROOT}.get(name) or NOT_SMOOTH[name]
    refuses(by.along, *_along(line, x, (), t.lam(y, y)), because="continuous")
    columns = curve(lambda s: t.lam(i, t.mul(at(f, i), at(line, s))))
    refuses(by.along, *_along(columns), because="continuous")


def test_along__refuses_other_minima() -> None:
    """Of another function, at another point, of a smaller or larger shape, or along a line only."""
    minimum, *rest = _along()
    others = [(OBJECTIVE, t.lam(i, one), SHAPE), (OBJECTIVE, POINT, (m,)), (t.lam(f, zero), POINT, SHAPE)]
    for objective, point, shape in others:
        other = given(local_minimum(objective, [point], [shape]))
        refuses(by.along, other, *rest, because="no such local minimum")
    refuses(by.along, by.truth(), *rest, because="no such local minimum")
    one_line = given(line_minimum(at(OBJECTIVE, POINT), curve(lambda s: at(OBJECTIVE, at(LINE, s)))))
    refuses(by.along, one_line, *rest, because="no such local minimum")


def test_along__refuses_a_curve_that_starts_elsewhere() -> None:
    """γ(0) = p within the whole shape of the point."""
    minimum, objective, points, shapes, lines, _ = _along()
    for start in (
        by.truth(), _start(LINE, t.lam(i, one), SHAPE), _start(LINE, POINT, (m,)), _start(LINE, POINT, (nat(0),)),
        given(t.eq(at(LINE, zero), POINT)), given(starts_at(curve(lambda s: t.lam(i, t.mul(s, s))), POINT, SHAPE)),
    ):  # fmt: skip
        refuses(by.along, minimum, objective, points, shapes, lines, [start], because="does not start at the point")


def test_along__refuses_malformed_shapes_and_sorts() -> None:
    """A shape is a tuple of closed sizes, one for each index; a curve is a closed function of a real."""
    minimum, objective, points, shapes, lines, starts = _along()
    for shape, because in [((), "that many indices"), ((n, n), "that many indices"), (n, "a tuple of sizes"),
                           ((1,), "a tuple of sizes"), ((x,), "a tuple of natural terms"),
                           ((LOOSE_SIZE,), "a tuple of natural terms")]:  # fmt: skip
        refuses(by.along, minimum, objective, points, [shape], lines, starts, because=because)
    for line in (POINT, x, t.lam(n, POINT), t.lam(s, t.lam(x, x)), t.lam(s, t.lam(i, LOOSE))):
        refuses(by.along, minimum, objective, points, shapes, [line], starts, because="a curve in the point's sort")
    open_point = t.lam(i, t.make("bound", (1, REAL)))
    refuses(by.along, minimum, objective, [open_point], shapes, lines, starts, because="that many indices")
    refuses(by.along, minimum, LOOSE, points, shapes, lines, starts, because="an objective, points")
    refuses(by.along, minimum, t.lam(x, x), points, shapes, lines, starts, because="application|argument")


# -- Fermat --------------------------------------------------------------------------------------------------------


def on_a_line(function: t.Term) -> Theorem:
    return given(line_minimum(at(function, zero), function))


def on_a_ray(function: t.Term) -> Theorem:
    return given(ray_minimum(at(function, zero), function))


SLOPE = t.deriv(SQUARE, zero)
BEND = t.deriv(t.lam(s, t.deriv(SQUARE, s)), zero)
SHIFTED = curve(lambda s: t.div(one, t.add(s, x)))
FERMAT = {  # rule: (premise about the minimum, what it says of λs. s·s)
    "fermat": (on_a_line, t.eq(SLOPE, zero)),
    "fermat_one_sided": (on_a_ray, t.le(zero, SLOPE)),
    "fermat_second_order": (on_a_line, t.le(zero, BEND)),
}


def test_fermat__accepts_a_minimum_on_a_line() -> None:
    """deriv(g, 0) = 0, under the minimum and what differentiability asks at 0."""
    proves(by.fermat(on_a_line(SQUARE), by.truth(), SQUARE), t.eq(SLOPE, zero), on_a_line(SQUARE).conclusion)
    domain = given(nonzero(t.add(zero, x)))
    theorem = by.fermat(on_a_line(SHIFTED), domain, SHIFTED)
    proves(theorem, t.eq(t.deriv(SHIFTED, zero), zero), on_a_line(SHIFTED).conclusion, domain.conclusion)


def test_fermat_one_sided__accepts_a_minimum_on_a_ray() -> None:
    """0 ≤ deriv(g, 0), and no more: g = s has its minimum on the ray at 0."""
    identity = t.lam(s, s)
    minimum = by.assume(ray_minimum(zero, identity))
    proves(by.fermat_one_sided(minimum, by.truth(), identity), t.le(zero, t.deriv(identity, zero)), minimum.conclusion)


def test_fermat_second_order__accepts_twice_differentiable_functions() -> None:
    """0 ≤ deriv(λs. deriv(g, s), 0), under both conditions."""
    proves(
        by.fermat_second_order(on_a_line(SQUARE), by.truth(), SQUARE), t.le(zero, BEND), on_a_line(SQUARE).conclusion
    )
    here, squared = (nonzero(term) for term in (t.add(zero, x), t.mul(t.add(zero, x), t.add(zero, x))))
    assert by.fermat_second_order(on_a_line(SHIFTED), given(t.conj(here, squared)), SHIFTED).conclusion.op == "le"
    for weaker in (given(here), given(squared), by.truth(), given(t.conj(squared, here))):
        refuses(by.fermat_second_order, on_a_line(SHIFTED), weaker, SHIFTED, because="twice differentiable")


def _refused_minima(rule: str) -> None:
    """A minimum of another kind, elsewhere, of another function or with another value."""
    premise, _ = FERMAT[rule]
    other = on_a_ray if premise is on_a_line else on_a_line
    cube = curve(lambda s: t.mul(s, t.mul(s, s)))
    weaker = given(line_minimum(zero, SQUARE)) if rule != "fermat_one_sided" else given(ray_minimum(zero, SQUARE))
    outside = given(local_minimum(SQUARE, [zero], [()]))
    for minimum in (other(SQUARE), premise(cube), weaker, outside, by.truth(), by.refl(x)):
        refuses(getattr(by, rule), minimum, by.truth(), SQUARE, because="no minimum")


def _refused_domains(rule: str) -> None:
    """Nothing is dropped: a quotient, a root, a logarithm need their condition at 0."""
    premise, _ = FERMAT[rule]
    for function in (SHIFTED, ROOT, LOG, QUOTIENT):
        for domain in (by.truth(), given(nonzero(x)), given(t.lt(zero, one)), given(t.le(zero, zero))):
            refuses(getattr(by, rule), premise(function), domain, function, because="not shown")
    for function in NOT_SMOOTH.values():
        refuses(getattr(by, rule), premise(function), by.truth(), function, because="no rule|depends on the variable")
    for other in (f, x, t.lam(n, n), t.lam(s, t.mul(s, t.make("bound", (1, REAL))))):
        refuses(getattr(by, rule), by.truth(), by.truth(), other, because="closed term")


def test_fermat__refuses() -> None:
    """A minimum on a ray, at another point, of another function; a function that is not shown differentiable."""
    _refused_minima("fermat")
    _refused_domains("fermat")
    assert by.fermat(*_good("fermat")).conclusion is FERMAT["fermat"][1]


def test_fermat_one_sided__refuses() -> None:
    """A minimum on the line is not spelled so; a kink at 0 has none."""
    _refused_minima("fermat_one_sided")
    _refused_domains("fermat_one_sided")
    assert by.fermat_one_sided(*_good("fermat_one_sided")).conclusion is FERMAT["fermat_one_sided"][1]


def test_fermat_second_order__refuses() -> None:
    """A minimum on a ray: -s² + s has one at 0, and bends downwards."""
    _refused_minima("fermat_second_order")
    _refused_domains("fermat_second_order")
    assert by.fermat_second_order(*_good("fermat_second_order")).conclusion is FERMAT["fermat_second_order"][1]


def _good(rule: str) -> tuple:
    return FERMAT[rule][0](SQUARE), by.truth(), SQUARE


def test_fermat_second_order__refuses_a_first_derivative_without_one() -> None:
    """A root asks for more of its derivative: 2·sqrt(u) ≠ 0 beside 0 < u."""
    rooted = curve(lambda s: t.elementary("sqrt", t.add(t.mul(s, s), x)))
    u = t.add(t.mul(zero, zero), x)
    first = t.lt(zero, u)
    second = t.negate(t.eq(t.mul(two, t.elementary("sqrt", u)), zero))
    for domain in (first, second, t.conj(first, second), t.conj(second, first)):
        refuses(by.fermat_second_order, on_a_line(rooted), given(domain), rooted, because="twice differentiable")
    assert by.fermat(on_a_line(rooted), given(first), rooted).conclusion.op == "eq"
    both = given(t.conj(first, t.conj(first, second)))
    assert by.fermat_second_order(on_a_line(rooted), both, rooted).hypotheses >= both.hypotheses


def test_the_least_value_of_a_square_by_all_rules() -> None:
    """q ↦ (q - x)² has a minimum at x; along x + s, deriv is 0 and its derivative ≥ 0, without hypotheses."""
    q = t.variable("q", REAL)
    objective = t.lam(q, t.mul(t.sub(q, x), t.sub(q, x)))
    below = by.psatz([], t.le(at(objective, x), at(objective, q)), [(Q(1), (), (), (t.sub(q, x),))], [])
    near = t.conj(t.lt(t.sub(x, one), q), t.lt(q, t.add(x, one)))
    body = by.forall_intro(by.implies_intro(below, near), q)
    both = by.and_intro(by.evaluate(t.lt(zero, one), []), body)
    minimum = by.exists_intro(both, local_minimum(objective, [x], [()]), one)
    line = curve(lambda s: t.add(x, s))
    start = by.ring(starts_at(line, x, ()))
    found = by.along(minimum, objective, [x], [()], [line], [start])
    along = curve(lambda s: at(objective, at(line, s)))
    value = by.ring(t.eq(at(objective, x), at(along, zero)))
    moved = by.substitute(value, found, t.lam(y, line_minimum(y, along)))
    assert not by.fermat(moved, by.truth(), along).hypotheses
    assert not by.fermat_second_order(moved, by.truth(), along).hypotheses
