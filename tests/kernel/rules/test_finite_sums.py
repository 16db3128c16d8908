"""Sums over finite sorts and between different ranges, extrema and dependence."""

from __future__ import annotations

import random

import pytest
from attack.model import World
from flint import fmpz_mat
from shapes import (
    F3,
    LOOSE,
    NATURAL,
    REAL,
    Z3,
    G,
    H,
    at,
    by,
    f,
    f2,
    g,
    given,
    h,
    i,
    j,
    m,
    n,
    nat,
    proves,
    real,
    refuses,
    t,
    total,
    u,
    v,
    x,
    zero,
)

from theorycheck.kernel import sorts

w, e = t.variable("w", H), t.variable("e", F3)
pair = t.variable("p", sorts.function(G, H, REAL))
row = t.variable("r", sorts.function(G, NATURAL, REAL))


def _sum(term: t.Term) -> t.Term:
    return t.group_sum(u, term)


# -- one rule, every range -----------------------------------------------------------------------------------------


def test_big_congruence__accepts_a_finite_sort() -> None:
    """From ∀g. f(g) = h(g), Σ_g f(g) = Σ_g h(g)."""
    premise = t.forall(u, t.eq(at(h, u), x))
    proves(by.big_congruence(given(premise), "group_sum"), t.eq(_sum(at(h, u)), _sum(x)), premise)


def test_big_congruence__refuses_infinite_sorts_and_other_operators() -> None:
    """Over a finite sort only sums, over i < n no group sum; everywhere; only reals."""
    equal = t.forall(u, t.eq(at(h, u), x))
    bounded = t.bounded_forall(i, n, t.eq(at(f, i), at(f2, i)))
    for op in ("sum", "prod", "max"):
        refuses(by.big_congruence, given(equal), op, because="sum, prod or max; group_sum")
    refuses(by.big_congruence, given(bounded), "group_sum", because="sum, prod or max; group_sum")
    refuses(by.big_congruence, given(t.forall(x, t.eq(x, x))), "group_sum", because="over a finite sort")
    refuses(by.big_congruence, given(t.forall(u, t.eq(u, v))), "group_sum", because="over a finite sort")
    refuses(by.big_congruence, given(t.forall(u, t.le(at(h, u), x))), "group_sum", because="expected eq")
    refuses(by.big_congruence, given(t.exists(u, t.eq(at(h, u), x))), "group_sum", because="expected forall")


def test_sum_add__accepts_finite_sorts_and_products() -> None:
    """Σ_g (f + h) = Σ_g f + Σ_g h, and Π f·g = Π f · Π g"""
    added = _sum(t.add(at(h, u), x))
    proves(by.sum_add(added), t.eq(added, t.add(_sum(at(h, u)), _sum(x))))
    product = total(n, lambda i: t.mul(at(f, i), at(f2, i)), "prod")
    parts = [total(n, lambda i, part=part: at(part, i), "prod") for part in (f, f2)]
    proves(by.sum_add(product), t.eq(product, t.mul(*parts)))


def test_sum_scale__accepts_finite_sorts() -> None:
    """Σ_g c·f = c·Σ_g f"""
    scaled = _sum(t.mul(x, at(h, u)))
    proves(by.sum_scale(scaled), t.eq(scaled, t.mul(x, _sum(at(h, u)))))


def test_sum_scale__refuses_a_factor_that_depends_on_the_element() -> None:
    """c without g, and nothing loose."""
    refuses(by.sum_scale, _sum(t.mul(at(h, u), x)), because="depends on the bound variable")
    refuses(by.sum_scale, _sum(at(h, u)), because="expected mul")
    refuses(by.sum_scale, _sum(t.mul(LOOSE, x)), because="a closed term")


def test_sum_exchange__accepts_every_pair_of_ranges() -> None:
    """Σ_g Σ_h, Σ_g Σ_{i<n}, Σ_{i<n} Σ_g and Π Π, also where free variables have the bound ones' names."""
    a = t.variable("a", NATURAL)
    for left, right in [
        (t.group_sum(u, t.group_sum(w, at(pair, u, w))), t.group_sum(w, t.group_sum(u, at(pair, u, w)))),
        (t.group_sum(u, t.summation(a, i, at(row, u, i))), t.summation(a, i, t.group_sum(u, at(row, u, i)))),
        (t.summation(a, i, t.group_sum(u, at(row, u, i))), t.group_sum(u, t.summation(a, i, at(row, u, i)))),
        (t.product(a, i, t.product(m, j, at(g, i, j))), t.product(m, j, t.product(a, i, at(g, i, j)))),
    ]:
        proves(by.sum_exchange(left), t.eq(left, right))


def test_sum_split__accepts_products() -> None:
    """Π_{i<n+m} f(i) = Π_{i<n} f(i) · Π_{i<m} f(n + i)"""
    whole = total(t.add(n, m), lambda i: at(f, i), "prod")
    parts = [total(n, lambda i: at(f, i), "prod"), total(m, lambda i: at(f, t.add(n, i)), "prod")]
    proves(by.sum_split(whole), t.eq(whole, t.mul(*parts)))


def test_sum_delta__accepts_finite_sorts() -> None:
    """Σ_g (if g = k then f(g) else 0) = f(k)"""
    term = _sum(t.select(t.eq(u, v), at(h, u), zero))
    proves(by.sum_delta(term), t.eq(term, at(h, v)))


def test_sum_delta__refuses_other_conditions_over_a_finite_sort() -> None:
    """g = k with k without g, and 0 elsewhere."""
    refuses(by.sum_delta, _sum(t.select(t.eq(v, u), at(h, u), zero)), because="if i = k")
    refuses(by.sum_delta, _sum(t.select(t.eq(u, t.group_neg(u)), at(h, u), zero)), because="depends on the bound")
    refuses(by.sum_delta, _sum(t.select(t.eq(u, v), at(h, u), x)), because="else 0")


def test_big_nonnegative__accepts_finite_sorts() -> None:
    """From ∀g. 0 ≤ f(g), 0 ≤ Σ_g f(g)."""
    premise = t.forall(u, t.le(zero, at(h, u)))
    proves(by.big_nonnegative(given(premise), _sum(at(h, u))), t.le(zero, _sum(at(h, u))), premise)


def test_big_nonnegative__refuses_another_sort() -> None:
    """The quantifier is over the sort that is summed over."""
    premise = t.forall(w, t.le(zero, at(pair, u, w)))
    other = t.group_sum(u, at(pair, u, w))
    refuses(by.big_nonnegative, given(premise), other, because="the premise is not")


def test_sum_zero__accepts_finite_sorts() -> None:
    """From ∀g. 0 ≤ f(g) and Σ_g f(g) = 0, ∀g. f(g) = 0."""
    signs, vanishing = t.forall(u, t.le(zero, at(h, u))), t.eq(_sum(at(h, u)), zero)
    everywhere = t.forall(u, t.eq(at(h, u), zero))
    proves(by.sum_zero(given(signs), given(vanishing), _sum(at(h, u))), everywhere, signs, vanishing)


# -- re-indexing between different ranges --------------------------------------------------------------------------

there, back = t.variable("there", sorts.function(H, G)), t.variable("back", sorts.function(G, H))
forth, home = (t.variable(name, sorts.function(NATURAL, NATURAL)) for name in ("forth", "home"))
code, decode = t.variable("code", sorts.function(G, NATURAL)), t.variable("decode", sorts.function(NATURAL, G))


def _bijection(first: t.Term, second: t.Term, size: t.Term, image: t.Term) -> t.Term:
    inside, trip = t.lt(at(first, i), image), t.eq(at(second, at(first, i)), i)
    return t.bounded_forall(i, size, t.conj(inside, trip))


def test_reindex__accepts_different_finite_sorts() -> None:
    """Σ_{g∈G} f(g) = Σ_{w∈H} f(there(w))"""
    left, right = t.forall(w, t.eq(at(back, at(there, w)), w)), t.forall(u, t.eq(at(there, at(back, u)), u))
    equation = t.eq(_sum(at(h, u)), t.group_sum(w, at(h, at(there, w))))
    proves(by.reindex(_sum(at(h, u)), there, back, given(left), given(right)), equation, left, right)


def test_reindex__accepts_a_permutation_of_indices() -> None:
    """Σ_{i<n} f(i) = Σ_{i<m} f(forth(i)), and Π."""
    left, right = _bijection(forth, home, m, n), _bijection(home, forth, n, m)
    for op in ("sum", "prod"):
        term, moved = total(n, lambda i: at(f, i), op), total(m, lambda i: at(f, at(forth, i)), op)
        proves(by.reindex(term, forth, home, given(left), given(right)), t.eq(term, moved), left, right)


def test_reindex__accepts_a_numbering_of_a_finite_sort() -> None:
    """Σ_g f(g) = Σ_{i<n} f(decode(i)), and back."""
    numbers = t.bounded_forall(i, n, t.eq(at(code, at(decode, i)), i))
    elements = t.forall(u, t.conj(t.lt(at(code, u), n), t.eq(at(decode, at(code, u)), u)))
    term = _sum(at(h, u))
    moved = total(n, lambda i: at(h, at(decode, i)))
    proves(by.reindex(term, decode, code, given(numbers), given(elements)), t.eq(term, moved), numbers, elements)
    term, moved = total(n, lambda i: at(f, i)), _sum(at(f, at(code, u)))
    proves(by.reindex(term, code, decode, given(elements), given(numbers)), t.eq(term, moved), numbers, elements)


def test_reindex__refuses_maps_that_leave_the_ranges() -> None:
    """0 ↦ 5 ↦ 0 is a round trip outside the range; each premise says that its map stays inside."""
    left, right = _bijection(forth, home, m, n), _bijection(home, forth, n, m)
    term = total(n, lambda i: at(f, i))
    trip = t.bounded_forall(i, m, t.eq(at(home, at(forth, i)), i))
    refuses(by.reindex, term, forth, home, given(trip), given(right), because="back ∘ there is not")
    refuses(by.reindex, term, forth, home, given(_bijection(forth, home, m, m)), given(right), because="back ∘ there")
    refuses(by.reindex, term, forth, home, given(left), given(_bijection(home, forth, n, n)), because="there ∘ back")
    refuses(by.reindex, term, forth, home, given(left), given(_bijection(home, forth, m, m)), because="there ∘ back")
    moving = t.bounded_forall(i, t.add(i, nat(1)), t.eq(i, i))
    refuses(by.reindex, term, forth, home, given(moving), given(right), because="depends on the bound variable")
    refuses(by.reindex, term, forth, home, given(t.forall(x, t.eq(x, x))), given(right), because="over a finite sort")
    maximum = total(n, lambda i: at(f, i), "max")
    refuses(by.reindex, maximum, forth, home, given(left), given(right), because="expected a sum or product")
    elements = t.forall(u, t.conj(t.lt(at(code, u), n), t.eq(at(decode, at(code, u)), u)))
    numbers = t.bounded_forall(i, n, t.eq(at(code, at(decode, i)), i))
    product = total(n, lambda i: at(f, i), "prod")
    refuses(by.reindex, product, code, decode, given(elements), given(numbers), because="no product over a finite")
    naturals = total(n, lambda i: i)
    refuses(by.reindex, naturals, code, decode, given(elements), given(numbers), because="a sum of reals")


# -- extrema and dependence ----------------------------------------------------------------------------------------


def test_finite_extremum__accepts_every_finite_sort() -> None:
    """(∃x ∀y. f(y) ≤ f(x)) ∧ (∃x ∀y. f(x) ≤ f(y)), also where the function mentions variables called x and y."""
    for sort in (F3, G, Z3):
        function = t.variable("f", sorts.function(sort, REAL))
        a, b = t.variable("a", sort), t.variable("b", sort)
        greatest = t.exists(a, t.forall(b, t.le(at(function, b), at(function, a))))
        least = t.exists(a, t.forall(b, t.le(at(function, a), at(function, b))))
        proves(by.finite_extremum(function), t.conj(greatest, least))
    named = t.variable("x", G)
    value = t.lam(u, at(h, t.group_add(u, named)))
    a, b = t.variable("a", G), t.variable("b", G)
    greatest = t.exists(a, t.forall(b, t.le(at(value, b), at(value, a))))
    assert by.finite_extremum(value).conclusion.args[0] is greatest


def test_finite_extremum__refuses_infinite_domains() -> None:
    """Not a sequence (it may grow), not a function of a real, not one of naturals, not an open one."""
    because = "a real function on a finite sort"
    refuses(by.finite_extremum, f, because=because)
    refuses(by.finite_extremum, t.lam(x, x), because=because)
    refuses(by.finite_extremum, t.lam(u, n), because=because)
    refuses(by.finite_extremum, t.lam(u, LOOSE), because=because)
    refuses(by.finite_extremum, pair, because=because)
    refuses(by.finite_extremum, x, because=because)


def _dependent(size: t.Term, count: t.Term, table: t.Term) -> t.Term:
    c = t.variable("c", sorts.function(NATURAL, REAL))
    some = t.bounded_exists(j, count, t.negate(t.eq(at(c, j), zero)))
    each = t.eq(t.summation(count, j, t.mul(at(c, j), at(table, i, j))), zero)
    return t.exists(c, t.conj(some, t.bounded_forall(i, size, each)))


def test_dependence__accepts_more_columns_than_rows() -> None:
    """From n < m, columns that are not independent; sizes and table may mention variables called c, i and j."""
    fewer = t.lt(n, m)
    proves(by.dependence(given(fewer), g), _dependent(n, m, g), fewer)
    c, a, b = t.variable("c", f.sort), t.variable("a", NATURAL), t.variable("b", NATURAL)
    table = t.lam(a, t.lam(b, t.mul(at(c, b), t.add(t.cast(t.add(a, i)), at(g, b, j)))))
    found = by.dependence(given(t.lt(i, j)), table).conclusion
    renamed = {i: t.variable("p", NATURAL), j: t.variable("q", NATURAL), c: t.variable("z", f.sort)}
    expected = _dependent(renamed[i], renamed[j], t.substitute(table, renamed))
    assert t.substitute(found, renamed) is expected


def test_dependence__refuses_enough_dimensions() -> None:
    """The unit vectors of n dimensions are n; the sizes are naturals; the table is one of reals, and closed."""
    refuses(by.dependence, given(t.le(n, m)), g, because="expected lt")
    refuses(by.dependence, given(t.eq(n, m)), g, because="expected lt")
    refuses(by.dependence, given(t.lt(t.cast(n), t.cast(m))), g, because="two sizes")
    refuses(by.dependence, given(t.lt(n, m)), f, because="a closed table of reals")
    refuses(by.dependence, given(t.lt(n, m)), t.lam(i, t.lam(j, i)), because="a closed table of reals")
    loose = t.make("lambda", NATURAL, (t.make("lambda", NATURAL, (t.make("bound", (2, REAL)),)),))
    refuses(by.dependence, given(t.lt(n, m)), loose, because="a closed table of reals")
    assert real(0) is zero


@pytest.mark.parametrize("seed", range(6))
def test_dependence__accepts_what_linear_algebra_finds(seed: int) -> None:
    """For random tables the coefficients exist, and for n = m - 1, the identity with a column more, they are needed."""
    rng = random.Random(seed)
    for size, count in [(0, 1), (0, 3), (1, 2), (2, 3), (1, 4)]:
        rows = [[rng.choice([0, 0, 1, -1, 2]) for _ in range(count)] for _ in range(size)]
        entries = [entry for line in rows for entry in line]
        kernel, nullity = fmpz_mat(size, count, entries).nullspace() if size else (None, count)
        column = [int(kernel[k, 0]) for k in range(count)] if kernel is not None else [1] + [0] * (count - 1)
        assert nullity > 0
        table = t.table(*(t.table(*map(real, line)) for line in rows)) if rows else g
        (body,) = by.dependence(given(t.lt(nat(size), nat(count))), table).conclusion.args
        assert World(seed).holds(t.instantiate(body, [t.table(*map(real, column))])) is True
        assert World(seed).holds(t.instantiate(body, [t.table(*map(real, [0] * count))])) is False


def test_sums_over_a_cyclic_group_are_sums_over_indices() -> None:
    """Σ_{g∈Z_3} f(g) = Σ_{i<3} f(i·1): what `compute` makes of both sides is one term."""
    element, step = t.variable("a", Z3), t.variable("s", Z3)
    values = t.variable("values", sorts.function(Z3, REAL))
    multiple = t.fold(i, t.residue(3, 0), j, step, t.group_add(step, t.residue(3, 1)))
    equation = t.eq(t.group_sum(element, at(values, element)), t.summation(nat(3), i, at(values, multiple)))
    proves(by.convert(by.truth(), equation, []), equation)


def test_what_is_proved_of_an_abstract_sort_holds_of_its_instances() -> None:
    """Extrema, exchange, deltas and re-indexing of an abstract sort, taken to Z_1, Z_4 and another sort; evaluated."""
    move, undo = t.lam(u, t.group_add(u, v)), t.lam(u, t.group_add(u, t.group_neg(v)))
    trips = [
        by.forall_intro(by.group_identity(t.eq(at(first, at(second, u)), u)), u)
        for first, second in ((undo, move), (move, undo))
    ]
    theorems = [
        by.finite_extremum(h),
        by.sum_exchange(t.group_sum(u, t.group_sum(w, at(pair, u, w)))),
        by.sum_delta(_sum(t.select(t.eq(u, v), at(h, u), zero))),
        by.reindex(_sum(at(h, u)), move, undo, *trips),
    ]
    for theorem in theorems:
        for new in (("Z", 1), ("Z", 4), H):
            moved = by.instantiate_sort(theorem, "G", new)
            assert not moved.hypotheses
            assert all(World(seed).holds(moved.conclusion) is True for seed in range(20))
    refuses(by.instantiate_sort, theorems[0], "G", F3, because="not a sort of that kind")
    refuses(by.instantiate_sort, by.finite_extremum(t.variable("f", sorts.function(F3, REAL))), "F", NATURAL,
            because="not a sort of that kind")  # fmt: skip
