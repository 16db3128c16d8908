"""What quantifies over all points, at literal sizes, taken apart into scalars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from theorycheck.derived.equations import all_replaced
from theorycheck.kernel import terms
from theorycheck.kernel.computation import normal_form
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.sorts import NATURAL, REAL
from theorycheck.kernel.terms import Term, instantiate, postorder


@dataclass(frozen=True)
class Opened:
    """∀q…. premises ⇒ … ⇒ body (or ∃q…. body), at variables q; `entries` are the scalars q(0), q(1, 2) … in it."""

    variables: tuple[Term, ...]
    premises: tuple[Term, ...]
    body: Term
    entries: tuple[Term, ...]

    def scalar(self, term: Term, values: Sequence[Term]) -> Term:
        """The term with these values for the entries."""
        term = all_replaced(term, dict(zip(self.entries, values, strict=True)))
        if any(v.data in term.free for v in self.variables):
            raise KernelError("an entry outside of an array is read")
        return term


def nearby(formula: Term) -> Opened:
    """∀q…. near ⇒ … ⇒ body as it is stated; `near`, once computed, names every entry of q."""
    return opened(formula, "forall", computed=True)


def opened(formula: Term, quantifier: str, prefix: str = "_q", computed: bool = False) -> Opened:
    """The formula under its leading quantifiers; with `computed` the entries are those of its premises, computed."""
    variables: list[Term] = []
    while formula.op == quantifier:
        variables.append(terms.variable(f"{prefix}{len(variables)}", formula.data))  # type: ignore[arg-type]
        formula = instantiate(formula.args[0], [variables[-1]])
    premises: list[Term] = []
    while formula.op == "implies":
        premises.append(formula.args[0])
        formula = formula.args[1]
    if not variables:
        raise KernelError(f"no {quantifier} stands in front")
    named = [normal_form(premise) for premise in premises] if computed else [*premises, formula]
    return Opened(tuple(variables), tuple(premises), formula, _entries(variables, named))


def _entries(variables: Sequence[Term], formulas: Sequence[Term]) -> tuple[Term, ...]:
    found: dict[Term, None] = {}
    for formula in formulas:
        for part in postorder(formula):
            if part.sort == REAL and part.closed and _head(part) in variables:
                found[part] = None
    return tuple(sorted(found, key=lambda entry: (variables.index(_head(entry)), _position(entry))))


def _head(term: Term) -> Term:
    while term.op == "app":
        term = term.args[0]
    return term


def _position(term: Term) -> tuple[int, ...]:
    position: list[int] = []
    while term.op == "app":
        if term.args[1].op != "literal":
            raise KernelError("an entry at an index that is no number")
        position.append(int(term.args[1].data[1]))  # type: ignore[index]
        term = term.args[0]
    return tuple(reversed(position))


def position(entry: Term) -> tuple[Term, tuple[int, ...]]:
    """The array (or scalar) and the indices of an entry."""
    return _head(entry), _position(entry)


def shapes(opened_formula: Opened) -> tuple[tuple[int, ...], ...]:
    """The shape of each variable: the least that holds its entries."""
    places: dict[Term, list[tuple[int, ...]]] = {variable: [] for variable in opened_formula.variables}
    for entry in opened_formula.entries:
        variable, place = position(entry)
        places[variable].append(place)
    return tuple(tuple(max(sizes) + 1 for sizes in zip(*found, strict=True)) for found in places.values())


def arrays(opened_formula: Opened, values: Sequence[Term]) -> list[Term]:
    """For each variable the scalar, or the table of the values; what no entry names is 0."""
    entries = dict(zip(map(position, opened_formula.entries), values, strict=True))
    return [_table(v, v.sort, (), entries) for v in opened_formula.variables]


def _table(variable: Term, sort: tuple, fixed: tuple[int, ...], entries: dict) -> Term:  # type: ignore[type-arg]
    if sort == REAL:
        return entries.get((variable, fixed), terms.real(0))
    if sort[0] != "fun" or sort[1] != NATURAL:
        raise KernelError("a variable that is neither a real number nor an array of them")
    below = [at[len(fixed)] for v, at in entries if v is variable and at[: len(fixed)] == fixed]
    parts = [_table(variable, sort[2], (*fixed, i), entries) for i in range(max(below, default=0) + 1)]
    return terms.table(*parts)
