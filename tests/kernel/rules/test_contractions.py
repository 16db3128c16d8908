"""Ideal membership for entries: matrix identities in all dimensions, and nothing that holds in some of them only."""

from __future__ import annotations

import pytest
from shapes import (
    LOOSE,
    NATURAL,
    REAL,
    G,
    P,
    at,
    by,
    f,
    f2,
    g,
    given,
    i,
    j,
    k,
    m,
    n,
    nat,
    one,
    proves,
    r,
    refuses,
    t,
    total,
    x,
    y,
    zero,
)

from theorycheck.kernel.theorem import Theorem

A, B, C = (t.variable(name, g.sort) for name in "ABC")


def product(a: t.Term, b: t.Term, size: t.Term, row: t.Term, column: t.Term) -> t.Term:
    """(a·b)(row, column)"""
    index = t.fresh("l", NATURAL, a, b, row, column)
    return t.summation(size, index, t.mul(at(a, row, index), at(b, index, column)))


def word(*matrices: t.Term) -> t.Term:
    """The product of square matrices, as a function of row and column."""
    result = matrices[0]
    for matrix in matrices[1:]:
        result = t.lam(i, t.lam(j, product(result, matrix, n, i, j)))
    return result


def entries(a: t.Term, b: t.Term) -> t.Term:
    """∀i < n ∀j < n. a(i, j) = b(i, j)"""
    return t.bounded_forall(i, n, t.bounded_forall(j, n, t.eq(at(a, i, j), at(b, i, j))))


IDENTITY = t.lam(i, t.lam(j, t.select(t.eq(i, j), one, zero)))
INVERSE = entries(word(A, B), IDENTITY)


def cofactor(body) -> t.Term:
    """λi λj λk λl. body(i, j, k, l)"""
    indices = [t.variable(name, NATURAL) for name in ("c1", "c2", "c3", "c4")]
    term = body(*indices)
    for index in reversed(indices):
        term = t.lam(index, term)
    return term


def delta(a: t.Term, b: t.Term) -> t.Term:
    return t.select(t.eq(a, b), one, zero)


# A·B - 1 stands at (k, l); C·(A·B - 1) at (i, j) takes C(i, k) and l = j
FROM_THE_LEFT = cofactor(lambda i, j, k, l: t.mul(at(C, i, k), delta(l, j)))


def test_nc_ideal__accepts_identities_without_premises() -> None:
    """(A B) C = A (B C), (A + B) C = A C + B C, in every dimension."""
    proves(
        by.nc_ideal([], entries(word(word(A, B), C), word(A, word(B, C))), []),
        entries(word(word(A, B), C), word(A, word(B, C))),
    )
    both = t.lam(i, t.lam(j, t.add(at(A, i, j), at(B, i, j))))
    apart = t.lam(i, t.lam(j, t.add(at(word(A, C), i, j), at(word(B, C), i, j))))
    assert not by.nc_ideal([], entries(word(both, C), apart), []).hypotheses
    refuses(by.nc_ideal, [], entries(word(A, B), word(B, A)), [], because="identity fails")


def test_nc_ideal__accepts_a_multiple_of_a_premise() -> None:
    """From A B = 1 conclude C A B = C, with the premise's hypothesis."""
    goal = entries(word(C, A, B), C)
    proves(by.nc_ideal([given(INVERSE)], goal, [(0, FROM_THE_LEFT)]), goal, INVERSE)
    refuses(by.nc_ideal, [given(INVERSE)], goal, [], because="identity fails")
    refuses(by.nc_ideal, [given(INVERSE)], entries(word(A, B, C), C), [(0, FROM_THE_LEFT)], because="identity fails")
    twice = [(0, FROM_THE_LEFT), (0, FROM_THE_LEFT)]
    refuses(by.nc_ideal, [given(INVERSE)], goal, twice, because="identity fails")


def test_nc_ideal__accepts_plain_equations_vectors_and_traces() -> None:
    """x = y gives f(i)·x = f(i)·y; tr(A B) = tr(B A)."""
    goal = t.bounded_forall(i, n, t.eq(t.mul(at(f, i), x), t.mul(at(f, i), y)))
    proves(by.nc_ideal([given(t.eq(x, y))], goal, [(0, f)]), goal, t.eq(x, y))
    trace = [total(n, lambda i, w=w: at(w, i, i)) for w in (word(A, B), word(B, A))]
    assert by.nc_ideal([], t.eq(*trace), []).conclusion is t.eq(*trace)
    summed = t.eq(total(n, lambda i: at(f, i)), total(n, lambda i: at(f2, i)))
    pointwise = t.bounded_forall(i, n, t.eq(at(f, i), at(f2, i)))
    proves(by.nc_ideal([given(pointwise)], summed, [(0, t.lam(k, one))]), summed, pointwise)


def test_nc_ideal__accepts_an_unused_premise_with_its_hypotheses() -> None:
    """What is given to the rule is a premise of what it concludes."""
    proves(by.nc_ideal([given(P), given(t.eq(x, y))], t.eq(x, x), []), t.eq(x, x), P, t.eq(x, y))
    refuses(by.nc_ideal, [given(P)], t.eq(x, zero), [(0, one)], because="expected eq")


def test_nc_ideal__refuses_to_widen_a_range() -> None:
    """f = 0 below n says nothing of Σ_{i<m} f, nor of f(i) for i < n + 1; nor does f(i) = 0 at one i."""
    pointwise = given(t.bounded_forall(i, n, t.eq(at(f, i), zero)))
    pick = t.lam(i, t.lam(k, delta(i, k)))
    narrow = t.bounded_forall(j, n, t.eq(at(f, j), zero))
    assert by.nc_ideal([pointwise], narrow, [(0, pick)]).conclusion is narrow
    for size in (m, t.add(n, nat(1)), t.mul(two_of(n), nat(2))):
        wide = t.bounded_forall(i, size, t.eq(at(f, i), zero))
        refuses(by.nc_ideal, [pointwise], wide, [(0, pick)], because="identity fails")
        summed = t.eq(total(size, lambda i: at(f, i)), zero)
        refuses(by.nc_ideal, [pointwise], summed, [(0, t.lam(k, one))], because="identity fails")
    refuses(by.nc_ideal, [pointwise], t.eq(at(f, j), zero), [(0, t.lam(k, delta(j, k)))], because="identity fails")
    refuses(by.nc_ideal, [pointwise], t.eq(at(f, nat(0)), zero), [(0, t.lam(k, delta(nat(0), k)))], because="identity")


def two_of(size: t.Term) -> t.Term:
    return t.add(size, size)


@pytest.mark.parametrize("name", ["i", "i_1", "k", "k_1"])
def test_nc_ideal__refuses_to_capture_a_free_index(name: str) -> None:
    """From f(i) = 0 at one i, not at all; whatever the free index is called."""
    one_index = t.variable(name, NATURAL)
    premise = given(t.eq(at(f, one_index), zero))
    goal = t.bounded_forall(j, n, t.eq(at(f, j), zero))
    for body in (one, t.select(t.eq(j, one_index), one, zero), at(f, j)):
        refuses(by.nc_ideal, [premise], goal, [(0, t.lam(j, body))], because="identity fails")
    sized = given(t.bounded_forall(j, one_index, t.eq(at(f, j), zero)))
    here = t.bounded_forall(i, n, t.eq(total(i, lambda l: at(f, l), name="l"), zero))
    refuses(by.nc_ideal, [sized], here, [(0, t.lam(i, t.lam(k, one)))], because="identity fails")


def test_nc_ideal__refuses_other_ranges_than_index_below_size() -> None:
    """Every ∀ is over the naturals, bounded by i < n, n without any of the indices."""
    equation = t.eq(at(f, i), at(f, i))
    pair = t.eq(at(g, i, j), at(g, i, j))
    for formula, because in [
        (t.forall(i, equation), "expected implies"),
        (t.forall(i, t.implies(t.le(i, n), equation)), "expected lt"),
        (t.forall(i, t.implies(t.lt(m, n), equation)), "bounded by its size"),
        (t.forall(i, t.implies(t.lt(t.add(i, nat(0)), n), equation)), "bounded by its size"),
        (t.forall(i, t.implies(t.lt(i, t.add(i, nat(1))), equation)), "bounded by its size"),
        (t.bounded_forall(i, n, t.bounded_forall(j, i, pair)), "a size depends on an index"),
        (t.bounded_forall(i, n, t.bounded_forall(j, t.add(n, i), pair)), "a size depends on an index"),
        (t.forall(x, t.implies(t.lt(x, zero), t.eq(x, x))), "binds naturals only"),
        (t.forall(t.variable("u", G), t.eq(x, x)), "binds naturals only"),
        (t.bounded_forall(i, n, t.eq(i, i)), "between reals"),
        (t.eq(f, f), "between reals"),
        (t.le(x, x), "expected eq"),
        (t.bounded_exists(i, n, equation), "expected eq"),
        (t.conj(t.eq(x, x), t.eq(x, x)), "expected eq"),
    ]:
        refuses(by.nc_ideal, [], formula, [], because=because)
        refuses(by.nc_ideal, [given(formula)], t.eq(x, x), [(0, one)], because=because)


def test_nc_ideal__refuses_malformed_cofactors() -> None:
    """A pair of a premise's place and a closed term over the goal's and the premise's indices."""
    premise, goal = given(t.bounded_forall(i, n, t.eq(at(f, i), zero))), t.bounded_forall(j, n, t.eq(x, x))
    good = t.lam(j, t.lam(k, zero))
    assert by.nc_ideal([premise], goal, [(0, good)]).conclusion is goal
    for entry, because in [
        ((0,), "a premise's index and a term"), ((0, good, good), "a premise's index and a term"),
        (0, "a premise's index and a term"), ((1, good), "no such premise"), ((-1, good), "no such premise"),
        ((True, good), "no such premise"), (("0", good), "no such premise"), ((0, 0), "closed term"),
        ((0, premise), "closed term"), ((0, LOOSE), "closed term"), ((0, one), "takes the goal's and the premise's"),
        ((0, f), "takes the goal's and the premise's"), ((0, t.lam(x, t.lam(k, zero))), "takes the goal's"),
        ((0, t.lam(j, t.lam(k, j))), "takes the goal's"), ((0, t.lam(i, good)), "takes the goal's"),
        ((0, t.lam(j, t.lam(k, LOOSE))), "closed term"),
    ]:  # fmt: skip
        refuses(by.nc_ideal, [premise], goal, [entry], because=because)
    refuses(by.nc_ideal, [premise], t.eq(LOOSE, LOOSE), [], because="a closed goal")
    refuses(by.nc_ideal, [x], goal, [], because="expected tuple")


def test_nc_ideal__refuses_reserved_names() -> None:
    """A free variable named like a summed index would be taken for one."""
    reserved = t.variable("·1", NATURAL)
    picked = t.eq(total(n, lambda k: t.mul(delta(k, reserved), at(f, k)), name="k"), at(f, reserved))
    refuses(by.nc_ideal, [], picked, [], because="a reserved name")
    goal = t.eq(total(n, lambda k: at(f, k)), t.mul(t.cast(n), at(f, reserved)))
    refuses(by.nc_ideal, [], goal, [], because="a reserved name")
    refuses(by.nc_ideal, [by.refl(x)], t.eq(x, x), [(0, t.variable("·2", REAL))], because="a reserved name")
    sized = t.bounded_forall(i, reserved, t.eq(total(n, lambda k: delta(k, i)), one))
    refuses(by.nc_ideal, [], sized, [], because="identity fails")


def test_nc_ideal__refuses_what_holds_for_some_sizes_only() -> None:
    """Each is true at n = m, at n = 1 or at n > 0; each is refused."""
    ones = lambda size: total(size, lambda i: one)  # noqa: E731
    for goal in [
        t.eq(ones(n), one), t.eq(ones(n), t.cast(m)), t.eq(total(n, lambda i: zero), one),
        t.eq(total(n, lambda k: delta(k, nat(0))), one),  # n > 0
        t.bounded_forall(i, m, t.eq(total(n, lambda k: delta(k, i), name="k"), one)),  # m ≤ n
        t.eq(t.div(x, x), one), t.eq(t.mul(zero, t.div(one, zero)), one), t.eq(t.div(zero, zero), zero),
        t.eq(t.cast(t.select(P, n, m)), t.select(P, t.cast(m), t.cast(n))),
        t.eq(total(n, lambda i: total(i, lambda j: at(g, i, j), name="j")),
             total(n, lambda i: total(i, lambda j: at(g, j, i), name="j"))),
        t.eq(total(n, lambda i: total(n, lambda j: at(g, i, j), "max", name="j")),
             total(n, lambda i: total(n, lambda j: at(g, j, i), "max", name="j"))),
        t.eq(t.deriv(r, x), t.deriv(r, t.add(x, zero))), t.eq(t.select(P, x, y), t.select(P, y, x)),
    ]:  # fmt: skip
        refuses(by.nc_ideal, [], goal, [], because="identity fails")
    assert by.nc_ideal([], t.eq(t.mul(zero, t.div(one, zero)), zero), []).conclusion.op == "eq"


def test_a_matrix_with_a_left_and_a_right_inverse() -> None:
    """From A B = 1 and C A = 1 conclude C = B, by two multiples: C = C A B = B."""
    left = entries(word(C, A), IDENTITY)
    to_c = cofactor(lambda i, j, k, l: t.neg(t.mul(at(C, i, k), delta(l, j))))
    to_b = cofactor(lambda i, j, k, l: t.mul(delta(i, k), at(B, l, j)))
    theorem: Theorem = by.nc_ideal([given(INVERSE), given(left)], entries(C, B), [(0, to_c), (1, to_b)])
    proves(theorem, entries(C, B), INVERSE, left)
