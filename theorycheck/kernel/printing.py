"""Terms as readable text: for people, never read back."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from . import operators

if TYPE_CHECKING:
    from .binding import Term

_INFIX = {"add": "+", "mul": "·", "div": "/", "eq": "=", "le": "≤", "lt": "<", "and": "∧", "or": "∨",
          "implies": "⇒", "group_add": "⊕", "vector_add": "+", "vector_scale": "·"}  # fmt: skip
_BIG = {"sum": "Σ", "prod": "Π", "max": "max"}
_SPOKEN = {"pi", "fold", "max", "if", "then", "else", *operators.OPERATORS}  # words of the notation itself
_LIMIT = 20_000
_DEEPEST = 150  # levels; a few calls each, far below the recursion limit


def show(term: Term) -> str:
    """`term` in the usual notation; bound variables print as the index of their binder (x0 the outermost seen).

    A constant prints by its name alone only where nothing else in sight is called that: two constants of one name, one
    that is called like an operator, one with letters that look like others are told apart by their hashes.
    """
    return _Printer().text(term)


class _Printer:
    def __init__(self) -> None:
        self.budget = _LIMIT
        self.called: dict[str, str] = {}  # the hash of the constant that goes by a name
        self.depth = 0

    def text(self, term: Term, names: tuple[str, ...] = ()) -> str:
        self.budget -= 1
        if self.budget < 0 or self.depth >= _DEEPEST:
            return "…"
        self.depth += 1
        text = self._text(term, names)
        self.depth -= 1
        return text

    def _text(self, term: Term, names: tuple[str, ...]) -> str:
        op, data, args = term.op, term.data, term.args
        if op == "bound":
            index: int = data[0]  # type: ignore[index]
            return names[index] if index < len(names) else f"#{index - len(names)}"
        if op == "variable":
            return _visible(data[0])  # type: ignore[index]
        if op == "constant":
            return self._constant(data[0])  # type: ignore[index]
        if op == "literal":
            value = _number_text(data[1])  # type: ignore[index]
            return value if "-" not in value and "/" not in value else f"({value})"
        return self._compound(op, data, args, names)

    def _compound(self, op: str, data: object, args: tuple[Term, ...], names: tuple[str, ...]) -> str:
        if op == "add" and _negated(args[1]) is not None:
            return f"({self.text(args[0], names)} - {self.text(_negated(args[1]), names)})"  # type: ignore[arg-type]
        if op in _INFIX:
            return f"({self.text(args[0], names)} {_INFIX[op]} {self.text(args[1], names)})"
        if op == "app":
            return self._application(args, names)
        if op == "not":
            return f"¬{self.text(args[0], names)}"
        if op == "inner_product":
            return f"⟨{', '.join(self.text(arg, names) for arg in args)}⟩"
        if op == "cast":
            return self.text(args[0], names)
        if op == "select" and args[0].op == "le" and args[0].args == (args[2], args[1]):
            return f"max({self.text(args[2], names)}, {self.text(args[1], names)})"
        if op == "select":
            condition, a, b = (self.text(arg, names) for arg in args)
            return f"(if {condition} then {a} else {b})"
        if op in ("lambda", "forall", "exists", "group_sum"):
            name = f"x{len(names)}"
            sign = {"lambda": "λ", "forall": "∀", "exists": "∃", "group_sum": "Σ"}[op]
            return f"({sign}{name}:{_sort_text(data)}. {self.text(args[0], (name, *names))})"
        if op in _BIG:
            name = f"x{len(names)}"
            return f"{_BIG[op]}[{name}<{self.text(args[0], names)}]({self.text(args[1], (name, *names))})"
        if op == "fold":
            state, layer = f"x{len(names)}", f"k{len(names)}"
            start, step = self.text(args[1], names), self.text(args[2], (state, layer, *names))
            return f"fold[{layer}<{self.text(args[0], names)}]({state} := {start}; {step})"
        inner = ", ".join(self.text(arg, names) for arg in args)
        suffix = "" if data is None else f":{data}"
        return f"{op}{suffix}({inner})" if args else f"{op}{suffix}".replace("pi", "π")

    def _constant(self, full: str) -> str:
        name, _, digest = full.partition("#")
        plain = name.isascii() and name.isidentifier() and name not in _SPOKEN
        if plain and self.called.setdefault(name, digest) == digest:
            return name
        return f"{_visible(name)}#{_visible(digest[:8])}"

    def _application(self, args: tuple[Term, ...], names: tuple[str, ...]) -> str:
        values = [args[1]]
        head = args[0]
        while head.op == "app":
            values.append(head.args[1])
            head = head.args[0]
        return f"{self.text(head, names)}({', '.join(self.text(value, names) for value in reversed(values))})"


def _negated(term: Term) -> Term | None:
    """b of (-1) · b."""
    minus = term.op == "mul" and term.args[0].op == "literal" and term.args[0].data[1] == -1  # type: ignore[index]
    return term.args[1] if minus else None


def _visible(text: str) -> str:
    """What would move the cursor, turn the line around or show as nothing is spelled out."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def _number_text(value: Fraction) -> str:
    """p/q, or its rough size where Python refuses to write so many digits."""
    bits = value.numerator.bit_length() - value.denominator.bit_length()
    longest = max(value.numerator.bit_length(), value.denominator.bit_length())
    return str(value) if longest < 10_000 else f"{'-' if value < 0 else ''}(about 2^{bits})"


def _sort_text(sort: object) -> str:
    match sort:
        case ("real",):
            return "ℝ"
        case ("nat",):
            return "ℕ"
        case ("fun", a, b):
            return f"({_sort_text(a)}→{_sort_text(b)})"
        case ("Z", order):
            return f"Z{order}"
        case (str(kind), str(name)):
            return name if name.isascii() and name.isidentifier() else f"{kind} {_visible(name)!r}"
    return str(sort)
