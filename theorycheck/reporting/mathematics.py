r"""Exact values as LaTeX: `-1/2` becomes `-\tfrac{1}{2}`, a table of tables becomes a matrix."""

from __future__ import annotations

import re
from decimal import Context, Decimal
from fractions import Fraction
from typing import Any

MANY = 64  # entries after which a matrix is described rather than printed
LONG = 24  # digits after which a number is shown by its decimal beginning


def value_latex(value: Any) -> str:
    """One exact value of a witness (a number, `p/q` as text, or nested lists of them) as LaTeX."""
    if isinstance(value, dict) and set(value) == {"between"}:
        low, high = (Fraction(end) for end in value["between"])
        middle = (low + high) / 2
        return rf"{_decimal(middle.numerator, middle.denominator)}"
    if isinstance(value, dict) and "map" in value:
        return str(value["map"])
    if isinstance(value, dict):
        return r",\ ".join(rf"{name_latex(str(key))} = {value_latex(inner)}" for key, inner in value.items())
    if not isinstance(value, list):
        return _number(str(value))
    if not value:
        return r"(\,)"
    if any(isinstance(row, list) and row and isinstance(row[0], list) for row in value):
        return r"\left(" + r",\ ".join(value_latex(member) for member in value) + r"\right)"
    rows = value if all(isinstance(row, list) for row in value) else [value]
    if sum(len(row) if isinstance(row, list) else 1 for row in rows) > MANY:
        return rf"\text{{{len(rows)} rows, see the JSON}}"
    body = r" \\ ".join(" & ".join(value_latex(entry) for entry in row) for row in rows)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


def name_latex(name: str) -> str:
    r"""A symbol's name as LaTeX: `W_1` and `alpha` are what their authors meant, `width` is a word."""
    head, _, index = name.partition("_")
    if not re.fullmatch(r"[A-Za-z]+", head) or (index and not re.fullmatch(r"\w+", index)):
        return rf"\texttt{{{re.sub(r'[^A-Za-z0-9 ]', '-', name)}}}"
    letter = head if len(head) == 1 else rf"\{head}" if head in _GREEK else rf"\mathit{{{head}}}"
    return f"{letter}_{{{index.replace('_', ',')}}}" if index else letter


_LOWER = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau phi chi psi omega"
_UPPER = "Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega"
_GREEK = frozenset((_LOWER + " " + _UPPER).split())


def _number(text: str) -> str:
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    top, _, bottom = digits.partition("/")
    if not (top.isdigit() and (bottom.isdigit() or not bottom)):
        return rf"\texttt{{{re.sub(r'[^A-Za-z0-9. ]', '-', text)}}}"
    if len(digits) > LONG:
        return rf"{sign}{_decimal(int(top), int(bottom or 1))}"
    return rf"{sign}\tfrac{{{top}}}{{{bottom}}}" if bottom else sign + top


def _decimal(top: int, bottom: int) -> str:
    """The first six digits of a long fraction (a float would overflow at 400 digits)."""
    short = Context(prec=6).divide(Decimal(top), Decimal(bottom))
    digits, _, power = f"{short:g}".lower().partition("e")
    return rf"{digits}\ldots" + (rf"\cdot 10^{{{int(power)}}}" if power else "")
