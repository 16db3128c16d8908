"""SymPy expressions handed in by a writer, converted node by node by a table.

What SymPy evaluated before we saw it (x/x to 1) cannot be seen here; a bare True or False can, and is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import sympy

from theorycheck.errors import FloatInStatement, OutsideVocabulary, UnknownSymbol

from .arithmetic import as_node
from .node import OPERATORS, Node
from .nodes import Add, Div, Literal, Mul, Pi, Power
from .relations import and_, eq, implies, le, lt, ne, not_, or_
from .vocabulary import elementwise as e

Mapped = Mapping[sympy.Basic, Any]

_FUNCTIONS: dict[str, Callable[..., Node]] = {
    "Abs": e.absolute,
    "exp": e.exp,
    "log": e.log,
    "sin": e.sin,
    "cos": e.cos,
    "atan": e.arctan,
    "tanh": e.tanh,
    "Max": lambda *xs: reduce(e.maximum, xs),
    "Min": lambda *xs: reduce(e.minimum, xs),
    "Equality": eq,
    "Unequality": ne,
    "LessThan": le,
    "StrictLessThan": lt,
    "GreaterThan": lambda a, b: le(b, a),
    "StrictGreaterThan": lambda a, b: lt(b, a),
    "And": and_,
    "Or": or_,
    "Not": not_,
    "Implies": implies,
}

# What a writer may want instead of what is refused.
_CURES = {
    "Piecewise": "write relu, absolute, maximum, step, or implies for each case",
    "Sum": "write summation(n, lambda i: ...): SymPy's Sum follows Karr's convention, ours is 0 when nothing is summed",
    "Product": "write product(n, lambda i: ...): SymPy's Product follows Karr's convention, ours is 1 over nothing",
    "Heaviside": "write step(x), which is 0 at 0",
    "Derivative": "derivatives are not in the vocabulary yet",
    "Integral": "write integral(f, (x, a, b)): SymPy's Integral runs backwards where a > b, ours needs a <= b",
    "Inverse": "state the inverse by its equation: a matrix B with eq(A @ B, I) given",
    "NaN": "no node means an undefined number",
    "Infinity": "infinity is never a number here; split the case off",
    "NegativeInfinity": "infinity is never a number here; split the case off",
    "ImaginaryUnit": "write complex numbers as pairs of reals",
}


def sympy_to_statement(expression: Any, symbols: Mapped | None = None) -> Node:
    """The node of a SymPy expression; `symbols` says which declared symbol each SymPy symbol stands for.

    Raises UnknownSymbol, FloatInStatement, ClaimCollapsed, or OutsideVocabulary naming the smallest guilty part.
    """
    mapped = dict(symbols or {})
    done: dict[Any, Node] = {}
    stack = [expression]
    while stack:
        part = stack[-1]
        if part in done:
            stack.pop()
            continue
        children = [] if _is_leaf(part, mapped) else list(part.args)
        missing = [child for child in children if child not in done]
        if missing:
            stack.extend(missing)
            continue
        done[part] = _convert(part, [done[child] for child in children], mapped)
        stack.pop()
    return done[expression]


def _is_leaf(part: Any, mapped: dict[Any, Any]) -> bool:
    return (
        part in mapped
        or isinstance(part, Node)
        or not isinstance(part, sympy.Basic)
        or not part.args
        or not (isinstance(part, (sympy.Add, sympy.Mul, sympy.Pow)) or type(part).__name__ in _FUNCTIONS)
    )


def _convert(part: Any, args: list[Node], mapped: dict[Any, Any]) -> Node:
    if part in mapped:
        return as_node(mapped[part])
    if isinstance(part, sympy.Float):
        raise FloatInStatement(float(part))
    if isinstance(part, Node) or not isinstance(part, sympy.Basic) or isinstance(part, sympy.Rational):
        return as_node(part)
    if isinstance(part, sympy.logic.boolalg.BooleanAtom):
        return as_node(part)
    if part is sympy.pi:
        return Pi()
    if isinstance(part, (sympy.Symbol, sympy.MatrixSymbol)):
        raise UnknownSymbol(
            f"the SymPy symbol {part}",
            why="SymPy tells two symbols of one name apart by their assumptions, and a statement cannot",
            cure=f"declare {part} = real('{part}') with theorycheck, or give sympy_to_statement a mapping of symbols",
        )
    if isinstance(part, sympy.Add):
        return reduce(Add, args)
    if isinstance(part, sympy.Mul):
        return reduce(Mul, args)
    if isinstance(part, sympy.Pow):
        return _power(part, *args)
    if part is sympy.E:
        return e.exp(Literal(1))
    rule = _FUNCTIONS.get(type(part).__name__)
    if rule is None or not args:
        raise outside(part)
    return rule(*args)


def _power(part: Any, base: Node, exponent: Node) -> Node:
    power = part.exp
    if power == sympy.Rational(1, 2):
        return e.sqrt(base)
    if power == sympy.Rational(-1, 2):
        return Div(Literal(1), e.sqrt(base))
    if isinstance(power, sympy.Integer):
        n = int(power)
        positive = base if n == -1 else Power(base, Literal(abs(n)))
        return positive if n >= 0 else Div(Literal(1), positive)
    if isinstance(power, Node):
        return Power(base, exponent)
    raise outside(part)


def outside(part: Any) -> OutsideVocabulary:
    """The error for a SymPy expression that no node means."""
    kind = type(part).__name__
    return OutsideVocabulary(
        f"the SymPy expression {str(part)[:80]} (a {kind})",
        why="the language has no node for it",
        cure=_CURES.get(kind, "write it with the notations of theorycheck (theorycheck/statement/vocabulary)"),
    )


OPERATORS["sympy"] = sympy_to_statement
