"""Python's operators on nodes, and what may be turned into a node.

Nothing is evaluated: `x - x` is the sum of x and the negation of x.  On families + - * ÷ act memberwise.
"""

from __future__ import annotations

import numbers
from collections.abc import Callable
from fractions import Fraction

import sympy

from theorycheck.errors import ClaimCollapsed, FloatInStatement, OutsideVocabulary

from .node import OPERATORS, Node
from .nodes import Add, Apply, Div, FamilyOf, Index, Literal, Mul, Negate, Power
from .sorts import NATURAL, FamilySort, close, fresh_hole


def as_node(value: object) -> Node:
    """A node from what a writer may put into a statement.

    Raises FloatInStatement for floats, ClaimCollapsed for truth values, OutsideVocabulary for the rest.
    """
    if isinstance(value, Node):
        return value
    if is_truth_value(value):
        raise collapsed(value)
    if isinstance(value, (int, Fraction)):
        return Literal(Fraction(value))
    if isinstance(value, (float, sympy.Float)) or type(value).__name__.startswith("float"):
        raise FloatInStatement(float(value))  # type: ignore[arg-type]
    if isinstance(value, sympy.Rational):
        return Literal(Fraction(int(value.p), int(value.q)))
    if isinstance(value, numbers.Integral):
        return Literal(Fraction(int(value)))
    if isinstance(value, sympy.Basic):
        return OPERATORS["sympy"](value)
    raise OutsideVocabulary(
        f"{value!r:.80} of type {type(value).__name__} is no expression",
        why="a statement is made of declared symbols, exact numbers and notations",
        cure="declare symbols with dims, real, vector, matrix, family; data of your own go into a witness",
    )


def is_truth_value(value: object) -> bool:
    """True or False of Python, SymPy or an array library."""
    return isinstance(value, (bool, sympy.logic.boolalg.BooleanAtom)) or type(value).__name__ in ("bool", "bool_")


def collapsed(value: object) -> ClaimCollapsed:
    """The error for a truth value that stands where a relation is wanted."""
    return ClaimCollapsed(
        f"a relation arrived as the bare value {value}",
        why="it was evaluated before the statement saw it, by Python or by SymPy",
        cure="build it with eq, le, lt, and_, implies on declared symbols instead of ==, sympy.Eq or sympy.Abs(x) >= 0",
    )


def rational(text: str | int | Fraction) -> Literal:
    """An exact literal: rational("0.001"), rational("2/3")."""
    if isinstance(text, float):
        raise FloatInStatement(text)
    return Literal(Fraction(text))


def _memberwise(build: Callable[..., Node], *operands: Node) -> Node:
    """The operation on scalars and arrays, or memberwise in k if an operand is a family."""
    family = next((x for x in operands if isinstance(x.sort, FamilySort)), None)
    if family is None:
        return build(*operands)
    k = fresh_hole(NATURAL)
    members = [Index(x, k) if isinstance(x.sort, FamilySort) else x for x in operands]
    return FamilyOf(family.sort.upto, close(k, build(*members)))


def _add(a: object, b: object) -> Node:
    return _memberwise(Add, as_node(a), as_node(b))


def _sub(a: object, b: object) -> Node:
    return _memberwise(lambda x, y: Add(x, Negate(y)), as_node(a), as_node(b))


def _mul(a: object, b: object) -> Node:
    return _memberwise(Mul, as_node(a), as_node(b))


def _div(a: object, b: object) -> Node:
    return _memberwise(Div, as_node(a), as_node(b))


def _neg(a: object) -> Node:
    return _memberwise(Negate, as_node(a))


def _pow(base: object, exponent: object) -> Node:
    return _memberwise(Power, as_node(base), as_node(exponent))


def _index(base: Node, *indices: object) -> Node:
    return Index(base, *map(as_node, indices))


def _apply(function: Node, *arguments: object) -> Node:
    return Apply(function, *map(as_node, arguments))


OPERATORS.update(add=_add, sub=_sub, mul=_mul, div=_div, neg=_neg, pow=_pow, index=_index, apply=_apply)
