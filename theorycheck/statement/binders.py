"""Sums, products, quantifiers, comprehensions, maps and folds, written with Python lambdas.

`summation(n, lambda i: x[i])` calls the lambda once, with a fresh variable, and binds that variable.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from theorycheck.errors import ShapeError

from .arithmetic import as_node
from .node import Node
from .nodes import Exists, FamilyOf, Fold, ForAll, Max, Named, Prod, Sum, Tabulate, Variable
from .relations import as_relation
from .sorts import (
    NATURAL,
    REAL,
    ArraySort,
    Below,
    FamilySort,
    FunctionSort,
    Lambda,
    Sort,
    close,
    fresh_hole,
    is_scalar,
    replace,
)

Body = Callable[..., object]


def bind(sort: Node, body: Body, convert: Callable[[object], Node] = as_node) -> Lambda:
    """The Lambda that the Python function writes."""
    hole = fresh_hole(sort)
    return close(hole, convert(body(hole)))


def summation(n: object, body: Body | None = None) -> Node:
    """body(0) + ... + body(n-1), or the sum of a family's members; 0 if there is none."""
    return _big(Sum, n, body)


def product(n: object, body: Body | None = None) -> Node:
    """body(0) ... body(n-1), or the product of a family's members; 1 if there is none."""
    return _big(Prod, n, body)


def largest(n: object, body: Body | None = None) -> Node:
    """The largest of body(0), ..., body(n-1); part of the statement is that n >= 1."""
    return _big(Max, n, body)


def _big(kind: Any, n: object, body: Body | None) -> Node:
    size = as_node(n)
    if isinstance(size.sort, FamilySort) and body is None:
        return kind(size.sort.upto, bind(NATURAL, lambda k: size[k]))
    if isinstance(size.sort, ArraySort) and body is None and len(size.sort.sizes) == 1:
        return kind(size.sort.sizes[0], bind(NATURAL, lambda i: size[i]))
    if body is None:
        raise ShapeError(f"{kind.__name__} over {size}", cure="write summation(n, lambda i: ...) or give a family")
    return kind(size, bind(NATURAL, body))


def tabulate(*arguments: Any) -> Node:
    """The array of the given sizes with the given entries: tabulate(n, m, lambda i, j: X[j, i])."""
    *shape, entry = arguments
    sizes = [as_node(size) for size in shape]
    holes = [fresh_hole(NATURAL) for _ in sizes]
    body: Node = as_node(entry(*holes))
    for hole in reversed(holes):
        body = close(hole, body)
    return Tabulate(*sizes, body)


def family_of(upto: object, member: Body) -> Node:
    """The family k -> member(k), for k < upto."""
    return FamilyOf(as_node(upto), bind(NATURAL, member))


def fn(*arguments: Any) -> Lambda:
    """A map as a value: fn(real(), lambda x: x**2); several sorts give a curried map."""
    *sorts, body = arguments
    holes = [fresh_hole(sort) for sort in sorts]
    result: Any = as_node(body(*holes))
    for hole in reversed(holes):
        result = close(hole, result)
    return result


def fold(n: object, start: object, step: Body, shape: Body | None = None) -> Node:
    """x_n, where x_0 = start and x_{k+1} = step(k, x_k).

    `shape(k)` gives the sizes of x_k; without it the state keeps the shape of `start`.  A natural start that steps to a
    real is read as a real.
    """
    first = as_node(start)
    kept = NATURAL if first.sort is NATURAL else ArraySort(*first.sort.args) if not is_scalar(first.sort) else REAL
    if kept is NATURAL and as_node(step(fresh_hole(NATURAL), fresh_hole(NATURAL))).sort is not NATURAL:
        kept = REAL
    if shape is None:
        state = bind(NATURAL, lambda k: kept, lambda sort: sort)  # type: ignore[arg-type, return-value]
    else:
        sizes = shape
        state = bind(NATURAL, lambda k: ArraySort(REAL, *map(as_node, _tuple(sizes(k)))), lambda sort: sort)  # type: ignore[arg-type, return-value]
    k = fresh_hole(NATURAL)
    x = fresh_hole(replace(state.body, {state.bound: k}))
    return Fold(as_node(n), first, state, close(k, close(x, as_node(step(k, x)))))


def iterate(step: Body, n: object, start: object) -> Node:
    """step applied n times.  A natural start that steps to a real is read as a real."""
    return fold(n, start, lambda _, x: step(x))


def forall(domain: object, body: Body) -> Node:
    """For all k < domain (a size), or for all values of a sort."""
    return ForAll(_domain(domain), bind(_bound_sort(domain), body, as_relation))


def exists(domain: object, body: Body) -> Node:
    """For some k < domain (a size), or for some value of a sort."""
    return Exists(_domain(domain), bind(_bound_sort(domain), body, as_relation))


def _domain(domain: object) -> Node:
    return domain if isinstance(domain, Sort) else Below(as_node(domain))


def _bound_sort(domain: object) -> Node:
    return domain if isinstance(domain, Sort) and not isinstance(domain, Below) else NATURAL


def as_map(value: object) -> Node:
    """A map of one real argument: a notation, a map the statement defines, or a Python lambda of one node."""
    if isinstance(value, Node) and isinstance(value.sort, FunctionSort):
        return value
    if hasattr(value, "definition"):
        return Named(value)
    if callable(value) and not isinstance(value, Node):
        return fn(REAL, value)
    raise ShapeError(f"{value!r:.60} is no map", cure="give relu, leaky_relu(rational('0.1')) or lambda x: x + 1")


def substitute(node: Node, values: dict[Variable, object]) -> Node:
    """The node with symbols replaced by expressions of the same sort; nothing is captured."""
    return replace(node, {symbol: as_node(value) for symbol, value in values.items()})


def _tuple(value: Any) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)
