"""Vector spaces and inner-product spaces; what every text derives from the axioms is derived here."""

from __future__ import annotations

from shapes import (
    LOOSE,
    REAL,
    E,
    G,
    P,
    Q,
    V,
    by,
    c,
    d,
    e,
    given,
    one,
    p,
    proves,
    q,
    refuses,
    sorts,
    t,
    two,
    x,
    y,
    zero,
)  # fmt: skip

from theorycheck.kernel import polynomials as poly
from theorycheck.kernel.errors import fuelled

inner, plus, minus, times = t.inner_product, t.vector_add, t.vector_sub, t.vector_scale
NULL, ORIGIN = t.vector_zero(V), t.vector_zero(E)
OPEN_VECTOR = t.make("bound", (0, V))


def psatz(premises: list, goal: t.Term, products: list = (), cofactors: list = ()) -> object:  # type: ignore[assignment]
    return by.psatz(tuple(premises), goal, tuple(products), tuple(cofactors))


def test_linear_combination__accepts_identities() -> None:
    """Order, brackets, both distributive laws, x·(y·p) = (x·y)·p, 1·p = p, 0·p = 0, p - p = 0, opaque vectors."""
    f = t.variable("f", sorts.function(REAL, V))
    for left, right in [
        (plus(p, q), plus(q, p)), (plus(plus(p, q), p), plus(p, plus(q, p))),
        (times(t.add(x, y), p), plus(times(x, p), times(y, p))), (times(x, plus(p, q)), plus(times(x, p), times(x, q))),
        (times(x, times(y, p)), times(t.mul(y, x), p)), (times(one, p), p), (times(zero, p), NULL),
        (minus(p, p), NULL), (plus(p, NULL), p), (times(x, NULL), NULL), (t.apply(f, x), times(one, t.apply(f, x))),
        (times(t.inner_product(c, d), p), times(t.inner_product(d, c), p)),
    ]:  # fmt: skip
        proves(by.linear_combination([], t.eq(left, right), []), t.eq(left, right))


def test_linear_combination__accepts_multiples_of_premises() -> None:
    """From p = x·q and q = 0: y·p = 0."""
    first, second, goal = t.eq(p, times(x, q)), t.eq(q, NULL), t.eq(times(y, p), NULL)
    proves(by.linear_combination([given(first), given(second)], goal, [y, t.mul(x, y)]), goal, first, second)


def test_linear_combination__refuses_what_does_not_follow() -> None:
    """No identity; a wrong factor; premises and factors of other sorts or number; open terms; other equations."""
    for left, right in [(p, q), (plus(p, p), p), (times(x, p), times(y, p)), (p, NULL), (times(x, p), p)]:
        refuses(by.linear_combination, [], t.eq(left, right), [], because="the identity fails")
    premise = given(t.eq(p, q))
    refuses(by.linear_combination, [premise], t.eq(times(x, p), times(x, q)), [y], because="the identity fails")
    refuses(by.linear_combination, [premise], t.eq(p, q), [], because="a factor for each premise")
    refuses(by.linear_combination, [], t.eq(p, q), [one], because="a factor for each premise")
    refuses(by.linear_combination, [given(t.eq(x, y))], t.eq(p, p), [one], because="about another sort")
    refuses(by.linear_combination, [given(t.eq(c, d))], t.eq(p, p), [one], because="about another sort")
    refuses(by.linear_combination, [given(P)], t.eq(p, p), [one], because="expected eq")
    refuses(by.linear_combination, [premise], t.eq(p, q), [LOOSE], because="a closed real number")
    refuses(by.linear_combination, [premise], t.eq(p, q), [t.natural(1)], because="a closed real number")
    refuses(by.linear_combination, [], t.eq(x, x), [], because="a closed equation between vectors")
    refuses(by.linear_combination, [], t.eq(OPEN_VECTOR, OPEN_VECTOR), [], because="a closed equation between vectors")
    refuses(by.linear_combination, [], P, [], because="expected eq")


def test_ring__knows_that_the_inner_product_is_bilinear_and_symmetric() -> None:
    """And no more: it is not multiplicative, and ⟨c, d⟩ is no product of numbers."""
    for left, right in [
        (inner(c, d), inner(d, c)), (inner(plus(c, d), e), t.add(inner(c, e), inner(e, d))),
        (inner(times(x, c), times(y, d)), t.mul(t.mul(x, y), inner(d, c))), (inner(ORIGIN, c), zero),
        (inner(minus(c, d), minus(c, d)), t.add(t.sub(inner(c, c), t.mul(two, inner(c, d))), inner(d, d))),
        (inner(times(inner(c, d), c), d), t.mul(inner(c, d), inner(c, d))),
    ]:  # fmt: skip
        proves(by.ring(t.eq(left, right)), t.eq(left, right))
    for left, right in [
        (inner(c, d), inner(c, c)), (inner(c, d), zero), (inner(times(x, c), times(x, d)), t.mul(x, inner(c, d))),
        (t.mul(inner(c, c), inner(d, d)), t.mul(inner(c, d), inner(c, d))), (inner(c, c), one),
    ]:  # fmt: skip
        refuses(by.ring, t.eq(left, right), because="not an identity")
    refuses(poly.combination, x, because="only vectors")
    refuses(poly.polynomial, p, because="only numbers")


def test_inner_nonnegative__accepts_vectors() -> None:
    """For every vector of an inner-product space."""
    proves(by.inner_nonnegative(minus(c, d)), t.le(zero, inner(minus(c, d), minus(c, d))))


def test_inner_nonnegative__refuses_other_terms() -> None:
    """Of a vector space without inner product, of a group, numbers, formulas, open terms."""
    for wrong in (p, x, t.make("bound", (0, E)), t.variable("u", G), P):
        refuses(by.inner_nonnegative, wrong, because="a closed vector")


def test_inner_definite__accepts_null_vectors() -> None:
    """From ⟨c, c⟩ = 0: c = 0."""
    premise = t.eq(inner(c, c), zero)
    proves(by.inner_definite(given(premise)), t.eq(c, ORIGIN), premise)


def test_inner_definite__refuses_other_premises() -> None:
    """Not from ⟨c, d⟩ = 0, ⟨c, c⟩ = 1, or the equation the other way round."""
    refuses(by.inner_definite, given(t.eq(inner(c, d), zero)), because="the premise must be")
    refuses(by.inner_definite, given(t.eq(inner(c, c), one)), because="the premise must be")
    refuses(by.inner_definite, given(t.eq(zero, inner(c, c))), because="expected inner_product")
    refuses(by.inner_definite, given(P), because="expected eq")


def test_derived_the_parallelogram_law() -> None:
    """|c + d|² + |c - d|² = 2·|c|² + 2·|d|²."""
    square = lambda v: inner(v, v)  # noqa: E731
    law = t.eq(t.add(square(plus(c, d)), square(minus(c, d))), t.mul(two, t.add(square(c), square(d))))
    proves(by.ring(law), law)


def test_derived_cauchy_schwarz() -> None:
    """⟨c, d⟩² ≤ ⟨c, c⟩·⟨d, d⟩: 0 ≤ |⟨d, d⟩·c - ⟨c, d⟩·d|² = ⟨d, d⟩·(⟨c, c⟩·⟨d, d⟩ - ⟨c, d⟩²), or d = 0."""
    cc, cd, dd = inner(c, c), inner(c, d), inner(d, d)
    claim = t.le(t.mul(cd, cd), t.mul(cc, dd))
    null = given(t.eq(dd, zero))
    gone = by.inner_definite(null)
    hole = t.variable("hole", E)
    nothing = by.congruence(gone, t.lam(hole, inner(c, hole)))  # ⟨c, d⟩ = ⟨c, 0⟩
    squares = [by.inner_nonnegative(c), by.inner_nonnegative(d)]
    flat = psatz([nothing, *squares], claim, [(Q(1), (1, 2), (), ())], [(0, cd)])
    projected = minus(times(dd, c), times(cd, d))
    apart = given(t.lt(zero, dd))
    opposite = given(t.negate(claim))
    contradiction = psatz(
        [by.inner_nonnegative(projected), apart, by.not_le(opposite)], t.FALSE,
        [(Q(1), (0,), (), ()), (Q(1), (1, 2), (), ())],
    )  # fmt: skip
    steep = by.cases(given(claim), by.false_elim(contradiction, claim), claim)
    otherwise = t.negate(t.eq(dd, zero))
    low = given(t.le(dd, zero))
    both = by.false_elim(by.not_elim(given(otherwise), by.antisymmetry(low, by.inner_nonnegative(d))), claim)
    high = by.implies_elim(by.implies_intro(steep, t.lt(zero, dd)), by.not_le(given(t.negate(t.le(dd, zero)))))
    apart_or_not = by.cases(both, high, t.le(dd, zero))
    proves(by.cases(flat, apart_or_not, t.eq(dd, zero)), claim)


def test_derived_what_is_orthogonal_to_everything_is_zero() -> None:
    """∀y. ⟨c, y⟩ = 0 gives c = 0."""
    hypothesis = t.forall(d, t.eq(inner(c, d), zero))
    proves(by.inner_definite(by.forall_elim(given(hypothesis), c)), t.eq(c, ORIGIN), hypothesis)


def test_instantiate_sort__of_spaces() -> None:
    """A vector space becomes another, an inner one or ℝ; an inner one becomes another or ℝ, where ⟨x, y⟩ is x·y."""
    law = by.linear_combination([], t.eq(plus(p, NULL), p), [])
    other = t.variable("p", sorts.vector_space("W"))
    proves(by.instantiate_sort(law, "V", other.sort), t.eq(plus(other, t.vector_zero(other.sort)), other))
    euclid = t.variable("p", E)
    proves(by.instantiate_sort(law, "V", E), t.eq(plus(euclid, ORIGIN), euclid))
    number = t.variable("p", REAL)
    proves(by.instantiate_sort(law, "V", REAL), t.eq(t.add(number, zero), number))
    proves(by.instantiate_sort(by.refl(times(x, p)), "V", REAL), *[t.eq(t.mul(x, number), t.mul(x, number))])
    square = by.inner_nonnegative(c)
    number = t.variable("c", REAL)
    proves(by.instantiate_sort(square, "E", REAL), t.le(zero, t.mul(number, number)))
    bound = by.forall_intro(law, p)
    number = t.variable("y", REAL)
    proves(by.instantiate_sort(bound, "V", REAL), t.forall(number, t.eq(t.add(number, zero), number)))


def test_instantiate_sort__keeps_other_spaces() -> None:
    """Only what has the name changes: ⟨c, c⟩ of another space stays."""
    both = by.refl(t.mul(inner(c, c), inner(*[t.variable("k", sorts.inner_space("K"))] * 2)))
    k = t.variable("k", REAL)
    product = t.mul(inner(c, c), t.mul(k, k))
    proves(by.instantiate_sort(both, "K", REAL), t.eq(product, product))


def test_instantiate_sort__refuses_what_is_no_such_space() -> None:
    """Tables are none (junk outside the shape), nor is a vector space an inner one."""
    square, law = by.inner_nonnegative(c), by.refl(p)
    refuses(by.instantiate_sort, square, "E", V, because="not a sort of that kind")
    for wrong in (sorts.NATURAL, G, sorts.cyclic(3), sorts.function(sorts.NATURAL, REAL), sorts.finite("F")):
        refuses(by.instantiate_sort, law, "V", wrong, because="not a sort of that kind")
        refuses(by.instantiate_sort, square, "E", wrong, because="not a sort of that kind")


def test_a_space_may_be_trivial() -> None:
    """Nothing says that two vectors differ: c = d for all c, d is consistent with all the rules."""
    refuses(by.linear_combination, [], t.eq(c, d), [], because="the identity fails")
    trivial = t.forall(c, t.eq(c, ORIGIN))
    refuses(by.evaluate, trivial, [], because="undecided")
    refuses(by.evaluate, t.negate(trivial), [], because="undecided")


def test_hostile_large_combinations_run_out_of_fuel() -> None:
    """Two long vectors multiply out to too many products."""
    names = [t.variable(f"w{k}", E) for k in range(600)]
    long = names[0]
    for name in names[1:]:
        long = plus(long, name)
    with fuelled(100_000):
        refuses(by.ring, t.eq(inner(long, long), zero), because="out of fuel")
