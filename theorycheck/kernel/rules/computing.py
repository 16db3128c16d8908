"""Computation as a rule, and definitions with their unfolding."""

from __future__ import annotations

from fractions import Fraction

from .. import operators
from ..computation import normal_form
from ..errors import need, spend
from ..sorts import REAL, Sort, abstract_names, check, is_finite, is_group, is_space
from ..terms import Term, build, constant, eq, expect, postorder, rewrite
from ..theorem import Theorem, conclude, rule


def definition_table(theorems: tuple[Theorem, ...]) -> dict[Term, Term]:
    """constant -> body, from theorems made by `define`."""
    table: dict[Term, Term] = {}
    for theorem in theorems:
        left, right = expect(theorem.conclusion, "eq")
        need(left.op == "constant" and not theorem.hypotheses, "a definition is ⊢ constant = body")
        need(table.setdefault(left, right) is right, "one constant with two definitions")
    return table


@rule
def define(name: str, body: Term) -> Theorem:
    """⊢ name#hash = body, for a closed body without free variables.

    Explicit only: recursion is by Σ Π max fold.  Every abstract sort of the body must be visible in its type;
    otherwise one constant would stand for two values once the sort is instantiated (card := Σ_G 1 has type real).
    """
    need(name != "" and "#" not in name, "define: a name without #")
    need(body.closed and not body.free, "define: the body is not closed")
    visible = abstract_names(body.sort)
    hidden = {sort for term in postorder(body) for sort in _sorts_in(term)} - visible
    need(not hidden, "define: the body uses an abstract sort that its type does not show")
    return conclude(eq(constant(f"{name}#{body.digest()}", body.sort), body))


def _sorts_in(term: Term) -> frozenset[Sort]:
    data = abstract_names(term.data) if term.op in operators.SORT_DATA else frozenset()  # type: ignore[arg-type]
    return abstract_names(term.sort) | data


@rule
def compute(term: Term, definitions: tuple[Theorem, ...]) -> Theorem:
    """⊢ t = t', with t' the normal form of t under the definitions."""
    return conclude(eq(term, normal_form(term, definition_table(definitions))), definitions)


@rule
def convert(theorem: Theorem, formula: Term, definitions: tuple[Theorem, ...]) -> Theorem:
    """From p conclude q, where p and q are one formula once the definitions are unfolded, or have one normal form.

    Either way both denote the same: a constant denotes its body, and a normal form what its term denotes.
    """
    table = definition_table(definitions)
    one = opened(theorem.conclusion, table) is opened(formula, table)  # computes nothing, where that is enough
    need(
        one or normal_form(theorem.conclusion, table) is normal_form(formula, table), "convert: different normal forms"
    )
    return conclude(formula, [theorem, *definitions])


@rule
def unfold(term: Term, definitions: tuple[Theorem, ...]) -> Theorem:
    """⊢ t = t', with the defined constants replaced by their bodies until none is left, nothing else computed."""
    return conclude(eq(term, opened(term, definition_table(definitions))), definitions)


def opened(term: Term, table: dict[Term, Term]) -> Term:
    """`term` with the constants of the table replaced by their bodies until none is left."""
    while table and any(part in table for part in postorder(term)):
        term = rewrite(term, lambda t, depth: table.get(t), lambda t, depth: not t.args and t not in table)
    return term


@rule
def instantiate_sort(theorem: Theorem, old: str, new: tuple) -> Theorem:
    """From a theorem about the abstract sort named `old`, the same about the sort `new`.

    A group becomes an abstract group or Z_m; a finite set becomes any finite sort; a vector space becomes another, an
    inner-product space or ℝ; an inner-product space becomes another or ℝ, where ⟨x, y⟩ is x·y.

    Why: what holds for every structure of a kind, for all values of its variables, holds for the one named.
    """
    check(new)

    def sort(s: Sort) -> Sort:
        if s[1:] == (old,) and s[0] in _INSTANCES:
            need(_INSTANCES[s[0]](new), "instantiate_sort: not a sort of that kind")
            return new
        return ("fun", sort(s[1]), sort(s[2])) if s[0] == "fun" else s

    def translated(term: Term) -> Term:
        done: dict[Term, Term] = {}
        for part in postorder(term):
            spend(1)
            need(part.op != "constant" or not _mentions(part.sort, old), "instantiate_sort: unfold the constants first")
            args = [done[arg] for arg in part.args]
            if new == REAL and part.op in _ON_REALS and (*part.args, part)[len(part.args) - 1].sort[1] == old:
                done[part] = build(_ON_REALS[part.op], None if args else (REAL, Fraction(0)), args)
            else:
                done[part] = build(part.op, _data(part, sort), args)
        return done[term]

    hypotheses = [translated(formula) for formula in theorem.hypotheses]
    result = translated(theorem.conclusion)
    bare = conclude(result, [theorem], without=theorem.hypotheses)
    return conclude(result, [bare], also=hypotheses)


# what may stand for an abstract sort of each kind
_INSTANCES = {
    "group": is_group,
    "finite": is_finite,
    "vector": lambda s: is_space(s) or s == REAL,
    "inner": lambda s: s[0] == "inner" or s == REAL,
}
_ON_REALS = {"vector_zero": "literal", "vector_add": "add", "vector_scale": "mul", "inner_product": "mul"}


def _mentions(sort: Sort, name: str) -> bool:
    return any(found[1] == name for found in abstract_names(sort))


def _data(term: Term, sort) -> object:  # type: ignore[no-untyped-def]
    if term.op in operators.NAMED:
        return (term.data[0], sort(term.data[1]))  # type: ignore[index]
    return sort(term.data) if term.op in operators.SORT_DATA else term.data
