"""Ideal membership among sums of products of entries: matrix identities in all dimensions."""

from __future__ import annotations

from ..contraction import NormalForm, collect, normal_form
from ..errors import need
from ..sorts import NATURAL, REAL, function
from ..terms import Term, apply, expect, fresh, instantiate, mul, sub, summation
from ..theorem import Theorem, conclude, rule


def opened(formula: Term, name: str, *avoid: Term) -> tuple[dict[Term, Term], Term, Term]:
    """(index variables with their sizes, a, b) of ∀i < n … a(i, …) = b(i, …)."""
    ranges: dict[Term, Term] = {}
    while formula.op == "forall":
        need(formula.data == NATURAL, "nc_ideal: an equation of entries binds naturals only")
        index = fresh(name, NATURAL, formula, *avoid, *ranges)
        within, rest = expect(instantiate(formula.args[0], [index]), "implies")
        bound, size = expect(within, "lt")
        need(bound is index and index.data not in size.free, "nc_ideal: each index is bounded by its size")
        need(all(earlier.data not in size.free for earlier in ranges), "nc_ideal: a size depends on an index")
        ranges[index] = size
        formula = rest
    a, b = expect(formula, "eq")
    need(a.sort == REAL, "nc_ideal: an equation between reals")
    return ranges, a, b


@rule
def nc_ideal(premises: tuple[Theorem, ...], goal: Term, cofactors: tuple) -> Theorem:
    """Ideal membership: goal and premises are equations of entries, ∀i < n ∀j < m. a(i, j) = b(i, j), or without ∀.

    Such an equation is one between reals, under ∀i. i < n ⇒ … over naturals, whose sizes n mention none of the indices.
    `cofactors`: (index of a premise, c) each, with c = λi… λk…. c(i, k), closed, over the goal's indices i and then the
    premise's indices k; it stands for Σ_k c(i, k)·(a(k) - b(k)).  The goal follows if a - b and the sum of all have one
    normal form (`contraction`): as noncommutative words, matrices with their shapes, and beyond them traces, vectors
    and tensors.  Sizes are symbols; the identity holds for every value of them.

    Why: each multiple is 0, since k runs through the premise's own ranges.  The premises do not mention the goal's
    indices, so this holds at each value of these; free variables of c may have any value.  Terms with one normal form
    are equal where the goal's indices lie below their sizes.  (Ideal membership as in Helton, de Oliveira, Stankus and
    Miller, NCAlgebra, with indices in place of letters.)
    """
    need(goal.closed, "nc_ideal: a closed goal")
    ranges, a, b = opened(goal, "i", *(premise.conclusion for premise in premises))
    total = normal_form(sub(a, b), ranges)
    for entry in cofactors:
        need(type(entry) is tuple and len(entry) == 2, "nc_ideal: a cofactor is a premise's index and a term")
        number, cofactor = entry
        need(type(number) is int and 0 <= number < len(premises), "nc_ideal: no such premise")
        _subtract(total, normal_form(_multiple(premises[number].conclusion, cofactor, tuple(ranges)), ranges))
    need(not total, "nc_ideal: the identity fails")
    return conclude(goal, premises)


def _multiple(premise: Term, cofactor: object, indices: tuple[Term, ...]) -> Term:
    """Σ_k c(i, k)·(a(k) - b(k))."""
    need(type(cofactor) is Term and cofactor.closed, "nc_ideal: a cofactor is a closed term")
    ranges, a, b = opened(premise, "k", cofactor, *indices)  # type: ignore[arg-type]
    wanted = function(*[NATURAL] * (len(indices) + len(ranges)), REAL)
    need(cofactor.sort == wanted, "nc_ideal: a cofactor takes the goal's and the premise's indices")  # type: ignore[attr-defined]
    term = mul(apply(cofactor, *indices, *ranges), sub(a, b))  # type: ignore[arg-type]
    for index, size in reversed(ranges.items()):
        term = summation(size, index, term)
    return term


def _subtract(total: NormalForm, other: NormalForm) -> None:
    for key, coefficient in other.items():
        collect(total, key, -coefficient)
