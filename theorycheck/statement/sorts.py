"""Sorts, and the one binder.

A sort says what kind of thing a symbol stands for.  Sorts are nodes too, since sizes and bounds stand in them, and
the sort of a family's members is itself a binder over the layer index.

Binders are nameless: `Lambda(bound, body)` is the only one, and its bound variable is known by its *level*, one
more than that of any binder in the body.  So alpha-equal nodes are the same node, nested binders never share a
level, and nothing is shifted when a node moves.  What this needs in return: whoever works under a binder opens it
with a fresh `Hole` and closes it again (`open_binder`, `close`), as `replace` does.
"""

from __future__ import annotations

import itertools
from typing import Any

from theorycheck.errors import ShapeError

from .node import Node, intern, rebuild_with, rebuilt


class Sort(Node):
    """Base of the sorts."""

    __slots__ = ()


class Natural(Sort):
    """The naturals 0, 1, 2, ...: dimensions, depths, indices."""

    __slots__ = ()

    def __new__(cls) -> Natural:
        return intern(cls, (), (), None)


class Real(Sort):
    """The reals, perhaps bounded: each bound is absent (""), attained ("<=") or strict ("<")."""

    __slots__ = ()

    def __new__(cls, lower: str = "", upper: str = "", *bounds: Node) -> Real:
        if len(bounds) != bool(lower) + bool(upper):
            raise ShapeError("a real sort needs one bound for each of its sides")
        return intern(cls, (lower, upper), bounds, None)

    @property
    def lower(self) -> Node | None:
        return self.args[0] if self.data[0] else None

    @property
    def upper(self) -> Node | None:
        return self.args[-1] if self.data[1] else None


class Proposition(Sort):
    """Relations and what connectives make of them."""

    __slots__ = ()

    def __new__(cls) -> Proposition:
        return intern(cls, (), (), None)


class ArraySort(Sort):
    """Arrays of real entries: vectors, matrices, any order; args are the entry sort and the sizes."""

    __slots__ = ()

    def __new__(cls, entry: Node, *sizes: Node) -> ArraySort:
        if not isinstance(entry, Real) or not sizes:
            raise ShapeError("an array has real entries and at least one size")
        for size in sizes:
            require_size(size)
        return intern(cls, (), (entry, *sizes), None)

    @property
    def entry(self) -> Real:
        return self.args[0]

    @property
    def sizes(self) -> tuple[Node, ...]:
        return self.args[1:]


class FamilySort(Sort):
    """Members indexed by k < upto; the member sort may mention k."""

    __slots__ = ()

    def __new__(cls, upto: Node, member: Node) -> FamilySort:
        require_size(upto)
        return intern(cls, (), (upto, member), None)

    @property
    def upto(self) -> Node:
        return self.args[0]

    def member(self, k: Node) -> Sort:
        """The sort of the member k."""
        return instantiate(self.args[1], k)


class FunctionSort(Sort):
    """Maps from the argument sorts to the last sort."""

    __slots__ = ()

    def __new__(cls, *sorts: Node) -> FunctionSort:
        if len(sorts) < 2 or not all(isinstance(sort, Sort) for sort in sorts):
            raise ShapeError("a function sort lists its argument sorts and its result sort")
        return intern(cls, (), sorts, None)

    @property
    def arguments(self) -> tuple[Node, ...]:
        return self.args[:-1]

    @property
    def result(self) -> Any:
        return self.args[-1]


class Below(Sort):
    """The naturals below a size: the domain of a bounded quantifier."""

    __slots__ = ()

    def __new__(cls, size: Node) -> Below:
        require_size(size)
        return intern(cls, (), (size,), None)


# ------------------------------------------------------------------ the binder


class Hole(Node):
    """A variable about to be bound."""

    __slots__ = ()

    def __new__(cls, serial: int, sort: Node) -> Hole:
        node = intern(cls, (serial,), (sort,), sort)
        if node not in node.holes:
            node.holes = sort.holes | {node}
        return node


class Bound(Node):
    """A bound variable, known by its level."""

    __slots__ = ()

    def __new__(cls, level: int, sort: Node) -> Bound:
        node = intern(cls, (level,), (sort,), sort)
        if node not in node.loose:
            node.loose = sort.loose | {node}
        return node

    @property
    def level(self) -> int:
        return self.data[0]


class Lambda(Node):
    """The map bound -> body; sums, folds and quantifiers hold one.  Made by `close`."""

    __slots__ = ()

    def __new__(cls, bound: Bound, body: Node) -> Lambda:
        if bound.level <= max(body.height, bound.sort.height):
            raise ShapeError("a binder below one of its own level", cure="build binders with binders.close")
        sort = None if isinstance(body, Sort) else FunctionSort(bound.sort, body.sort)
        loose = (body.loose - {bound}) | bound.sort.loose
        return intern(cls, (), (bound, body), sort, height=bound.level, loose=loose)

    @property
    def bound(self) -> Bound:
        return self.args[0]

    @property
    def body(self) -> Any:
        return self.args[1]


_serial = itertools.count(1)


def fresh_hole(sort: Node) -> Hole:
    """A variable that occurs nowhere yet."""
    return Hole(next(_serial), sort)


def close(hole: Node, body: Node) -> Lambda:
    """The binder of `hole` over `body`."""
    bound = Bound(1 + max(body.height, hole.sort.height), hole.sort)
    return Lambda(bound, rebuild_with(body, {hole: bound}, lambda node: hole in node.holes))


def open_binder(binder: Lambda) -> tuple[Hole, Any]:
    """A fresh hole and the body about it."""
    hole = fresh_hole(binder.bound.sort)
    return hole, instantiate(binder, hole)


def instantiate(binder: Lambda, value: Node) -> Any:
    """The body at a value."""
    return replace(binder.body, {binder.bound: value})


def replace(root: Node, values: dict[Node, Node]) -> Any:
    """`root` with each key replaced wherever it stands free; nothing is captured.

    Binders are opened unless all levels stay as they are, no value has loose variables, and no key is bound inside.
    """
    loose = frozenset(key for key in values if isinstance(key, Bound))
    holes = frozenset(key for key in values if isinstance(key, Hole))
    others = len(loose) + len(holes) < len(values)

    def holds(node: Node) -> bool:
        return others or not (loose.isdisjoint(node.loose) and holes.isdisjoint(node.holes))

    if all(value.height == key.height and not value.loose for key, value in values.items()) and all(
        key.level > root.height for key in loose
    ):
        return rebuild_with(root, values, holds)
    done: dict[Node, Node] = dict(values)
    stack = [root]
    while stack:
        node = stack[-1]
        if node in done:
            stack.pop()
        elif not holds(node):
            done[node] = node
        elif isinstance(node, Lambda):
            done[node] = _replace_under(node, values)
        else:
            missing = [arg for arg in node.args if arg not in done]
            stack.extend(missing)
            if not missing:
                done[node] = rebuilt(node, tuple(done[arg] for arg in node.args))
    return done[root]


def _replace_under(binder: Lambda, values: dict[Node, Node]) -> Lambda:
    hole = fresh_hole(replace(binder.bound.sort, values))
    # The bound variable's own key goes first: an inner binder of that level shadows an outer one.
    return close(hole, replace(binder.body, {**values, binder.bound: hole}))


NATURAL = Natural()
REAL = Real()
PROPOSITION = Proposition()


def require_size(size: object) -> None:
    """Refuses what is not an expression of sort natural."""
    if not isinstance(size, Node) or size.sort is not NATURAL:
        found = "" if not isinstance(size, Node) or size.sort is None else f" of sort {size.sort}"
        raise ShapeError(
            f"{size}{found} stands where a size is wanted",
            why="a size is a natural number: literals, dims, sums, products and powers of them",
            cure="declare it with dims, and avoid subtraction (take n + 1 instead of n - 1)",
        )


def is_scalar(sort: object) -> bool:
    """Natural or real."""
    return sort is NATURAL or isinstance(sort, Real)


def is_numeric(sort: object) -> bool:
    """A scalar or an array."""
    return is_scalar(sort) or isinstance(sort, ArraySort)
