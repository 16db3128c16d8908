"""Finite sums: congruence under the binder, linearity, exchange, splitting, deltas, signs, re-indexing.

Every rule is about one term Σ_{i<n} f(i) given whole; what it concludes is an equation or inequality about it.
"""

from __future__ import annotations

from fractions import Fraction

from ..errors import need
from ..polynomials import plus
from ..sorts import NATURAL, REAL, function, is_group
from ..terms import (
    Term,
    abstract,
    add,
    apply,
    bounded_forall,
    cast,
    eq,
    expect,
    forall,
    fresh,
    group_sum,
    instantiate,
    le,
    literal,
    lt,
    make,
    mul,
    select,
    shift,
)  # fmt: skip
from ..theorem import Theorem, conclude, rule


def _independent(term: Term) -> Term:
    """The body of a binder that does not use the bound variable, outside the binder."""
    need(all(index != 0 for index, _ in term.loose), "the term depends on the bound variable")
    return shift(term, -1)


def _sum(term: Term, op: str = "sum") -> tuple[Term, Term]:
    need(term.closed, "a closed term is expected")
    count, body = expect(term, op)
    return count, body


@rule
def big_congruence(pointwise: Theorem, op: str) -> Theorem:
    """From ∀i. i < n ⇒ f(i) = g(i) conclude op_{i<n} f(i) = op_{i<n} g(i), for op one of sum, prod, max."""
    need(op in ("sum", "prod", "max"), "big_congruence: sum, prod or max")
    (body,) = expect(pointwise.conclusion, "forall")
    need(pointwise.conclusion.data == NATURAL, "big_congruence: over the naturals")
    within, equation = expect(body, "implies")
    index, count = expect(within, "lt")
    f, g = expect(equation, "eq")
    need(index is make("bound", (0, NATURAL)), "big_congruence: the premise must be bounded by i < n")
    outer = _independent(count)
    return conclude(eq(make(op, None, (outer, f)), make(op, None, (outer, g))), [pointwise])


@rule
def sum_add(term: Term) -> Theorem:
    """⊢ Σ (f + g) = Σ f + Σ g"""
    count, body = _sum(term)
    f, g = expect(body, "add")
    return conclude(eq(term, add(make("sum", None, (count, f)), make("sum", None, (count, g)))))


@rule
def sum_scale(term: Term) -> Theorem:
    """⊢ Σ c · f = c · Σ f, c without the bound variable"""
    count, body = _sum(term)
    c, f = expect(body, "mul")
    return conclude(eq(term, mul(_independent(c), make("sum", None, (count, f)))))


@rule
def sum_constant(term: Term) -> Theorem:
    """⊢ Σ_{i<n} c = n · c, c without the bound variable"""
    count, body = _sum(term)
    return conclude(eq(term, mul(cast(count) if term.sort == REAL else count, _independent(body))))


@rule
def sum_exchange(term: Term) -> Theorem:
    """⊢ Σ_{i<n} Σ_{j<m} f = Σ_{j<m} Σ_{i<n} f, m without i"""
    outer, body = _sum(term)
    inner_count, inner = expect(body, "sum")
    inner_size = _independent(inner_count)
    i, j = fresh("i", NATURAL, term), fresh("j", NATURAL, term)
    entry = instantiate(inner, [j, i])
    swapped = make("sum", None, (outer, abstract(entry, [i])))
    return conclude(eq(term, make("sum", None, (inner_size, abstract(swapped, [j])))))


@rule
def sum_split(term: Term) -> Theorem:
    """⊢ Σ_{i<n+m} f(i) = Σ_{i<n} f(i) + Σ_{i<m} f(n + i)"""
    count, body = _sum(term)
    n, m = expect(count, "add")
    i = fresh("i", NATURAL, term)
    later = make("sum", None, (m, abstract(instantiate(body, [add(n, i)]), [i])))
    return conclude(eq(term, add(make("sum", None, (n, body)), later)))


@rule
def sum_delta(term: Term) -> Theorem:
    """⊢ Σ_{i<n} (if i = k then f(i) else 0) = (if k < n then f(k) else 0), k without i"""
    count, body = _sum(term)
    condition, f, otherwise = expect(body, "select")
    index, k = expect(condition, "eq")
    need(
        index is make("bound", (0, NATURAL)) and otherwise is literal(term.sort, 0), "sum_delta: if i = k then … else 0"
    )
    at = _independent(k)
    return conclude(eq(term, select(lt(at, count), instantiate(f, [at]), otherwise)))


@rule
def sum_cast(term: Term) -> Theorem:
    """⊢ the real number Σ f = Σ of the real numbers f, for a natural-valued f; likewise Π"""
    (inner,) = expect(term, "cast")
    need(inner.op in ("sum", "prod"), "sum_cast: the cast of a sum or product")
    return conclude(eq(term, make(inner.op, None, (inner.args[0], cast(inner.args[1])))))


@rule
def big_nonnegative(pointwise: Theorem, term: Term) -> Theorem:
    """From ∀i. i < n ⇒ 0 ≤ f(i) conclude 0 ≤ op_{i<n} f(i), for op one of sum and prod."""
    need(term.op in ("sum", "prod"), "big_nonnegative: a sum or product")
    count, body = _sum(term, term.op)
    i = fresh("i", NATURAL, term)
    zero = literal(term.sort, 0)
    wanted = bounded_forall(i, count, le(zero, instantiate(body, [i])))
    need(pointwise.conclusion is wanted, "big_nonnegative: the premise is not ∀i. i < n ⇒ 0 ≤ f(i)")
    return conclude(le(zero, term), [pointwise])


@rule
def sum_zero(pointwise: Theorem, vanishing: Theorem, term: Term) -> Theorem:
    """From ∀i. i < n ⇒ 0 ≤ f(i) and Σ_{i<n} f(i) = 0 conclude ∀i. i < n ⇒ f(i) = 0."""
    count, body = _sum(term)
    zero, i = literal(term.sort, 0), fresh("i", NATURAL, term)
    entry = instantiate(body, [i])
    need(pointwise.conclusion is bounded_forall(i, count, le(zero, entry)), "sum_zero: the terms are not shown ≥ 0")
    need(vanishing.conclusion is eq(term, zero), "sum_zero: the sum is not shown to vanish")
    return conclude(bounded_forall(i, count, eq(entry, zero)), [pointwise, vanishing])


@rule
def group_congruence(pointwise: Theorem) -> Theorem:
    """From ∀g. f(g) = h(g) over a finite sort conclude Σ_g f(g) = Σ_g h(g)."""
    (body,) = expect(pointwise.conclusion, "forall")
    f, h = expect(body, "eq")
    sort = pointwise.conclusion.data
    return conclude(eq(make("group_sum", sort, (f,)), make("group_sum", sort, (h,))), [pointwise])


@rule
def group_sum_linear(term: Term) -> Theorem:
    """⊢ Σ_g (f + h) = Σ_g f + Σ_g h, and Σ_g c · f = c · Σ_g f with c without g"""
    need(term.closed, "a closed term is expected")
    (body,) = expect(term, "group_sum")
    if body.op == "add":
        f, h = (make("group_sum", term.data, (part,)) for part in body.args)
        return conclude(eq(term, add(f, h)))
    c, f = expect(body, "mul")
    return conclude(eq(term, mul(_independent(c), make("group_sum", term.data, (f,)))))


@rule
def reindex(term: Term, there: Term, back: Term, left: Theorem, right: Theorem) -> Theorem:
    """⊢ Σ_g f(g) = Σ_h f(there(h)), given ∀h. back(there(h)) = h and ∀g. there(back(g)) = g."""
    need(term.closed, "a closed term is expected")
    (body,) = expect(term, "group_sum")
    sort = term.data
    need(there.sort == back.sort == function(sort, sort) and there.closed and back.closed, "reindex: maps of the sort")  # type: ignore[arg-type]
    v = fresh("g", sort, term, there, back)  # type: ignore[arg-type]
    need(
        left.conclusion is forall(v, eq(apply(back, apply(there, v)), v)),
        "reindex: back ∘ there is not shown the identity",
    )
    need(
        right.conclusion is forall(v, eq(apply(there, apply(back, v)), v)),
        "reindex: there ∘ back is not shown the identity",
    )
    return conclude(eq(term, group_sum(v, instantiate(body, [apply(there, v)]))), [left, right])


@rule
def group_identity(equation: Term) -> Theorem:
    """⊢ a = b, an identity of abelian groups."""
    a, b = expect(equation, "eq")
    need(equation.closed and is_group(a.sort), "group_identity: an equation in a group")
    need(_combination(a) == _combination(b), "group_identity: not an identity")
    return conclude(equation)


def _combination(term: Term) -> dict:
    """The integer combination of atoms that a group term is."""
    if term.op == "group_add":
        return plus(_combination(term.args[0]), _combination(term.args[1]))
    if term.op == "group_neg":
        return plus({}, _combination(term.args[0]), Fraction(-1))
    return {} if term.op == "group_zero" else {((term, 1),): Fraction(1)}
