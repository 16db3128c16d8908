"""Finite sums and products: congruence under the binder, linearity, exchange, splitting, deltas, signs, re-indexing.

A rule is about one term given whole, Σ_{i<n} f(i), Σ_g f(g) over a finite sort, or Π_{i<n} f(i); what it concludes is
an equation or inequality about it.  A range (`ranges.Range`) is i < n or a finite sort; where a docstring writes
∀a ∈ A, it means ∀i. i < n ⇒ … for the one and ∀g. … for the other, and Σ_{a∈A} accordingly.

Not here, because they follow: a sum over fibres (`sum_delta` under the binder, then `sum_exchange`), a sum over Z_m as
one over i < m (`compute`), a constant under Σ_g (`sum_scale`).  The rules are the laws of a sum of finitely many terms
in a commutative monoid.  (Graham, Knuth, Patashnik, Concrete Mathematics, 1994, §2.3-2.4.)
"""

from __future__ import annotations

from fractions import Fraction

from ..errors import need
from ..operators import BIG
from ..polynomials import plus
from ..ranges import PRODUCT, SUM, outside, quantified, taken_apart
from ..sorts import REAL, function, is_group
from ..terms import (
    Term,
    add,
    apply,
    big,
    cast,
    conj,
    eq,
    expect,
    group_sum,
    instantiate,
    le,
    literal,
    make,
    mul,
    select,
    substitute,
)  # fmt: skip
from ..theorem import Theorem, conclude, rule

_JOIN = {SUM: "add", PRODUCT: "mul"}


@rule
def big_congruence(pointwise: Theorem, op: str) -> Theorem:
    """From ∀a ∈ A. f(a) = g(a) conclude op_{a∈A} f(a) = op_{a∈A} g(a), for op one of sum, prod, max, group_sum."""
    over = quantified(pointwise.conclusion)
    need(op in (BIG if over.size is not None else ("group_sum",)), "big_congruence: sum, prod or max; group_sum")
    i = over.variable("i", pointwise.conclusion)
    at = instantiate(pointwise.conclusion.args[0], [i])
    f, g = expect(at if over.size is None else at.args[1], "eq")
    sides = [group_sum(i, side) if over.size is None else big(op, over.size, i, side) for side in (f, g)]
    return conclude(eq(*sides), [pointwise])


@rule
def sum_add(term: Term) -> Theorem:
    """⊢ Σ (f + g) = Σ f + Σ g; likewise Π f · g = Π f · Π g

    >>> from theorycheck.kernel.sorts import REAL, group
    >>> from theorycheck.kernel.terms import add, group_sum, mul, real, variable
    >>> u, x = variable("u", group("G")), variable("x", REAL)
    >>> sum_add(group_sum(u, add(x, real(1)))).conclusion
    ((Σx0:G. (x + 1)) = ((Σx0:G. x) + (Σx0:G. 1)))
    >>> sum_add(group_sum(u, mul(x, x)))
    Traceback (most recent call last):
        ...
    theorycheck.kernel.errors.KernelError: expected add, got (x · x)
    """
    whole = taken_apart(term, "i")
    f, g = expect(whole.entry, _JOIN[whole.kind])
    return conclude(eq(term, make(_JOIN[whole.kind], None, (whole.rebuilt(f), whole.rebuilt(g)))))


@rule
def sum_scale(term: Term) -> Theorem:
    """⊢ Σ c · f = c · Σ f, c without the bound variable"""
    whole = taken_apart(term, "i", kinds=(SUM,))
    c, f = expect(whole.entry, "mul")
    need(whole.variable.data not in c.free, "the factor depends on the bound variable")
    return conclude(eq(term, mul(c, whole.rebuilt(f))))


@rule
def sum_constant(term: Term) -> Theorem:
    """⊢ Σ_{i<n} c = n · c, c without the bound variable"""
    need(term.closed, "a closed term is expected")
    count, body = expect(term, "sum")
    return conclude(eq(term, mul(cast(count) if term.sort == REAL else count, outside(body))))


@rule
def sum_exchange(term: Term) -> Theorem:
    """⊢ Σ_{a∈A} Σ_{b∈B} f = Σ_{b∈B} Σ_{a∈A} f, for any two ranges, the inner size without a; likewise Π Π"""
    outer = taken_apart(term, "a")
    inner = taken_apart(outer.entry, "b", outer.variable, kinds=(outer.kind,))
    size = inner.range.size
    need(size is None or outer.variable.data not in size.free, "the inner size depends on the bound variable")
    return conclude(eq(term, inner.rebuilt(outer.rebuilt(inner.entry))))


@rule
def sum_split(term: Term) -> Theorem:
    """⊢ Σ_{i<n+m} f(i) = Σ_{i<n} f(i) + Σ_{i<m} f(n + i); likewise Π = Π · Π"""
    whole = taken_apart(term, "i")
    need(whole.range.size is not None, "sum_split: over i < n + m")
    n, m = expect(term.args[0], "add")
    i = whole.variable
    first = big(term.op, n, i, whole.entry)
    later = big(term.op, m, i, substitute(whole.entry, {i: add(n, i)}))
    return conclude(eq(term, make(_JOIN[whole.kind], None, (first, later))))


@rule
def sum_delta(term: Term) -> Theorem:
    """⊢ Σ_{i<n} (if i = k then f(i) else 0) = (if k < n then f(k) else 0), k without i; Σ_g likewise = f(k)"""
    whole = taken_apart(term, "i", kinds=(SUM,))
    condition, f, otherwise = expect(whole.entry, "select")
    index, k = expect(condition, "eq")
    zero = literal(term.sort, 0)
    need(index is whole.variable and otherwise is zero, "sum_delta: if i = k then … else 0")
    need(index.data not in k.free, "sum_delta: k depends on the bound variable")
    value, inside = substitute(f, {index: k}), whole.range.within(k)
    return conclude(eq(term, value if inside is None else select(inside, value, zero)))


@rule
def sum_cast(term: Term) -> Theorem:
    """⊢ the real number Σ f = Σ of the real numbers f, for a natural-valued f; likewise Π"""
    (inner,) = expect(term, "cast")
    need(inner.op in ("sum", "prod"), "sum_cast: the cast of a sum or product")
    return conclude(eq(term, make(inner.op, None, (inner.args[0], cast(inner.args[1])))))


@rule
def big_nonnegative(pointwise: Theorem, term: Term) -> Theorem:
    """From ∀a ∈ A. 0 ≤ f(a) conclude 0 ≤ Σ_{a∈A} f(a); likewise 0 ≤ Π_{i<n} f(i)."""
    whole, zero = taken_apart(term, "i"), literal(term.sort, 0)
    wanted = whole.range.every(whole.variable, le(zero, whole.entry))
    need(pointwise.conclusion is wanted, "big_nonnegative: the premise is not ∀i. i < n ⇒ 0 ≤ f(i), or ∀g. 0 ≤ f(g)")
    return conclude(le(zero, term), [pointwise])


@rule
def sum_zero(pointwise: Theorem, vanishing: Theorem, term: Term) -> Theorem:
    """From ∀a ∈ A. 0 ≤ f(a) and Σ_{a∈A} f(a) = 0 conclude ∀a ∈ A. f(a) = 0."""
    whole, zero = taken_apart(term, "i", kinds=(SUM,)), literal(term.sort, 0)
    i, entry = whole.variable, whole.entry
    need(pointwise.conclusion is whole.range.every(i, le(zero, entry)), "sum_zero: the terms are not shown ≥ 0")
    need(vanishing.conclusion is eq(term, zero), "sum_zero: the sum is not shown to vanish")
    return conclude(whole.range.every(i, eq(entry, zero)), [pointwise, vanishing])


@rule
def reindex(term: Term, there: Term, back: Term, left: Theorem, right: Theorem) -> Theorem:
    """⊢ Σ_{b∈B} f(b) = Σ_{a∈A} f(there(a)), for maps that are each other's inverse; likewise Π, where both are i < n.

    B is the range of the term; A is read off `left`.  The premises must be, word for word,
        left   ∀a ∈ A. there(a) ∈ B ∧ back(there(a)) = a
        right  ∀b ∈ B. back(b) ∈ A ∧ there(back(b)) = b
    where x ∈ {i < n} is x < n, and is left out for a finite sort: it says nothing there.  The maps are total functions;
    what they do outside the ranges is not asked.

    Why: by `left` there maps A into B and is injective on A; by `right` it reaches every b of B, from an element of A.
    """
    whole, over = taken_apart(term, "b", there, back), quantified(left.conclusion)
    need(there.closed and back.closed, "reindex: closed maps")
    need(there.sort == function(over.sort, whole.range.sort), "reindex: there maps the new range to the old")
    need(back.sort == function(whole.range.sort, over.sort), "reindex: back maps the old range to the new")
    for premise, domain, image, first, second, name in (
        (left, over, whole.range, there, back, "back ∘ there"),
        (right, whole.range, over, back, there, "there ∘ back"),
    ):
        v = domain.variable("v", there, back, *(size for size in (image.size,) if size is not None))
        inside, trip = image.within(apply(first, v)), eq(apply(second, apply(first, v)), v)
        wanted = domain.every(v, trip if inside is None else conj(inside, trip))
        need(premise.conclusion is wanted, f"reindex: {name} is not shown the identity, within the ranges")
    a = over.variable("a", term, there)
    moved = substitute(whole.entry, {whole.variable: apply(there, a)})
    return conclude(eq(term, over.gathered(whole.kind, a, moved)), [left, right])


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
