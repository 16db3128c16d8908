"""Terms and rule arguments as JSON, both ways.  Strict: what is not exactly of the form is refused.

    terms   a list; each entry is [operator, data, [indices of earlier entries]]
    steps   a list; each entry is [rule, [arguments]]
    argument {"theorem": index of an earlier step} | {"term": index} | {"q": "p/q"} | int | str | [arguments]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from . import operators, sorts
from .errors import KernelError, need
from .terms import Term, build
from .theorem import Theorem

MAX_DIGITS = 4_000
_RATIONAL = re.compile(r"-?[0-9]+(/[0-9]+)?")


def rational(text: object) -> Fraction:
    """Reads "p/q" or "p", in lowest terms."""
    if type(text) is not str or not _RATIONAL.fullmatch(text):
        raise KernelError("not a rational")
    top, _, bottom = text.partition("/")
    need(len(top) <= MAX_DIGITS and len(bottom) <= MAX_DIGITS, "a rational with too many digits")
    need(bottom == "" or int(bottom) > 0, "a rational with denominator 0")
    value = Fraction(int(top), int(bottom or "1"))
    need(str(value) == text, "a rational that is not in lowest terms")
    return value


def _data(op: str, data: object) -> object:
    if op in operators.SORT_DATA:
        return sorts.from_json(data)
    if op in operators.WITH_DATA:
        need(type(data) is list and len(data) == 2, f"{op}: data is a pair")
        first, second = data  # type: ignore[misc]
        if op == "literal":
            return (sorts.from_json(first), rational(second))
        return (first, second) if op == "residue" else (first, sorts.from_json(second))
    need(data is None, f"{op} takes no data")
    return None


def _index(value: object, length: int) -> int:
    need(type(value) is int and 0 <= value < length, "a reference to something that is not there (yet)")
    return value  # type: ignore[return-value]


def read_terms(entries: object) -> list[Term]:
    """The table of terms of a certificate."""
    need(type(entries) is list, "terms: a list")
    table: list[Term] = []
    for entry in entries:  # type: ignore[attr-defined]
        need(type(entry) is list and len(entry) == 3 and type(entry[0]) is str, "a term is [operator, data, arguments]")
        op, data, indices = entry
        need(type(indices) is list, "a term's arguments are a list of indices")
        args = [table[_index(i, len(table))] for i in indices]
        table.append(build(op, _data(op, data), args))
    return table


def read_argument(value: object, terms: Sequence[Term], theorems: Sequence[Theorem], depth: int = 0) -> object:
    """A rule's argument."""
    need(depth < 20, "an argument nested too deeply")
    if type(value) is int or type(value) is str:
        return value
    if type(value) is list:
        return tuple(read_argument(item, terms, theorems, depth + 1) for item in value)
    need(type(value) is dict and len(value) == 1, "an argument is a reference, a number, a text or a list")
    ((key, inner),) = value.items()  # type: ignore[attr-defined]
    if key == "q":
        return rational(inner)
    if key == "term":
        return terms[_index(inner, len(terms))]
    if key == "theorem":
        return theorems[_index(inner, len(theorems))]
    raise KernelError(f"unknown kind of argument {str(key)[:20]!r}")


class TermTable:
    """Collects terms into a table, each once, arguments first."""

    def __init__(self) -> None:
        self.entries: list[list] = []
        self._position: dict[Term, int] = {}

    def add(self, root: Term) -> int:
        """The index of `root`, entering it and its subterms where they are new."""
        waiting = [root]
        while waiting:  # as `postorder` goes, but not into what is entered already
            term = waiting[-1]
            missing = [] if term in self._position else [arg for arg in term.args if arg not in self._position]
            if missing:
                waiting += reversed(missing)
                continue
            waiting.pop()
            if term not in self._position:
                self._position[term] = len(self.entries)
                data = operators.data_to_json(term.op, term.data)
                self.entries.append([term.op, data, [self._position[arg] for arg in term.args]])
        return self._position[root]


def write_argument(value: object, table: TermTable, theorem_index: Callable[[Theorem], int]) -> object:
    """The inverse of `read_argument`."""
    if type(value) is Theorem:
        return {"theorem": theorem_index(value)}
    if type(value) is Term:
        return {"term": table.add(value)}
    if type(value) is Fraction:
        return {"q": str(value)}
    if type(value) in (tuple, list):
        return [write_argument(item, table, theorem_index) for item in value]  # type: ignore[attr-defined]
    need(type(value) is int or type(value) is str, f"a rule takes no {type(value).__name__}")
    return value
