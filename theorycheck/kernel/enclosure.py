"""Enclosing a term over a box, and deciding a formula there: true, false, or not decided (None)."""

from __future__ import annotations

from collections.abc import Mapping

from . import interval as iv
from .errors import spend
from .interval import Interval, Undecided
from .terms import Term, postorder

DEFAULT_PRECISION = 96
Box = Mapping[Term, Interval]


class Enclosure:
    """Interval values and truth values of the subterms of one formula over one box; nothing is computed twice."""

    def __init__(self, box: Box, precision: int = DEFAULT_PRECISION):
        self.box = box
        self.precision = precision
        self._values: dict[Term, Interval | Undecided] = {}
        self._truths: dict[Term, bool | None] = {}

    def value(self, term: Term) -> Interval:
        """An interval that contains the term's value at every point of the box."""
        self._visit(term)
        found = self._values[term]
        if isinstance(found, Undecided):
            raise found
        return found

    def truth(self, formula: Term) -> bool | None:
        """True or False if the formula has that value at every point of the box; else None."""
        self._visit(formula)
        return self._truths[formula]

    def _visit(self, root: Term) -> None:
        if root in self._values or root in self._truths:  # and so is all inside: nothing to walk through again
            return
        for term in postorder(root):
            if term in self._values or term in self._truths:
                continue
            spend(1)
            if term.sort == ("prop",):
                self._truths[term] = self._truth(term)
            else:
                try:
                    self._values[term] = self._value(term)
                except Undecided as reason:
                    self._values[term] = reason

    def _arguments(self, term: Term) -> list[Interval]:
        found = [self._values[arg] for arg in term.args]
        for value in found:
            if isinstance(value, Undecided):
                raise value
        return found  # type: ignore[return-value]

    def _value(self, term: Term) -> Interval:
        op, precision = term.op, self.precision
        if term in self.box:
            return self.box[term]
        if op == "literal":
            return iv.point(term.data[1])  # type: ignore[index]
        if op == "pi":
            return iv.pi(precision)
        if op == "select":
            return self._select(term)
        if op == "mul" and term.args[0] is term.args[1]:
            return iv.square(self._arguments(term)[0], precision)
        if op in ("add", "mul", "div"):
            a, b = self._arguments(term)
            return {"add": iv.add, "mul": iv.mul, "div": iv.div}[op](a, b, precision)
        if op == "cast":
            return self._arguments(term)[0]
        if op in iv.ELEMENTARY:
            (x,) = self._arguments(term)
            return iv.ELEMENTARY[op](x, precision)
        raise Undecided(f"no enclosure for {op}")

    def _select(self, term: Term) -> Interval:
        condition, a, b = term.args
        decided = self._truths[condition]
        branches = [a] if decided is True else [b] if decided is False else [a, b]
        values = [self._values[branch] for branch in branches]
        for value in values:
            if isinstance(value, Undecided):
                raise value
        return values[0] if len(values) == 1 else iv.hull(*values)  # type: ignore[arg-type, return-value]

    def _truth(self, formula: Term) -> bool | None:
        match formula.op:
            case "true" | "false":
                return formula.op == "true"
            case "le" | "lt" | "eq":
                return self._comparison(formula)
            case "not":
                inner = self._truths[formula.args[0]]
                return None if inner is None else not inner
            case "and" | "or" | "implies":
                left, right = (self._truths[arg] for arg in formula.args)
                return _connective(formula.op, left, right)
        return None

    def _comparison(self, formula: Term) -> bool | None:
        a, b = (self._values.get(arg) for arg in formula.args)
        if not isinstance(a, Interval) or not isinstance(b, Interval):
            return None
        if formula.op == "eq":
            if a.hi < b.lo or b.hi < a.lo:
                return False
            return True if a.lo == a.hi == b.lo == b.hi else None
        if formula.op == "le":
            return True if a.hi <= b.lo else False if a.lo > b.hi else None
        return True if a.hi < b.lo else False if a.lo >= b.hi else None


def _connective(op: str, left: bool | None, right: bool | None) -> bool | None:
    """Kleene's three-valued tables."""
    if op == "implies":
        op, left = "or", None if left is None else not left
    if op == "and":
        return False if left is False or right is False else True if left and right else None
    return True if left or right else False if left is False and right is False else None
