"""Finite sums over i < n and over finite sorts."""

from __future__ import annotations

from shapes import (
    F3,
    LOOSE,
    NATURAL,
    Z3,
    G,
    P,
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


def _pointwise(relation, left, right, size: t.Term = n) -> t.Term:
    return t.bounded_forall(i, size, relation(left(i), right(i)))


def test_big_congruence__accepts_each_operator() -> None:
    """From ∀i. i < n ⇒ f(i) = g(i), op f = op g."""
    premise = _pointwise(t.eq, lambda i: at(f, i), lambda i: at(f2, i))
    for op in ("sum", "prod", "max"):
        left, right = (total(n, lambda i, part=part: at(part, i), op) for part in (f, f2))
        proves(by.big_congruence(given(premise), op), t.eq(left, right), premise)


def test_big_congruence__refuses_a_bound_that_is_not_there() -> None:
    """The bound is on the bound variable and does not depend on it; the quantifier is over the naturals."""
    equation = t.eq(at(f, i), at(f2, i))
    for premise, because in [
        (t.forall(i, equation), "expected implies"),
        (t.forall(i, t.implies(t.le(i, n), equation)), "expected lt"),
        (t.forall(i, t.implies(t.lt(m, n), equation)), "must be bounded"),
        (t.forall(i, t.implies(t.lt(t.add(i, nat(1)), n), equation)), "must be bounded"),
        (t.forall(i, t.implies(t.lt(i, t.add(i, nat(1))), equation)), "depends on the bound variable"),
        (t.forall(x, t.implies(t.lt(x, zero), t.eq(x, x))), "over a finite sort"),
        (t.exists(i, t.conj(t.lt(i, n), equation)), "expected forall"),
    ]:
        refuses(by.big_congruence, given(premise), "sum", because=because)
    good = given(t.bounded_forall(i, n, equation))
    refuses(by.big_congruence, good, "fold", because="sum, prod or max")
    functions = given(t.bounded_forall(i, n, t.eq(at(g, i), f)))
    refuses(by.big_congruence, functions, "sum", because="a size and a number")


def test_sum_add__accepts() -> None:
    """Σ (f + g) = Σ f + Σ g"""
    both = total(n, lambda i: t.add(at(f, i), at(f2, i)))
    parts = t.add(total(n, lambda i: at(f, i)), total(n, lambda i: at(f2, i)))
    proves(by.sum_add(both), t.eq(both, parts))


def test_sum_add__refuses_other_shapes() -> None:
    """Not the other operation, not a maximum, not an open sum."""
    refuses(by.sum_add, total(n, lambda i: t.mul(at(f, i), x)), because="expected add")
    refuses(by.sum_add, total(n, lambda i: t.add(at(f, i), x), "prod"), because="expected mul")
    refuses(by.sum_add, total(n, lambda i: t.add(at(f, i), x), "max"), because="expected a sum or product")
    refuses(by.sum_add, t.group_sum(u, t.mul(at(h, u), x)), because="expected add")
    refuses(by.sum_add, total(n, lambda i: t.add(at(f, i), LOOSE)), because="a closed term")


def test_sum_scale__accepts() -> None:
    """Σ c·f = c·Σ f"""
    scaled = total(n, lambda i: t.mul(x, at(f, i)))
    proves(by.sum_scale(scaled), t.eq(scaled, t.mul(x, total(n, lambda i: at(f, i)))))


def test_sum_scale__refuses_a_factor_that_depends_on_the_index() -> None:
    """f(i) does not come out of Σ_i f(i)·g(i)."""
    refuses(by.sum_scale, total(n, lambda i: t.mul(at(f, i), x)), because="depends on the bound variable")
    refuses(by.sum_scale, total(n, lambda i: t.mul(x, at(f, i)), "prod"), because="expected a sum")
    refuses(by.sum_scale, total(n, lambda i: t.add(x, at(f, i))), because="expected mul")
    refuses(by.sum_scale, total(n, lambda i: t.mul(LOOSE, at(f, i))), because="a closed term")


def test_sum_constant__accepts_reals_and_naturals() -> None:
    """Σ_{i<n} c = n·c"""
    reals, naturals = total(n, lambda i: x), total(n, lambda i: m)
    proves(by.sum_constant(reals), t.eq(reals, t.mul(t.cast(n), x)))
    proves(by.sum_constant(naturals), t.eq(naturals, t.mul(n, m)))


def test_sum_constant__refuses_what_is_not_constant() -> None:
    """The body may not depend on the index."""
    refuses(by.sum_constant, total(n, lambda i: at(f, i)), because="depends on the bound variable")
    refuses(by.sum_constant, total(n, lambda i: x, "prod"), because="expected sum")


def test_sum_exchange__accepts_without_capture() -> None:
    """Σ_{i<n} Σ_{j<m} g(i, j) = Σ_{j<m} Σ_{i<n} g(i, j), also where n and the body use variables called i and j."""
    a, b = t.variable("a", NATURAL), t.variable("b", NATURAL)
    term = t.summation(t.add(i, n), a, t.summation(m, b, t.mul(at(g, a, b), at(f, j))))
    swapped = t.summation(m, b, t.summation(t.add(i, n), a, t.mul(at(g, a, b), at(f, j))))
    proves(by.sum_exchange(term), t.eq(term, swapped))


def test_sum_exchange__refuses_an_inner_size_that_depends_on_the_outer_index() -> None:
    """Σ_{i<n} Σ_{j<i} is a triangle."""
    triangle = t.summation(n, i, t.summation(i, j, at(g, i, j)))
    refuses(by.sum_exchange, triangle, because="depends on the bound variable")
    refuses(by.sum_exchange, total(n, lambda i: at(f, i)), because="expected a sum")
    mixed = t.product(n, i, t.summation(m, j, at(g, i, j)))
    refuses(by.sum_exchange, mixed, because="expected a product")
    refuses(by.sum_exchange, t.group_sum(u, t.product(m, j, at(h, u))), because="expected a sum, got prod")
    refuses(by.sum_exchange, t.maximum(n, i, t.maximum(m, j, at(g, i, j))), because="got max")
    dependent = t.group_sum(u, t.summation(t.select(t.eq(u, v), n, m), j, at(h, u)))
    refuses(by.sum_exchange, dependent, because="depends on the bound variable")


def test_sum_split__accepts() -> None:
    """Σ_{i<n+m} f(i) = Σ_{i<n} f(i) + Σ_{i<m} f(n + i)"""
    whole = total(t.add(n, m), lambda i: at(f, i))
    parts = t.add(total(n, lambda i: at(f, i)), total(m, lambda i: at(f, t.add(n, i))))
    proves(by.sum_split(whole), t.eq(whole, parts))
    named = t.summation(t.add(i, m), j, at(g, i, j))
    parts = t.add(t.summation(i, j, at(g, i, j)), t.summation(m, j, at(g, i, t.add(i, j))))
    proves(by.sum_split(named), t.eq(named, parts))


def test_sum_split__refuses_other_sizes_and_operators() -> None:
    """Only a size n + m, only a sum or product."""
    refuses(by.sum_split, total(t.mul(n, m), lambda i: at(f, i)), because="expected add")
    refuses(by.sum_split, total(t.add(n, m), lambda i: at(f, i), "max"), because="expected a sum or product")
    refuses(by.sum_split, t.group_sum(u, at(h, u)), because="over i < n")
    refuses(by.sum_split, total(t.add(n, m), lambda i: LOOSE), because="a closed term")


def _delta(condition, otherwise: t.Term = zero) -> t.Term:
    return total(n, lambda i: t.select(condition(i), at(f, i), otherwise))


def test_sum_delta__accepts() -> None:
    """Σ_{i<n} (if i = k then f(i) else 0) = (if k < n then f(k) else 0)"""
    term = _delta(lambda i: t.eq(i, m))
    proves(by.sum_delta(term), t.eq(term, t.select(t.lt(m, n), at(f, m), zero)))


def test_sum_delta__refuses_other_conditions_and_defaults() -> None:
    """The condition is i = k, k without i; what stands elsewhere is 0."""
    refuses(by.sum_delta, _delta(lambda i: t.eq(m, i)), because="if i = k")
    refuses(by.sum_delta, _delta(lambda i: t.eq(i, m), real(1)), because="else 0")
    refuses(by.sum_delta, _delta(lambda i: t.eq(i, t.mul(i, i))), because="depends on the bound variable")
    refuses(by.sum_delta, _delta(lambda i: t.le(i, m)), because="expected eq")
    refuses(by.sum_delta, total(n, lambda i: at(f, i)), because="expected select")


def test_sum_cast__accepts_sums_and_products() -> None:
    """The real number Σ f is the sum of the real numbers f; likewise Π."""
    for op in ("sum", "prod"):
        term = t.cast(total(n, lambda i: t.mul(i, m), op))
        proves(by.sum_cast(term), t.eq(term, total(n, lambda i: t.cast(t.mul(i, m)), op)))


def test_sum_cast__refuses_other_terms() -> None:
    """Not a maximum (over nothing it has no value), not a variable."""
    refuses(by.sum_cast, t.cast(total(n, lambda i: i, "max")), because="a sum or product")
    refuses(by.sum_cast, t.cast(n), because="a sum or product")
    refuses(by.sum_cast, total(n, lambda i: i), because="expected cast")


def test_big_nonnegative__accepts() -> None:
    """From ∀i. i < n ⇒ 0 ≤ f(i), 0 ≤ Σ f and 0 ≤ Π f."""
    premise = _pointwise(t.le, lambda i: zero, lambda i: at(f, i))
    for op in ("sum", "prod"):
        term = total(n, lambda i: at(f, i), op)
        proves(by.big_nonnegative(given(premise), term), t.le(zero, term), premise)


def test_big_nonnegative__refuses_another_premise() -> None:
    """Another bound, another function, the other direction, a maximum."""
    term = total(n, lambda i: at(f, i))
    refuses(by.big_nonnegative, given(_pointwise(t.le, lambda i: zero, lambda i: at(f, i), m)), term, because="premise")
    refuses(by.big_nonnegative, given(_pointwise(t.le, lambda i: zero, lambda i: at(f2, i))), term, because="premise")
    refuses(by.big_nonnegative, given(_pointwise(t.le, lambda i: at(f, i), lambda i: zero)), term, because="premise")
    maximum = total(n, lambda i: at(f, i), "max")
    refuses(by.big_nonnegative, given(P), maximum, because="a sum or product")


_SIGNS = _pointwise(t.le, lambda i: zero, lambda i: at(f, i))
_SUM = total(n, lambda i: at(f, i))


def test_sum_zero__accepts() -> None:
    """From ∀i. i < n ⇒ 0 ≤ f(i) and Σ f = 0, ∀i. i < n ⇒ f(i) = 0."""
    vanishing = t.eq(_SUM, zero)
    everywhere = t.bounded_forall(i, n, t.eq(at(f, i), zero))
    proves(by.sum_zero(given(_SIGNS), given(vanishing), _SUM), everywhere, _SIGNS, vanishing)


def test_sum_zero__refuses_without_signs_or_without_vanishing() -> None:
    """1 - 1 = 0; and a sum that is ≤ 0 is not shown to vanish."""
    other = _pointwise(t.le, lambda i: zero, lambda i: at(f2, i))
    refuses(by.sum_zero, given(other), given(t.eq(_SUM, zero)), _SUM, because="not shown ≥ 0")
    refuses(by.sum_zero, given(_SIGNS), given(t.eq(zero, _SUM)), _SUM, because="not shown to vanish")
    refuses(by.sum_zero, given(_SIGNS), given(t.eq(_SUM, real(1))), _SUM, because="not shown to vanish")
    shorter = _pointwise(t.le, lambda i: zero, lambda i: at(f, i), m)
    refuses(by.sum_zero, given(shorter), given(t.eq(_SUM, zero)), _SUM, because="not shown ≥ 0")
    product = total(n, lambda i: at(f, i), "prod")
    refuses(by.sum_zero, given(_SIGNS), given(t.eq(product, zero)), product, because="expected a sum")


def _maps(there_by: t.Term, back_by: t.Term) -> tuple:
    w = t.variable("w", G)
    there, back = t.lam(w, t.group_add(w, there_by)), t.lam(w, t.group_add(w, back_by))
    round_trip = [t.forall(w, t.eq(at(a, at(b, w)), w)) for a, b in ((back, there), (there, back))]
    return there, back, round_trip


def test_reindex__accepts_a_map_with_its_inverse() -> None:
    """Σ_g f(g) = Σ_g f(g + v)"""
    there, back, (left, right) = _maps(v, t.group_neg(v))
    term = t.group_sum(u, at(h, u))
    moved = t.group_sum(u, at(h, t.group_add(u, v)))
    proves(by.reindex(term, there, back, given(left), given(right)), t.eq(term, moved), left, right)


def test_reindex__refuses_without_both_inverses() -> None:
    """Each composition is shown to be the identity; the maps are closed, of the sort."""
    there, back, (left, right) = _maps(v, t.group_neg(v))
    term = t.group_sum(u, at(h, u))
    refuses(by.reindex, term, there, back, given(right), given(right), because="back ∘ there is not")
    refuses(by.reindex, term, there, back, given(left), given(left), because="there ∘ back is not")
    refuses(by.reindex, term, there, back, given(t.forall(u, P)), given(right), because="back ∘ there is not")
    refuses(by.reindex, term, there, back, given(P), given(right), because="expected forall")
    other = t.lam(t.variable("w", Z3), t.variable("w", Z3))
    refuses(by.reindex, term, other, other, given(left), given(right), because="there maps the new")
    refuses(by.reindex, term, there, other, given(left), given(right), because="back maps the old")
    opened = t.make("lambda", G, (t.make("bound", (1, G)),))
    refuses(by.reindex, term, opened, back, given(left), given(right), because="closed maps")
    refuses(by.reindex, term, there, opened, given(left), given(right), because="closed maps")
    refuses(by.reindex, _SUM, there, back, given(left), given(right), because="there maps the new range")
    refuses(by.reindex, t.group_sum(u, LOOSE), there, back, given(left), given(right), because="a closed term")


def test_group_identity__accepts_abelian_identities() -> None:
    """(u + v) - u = v + 0, in every abelian group; in Z_m too."""
    equation = t.eq(t.group_add(t.group_add(u, v), t.group_neg(u)), t.group_add(t.group_zero(G), v))
    proves(by.group_identity(equation), equation)
    a = t.variable("a", Z3)
    cyclic = t.eq(t.group_add(a, t.residue(3, 1)), t.group_add(t.residue(3, 1), a))
    proves(by.group_identity(cyclic), cyclic)


def test_group_identity__refuses_what_holds_in_some_groups_only() -> None:
    """u + u = 0, u = -u, u = v; nothing about numbers or finite sets."""
    for left, right in [(t.group_add(u, u), t.group_zero(G)), (u, t.group_neg(u)), (u, v), (t.group_add(u, u), u)]:
        refuses(by.group_identity, t.eq(left, right), because="not an identity")
    refuses(by.group_identity, t.eq(x, x), because="in a group")
    element = t.variable("e", F3)
    refuses(by.group_identity, t.eq(element, element), because="in a group")
    loose = t.make("bound", (0, G))
    refuses(by.group_identity, t.eq(loose, loose), because="in a group")
    refuses(by.group_identity, t.le(x, x), because="expected eq")
    assert sorts.is_finite(F3) and not sorts.is_group(F3)
