"""What a big operator runs over: the naturals below a size, or all elements of a finite sort."""

from __future__ import annotations

from typing import NamedTuple

from .errors import need
from .sorts import NATURAL, Sort, is_finite
from .terms import (
    Term,
    bounded_forall,
    expect,
    forall,
    fresh,
    group_sum,
    instantiate,
    lt,
    make,
    product,
    shift,
    summation,
)

SUM, PRODUCT = "sum", "prod"
_KINDS = {"sum": SUM, "group_sum": SUM, "prod": PRODUCT}


class Range(NamedTuple):
    """The naturals below `size`, or, where that is None, all elements of the finite sort."""

    sort: Sort
    size: Term | None

    def variable(self, name: str, *avoid: Term) -> Term:
        """A variable over the range, free neither in `avoid` nor in the size."""
        return fresh(name, self.sort, *avoid, *([] if self.size is None else [self.size]))

    def every(self, variable: Term, formula: Term) -> Term:
        """∀i. i < n ⇒ formula, or ∀g. formula."""
        return forall(variable, formula) if self.size is None else bounded_forall(variable, self.size, formula)

    def within(self, element: Term) -> Term | None:
        """element < n; None where the sort says it."""
        return None if self.size is None else lt(element, self.size)

    def gathered(self, kind: str, variable: Term, entry: Term) -> Term:
        """The sum or product of the entries over the range."""
        if self.size is None:
            need(kind == SUM, "there is no product over a finite sort")
            return group_sum(variable, entry)
        return (summation if kind == SUM else product)(self.size, variable, entry)


class Gathered(NamedTuple):
    """A sum or product, taken apart: `entry` is what stands at `variable`, which is fresh."""

    kind: str
    range: Range
    variable: Term
    entry: Term

    def rebuilt(self, entry: Term) -> Term:
        """The same sum or product, of another entry."""
        return self.range.gathered(self.kind, self.variable, entry)


def taken_apart(term: Term, name: str, *avoid: Term, kinds: tuple[str, ...] = (SUM, PRODUCT)) -> Gathered:
    """Σ_{i<n} f(i), Σ_g f(g) or Π_{i<n} f(i), opened at a variable that neither the term nor `avoid` mentions."""
    need(term.closed, "a closed term is expected")
    kind = _KINDS.get(term.op, "")
    need(kind in kinds, f"expected a {' or '.join('sum' if k == SUM else 'product' for k in kinds)}, got {term.op}")
    over = Range(term.data, None) if term.op == "group_sum" else Range(NATURAL, term.args[0])  # type: ignore[arg-type]
    variable = over.variable(name, term, *avoid)
    return Gathered(kind, over, variable, instantiate(term.args[-1], [variable]))


def quantified(formula: Term) -> Range:
    """The range of ∀i. i < n ⇒ …, n without i, or of ∀g. … over a finite sort."""
    (body,) = expect(formula, "forall")
    if formula.data != NATURAL:
        need(is_finite(formula.data), "the quantifier is over a finite sort, or over i < n")  # type: ignore[arg-type]
        return Range(formula.data, None)  # type: ignore[arg-type]
    within, _ = expect(body, "implies")
    index, size = expect(within, "lt")
    need(index is make("bound", (0, NATURAL)), "the premise must be bounded by i < n")
    return Range(NATURAL, outside(size))


def outside(term: Term) -> Term:
    """A part of a binder's body that does not use the bound variable, outside the binder."""
    need(all(index != 0 for index, _ in term.loose), "the term depends on the bound variable")
    return shift(term, -1)
