"""Directed attacks on derivatives, minima, ideal membership: what must not follow, what must not take for ever."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable

import pytest
from shapes import (
    NATURAL,
    REAL,
    P,
    Q,
    at,
    by,
    f,
    given,
    i,
    m,
    n,
    nat,
    nonzero,
    one,
    r,
    real,
    refuses,
    t,
    total,
    x,
    y,
    zero,
)

from theorycheck.kernel import KernelError
from theorycheck.kernel.errors import fuelled
from theorycheck.kernel.neighbourhoods import line_minimum, local_minimum, ray_minimum, starts_at

SECONDS = 20.0
s = t.variable("s", REAL)
KINK = t.lam(s, t.select(t.lt(s, zero), t.neg(s), s))
IDENTITY = t.lam(s, s)


def tree(join: Callable, parts: Iterable[t.Term]) -> t.Term:
    """All parts joined, in few levels."""
    parts = list(parts)
    while len(parts) > 1:
        parts = [join(*parts[p : p + 2]) if p + 1 < len(parts) else parts[p] for p in range(0, len(parts), 2)]
    return parts[0]


def binomials(count: int) -> t.Term:
    """(a0 + b0)·(a1 + b1)· …: 2^count monomials."""
    return tree(t.mul, [t.add(t.variable(f"a{k}", REAL), t.variable(f"b{k}", REAL)) for k in range(count)])


def vanishes(term: t.Term) -> object:
    return by.nc_ideal([], t.eq(term, zero), [])


def _shared_condition(levels: int) -> t.Term:
    condition = P
    for _ in range(levels):
        condition = t.conj(condition, condition)
    return t.select(condition, x, y)


def _halved(term: t.Term, times: int) -> t.Term:
    for _ in range(times):
        term = t.div(term, real(2))
    return term


def _under_idle_sums(term: t.Term, levels: int) -> t.Term:
    for level in range(levels):
        term = t.summation(n, t.variable(f"i{level}", NATURAL), term)
    return term


def _chain(length: int) -> t.Term:
    term = y
    for _ in range(length):
        term = t.add(t.mul(term, y), one)
    return term


def _no_size(length: int) -> t.Term:
    """0 + 0 + … + n"""
    size = nat(0)
    for _ in range(length):
        size = t.add(t.add(nat(0), size), nat(0))
    return t.add(size, n)


def _many_indices(factors: int, levels: int) -> t.Term:
    names = [t.variable(f"i{level}", NATURAL) for level in range(levels)]
    inside = tree(t.add, [at(f, name) for name in names])
    term = tree(t.mul, [t.elementary("exp", t.mul(t.variable(f"c{k}", REAL), inside)) for k in range(factors)])
    for name in names:
        term = t.summation(n, name, term)
    return term


HOSTILE: dict[str, Callable[[], object]] = {
    "a shared condition": lambda: vanishes(_shared_condition(20)),
    "equal factors": lambda: vanishes(tree(t.mul, [total(n, lambda k: at(f, k), name=f"i{a}") for a in range(14)])),
    "monomials that are scaled": lambda: vanishes(_halved(binomials(10), 350)),
    "monomials under idle sums": lambda: vanishes(_under_idle_sums(binomials(9), 200)),
    "a large factor in each monomial": lambda: vanishes(
        t.summation(n, i, t.mul(t.elementary("exp", t.add(_chain(8_000), at(f, i))), binomials(9)))
    ),
    "sizes that are long for nothing": lambda: vanishes(
        tree(t.mul, [total(_no_size(1_000), lambda k: at(f, k), name=f"i{a}") for a in range(9)])
    ),
    "factors with many indices": lambda: vanishes(_many_indices(60, 30)),
    "a power of a sum": lambda: vanishes(tree(t.mul, [t.add(t.add(x, y), at(f, m))] * 64)),
    "a tower of products": lambda: vanishes(_squared(t.add(x, y), 40)),
    "numbers that grow": lambda: vanishes(_squared(real("1000001/1000003"), 40)),
    "sums of unlike fractions": lambda: vanishes(
        tree(t.add, [t.mul(t.real(Q(1, 10**3_000 + 2 * k + 1)), x) for k in range(400)])
    ),
    "a second derivative of a tower": lambda: _bent(_powers(3_000)),
    "many premises": lambda: by.nc_ideal([given(t.eq(x, y))] * 40_000, _bounded(30), []),
    "a premise many times": lambda: by.nc_ideal(
        [given(t.eq(x, y))], t.eq(x, y), [(0, binomials(12)) for _ in range(40)]
    ),
}  # fmt: skip


def _squared(term: t.Term, times: int) -> t.Term:
    for _ in range(times):
        term = t.mul(term, term)
    return term


def _bounded(levels: int) -> t.Term:
    formula = t.eq(x, x)
    for level in range(levels):
        formula = t.bounded_forall(t.variable(f"i{level}", NATURAL), n, formula)
    return formula


def _bent(curve: t.Term) -> object:
    return by.fermat_second_order(given(line_minimum(at(curve, zero), curve)), by.truth(), curve)


def _powers(count: int) -> t.Term:
    term = s
    for _ in range(count):
        term = t.elementary("sin", t.mul(term, t.add(term, s)))
    return t.lam(s, term)


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_contractions_and_derivatives_are_refused_on_a_small_tank(name: str) -> None:
    """What is walked, copied or compared is paid for."""
    start = time.process_time()
    with fuelled(60_000), pytest.raises(KernelError, match=r"out of fuel|too long"):
        HOSTILE[name]()
    assert time.process_time() - start < SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_contractions_and_derivatives_end_in_time(name: str) -> None:
    """The same, on the full tank of a step: a theorem or a refusal."""
    start = time.process_time()
    with contextlib.suppress(KernelError):
        HOSTILE[name]()
    assert time.process_time() - start < 3 * SECONDS


def test_a_derivative_that_does_not_exist_is_never_known() -> None:
    """deriv(|s|, 0), deriv(1/s, 0), deriv(r, x): no rule says what they are."""
    for function, place in [(KINK, zero), (t.lam(s, t.div(one, s)), zero), (r, x), (t.lam(s, t.div(s, s)), zero)]:
        value = t.deriv(function, place)
        refuses(by.derive, by.truth(), function, place, because="no rule|depends on|not the condition")
        for formula in (t.eq(value, zero), t.le(zero, value), t.eq(t.mul(value, value), zero), t.lt(value, one)):
            refuses(by.evaluate, formula, [], because="undecided")
            refuses(by.ball, [x], [(Q(0), Q(1))], formula, [0], 96, [], because="not decided")
            refuses(by.convert, by.truth(), formula, [], because="different normal forms")
        assert by.compute(value, []).conclusion.args[1].op == "deriv"
        refuses(by.psatz, [], t.eq(value, zero), [], [], because="identity fails")
    assert by.evaluate(t.eq(t.mul(t.deriv(KINK, zero), zero), zero), []).conclusion.op == "eq"


def test_a_derivative_depends_on_the_function_not_on_how_it_is_written() -> None:
    """λs. s + 0 computes to λs. s; a function that agrees at one point has another derivative."""
    padded = t.lam(s, t.add(s, zero))
    assert by.compute(t.deriv(padded, x), []).conclusion.args[1] is t.deriv(IDENTITY, x)
    same = by.extensionality(by.ring(t.eq(at(padded, s), at(IDENTITY, s))), s)
    assert by.congruence(same, t.lam(t.variable("w", IDENTITY.sort), t.deriv(t.variable("w", IDENTITY.sort), x)))
    refuses(by.ring, t.eq(t.deriv(padded, x), t.deriv(IDENTITY, x)), because="not a|identity")
    agree, w = given(t.eq(at(r, zero), zero)), t.variable("w", REAL)
    known = t.deriv(t.lam(s, at(r, zero)), zero)
    constant = by.substitute(agree, by.refl(known), t.lam(w, t.eq(t.deriv(t.lam(s, w), zero), known)))
    assert constant.conclusion is t.eq(t.deriv(t.lam(s, zero), zero), known)


def test_a_minimum_on_a_ray_gives_no_equation() -> None:
    """0 ≤ s on the ray, so deriv ≥ 0; from = 0 would follow 1 = 0."""
    ray = given(ray_minimum(zero, IDENTITY))
    for rule in (by.fermat, by.fermat_second_order):
        refuses(rule, ray, by.truth(), IDENTITY, because="no minimum")
    slope = by.fermat_one_sided(ray, by.truth(), IDENTITY)
    refuses(by.antisymmetry, slope, slope, because="b ≤ a|not|premise")
    refuses(by.fermat, given(line_minimum(at(KINK, zero), KINK)), by.truth(), KINK, because="depends on the variable")
    there = t.lam(s, t.sub(s, one))
    refuses(by.fermat, given(line_minimum(t.real(-1), there)), by.truth(), there, because="no minimum")


def test_a_condition_at_another_point_is_none() -> None:
    """g(s) = 1/(s - x): differentiable where s ≠ x, which at 0 is 0 - x ≠ 0 and nothing weaker."""
    function = t.lam(s, t.div(one, t.sub(s, x)))
    minimum = given(line_minimum(at(function, zero), function))
    for condition in (
        nonzero(x),
        nonzero(t.sub(s, x)),
        t.forall(s, nonzero(t.sub(s, x))),
        t.exists(s, nonzero(t.sub(s, x))),
    ):
        refuses(by.fermat, minimum, given(condition), function, because="not shown differentiable")
    assert by.fermat(minimum, given(nonzero(t.sub(zero, x))), function).conclusion.op == "eq"


def test_minima_over_nothing_and_of_naturals() -> None:
    """A shape of size 0 asks for nothing near; a natural-valued function has minima, and no derivative."""
    objective = t.lam(f, at(f, nat(0)))
    empty = local_minimum(objective, [f], [(nat(0),)])
    jump = t.lam(s, t.lam(i, t.select(t.lt(s, zero), zero, one)))
    start = given(starts_at(jump, f, (nat(0),)))
    refuses(by.along, given(empty), objective, [f], [(nat(0),)], [jump], [start], because="continuous")
    count = t.lam(y, t.select(t.lt(y, zero), n, m))
    minimum = given(local_minimum(count, [x], [()]))
    line = t.lam(s, t.add(x, s))
    found = by.along(minimum, count, [x], [()], [line], [given(starts_at(line, x, ()))])
    refuses(by.fermat, found, by.truth(), t.lam(s, at(count, at(line, s))), because="closed term")


def test_one_minimum_at_equal_points_is_no_minimum_in_each() -> None:
    """f(a, b) = (a - b)² at (x, x): the curve must pass through both; swapping points needs another premise."""
    a, b = t.variable("a", REAL), t.variable("b", REAL)
    objective = t.lam(a, t.lam(b, t.mul(a, b)))
    minimum = given(local_minimum(objective, [x, y], [(), ()]))
    lines = [t.lam(s, t.add(x, s)), t.lam(s, y)]
    starts = [given(starts_at(line, point, ())) for line, point in zip(lines, (x, y), strict=True)]
    assert by.along(minimum, objective, [x, y], [(), ()], lines, starts).conclusion.op == "exists"
    refuses(by.along, minimum, objective, [y, x], [(), ()], lines[::-1], starts[::-1], because="no such local minimum")
    refuses(by.along, minimum, objective, [x, x], [(), ()], lines, starts, because="no such local minimum")
    refuses(by.along, minimum, t.lam(a, t.mul(a, y)), [x], [()], lines[:1], starts[:1], because="no such local minimum")


def test_what_is_concluded_stays_bound_by_the_hypotheses() -> None:
    """s ≠ 0 ⊢ deriv(1/s …, s) = …: the variable cannot be generalised while the condition stands."""
    function = t.lam(s, t.div(one, s))
    theorem = by.derive(given(nonzero(x)), function, x)
    refuses(by.forall_intro, theorem, x, because="free in a hypothesis")
    pick = t.lam(i, t.lam(t.variable("k", NATURAL), t.select(t.eq(i, t.variable("k", NATURAL)), one, zero)))
    goal = t.bounded_forall(i, n, t.eq(at(f, i), zero))
    entry = by.nc_ideal([given(goal)], goal, [(0, pick)])
    refuses(by.forall_intro, entry, n, because="free in a hypothesis")
