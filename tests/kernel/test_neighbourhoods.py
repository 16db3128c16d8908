"""The formulas of local minima, spelled out, and what they must not capture."""

from __future__ import annotations

import pytest
from attack.model import World
from shapes import NATURAL, REAL, at, f, g, i, n, nat, one, real, refuses, t, total, two, x, y, zero

from theorycheck.kernel.neighbourhoods import line_minimum, local_minimum, near, ray_minimum, starts_at

q, r, s = (t.variable(name, REAL) for name in "qrs")
OBJECTIVE = t.lam(f, total(n, lambda i: t.mul(at(f, i), at(f, i))))


def test_near_is_about_the_entries_within_the_shape() -> None:
    """Strict, on both sides; at every index below its size, and of a number at once."""
    assert near(x, y, (), r) is t.conj(t.lt(t.sub(x, r), y), t.lt(y, t.add(x, r)))
    j, other = t.variable("j", NATURAL), t.variable("h", g.sort)
    here, there = at(g, i, j), at(other, i, j)
    inner = t.conj(t.lt(t.sub(here, r), there), t.lt(there, t.add(here, r)))
    assert near(g, other, (n, nat(2)), r) is t.bounded_forall(i, n, t.bounded_forall(j, nat(2), inner))


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_near_reads_nothing_outside(size: int) -> None:
    """Arrays that agree below n and nowhere else are near; one entry off is enough not to be."""
    beyond = t.lam(i, t.select(t.lt(i, n), zero, one))
    off = t.lam(i, t.select(t.eq(t.add(i, nat(1)), n), real("1/2"), zero))
    world = World(size)
    world.known["variable", n.data] = size
    assert world.holds(near(t.lam(i, zero), beyond, (n,), real("1/4"))) is True
    assert world.holds(near(t.lam(i, zero), off, (n,), real("1/4"))) is (size == 0)
    assert world.holds(near(t.lam(i, zero), off, (n,), one)) is True
    assert world.holds(near(t.lam(i, zero), off, (n,), real("1/2"))) is (size == 0)  # strict
    assert world.holds(near(off, t.lam(i, zero), (n,), real("1/2"))) is (size == 0)
    assert world.holds(starts_at(t.lam(s, t.lam(i, s)), beyond, (n,))) is True
    assert world.holds(starts_at(t.lam(s, t.lam(i, s)), off, (n,))) is (size == 0)


def test_a_local_minimum_is_spelled_out() -> None:
    """∃r. 0 < r ∧ ∀q_1 ∀q_2. near ⇒ near ⇒ f(p) ≤ f(q)."""
    product = t.lam(x, t.lam(y, t.mul(x, y)))
    a, b, radius = t.variable("a", REAL), t.variable("b", REAL), t.variable("e", REAL)
    inner = t.implies(near(two, a, (), radius), t.implies(near(one, b, (), radius), t.le(t.mul(two, one), t.mul(a, b))))
    wanted = t.exists(radius, t.conj(t.lt(zero, radius), t.forall(a, t.forall(b, inner))))
    assert local_minimum(product, [two, one], [(), ()]) is wanted
    refuses(local_minimum, product, [], [], because="an objective, points and shapes")
    refuses(local_minimum, product, [two, one], [()], because="an objective, points and shapes")
    refuses(local_minimum, product, [two, f], [(), ()], because="that many indices")


def test_lines_and_rays_are_spelled_out() -> None:
    """Open on the line; the ray holds its end."""
    curve, inside = t.lam(x, t.mul(x, x)), t.conj(t.lt(t.neg(r), s), t.lt(s, r))
    line = t.exists(r, t.conj(t.lt(zero, r), t.forall(s, t.implies(inside, t.le(y, t.mul(s, s))))))
    assert line_minimum(y, curve) is line
    inside = t.conj(t.le(zero, s), t.lt(s, r))
    ray = t.exists(r, t.conj(t.lt(zero, r), t.forall(s, t.implies(inside, t.le(y, t.mul(s, s))))))
    assert ray_minimum(y, curve) is ray is not line


def test_local_minima_do_not_capture() -> None:
    """Points and sizes named like the formula's own variables stay free, also where all are the same."""
    for name in ("q", "r", "i", "t"):
        point = t.variable(name, REAL)
        formula = local_minimum(t.lam(y, t.mul(y, t.variable("q", REAL))), [point], [()])
        assert formula.free == {(name, REAL), ("q", REAL)}
        size, array = t.variable(name, NATURAL), t.variable(name, f.sort)
        both = local_minimum(OBJECTIVE, [array], [(size,)])
        assert both.free == {size.data, array.data, n.data}
        line = line_minimum(point, t.lam(y, t.mul(y, point)))
        assert line.free == ray_minimum(point, t.lam(y, t.mul(y, point))).free == {point.data}
        assert starts_at(t.lam(s, array), array, (size,)).free == {array.data, size.data}


def test_near_does_not_capture_an_index_of_the_point() -> None:
    """The row g(i) of a table, for a free i, is near f: i stays free on either side and in the radius."""
    row = at(g, i)
    assert near(row, f, (n,), r).free == {g.data, i.data, f.data, n.data, r.data}
    assert near(f, row, (n,), t.cast(i)).free == {g.data, i.data, f.data, n.data}
