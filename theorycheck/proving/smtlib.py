"""A question about numbers as SMT-LIB text: unsatisfiable only if the goal follows from the facts.

Everything that is no arithmetic is an unknown of its own, one for each term, so what is shown is more general than
what was asked.  No division is written: a / b is an unknown q with q · b = a on condition that b ≠ 0, and of q where
b = 0 nothing is said, as in the kernel.  A root is an unknown r with r ≥ 0 and r · r = a on condition that a ≥ 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from theorycheck.kernel.errors import KernelError, need
from theorycheck.kernel.sorts import NATURAL, PROPOSITION, REAL
from theorycheck.kernel.terms import Term

_SORTS = {REAL: "Real", NATURAL: "Int", PROPOSITION: "Bool"}
_OPERATORS = {
    "add": "+", "mul": "*", "le": "<=", "lt": "<", "eq": "=", "and": "and", "or": "or", "implies": "=>", "not": "not",
    "select": "ite", "cast": "to_real", "true": "true", "false": "false",
}  # fmt: skip


def question(facts: Sequence[Term], goal: Term) -> str:
    """The facts and the goal's negation. Raises KernelError for a formula with quantifiers, or not about numbers."""
    writer = _Writer()
    for fact in facts:
        writer.claimed(writer.name(fact))
    writer.claimed(f"(not {writer.name(goal)})")
    return "\n".join(["(set-logic ALL)", *writer.lines, "(check-sat)", ""])


def readable(formula: Term) -> bool:
    """Whether a formula can be written."""
    try:
        _Writer().name(formula)
    except KernelError:
        return False
    return True


class _Writer:
    """Each part of a formula gets a name and a line, once."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.names: dict[Term, str] = {}

    def claimed(self, formula: str) -> None:
        self.lines.append(f"(assert {formula})")

    def name(self, root: Term) -> str:
        stack = [root]
        while stack:
            term = stack[-1]
            missing = [part for part in _parts(term) if part not in self.names]
            if term not in self.names and missing:
                stack += missing
                continue
            stack.pop()
            if term not in self.names:
                self.names[term] = self._written(term)
        return self.names[root]

    def _written(self, term: Term) -> str:
        if term.op == "literal":
            return _literal(term)
        if term.op in ("true", "false"):
            return term.op
        parts = [self.names[part] for part in _parts(term)]
        if _arithmetic(term):
            return self._defined(term, f"({_OPERATORS[term.op]} {' '.join(parts)})")
        need(term.closed and term.sort in (REAL, NATURAL), "a formula that is not about numbers alone")
        unknown = self._declared(term)
        if law := _LAWS.get(term.op):
            self.claimed(law(unknown, *parts))
        if term.sort == NATURAL:
            self.claimed(f"(>= {unknown} 0)")
        return unknown

    def _defined(self, term: Term, body: str) -> str:
        name = f"t{len(self.names)}"
        self.lines.append(f"(define-fun {name} () {_SORTS[term.sort]} {body})")
        return name

    def _declared(self, term: Term) -> str:
        name = f"x{len(self.names)}"
        self.lines.append(f"(declare-const {name} {_SORTS[term.sort]})")
        return name


_LAWS: dict[str, Callable[..., str]] = {
    "div": lambda q, a, b: f"(=> (not (= {b} 0.0)) (= (* {q} {b}) {a}))",
    "sqrt": lambda r, a: f"(=> (>= {a} 0.0) (and (>= {r} 0.0) (= (* {r} {r}) {a})))",
}


def _arithmetic(term: Term) -> bool:
    """Whether the operator means in SMT-LIB what it means in the kernel, on these arguments."""
    return term.op in _OPERATORS and all(part.sort in _SORTS for part in term.args) and term.sort in _SORTS


def _parts(term: Term) -> tuple[Term, ...]:
    return term.args if _arithmetic(term) or term.op in _LAWS else ()


def _literal(term: Term) -> str:
    value = term.data[1]  # type: ignore[index]
    if term.sort == NATURAL:
        return str(value)
    size = f"{abs(value.numerator)}.0"
    size = size if value.denominator == 1 else f"(/ {size} {value.denominator}.0)"
    return f"(- {size})" if value < 0 else size
