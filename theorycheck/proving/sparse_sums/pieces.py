"""What the parts of the proof share: its variables, its formulas, and steps that every part takes."""

from __future__ import annotations

from theorycheck.kernel import terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.sorts import NATURAL, REAL, function
from theorycheck.kernel.terms import (
    Term,
    add,
    apply,
    bounded_forall,
    cast,
    conj,
    eq,
    instantiate,
    le,
    lt,
    mul,
    natural,
    real,
    select,
    summation,
    variable,
)
from theorycheck.kernel.theorem import Theorem

from ..arithmetic import arithmetic
from ..context import Context
from ..finite_sums import shown

NUMBERS, TABLES = function(NATURAL, REAL), function(NATURAL, NATURAL, REAL)
ZERO, ONE = real(0), real(1)
I, J, K, L, N, M = (variable(name, NATURAL) for name in ("i", "j", "k", "l", "n", "m"))
A = variable("A", TABLES)
X, Y = variable("x", REAL), variable("y", REAL)
COSTS, C, F, S, U = (variable(name, NUMBERS) for name in ("a", "c", "f", "s", "u"))
LAST = add(M, natural(1))


def statement(n: Term, m: Term, table: Term, costs: Term) -> Term:
    """What the package proves, for these sizes, this table λi. λj. A_ij and these costs λj. a_j."""
    i, j = (terms.fresh(name, NATURAL, n, m, table, costs) for name in ("i", "j"))
    t = terms.fresh("t", NUMBERS, n, m, table, costs)
    few = le(summation(m, j, active(apply(t, j))), cast(n))
    return terms.exists(t, conj(reduced(n, m, table, costs, t, i, j), few))


def active(x: Term) -> Term:
    """1 for x > 0, else 0."""
    return select(le(x, ZERO), ZERO, ONE)


def nonnegative(f: Term, m: Term, j: Term = J) -> Term:
    return bounded_forall(j, m, le(ZERO, apply(f, j)))


def total(m: Term, entry: Term, j: Term = J) -> Term:
    return summation(m, j, entry)


def reduced(n: Term, m: Term, table: Term, costs: Term, t: Term, i: Term = I, j: Term = J) -> Term:
    """t ≥ 0, the same sums, no greater cost."""
    weighted, plain = (summation(m, j, f) for f in (mul(apply(t, j), apply(table, i, j)), apply(table, i, j)))
    cost, before = (summation(m, j, f) for f in (mul(apply(t, j), apply(costs, j)), apply(costs, j)))
    return conj(conj(nonnegative(t, m, j), bounded_forall(i, n, eq(weighted, plain))), le(cost, before))


def pieces(d: Derivation, theorem: Theorem) -> tuple[Theorem, Theorem, Theorem]:
    both = d.and_left(theorem)
    return d.and_left(both), d.and_right(both), d.and_right(theorem)


def joined(d: Derivation, first: Theorem, second: Theorem, third: Theorem) -> Theorem:
    return d.and_intro(d.and_intro(first, second), third)


def everywhere(d: Derivation, theorem: Theorem, i: Term, n: Term) -> Theorem:
    return d.forall_intro(d.implies_intro(theorem, lt(i, n)), i)


def at(d: Derivation, theorem: Theorem, i: Term, within: Theorem | None = None) -> Theorem:
    """What is known of every i < n, at i."""
    return d.implies_elim(d.forall_elim(theorem, i), within or d.assume(lt(i, _bound(theorem))))


def _bound(theorem: Theorem) -> Term:
    return instantiate(theorem.conclusion.args[0], [I]).args[0].args[1]


def linear(d: Derivation, goal: Term, *facts: Theorem) -> Theorem:
    return arithmetic(Context(d, facts), goal)


def equal_sums(d: Derivation, a: Term, b: Term) -> Theorem:
    return shown(Context(d), eq(a, b), "few_terms: two sums have different normal forms")


def under(d: Derivation, m: Term, equation: Theorem) -> Theorem:
    return d.big_congruence(everywhere(d, equation, J, m), "sum")
