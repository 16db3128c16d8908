"""normal_form: what is computed, what must stay, and that nothing changes its meaning."""

from __future__ import annotations

import random

import pytest
from attack.model import Skip, World
from attack.random_terms import G_R, N_R, Terms
from flint import arb
from shapes import (
    NATURAL,
    P2,
    PROPOSITION,
    REAL,
    Z3,
    G,
    P,
    at,
    f,
    g,
    i,
    j,
    k,
    m,
    n,
    nat,
    one,
    r,
    real,
    refuses,
    t,
    total,
    u,
    x,
    y,
    zero,
)

from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.errors import fuelled

CASES = [
    (t.add(real("1/2"), real("1/3")), real("5/6")), (t.mul(real(-2), real(3)), real(-6)), (t.add(zero, x), x),
    (t.add(x, zero), x),
    (t.mul(one, x), x), (t.mul(x, one), x), (t.mul(zero, x), zero), (t.mul(x, zero), zero),
    (t.add(nat(2), nat(3)), nat(5)),
    (t.mul(nat(0), n), nat(0)), (t.add(n, nat(0)), n), (t.div(one, real(3)), real("1/3")), (t.div(x, one), x),
    (t.cast(nat(3)), real(3)), (t.le(one, one), t.TRUE), (t.lt(one, one), t.FALSE), (t.eq(one, zero), t.FALSE),
    (t.le(x, x), t.TRUE),
    (t.eq(f, f), t.TRUE), (t.lt(zero, one), t.TRUE), (t.le(one, zero), t.FALSE), (t.eq(nat(2), nat(2)), t.TRUE),
    (t.conj(t.TRUE, P), P), (t.conj(P, t.FALSE), t.FALSE), (t.conj(P, t.TRUE), P), (t.disj(t.FALSE, P), P),
    (t.disj(P, t.TRUE), t.TRUE),
    (t.disj(P, t.FALSE), P), (t.implies(t.TRUE, P), P), (t.implies(t.FALSE, P), t.TRUE), (t.implies(P, t.TRUE), t.TRUE),
    (t.negate(t.TRUE), t.FALSE), (t.negate(t.FALSE), t.TRUE), (t.select(t.TRUE, x, y), x), (t.select(t.FALSE, x, y), y),
    (t.select(P, x, x), x), (at(t.table(x, y), nat(1)), y), (at(t.table(x, y), nat(0)), x),
    (at(t.table(f, f), nat(1), n), at(f, n)),
    (total(nat(0), lambda i: at(f, i)), zero), (total(nat(0), lambda i: at(f, i), "prod"), one),
    (total(nat(3), lambda i: t.cast(i)), real(3)), (total(nat(4), lambda i: t.add(i, nat(1)), "prod"), nat(24)),
    (total(nat(2), lambda i: at(f, i)), t.add(at(f, nat(0)), at(f, nat(1)))),
    (total(nat(1), lambda i: at(f, i), "max"), at(f, nat(0))),
    (total(nat(3), lambda i: t.mul(i, nat(2)), "max"), nat(4)),
    (total(nat(3), lambda i: t.mul(real(-1), t.cast(i)), "max"), zero),
    (t.fold(nat(0), x, k, y, one), x), (t.fold(nat(3), one, k, y, t.add(t.mul(y, real(2)), t.cast(k))), real(12)),
    (t.fold(nat(2), x, k, y, t.mul(y, at(f, k))), t.mul(t.mul(x, at(f, nat(0))), at(f, nat(1)))),
    (t.bounded_forall(i, nat(2), t.le(at(f, i), x)), t.conj(t.le(at(f, nat(0)), x), t.le(at(f, nat(1)), x))),
    (t.bounded_forall(i, nat(0), t.FALSE), t.TRUE), (t.bounded_exists(i, nat(0), t.TRUE), t.FALSE),
    (t.bounded_exists(i, nat(3), t.eq(i, nat(2))), t.TRUE), (t.bounded_forall(i, nat(3), t.lt(i, nat(2))), t.FALSE),
    (t.residue(3, 1), t.residue(3, 1)), (t.group_add(t.residue(3, 2), t.residue(3, 2)), t.residue(3, 1)),
    (t.group_neg(t.residue(3, 1)), t.residue(3, 2)), (t.group_neg(t.residue(3, 0)), t.residue(3, 0)),
    (t.group_zero(Z3), t.residue(3, 0)),
    (t.eq(t.residue(3, 1), t.residue(3, 2)), t.FALSE),
    (t.eq(t.residue(3, 1), t.group_add(t.residue(3, 2), t.residue(3, 2))), t.TRUE),
    (t.group_sum(t.variable("a", Z3), real(2)), real(6)),
    (t.forall(t.variable("a", Z3), t.eq(t.variable("a", Z3), t.group_zero(Z3))), t.FALSE),
    (t.exists(t.variable("a", Z3), t.eq(t.variable("a", Z3), t.residue(3, 2))), t.TRUE),
    (t.forall(x, t.le(y, y)), t.TRUE), (t.exists(x, t.lt(one, zero)), t.FALSE),
    (t.forall(n, t.lt(one, zero)), t.FALSE), (t.exists(u, t.le(zero, one)), t.TRUE),
    (t.elementary("exp", zero), one), (t.elementary("log", one), zero), (t.elementary("cos", zero), one),
    (t.elementary("sin", zero), zero),
    (t.elementary("tanh", zero), zero), (t.elementary("arctan", zero), zero),
    (t.elementary("sqrt", real("9/4")), real("3/2")),
    (t.elementary("sqrt", zero), zero), (t.elementary("sin", t.pi()), zero), (t.elementary("cos", t.pi()), real(-1)),
]  # fmt: skip

STAY = [
    t.div(x, zero), t.div(one, zero), t.div(zero, zero), t.elementary("log", zero), t.elementary("log", real(-1)),
    t.elementary("sqrt", real(-4)),
    t.elementary("sqrt", real(2)), t.elementary("exp", one), t.elementary("tanh", t.pi()),
    total(nat(0), lambda i: at(f, i), "max"),
    at(t.table(x, y), nat(2)), at(t.table(x, y), n), total(n, lambda i: at(f, i)), t.bounded_forall(i, n, P),
    t.forall(n, t.le(at(f, n), zero)),
    t.eq(x, y), t.lt(x, x), t.group_zero(G), t.group_add(u, u), t.eq(u, t.group_zero(G)),
    t.forall(u, t.eq(at(t.variable("h", G_R), u), x)),
    t.conj(P, P2), t.select(P, x, y), t.div(zero, x), t.bounded_forall(i, t.add(n, nat(1)), P), t.exists(x, P),
    t.elementary("arctan", t.pi()),
    t.forall(i, t.implies(t.lt(i, t.mul(i, i)), P)), t.forall(i, t.implies(t.le(i, nat(2)), t.eq(at(f, i), x))),
    t.exists(i, t.implies(t.lt(i, nat(2)), t.eq(at(f, i), x))), t.forall(x, t.implies(t.lt(x, zero), P2)),
]  # fmt: skip


@pytest.mark.parametrize("position", range(len(CASES)))
def test_what_is_literal_is_computed(position: int) -> None:
    """Literal arithmetic, sizes and indices, the values that are rational for a plain reason."""
    term, expected = CASES[position]
    assert normal_form(term) is expected


@pytest.mark.parametrize("position", range(len(STAY)))
def test_what_is_not_literal_or_has_no_value_stays(position: int) -> None:
    """Junk is never computed: nothing may be known of 1/0, log 0, sqrt(-4), a maximum over nothing."""
    assert normal_form(STAY[position]) is STAY[position]


def test_iterations_under_binders_are_computed() -> None:
    """Σ_{i<n} Σ_{j<2} g(i, j): the inner sum opens, with the outer index in its place."""
    term = t.summation(n, i, t.summation(nat(2), j, at(g, i, j)))
    assert normal_form(term) is t.summation(n, i, t.add(at(g, i, nat(0)), at(g, i, nat(1))))
    nested = t.fold(nat(2), zero, k, x, t.add(x, t.summation(k, j, at(g, k, j))))
    assert normal_form(nested) is at(g, nat(1), nat(0))
    inner = t.bounded_forall(i, nat(2), t.bounded_exists(j, t.add(i, nat(1)), t.eq(at(g, i, j), zero)))
    first, second, third = (t.eq(at(g, nat(a), nat(b)), zero) for a, b in ((0, 0), (1, 0), (1, 1)))
    assert normal_form(inner) is t.conj(first, t.disj(second, third))


def test_definitions_are_opened_where_they_stand() -> None:
    """Also under binders and in the arguments of other definitions."""
    square = t.constant("square#1", r.sort)
    definitions = {square: t.lam(x, t.mul(x, x))}
    assert normal_form(t.summation(nat(2), i, at(square, t.cast(i))), definitions) is one
    assert normal_form(t.summation(n, i, at(square, at(f, i))), definitions) is t.summation(
        n, i, t.mul(at(f, i), at(f, i))
    )
    assert normal_form(at(square, y)) is at(square, y)


def test_long_iterations_do_not_recurse() -> None:
    """A fold of 3,000 steps."""
    assert normal_form(t.fold(nat(3_000), nat(0), k, m, t.add(m, nat(1)))) is nat(3_000)


@pytest.mark.parametrize("seed", range(250))
def test_the_normal_form_means_the_same(seed: int) -> None:
    """At random points of random terms of every sort, and it is its own normal form."""
    rng = random.Random(1_000 + seed)
    term = Terms(rng).term(rng.choice([REAL, REAL, NATURAL, PROPOSITION, Z3, G, N_R]), 5)
    computed = normal_form(term)
    assert normal_form(computed) is computed
    for world_seed in range(5):
        world = World(world_seed)
        try:
            before, after = world.value(term), world.value(computed)
            if callable(before):
                before, after = before(1), after(1)
        except (Skip, RecursionError):
            continue
        if isinstance(before, arb) or isinstance(after, arb):
            world_agrees = not isinstance(before, arb) or not isinstance(after, arb) or before.overlaps(after)
        else:
            world_agrees = None in (before, after) or before == after
        assert world_agrees, f"{term} computes to {computed}"


def test_circular_definitions_run_dry() -> None:
    """c = c + 0 is a theorem (by ring); used as a definition it must not turn for ever."""
    constant = t.constant("c#1", REAL)
    for body in (constant, t.add(constant, zero), t.add(one, constant)):
        with fuelled(20_000):
            refuses(normal_form, constant, {constant: body}, because="out of fuel")
