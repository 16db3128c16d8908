"""The laws of the elementary functions that Rocq proves are those of the kernel's tables, word for word."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from theorycheck.kernel import terms as t
from theorycheck.kernel.rules.elementary_laws import LOG_EXP, TRIGONOMETRIC
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term

SOURCE = (Path(__file__).parents[2] / "rocq" / "elementary_laws.v").read_text(encoding="utf-8")
NAMES = {"log": "ln", "arctan": "atan"} | {name: name for name in ("exp", "sin", "cos", "tanh")}
INFIX = {"implies": ("->", 1, 0), "and": ("/\\", 3, 2), "eq": ("=", 4, 4), "le": ("<=", 4, 4), "lt": ("<", 4, 4)}
INFIX |= {"add": ("+", 5, 6), "sub": ("-", 5, 6), "mul": ("*", 7, 8), "div": ("/", 7, 8)}
OWN = {"->": 0, "/\\": 2, "=": 3, "<=": 3, "<": 3, "+": 5, "-": 5, "*": 7, "/": 7}


def _rocq(term: Term, level: int = 0) -> str:
    """The formula as Rocq prints it: as few parentheses as the precedences allow; x - y for x + (-1) · y."""
    opposite = _opposite(term)
    if term.op == "variable":
        return str(term.data[0])
    if term.op == "pi":
        return "PI"
    if term.op == "literal":
        return str(term.data[1])
    if opposite is not None:
        return _wrapped(f"- {_rocq(opposite, 9)}", 6, level)
    if term.op in NAMES:
        return _wrapped(f"{NAMES[term.op]} {_rocq(term.args[0], 10)}", 9, level)
    a, b = term.args
    taken = _opposite(b) if term.op == "add" else None
    sign, left, right = INFIX["sub" if taken is not None else term.op]
    return _wrapped(f"{_rocq(a, left)} {sign} {_rocq(b if taken is None else taken, right)}", OWN[sign], level)


def _wrapped(text: str, own: int, level: int) -> str:
    return f"({text})" if own < level else text


def _opposite(term: Term) -> Term | None:
    return term.args[1] if term.op == "mul" and term.args[0] is t.real(-1) else None


def _opened(law: Term) -> Term:
    for name in ("x", "y"):
        if law.op == "forall":
            law = t.instantiate(law.args[0], [t.variable(name, REAL)])
    return law


def _stated(theorem: str) -> list[str]:
    """The parts of the theorem's conclusion, without parentheses around a whole part."""
    text = SOURCE.split(f"Theorem {theorem} (x y : R) :", 1)[1].split(".\nProof.", 1)[0]
    parts = [part.strip() for part in text.split(" /\\\n")]
    return [part[1:-1] if part.startswith("(") and part.endswith(")") else part for part in parts]


@pytest.mark.parametrize(("theorem", "table"), [("log_exp", LOG_EXP), ("trigonometric", TRIGONOMETRIC)])
def test_the_laws_are_the_kernels(theorem: str, table: Mapping[str, Term]) -> None:
    """Law by law, in order; a law that is added to the kernel is missing here until it is proved."""
    assert _stated(theorem) == [_rocq(_opened(law)) for law in table.values()]


def test_another_law_is_printed_otherwise() -> None:
    """Grouping and signs are seen."""
    x, y = t.variable("x", REAL), t.variable("y", REAL)
    assert _rocq(t.sub(x, t.sub(y, x))) == "x - (y - x)" != _rocq(t.sub(t.sub(x, y), x))
    assert _rocq(t.elementary("sin", t.neg(x))) == "sin (- x)" != _rocq(t.neg(t.elementary("sin", x)))
    assert _rocq(t.mul(x, t.add(x, y))) == "x * (x + y)"
