"""Carathéodory's theorem: a sum of vectors with n entries is a nonnegative combination of n of them, at no more cost.

For a table A and costs a ≥ 0,
    ∃t. (∀j < m. 0 ≤ t_j) ∧ (∀i < n. Σ_j t_j A_ij = Σ_j A_ij) ∧ Σ_j t_j a_j ≤ Σ_j a_j ∧ Σ_j [t_j > 0] ≤ n,
each sum over j < m.

By induction over m.  Where m ≤ n, all t_j are 1.  Else the m vectors are dependent, Σ_j c_j A_ij = 0, and c may be
chosen so that Σ_j c_j a_j ≥ 0 and some c_k > 0 is greatest: the weights u_j = 1 - c_j/c_k ≥ 0 have u_k = 0.  The last
term takes the place of the k-th, and one term fewer is left.  (Schrijver, Theory of Linear and Integer Programming,
1986, §7.7.)
"""

from __future__ import annotations

from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.terms import Term, apply, cast, eq, instantiate, lam, le, mul, natural, negate
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context
from ..equations import sides
from .moving import Moved
from .pieces import (
    COSTS,
    LAST,
    ONE,
    ZERO,
    A,
    I,
    J,
    K,
    M,
    N,
    S,
    U,
    active,
    everywhere,
    joined,
    linear,
    nonnegative,
    statement,
    under,
)
from .vanishing import spared


def few_terms(d: Derivation) -> Theorem:
    """⊢ ∀n. ∀m. ∀A. ∀a. (∀j < m. 0 ≤ a_j) ⇒ the statement."""
    predicate = lam(M, _for_all_tables(statement(N, M, A, COSTS)))
    base = _generalised(d, _all_terms(d, natural(0), arithmetic(Context(d), le(natural(0), N))), natural(0))
    step = d.implies_intro(_step(d, d.assume(apply(predicate, M))), apply(predicate, M))
    return d.forall_intro(d.induction(base, step, M, predicate), N)


def _for_all_tables(formula: Term) -> Term:
    return terms.forall(A, terms.forall(COSTS, terms.implies(nonnegative(COSTS, M), formula)))


def _generalised(d: Derivation, theorem: Theorem, m: Term) -> Theorem:
    return d.forall_intro(d.forall_intro(d.implies_intro(theorem, nonnegative(COSTS, m)), COSTS), A)


def _all_terms(d: Derivation, m: Term, fewer: Theorem) -> Theorem:
    """The statement from m ≤ n: all weights are 1."""
    goal = statement(N, m, A, COSTS)
    ones = lam(J, ONE)
    positive = everywhere(d, linear(d, le(ZERO, ONE)), J, m)
    same = everywhere(d, _once(d, m, apply(A, I, J)), I, N)
    costs = _once(d, m, apply(COSTS, J))
    cost = linear(d, le(*sides(costs)), costs)
    counted = under(d, m, d.compute(active(ONE), ()))
    constant = d.sum_constant(sides(counted)[1])
    few = linear(d, le(sides(counted)[0], cast(N)), counted, constant, fewer)
    return d.exists_intro(d.and_intro(joined(d, positive, same, cost), few), goal, ones)


def _once(d: Derivation, m: Term, entry: Term) -> Theorem:
    """Σ_j 1 · f_j = Σ_j f_j"""
    return under(d, m, d.ring(eq(mul(ONE, entry), entry)))


def _step(d: Derivation, known: Theorem) -> Theorem:
    """The statement for all tables of m + 1 terms from that of m terms."""
    few = le(LAST, N)
    more = d.not_le(d.assume(negate(few)))
    found = d.cases(_all_terms(d, LAST, d.assume(few)), _one_fewer(d, known, more), few)
    return _generalised(d, found, LAST)


def _one_fewer(d: Derivation, known: Theorem, more: Theorem) -> Theorem:
    """The statement for n < m + 1 terms: weights u spare the k-th, and what is known of m terms gives the others s."""
    reduction = spared(d, LAST, more)
    both = d.assume(instantiate(reduction.conclusion.args[0], [U]))
    one = d.assume(instantiate(d.and_right(both).conclusion.args[0], [K]))
    moved = Moved(d, d.and_left(both), d.and_left(one), d.and_right(one))
    shorter = d.forall_elim(d.forall_elim(known, moved.table), moved.costs)
    shorter = d.implies_elim(shorter, moved.costs_nonnegative())
    weights = d.assume(instantiate(shorter.conclusion.args[0], [S]))
    found = d.exists_elim(shorter, moved.found(weights), S)
    return d.exists_elim(reduction, d.exists_elim(d.and_right(both), found, K), U)
