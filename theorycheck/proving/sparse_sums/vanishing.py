"""More terms than entries: weights u_j = 1 - c_j/c_k ≥ 0 of the same sums, of which one vanishes."""

from __future__ import annotations

from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import (
    FALSE,
    Term,
    apply,
    bounded_exists,
    conj,
    div,
    eq,
    instantiate,
    lam,
    le,
    lt,
    mul,
    natural,
    neg,
    negate,
    sub,
)
from theorycheck.kernel.theorem import Theorem

from ..equations import chain, sides
from .pieces import (
    COSTS,
    ONE,
    ZERO,
    A,
    C,
    I,
    J,
    K,
    L,
    N,
    U,
    at,
    equal_sums,
    everywhere,
    joined,
    linear,
    nonnegative,
    reduced,
    total,
)


def _one_vanishes(m: Term, u: Term = U) -> Term:
    return conj(reduced(N, m, A, COSTS, u), bounded_exists(K, m, eq(apply(u, K), ZERO)))


def _loss(m: Term, c: Term) -> Term:
    return total(m, mul(apply(c, J), apply(COSTS, J)))


def _some_positive(m: Term, c: Term) -> Term:
    return bounded_exists(J, m, lt(ZERO, apply(c, J)))


def spared(d: Derivation, m: Term, more: Theorem) -> Theorem:
    """∃u. u ≥ 0, the same sums at no greater cost, and a vanishing u_k, from n < m and a ≥ 0."""
    goal = terms.exists(U, _one_vanishes(m))
    dependence = d.dependence(more, A)
    known = d.assume(instantiate(dependence.conclusion.args[0], [C]))
    zero, nonzero = d.and_right(known), d.and_left(known)
    other = d.assume(instantiate(nonzero.conclusion.args[0], [J]))
    within, differs = d.and_left(other), d.and_right(other)
    minus = lam(J, neg(apply(C, J)))
    flipped = _flipped(d, m, zero, C)

    def signed(e: Term, dependent: Theorem) -> Theorem:
        """The goal where 0 < e_j."""
        positive = d.exists_intro(d.and_intro(within, d.assume(lt(ZERO, apply(e, J)))), _some_positive(m, e), J)
        return _of_sign(d, m, goal, e, dependent, positive)

    up, down = lt(ZERO, apply(C, J)), lt(ZERO, neg(apply(C, J)))
    above = d.not_lt(d.assume(negate(up)))
    below = d.not_lt(d.assume(negate(down)))
    vanishing = linear(d, eq(apply(C, J), ZERO), above, below)
    neither = d.false_elim(d.not_elim(differs, vanishing), goal)
    found = d.cases(signed(C, zero), d.cases(signed(minus, flipped), neither, down), up)
    return d.exists_elim(dependence, d.exists_elim(nonzero, found, J), C)


def _flipped(d: Derivation, m: Term, dependent: Theorem, c: Term) -> Theorem:
    """-c is a dependence too."""
    here = at(d, dependent, I)
    turned_total = total(m, mul(neg(apply(c, J)), apply(A, I, J)))
    turned = equal_sums(d, turned_total, neg(sides(here)[0]))
    return everywhere(d, linear(d, eq(turned_total, ZERO), turned, here), I, N)


def _of_sign(d: Derivation, m: Term, goal: Term, e: Term, dependent: Theorem, positive: Theorem) -> Theorem:
    """The goal from a dependence with a positive coefficient; where Σ e_j a_j < 0, by -e, of which that holds too."""
    saves = le(ZERO, _loss(m, e))
    first = _pivoted(d, m, goal, e, dependent, positive, d.assume(saves))
    minus = lam(J, neg(apply(e, J)))
    costly = d.not_le(d.assume(negate(saves)))
    turned = equal_sums(d, _loss(m, minus), neg(_loss(m, e)))
    gains = linear(d, le(ZERO, _loss(m, minus)), turned, costly)
    some = _some_positive(m, minus)
    second = _pivoted(d, m, goal, minus, _flipped(d, m, dependent, e), d.assume(some), gains)
    none = d.forall_not(d.assume(negate(some)))
    j_within = d.assume(lt(J, m))
    here = lt(ZERO, neg(apply(e, J)))
    false = d.not_elim(d.forall_elim(none, J), d.and_intro(j_within, d.assume(here)))
    upward = d.not_lt(d.not_intro(false, here))
    price = at(d, d.assume(nonnegative(COSTS, m)), J)
    product = mul(apply(e, J), apply(COSTS, J))
    least = d.big_nonnegative(everywhere(d, linear(d, le(ZERO, product), upward, price), J, m), _loss(m, e))
    neither = d.false_elim(linear(d, FALSE, least, costly), goal)
    return d.cases(first, d.cases(second, neither, some), saves)


def _pivoted(
    d: Derivation, m: Term, goal: Term, e: Term, dependent: Theorem, positive: Theorem, saves: Theorem
) -> Theorem:
    """The goal from a dependence e with a positive coefficient and Σ e_j a_j ≥ 0: u_j = 1 - e_j / e_k, e_k greatest."""
    greatest = terms.maximum(m, J, apply(e, J))
    one = d.assume(instantiate(positive.conclusion.args[0], [L]))
    within = d.and_left(one)
    some = linear(d, lt(natural(0), m), within)
    attained = d.maximum_attained(some, greatest)
    top = d.assume(instantiate(attained.conclusion.args[0], [K]))
    k_within, at_top = d.and_left(top), d.and_right(top)
    bound = linear(d, le(apply(e, J), apply(e, K)), d.maximum_bound(d.assume(lt(J, m)), greatest), at_top)
    bounds = everywhere(d, bound, J, m)
    pivot = apply(e, K)
    above = linear(d, lt(ZERO, pivot), d.and_right(one), at(d, bounds, L, within))
    q = div(ONE, pivot)
    unit = _quotient(d, above, q)
    upward = linear(d, le(ZERO, q), unit, above)
    u = lam(J, sub(ONE, mul(q, apply(e, J))))

    def spread(entry: Term) -> Theorem:
        """Σ u_j f_j = Σ f_j - q Σ e_j f_j"""
        weighted = total(m, mul(apply(u, J), entry))
        return equal_sums(d, weighted, sub(total(m, entry), mul(q, total(m, mul(apply(e, J), entry)))))

    not_below = linear(d, le(ZERO, apply(u, J)), at(d, bounds, J), upward, unit)
    row, zero = spread(apply(A, I, J)), at(d, dependent, I)
    x = terms.fresh("x", REAL, row.conclusion, zero.conclusion)
    plain = sides(row)[1].args[0]
    gone = d.congruence(zero, lam(x, sub(plain, mul(q, x))))
    same = chain(d, row, gone, d.ring(eq(sides(gone)[1], plain)))
    cost = spread(apply(COSTS, J))
    saved = linear(d, le(ZERO, mul(q, _loss(m, e))), upward, saves)
    cheaper = linear(d, le(sides(cost)[0], total(m, apply(COSTS, J))), cost, saved)
    parts = joined(d, everywhere(d, not_below, J, m), everywhere(d, same, I, N), cheaper)
    gone_at = linear(d, eq(apply(u, K), ZERO), unit)
    vanishing = d.exists_intro(d.and_intro(k_within, gone_at), instantiate(goal.args[0], [u]).args[1], K)
    found = d.exists_intro(d.and_intro(parts, vanishing), goal, u)
    return d.exists_elim(positive, d.exists_elim(attained, found, K), L)


def _quotient(d: Derivation, above: Theorem, q: Term) -> Theorem:
    """q · c = 1 for q = 1 / c, c > 0"""
    vanishing = eq(q.args[1], ZERO)
    absurd = linear(d, FALSE, above, d.assume(vanishing))
    return d.divide(d.not_intro(absurd, vanishing), q)
