"""Which expressions a violation wants to vanish: the residuals behind a margin, read off the conclusion.

    c <= ||f - y||^2        is violated where f - y is small
    x != y                  where x - y is 0
    not (p and q)           where both hold
Sums, means, norms, squares and squared losses are looked into. What else stands in the conclusion does not matter: a
step towards smaller residuals is kept only if the margin grows.
"""
from __future__ import annotations

from collections.abc import Callable

from theorycheck.statement.node import Node
from theorycheck.statement.nodes import (
    Add,
    And,
    Call,
    Div,
    Eq,
    Exists,
    ForAll,
    Implies,
    Index,
    Le,
    Literal,
    Lt,
    Max,
    Mul,
    Negate,
    Not,
    Or,
    Power,
    Sum,
    Tabulate,
)
from theorycheck.statement.sorts import NATURAL, ArraySort, Lambda, close, fresh_hole, instantiate, is_scalar

LENGTHS = ("squared_norm", "norm", "norm_1", "absolute")
TRANSPARENT = ("sqrt", "entry_sum")

Found = list[Node]


def residuals_of(conclusion: Node) -> Found:
    """Expressions (real scalars or arrays) whose vanishing violates the relation, or part of what does; often none."""
    return _false(conclusion)


def _false(node: Node) -> Found:
    """What must vanish for the relation to fail."""
    match node:
        case Le() | Lt():
            left, right = node.args
            return _squares(left, -1) + _squares(right, 1)
        case Not():
            return _true(node.args[0])
        case And():
            return next((found for part in node.args if (found := _false(part))), [])
        case Or():
            return [residual for part in node.args for residual in _false(part)]
        case Implies():
            return _true(node.args[0]) + _false(node.args[1])
        case Exists() if node.size is not None:
            return _over(node.size, node.args[1], _false)
    return []


def _true(node: Node) -> Found:
    """What must vanish for the relation to hold."""
    match node:
        case Eq():
            return _difference(*node.args)
        case Le() | Lt():
            left, right = node.args
            return _squares(left, 1) + _squares(right, -1)
        case Not():
            return _false(node.args[0])
        case And():
            return [residual for part in node.args for residual in _true(part)]
        case Or():
            return next((found for part in node.args if (found := _true(part))), [])
        case ForAll() if node.size is not None:
            return _over(node.size, node.args[1], _true)
    return []


def _difference(left: Node, right: Node) -> Found:
    if not all(is_scalar(side.sort) or isinstance(side.sort, ArraySort) for side in (left, right)):
        return []
    return [] if left.sort is right.sort is NATURAL else [Add(left, Negate(right))]


def _squares(node: Node, sign: int) -> Found:
    """The roots of the squares that the expression adds with this sign."""
    match node:
        case Add():
            return [residual for term in node.args for residual in _squares(term, sign)]
        case Negate():
            return _squares(node.args[0], -sign)
        case Mul():
            return _product(node.args, sign)
        case Div():
            return _squares(node.args[0], sign)
        case Sum() | Max():
            return _over(node.args[0], node.args[1], lambda body: _squares(body, sign))
        case Power() if sign > 0 and isinstance(node.args[1], Literal) and node.args[1].value % 2 == 0:
            return [] if node.args[1].value == 0 else _real(node.args[0])
        case Call():
            return _called(node.notation.name, node.args, sign)
    return []


def _product(factors: tuple[Node, ...], sign: int) -> Found:
    if len(factors) == 2 and factors[0] is factors[1]:
        return _real(factors[0]) if sign > 0 else []
    negative = sum(isinstance(factor, Literal) and factor.value < 0 for factor in factors)
    signed = -sign if negative % 2 else sign
    return [residual for factor in factors for residual in _squares(factor, signed)]


def _called(name: str, arguments: tuple[Node, ...], sign: int) -> Found:
    if name in TRANSPARENT:
        return _squares(arguments[0], sign)
    if sign < 0:
        return []
    if name == "squared_loss":
        return _difference(*arguments)
    if name == "inner" and arguments[0] is arguments[1]:
        return [arguments[0]]
    if name == "hadamard" and arguments[0] is arguments[1]:
        return [arguments[0]]
    return _real(arguments[0]) if name in LENGTHS else []


def _real(node: Node) -> Found:
    return [] if node.sort is NATURAL else [node]


def _over(size: Node, binder: Lambda, find: Callable[[Node], Found]) -> Found:
    """Residuals of every member, as arrays with one more axis."""
    hole = fresh_hole(binder.bound.sort)
    found = find(instantiate(binder, hole))
    lengths = [sort.sizes if isinstance(sort := residual.sort, ArraySort) else () for residual in found]
    if any(hole in _holes(length) for sizes in lengths for length in sizes):
        return []
    return [_tabulated(size, hole, residual, sizes) for residual, sizes in zip(found, lengths, strict=True)]


def _tabulated(size: Node, hole: Node, residual: Node, sizes: tuple[Node, ...]) -> Node:
    inner = [fresh_hole(NATURAL) for _ in sizes]
    body = Index(residual, *inner) if inner else residual
    for variable in (*reversed(inner), hole):
        body = close(variable, body)
    return Tabulate(size, *sizes, body)


def _holes(node: Node) -> set[Node]:
    from theorycheck.statement.node import postorder

    return set(postorder(node))
