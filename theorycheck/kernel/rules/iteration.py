"""Recursion equations of Σ Π max and fold, induction over the naturals, and what a maximum is."""

from __future__ import annotations

from ..errors import KernelError, need
from ..sorts import NATURAL, PROPOSITION, function
from ..terms import (
    Term,
    add,
    apply,
    bounded_exists,
    eq,
    expect,
    forall,
    fresh,
    implies,
    instantiate,
    le,
    literal,
    lt,
    make,
    natural,
    select,
)  # fmt: skip
from ..theorem import Theorem, conclude, rule
from .logic import not_free


def _predecessor(count: Term) -> Term | None:
    """n for n + 1 (or a literal n + 1); None for the literal 0.  No other count has a recursion equation."""
    if count.op == "literal":
        value = int(count.data[1])  # type: ignore[index]
        return natural(value - 1) if value else None
    if count.op == "add" and count.args[1] is natural(1):
        return count.args[0]
    raise KernelError("recursion: the count must be a literal or n + 1")


@rule
def recursion(term: Term) -> Theorem:
    """⊢ the equation of Σ, Π, max or fold at 0 or at n + 1.

    Σ_{i<0} f = 0, Π_{i<0} f = 1, fold_0 = start; Σ_{i<n+1} f = Σ_{i<n} f + f(n), Π likewise,
    fold_{n+1} = step(n, fold_n); max_{i<1} f = f(0), max_{i<n+2} f = if M ≤ f(n+1) then f(n+1) else M, with
    M = max_{i<n+1} f.  Naturals have no subtraction: nothing is said about n - 1 or about n = 1/2.
    """
    need(term.op in ("sum", "prod", "max", "fold") and term.closed, "recursion: a closed Σ, Π, max or fold")
    before = _predecessor(term.args[0])
    return conclude(eq(term, _at_zero(term) if before is None else _at_successor(term, before)))


def _at_zero(term: Term) -> Term:
    need(term.op != "max", "recursion: a maximum over nothing has no value")
    return term.args[1] if term.op == "fold" else literal(term.sort, 0 if term.op == "sum" else 1)


def _at_successor(term: Term, before: Term) -> Term:
    if term.op == "fold":
        shorter = make("fold", None, (before, *term.args[1:]))
        return instantiate(term.args[2], [shorter, before])
    last = instantiate(term.args[1], [before])
    if term.op == "max":
        if before is natural(0):
            return last
        need(_predecessor(before) is not None, "recursion: a maximum over nothing has no value")
        shorter = make("max", None, (before, term.args[1]))
        return select(le(shorter, last), last, shorter)
    shorter = make(term.op, None, (before, term.args[1]))
    return make("add" if term.op == "sum" else "mul", None, (shorter, last))


@rule
def induction(base: Theorem, step: Theorem, variable: Term, predicate: Term) -> Theorem:
    """From P(0), and P(n) ⇒ P(n + 1) with n not free in the hypotheses, conclude ∀n. P(n); `predicate` is λn. P(n)."""
    need(variable.op == "variable" and variable.sort == NATURAL, "induction: over a natural")
    need(predicate.closed and predicate.sort == function(NATURAL, PROPOSITION), "induction: λn. formula")
    need(base.conclusion is apply(predicate, natural(0)), "induction: the base is not P(0)")
    after = apply(predicate, add(variable, natural(1)))
    need(step.conclusion is implies(apply(predicate, variable), after), "induction: the step is not P(n) ⇒ P(n + 1)")
    not_free(variable, step, predicate)
    return conclude(forall(variable, apply(predicate, variable)), [base, step])


@rule
def maximum_bound(within: Theorem, term: Term) -> Theorem:
    """From i < n conclude f(i) ≤ max_{j<n} f(j)."""
    count, body = expect(term, "max")
    index, bound = expect(within.conclusion, "lt")
    need(bound is count and index.sort == NATURAL, "maximum_bound: the premise is not i < n")
    return conclude(le(instantiate(body, [index]), term), [within])


@rule
def maximum_attained(nonempty: Theorem, term: Term) -> Theorem:
    """From 0 < n conclude ∃i. i < n ∧ max_{j<n} f(j) = f(i)."""
    count, body = expect(term, "max")
    need(nonempty.conclusion is lt(natural(0), count), "maximum_attained: the premise is not 0 < n")
    index = fresh("i", NATURAL, term)
    return conclude(bounded_exists(index, count, eq(term, instantiate(body, [index]))), [nonempty])
