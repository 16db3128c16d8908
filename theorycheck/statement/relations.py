"""Relations and connectives, as a claim file writes them."""

from __future__ import annotations

from functools import reduce
from typing import Any

from theorycheck.errors import ShapeError

from .arithmetic import as_node, collapsed, is_truth_value
from .node import OPERATORS, Node
from .nodes import And, Eq, Implies, Le, Lt, Not, Or
from .sorts import PROPOSITION


def eq(left: object, right: object) -> Node:
    """left = right; entrywise on arrays, memberwise on families."""
    return Eq(as_node(left), as_node(right))


def ne(left: object, right: object) -> Node:
    """left ≠ right."""
    return Not(eq(left, right))


def le(left: object, right: object) -> Node:
    """left <= right, at every entry."""
    return Le(as_node(left), as_node(right))


def lt(left: object, right: object) -> Node:
    """left < right, at every entry."""
    return Lt(as_node(left), as_node(right))


def ge(left: object, right: object) -> Node:
    """left >= right, stored as right <= left."""
    return le(right, left)


def gt(left: object, right: object) -> Node:
    """left > right, stored as right < left."""
    return lt(right, left)


def as_relation(value: object) -> Node:
    """A relation; a bare truth value is refused (ClaimCollapsed)."""
    if is_truth_value(value):
        raise collapsed(value)
    node = as_node(value)
    if node.sort is not PROPOSITION:
        raise ShapeError(f"{node} stands where a relation is wanted", cure="write eq(a, b), le(a, b) or lt(a, b)")
    return node


def and_(*parts: object) -> Node:
    """All of them."""
    return _join(And, parts)


def or_(*parts: object) -> Node:
    """At least one of them."""
    return _join(Or, parts)


def _join(kind: Any, parts: tuple[object, ...]) -> Node:
    if not parts:
        raise ShapeError(f"{kind.__name__} of no relations", cure="give at least one")
    return reduce(kind, map(as_relation, parts))


def implies(premise: object, conclusion: object) -> Node:
    """If the premise holds, so does the conclusion."""
    return Implies(as_relation(premise), as_relation(conclusion))


def not_(relation: object) -> Node:
    """The relation does not hold."""
    return Not(as_relation(relation))


OPERATORS.update({"le": le, "lt": lt, "and": and_, "or": or_, "not": not_})
