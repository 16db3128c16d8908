"""Normal forms of index notation: they denote what the term denotes, and do not see how it is written."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from itertools import count
from itertools import product as tuples

import pytest
from attack.model import Skip, World
from attack.random_sums import MATRICES, VECTORS, Product, Sums
from attack.values import arithmetic, compare
from shapes import LOOSE, NATURAL, P, Q, at, i, j, k, m, n, nat, one, real, refuses, t, total, x, y, zero

from theorycheck.kernel import contraction
from theorycheck.kernel.contraction import canonical, delta_of, expanded, normal_form, shape_of

RANGES = {i: n}
A, B = MATRICES
v, w = VECTORS


_counter = count()


def over(size: t.Term, body: Callable, op: str = "sum") -> t.Term:
    """Σ over an index of its own."""
    return total(size, body, op, f"s{next(_counter)}")


def same(left: t.Term, right: t.Term, ranges: dict = RANGES) -> bool:
    return normal_form(left, ranges) == normal_form(right, ranges)


def worlds(seed: int) -> list[World]:
    """Sizes 0 to 3, the free index everywhere below n, and random tables; whatever lies outside is random too."""
    found = []
    for size, other in tuples(range(4), repeat=2):
        for index in range(size):
            world = World(seed)
            world.known.update({("variable", n.data): size, ("variable", m.data): other, ("variable", i.data): index})
            found.append(world)
    return found


def value(world: World, term: t.Term, stack: tuple = ()) -> object:
    world.steps = 0
    return world.value(term, stack)


def key_value(world: World, key: tuple) -> object:
    """Σ over all indices of the product of the templates at their indices, read off the key alone."""
    sizes: dict[int, int] = {}
    for _, *rest in key:
        numbers, keys = rest[: len(rest) // 2], rest[len(rest) // 2 :]
        for number, size in zip(numbers, keys, strict=True):
            found = Q(0)
            for monomial, coefficient in size:
                for atom, power in monomial:
                    coefficient *= Q(value(world, atom)) ** power
                found += coefficient
            assert sizes.setdefault(number, int(found)) == found
    assert sorted(sizes) == list(range(len(sizes)))
    result: object = Q(0)
    for chosen in tuples(*(range(sizes[number]) for number in range(len(sizes)))):
        term: object = Q(1)
        for template, *rest in key:
            stack = tuple(chosen[number] for number in rest[: len(rest) // 2])
            term = model_mul(term, value(world, template, stack))
        result = model_add(result, term)
    return result


def model_add(a: object, b: object) -> object:
    return arithmetic("add", a, b)


def model_mul(a: object, b: object) -> object:
    return arithmetic("mul", a, b)


def close(a: object, b: object) -> bool:
    """Equal, or balls that meet."""
    return compare("eq", a, b) is not False


@pytest.mark.parametrize("seed", range(60))
def test_a_normal_form_denotes_what_the_term_denotes(seed: int) -> None:
    """Read off its keys and summed by brute force, at every size up to three."""
    sums = Sums(random.Random(seed))
    term = sums.written([sums.product() for _ in range(3)])
    found = normal_form(term, RANGES)
    for world in worlds(seed):
        try:
            total_value: object = Q(0)
            for key, coefficient in found.items():
                total_value = model_add(total_value, model_mul(coefficient, key_value(world, key)))
            assert close(value(world, term), total_value)
        except Skip:
            continue


@pytest.mark.parametrize("seed", range(120))
def test_a_normal_form_does_not_see_how_a_term_is_written(seed: int) -> None:
    """Renamed, reordered, pulled out and in, through a delta or a choice that is none."""
    sums = Sums(random.Random(seed))
    products = [sums.product() for _ in range(sums.rng.randrange(1, 4))]
    assert same(sums.written(products), sums.written([sums.renamed(one) for one in products]))


def test_terms_with_one_normal_form_agree_everywhere() -> None:
    """Many terms that are nearly the same: those that are said to be equal are."""
    checked = 0
    for seed in range(40):
        sums = Sums(random.Random(seed))
        start = sums.product()
        groups: dict[object, list[t.Term]] = defaultdict(list)
        for _ in range(8):
            near = sums.disturbed(start) if sums.rng.random() < 0.7 else start
            term = sums.written([near, *([sums.product()] if sums.rng.random() < 0.1 else [])])
            groups[frozenset(normal_form(term, RANGES).items())].append(term)
        for terms in groups.values():
            for world in worlds(seed)[::3] if len(terms) > 1 else []:
                try:
                    values = [value(world, term) for term in terms]
                except Skip:
                    continue
                checked += 1
                assert all(close(values[0], other) for other in values[1:])
    assert checked > 100


def test_matrix_words_and_traces() -> None:
    """(AB)C = A(BC), tr(AB) = tr(BA), ⟨v, Aw⟩ = ⟨Aᵀv, w⟩, in every dimension."""

    def entry(a, b):
        return over(n, lambda l: t.mul(at(a, i, l), at(b, l, j)))

    left = over(m, lambda a: t.mul(over(n, lambda b: t.mul(at(A, i, b), at(B, b, a))), at(A, a, j)))
    right = over(n, lambda b: t.mul(at(A, i, b), over(m, lambda a: t.mul(at(B, b, a), at(A, a, j)))))
    assert same(left, right)
    assert not same(entry(A, B), entry(B, A))

    def trace(a, b):
        return over(n, lambda r: over(m, lambda s: t.mul(at(a, r, s), at(b, s, r))))

    back = over(m, lambda r: over(n, lambda s: t.mul(at(B, r, s), at(A, s, r))))
    assert same(trace(A, B), back)
    assert not same(trace(A, B), trace(B, A))  # of other sizes
    assert not same(over(n, lambda r: at(A, r, r)), over(n, lambda r: over(n, lambda s: at(A, r, s))))


def test_the_order_of_indices_within_a_factor_matters() -> None:
    """Σ A(r, s) B(r, s) is not Σ A(r, s) B(s, r); Σ A(r, s) v(r) is not Σ A(r, s) v(s)."""

    def both(body):
        return over(n, lambda r: over(n, lambda s: body(r, s)))

    assert not same(
        both(lambda r, s: t.mul(at(A, r, s), at(B, r, s))), both(lambda r, s: t.mul(at(A, r, s), at(B, s, r)))
    )
    assert not same(both(lambda r, s: t.mul(at(A, r, s), at(v, r))), both(lambda r, s: t.mul(at(A, r, s), at(v, s))))
    assert same(both(lambda r, s: t.mul(at(A, r, s), at(v, r))), both(lambda r, s: t.mul(at(v, s), at(A, s, r))))


def test_ranges_matter() -> None:
    """Σ over n is not Σ over m; sizes that are one polynomial are one range."""

    def plain(size):
        return over(size, lambda r: at(v, r))

    assert not same(plain(n), plain(m))
    assert not same(plain(n), plain(t.add(n, nat(1))))
    assert same(plain(t.add(n, m)), plain(t.add(m, n)))

    def mixed(a, b):
        return over(a, lambda r: over(b, lambda s: t.mul(at(v, r), at(w, s))))

    assert not same(mixed(n, m), mixed(m, n))


def test_idle_indices_count() -> None:
    """Σ_{r<n} x = n·x, and none over an empty range; a size that computes is multiplied out."""
    assert same(over(n, lambda r: x), t.mul(t.cast(n), x))
    assert not same(over(n, lambda r: x), x)
    assert normal_form(over(nat(0), lambda r: x), RANGES) == {}
    assert normal_form(over(nat(0), lambda r: at(v, r)), RANGES) != {}  # 0, but not seen
    assert same(
        over(t.mul(n, t.add(m, nat(2))), lambda r: x),
        t.mul(t.add(t.mul(t.cast(m), t.cast(n)), t.mul(t.cast(n), real(2))), x),
    )


def _delta(a: t.Term, b: t.Term, body: t.Term) -> t.Term:
    return t.select(t.eq(a, b), body, zero)


def test_a_delta_is_used_up_only_where_the_index_lies_in_the_range() -> None:
    """Σ_{r<size} [r = end] v(r) = v(end) for end < size, and only there."""

    def picked(size, end):
        return over(size, lambda r: _delta(r, end, at(v, r)))

    for size, end, fine in [
        (n, i, True), (t.add(n, nat(0)), i, True), (m, i, False), (t.add(n, nat(1)), i, False), (n, j, False),
        (nat(3), nat(2), True), (nat(3), nat(3), False), (nat(0), nat(0), False), (n, nat(0), False), (n, n, False),
    ]:  # fmt: skip
        assert same(picked(size, end), at(v, end)) is fine
    assert same(over(n, lambda r: _delta(i, r, at(v, r))), at(v, i))

    def two(a, b):
        return over(a, lambda r: over(b, lambda s: _delta(r, s, at(A, r, s))))

    assert same(two(n, n), over(n, lambda r: at(A, r, r)))
    assert not same(two(n, m), over(n, lambda r: at(A, r, r)))
    assert not same(two(n, m), over(m, lambda r: at(A, r, r)))
    counted = over(n, lambda r: over(n, lambda s: _delta(r, s, x)))
    assert same(counted, t.mul(t.cast(n), x))
    depends = over(n, lambda r: _delta(r, t.add(r, nat(1)), at(v, r)))
    assert not same(depends, at(v, t.add(i, nat(1))))


def test_a_delta_of_other_sorts_is_a_factor() -> None:
    """[x = y] of reals puts nothing in, nor does a choice between other numbers."""
    assert delta_of(t.select(t.eq(x, y), one, zero)) is None
    assert delta_of(t.select(t.eq(i, j), one, one)) is None
    assert delta_of(t.select(t.lt(i, j), one, zero)) is None
    assert delta_of(t.select(t.eq(i, j), one, zero)) == (i, j)


def test_choices_are_linear_and_nothing_more() -> None:
    """[p]·a + (1 - [p])·b; [p ∧ q] = [p]·[q]; [p] is not [q], and nothing is known of [p]·[p]."""
    other = t.lt(y, one)
    choice = t.select(P, x, y)
    assert same(choice, t.add(y, t.mul(t.select(P, one, zero), t.sub(x, y))))
    assert not same(choice, t.select(other, x, y))
    assert not same(choice, t.select(P, y, x))
    assert same(t.select(t.conj(P, other), x, zero), t.select(other, t.select(P, x, zero), zero))
    assert not same(t.select(t.disj(P, other), x, zero), t.select(other, t.select(P, x, zero), zero))
    assert same(t.select(P, x, x), x)


def test_a_sum_of_a_size_that_depends_on_a_summed_index_is_one_factor() -> None:
    """Σ_{r<n} Σ_{s<r} is not exchanged; a size that depends on a free index may be pulled out."""
    triangle = over(n, lambda r: over(r, lambda s: t.mul(at(v, r), at(w, s))))
    other = over(n, lambda r: t.mul(at(v, r), over(r, lambda s: at(w, s))))
    assert same(triangle, triangle)
    assert not same(triangle, other)  # equal, but not seen
    assert not same(triangle, over(n, lambda r: over(r, lambda s: t.mul(at(v, s), at(w, r)))))
    free = over(i, lambda r: t.mul(x, at(v, r)))
    assert same(free, t.mul(over(i, lambda r: at(v, r)), x))
    assert not same(over(n, lambda r: over(r, lambda s: x)), over(n, lambda r: over(i, lambda s: x)))


def test_what_is_not_a_sum_of_products_is_opaque() -> None:
    """Π, max, fold, quotients, functions of sums: equal only where they are one term, whatever indices they mention."""

    def inner(op):
        return over(n, lambda r: over(m, lambda s: at(A, r, s), op))

    assert not same(inner("prod"), inner("max"))
    assert same(inner("max"), over(n, lambda q: over(m, lambda s: at(A, q, s), "max")))
    assert not same(inner("max"), over(n, lambda r: over(m, lambda s: at(A, s, r), "max")))
    assert not same(t.div(x, zero), zero)
    assert not same(t.mul(t.div(x, y), y), x)
    assert same(t.div(x, real(2)), t.mul(real("1/2"), x))
    assert not same(t.elementary("exp", t.add(x, y)), t.elementary("exp", t.add(y, x)))
    state = t.variable("s", x.sort)

    def folded(r):
        return t.fold(n, at(v, r), k, state, t.mul(state, at(A, k, r)))

    assert not same(over(n, folded), over(m, folded))
    assert same(t.mul(over(n, folded), x), over(n, lambda r: t.mul(x, folded(r))))


def test_naturals_are_read_through_casts() -> None:
    """(a + b)·c of naturals; a natural choice or sum stays one factor."""
    cast = t.cast(t.mul(t.add(n, m), i))
    assert same(cast, t.add(t.mul(t.cast(i), t.cast(n)), t.mul(t.cast(m), t.cast(i))))
    assert same(t.cast(nat(3)), real(3))
    assert not same(t.cast(t.select(P, n, m)), t.cast(n))
    assert same(over(n, lambda r: t.cast(r)), over(n, lambda r: t.mul(t.cast(r), one)))


def test_squares_of_a_sum_keep_their_indices_apart() -> None:
    """(Σ v)² is Σ Σ v·v, not Σ v²."""
    once = over(n, lambda r: at(v, r))
    double = over(n, lambda r: over(n, lambda s: t.mul(at(v, r), at(v, s))))
    assert same(t.mul(once, once), double)
    assert not same(t.mul(once, once), over(n, lambda r: t.mul(at(v, r), at(v, r))))


def test_symmetric_products_have_one_key() -> None:
    """A cycle of four, a star, two equal components: written from any corner."""
    for seed in range(10):
        sums = Sums(random.Random(seed))
        for edges in [
            [(0, 1), (1, 2), (2, 3), (3, 0)],
            [(0, 1), (0, 2), (0, 3)],
            [(0, 1), (2, 3)],
            [(0, 1), (1, 0), (2, 3), (3, 2)],
        ]:
            cycle = Product(Q(1), [n] * 4, [(A, edge) for edge in edges])
            assert same(sums.written([cycle]), sums.written([sums.renamed(cycle)]))


def test_refuses_open_terms_other_sorts_and_reserved_names() -> None:
    """Names that begin with · are the summed indices' own."""
    refuses(normal_form, LOOSE, RANGES, because="a closed real term")
    refuses(normal_form, n, RANGES, because="a closed real term")
    for name in ("·1", "·", "·x"):
        refuses(normal_form, t.cast(t.variable(name, NATURAL)), RANGES, because="a reserved name")
        refuses(normal_form, t.add(x, t.variable(name, x.sort)), RANGES, because="a reserved name")


def test_the_shape_of_a_factor_determines_it() -> None:
    """Indices are taken out in the order in which they stand, also under binders."""
    r, s = t.variable("·1", NATURAL), t.variable("·2", NATURAL)
    assert shape_of(at(A, r, s), (r, s))[0] is shape_of(at(A, s, r), (r, s))[0]
    assert shape_of(at(A, r, s), (r, s))[1] == (r, s)
    assert shape_of(at(A, s, r), (r, s))[1] == (s, r)
    assert shape_of(at(A, r, r), (r, s))[0] is not shape_of(at(A, r, s), (r, s))[0]
    under = over(m, lambda q: t.mul(at(A, s, q), at(B, q, r)), "max")
    template, order = shape_of(under, (r, s))
    assert t.instantiate(template, order) is under
    assert shape_of(x, (r, s)) == (x, ())


def test_monomials_carry_what_they_are() -> None:
    """expanded leaves neither idle indices nor usable deltas, and canonical numbers every index."""
    term = over(n, lambda r: over(n, lambda s: _delta(r, s, t.mul(at(A, r, s), real(3)))))
    (monomial,) = expanded(term, RANGES)
    assert monomial.coefficient == 3
    assert len(monomial.indices) == len(monomial.factors) == 1
    assert canonical(monomial)[0][1] == 0


def test_a_shared_index_is_refused() -> None:
    """Products of monomials with one index name would be wrong; no expansion makes them."""
    one_sum = contraction.Monomial(Q(1), ((t.variable("·1", NATURAL), n),), ())
    refuses(contraction._times, one_sum, one_sum, because="a shared index")
