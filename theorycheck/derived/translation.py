"""Kernel terms as SymPy expressions and back, operator by operator; what has no counterpart is a symbol, or refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce
from typing import Any

import sympy

from theorycheck.kernel import operators
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, add, div, elementary, le, mul, pi, postorder, real, select

Atoms = dict[Term, Any]
_SAME_NAME = {"arctan": "atan"}


def in_sympy(term: Term, atoms: Atoms) -> Any:
    """The expression of a real term; parts SymPy must not look into become real symbols, remembered in `atoms`."""
    done: dict[Term, Any] = {}
    for part in postorder(term):
        if not part.closed or part.sort != REAL:
            continue
        rule = _OUT.get(part.op)
        known = rule is not None and all(argument in done for argument in part.args)
        if part.op == "literal":
            value: Fraction = part.data[1]  # type: ignore[index]
            done[part] = sympy.Rational(value.numerator, value.denominator)
        elif known:
            done[part] = rule(*(done[argument] for argument in part.args))  # type: ignore[misc]
        else:
            done[part] = atoms.setdefault(part, sympy.Symbol(f"a{len(atoms)}", real=True))
    return done[term]


def in_terms(expression: Any, atoms: Mapping[Term, Any]) -> Term | None:
    """The term of an expression over these atoms; None where an operator has no counterpart."""
    known = {symbol: term for term, symbol in atoms.items()}
    return _term(expression, known)


def _term(e: Any, known: Mapping[Any, Term]) -> Term | None:
    if e in known:
        return known[e]
    if isinstance(e, sympy.Rational):
        return real(Fraction(int(e.p), int(e.q)))
    if e is sympy.pi:
        return pi()
    if isinstance(e, sympy.Pow) and isinstance(e.exp, sympy.Integer):
        return _power(_term(e.base, known), int(e.exp))
    if isinstance(e, sympy.Pow) and isinstance(2 * e.exp, sympy.Integer):
        base = _term(e.base, known)
        return None if base is None else _power(elementary("sqrt", base), int(2 * e.exp))
    rule = None if isinstance(e, sympy.Pow) else _BACK.get(type(e).__name__)
    parts = [_term(part, known) for part in e.args]
    if rule is None or not parts or any(part is None for part in parts):
        return None
    return rule(*parts)


def _power(base: Term | None, exponent: int) -> Term | None:
    if base is None or not 0 < abs(exponent) <= 64:
        return None
    power = reduce(mul, [base] * abs(exponent))
    return power if exponent > 0 else div(real(1), power)


_OUT: dict[str, Callable[..., Any]] = {
    "add": lambda a, b: a + b, "mul": lambda a, b: a * b, "div": lambda a, b: a / b, "pi": lambda: sympy.pi,
    "sqrt": sympy.sqrt,
} | {
    name: getattr(sympy, _SAME_NAME.get(name, name)) for name in operators.ELEMENTARY if name != "sqrt"
}  # fmt: skip
_BACK: dict[str, Callable[..., Term]] = {
    "Add": lambda *xs: reduce(add, xs), "Mul": lambda *xs: reduce(mul, xs),
    "Max": lambda *xs: reduce(lambda a, b: select(le(a, b), b, a), xs),
    "tan": lambda x: div(elementary("sin", x), elementary("cos", x)),
} | {
    _SAME_NAME.get(name, name): (lambda x, name=name: elementary(name, x))
    for name in operators.ELEMENTARY if name != "sqrt"
}  # fmt: skip
