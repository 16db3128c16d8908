"""Declaring symbols: dims, real, vector, matrix, family, function."""

from __future__ import annotations

import functools
from typing import Any

from theorycheck.errors import EmptyDomain, ShapeError

from .arithmetic import as_node
from .node import Node, postorder
from .nodes import LAYER, Add, Literal, Pi, Variable
from .sorts import NATURAL, REAL, ArraySort, FamilySort, FunctionSort, Real, Sort, close, is_numeric

REMEMBERED = 1024  # nodes

nonnegative = Real("<=", "", Literal(0))
positive = Real("<", "", Literal(0))


def real(name: str = "", sort: Real = REAL) -> Any:
    """A real symbol, or several ("x y"); without a name, the sort of the reals."""
    if not name:
        return sort
    return _several(name, sort)


_ENDS = {False: ("<=", "<="), True: ("<", "<"), "left": ("<", "<="), "right": ("<=", "<")}


def interval(lower: object, upper: object, *, open_: bool | str = False) -> Real:
    """The sort of the reals between two bounds; `open_` says which are left out: True for both, "left", "right"."""
    if open_ not in _ENDS:
        raise ShapeError(f"an interval open at {open_!r}", cure='write open_=True, open_="left" or open_="right"')
    low, high = as_node(lower), as_node(upper)
    literal = isinstance(low, Literal) and isinstance(high, Literal)
    if literal and (low.value > high.value or (low.value == high.value and open_)):
        raise EmptyDomain(
            f"the interval from {low} to {high} is empty", why="no number lies in it", cure="exchange the ends"
        )
    return Real(*_ENDS[open_], low, high)


def dims(names: str, upto: object = None) -> Any:
    """Natural symbols: dims("K N").  With `upto=K`, the K + 1 widths d(0), ..., d(K)."""
    if upto is None:
        return _several(names, NATURAL)
    sort = FamilySort(Add(as_node(upto), Literal(1)), close(LAYER, NATURAL))
    return _several(names, sort)


natural = NATURAL
pi = Pi()


def symbol(name: str, sort: Sort) -> Variable:
    """A symbol of any sort."""
    return Variable(name, sort)


def vector(*arguments: Any, entry: Real = REAL) -> Any:
    """vector("x", n) is a symbol; vector(n) is a sort, for family, forall and fn."""
    return _array(arguments, 1, entry)


def matrix(*arguments: Any, entry: Real = REAL) -> Any:
    """matrix("X", n, m) is a symbol; matrix(n, m) is a sort, for family, forall and fn."""
    return _array(arguments, 2, entry)


def array(*arguments: Any, entry: Real = REAL) -> Any:
    """An array of any order."""
    return _array(arguments, 0, entry)


def _array(arguments: tuple[Any, ...], order: int, entry: Real) -> Any:
    named = bool(arguments) and isinstance(arguments[0], str)
    sizes = [as_node(size) for size in (arguments[1:] if named else arguments)]
    if order and len(sizes) != order:
        raise ShapeError(f"{len(sizes)} sizes for an array of order {order}", cure="write matrix('X', rows, columns)")
    sort = ArraySort(entry, *sizes)
    return _several(arguments[0], sort) if named else sort


def family(name: str, member: Sort, *, upto: object) -> Variable:
    """Members k < upto of a sort that may mention `d.this` = d(k) and `d.next` = d(k+1)."""
    if not is_numeric(member):
        raise ShapeError(f"a family of {member}", why="its members are scalars or arrays", cure="use a matrix")
    return Variable(name, FamilySort(as_node(upto), close(LAYER, member)))


def function(name: str, *sorts: Sort) -> Variable:
    """An unknown function: the sorts of its arguments, then of its value; its properties are hypotheses."""
    return Variable(name, FunctionSort(*sorts))


def _several(names: str, sort: Node) -> Any:
    found = tuple(Variable(name, sort) for name in names.replace(",", " ").split())
    return found[0] if len(found) == 1 else found


def symbols_of(*nodes: Node) -> tuple[Variable, ...]:
    """The declared symbols: natural scalars, natural families, then the others, each in order of appearance.

    Symbols in the sort of a symbol appear before it; this is the order in which a statement binds them.
    """
    found = dict.fromkeys(symbol for node in nodes for symbol in _symbols_in(node))
    return tuple(sorted(found, key=_rank))


@functools.lru_cache(maxsize=REMEMBERED)
def _symbols_in(node: Node) -> tuple[Variable, ...]:
    return tuple(part for part in postorder(node) if isinstance(part, Variable))


def _rank(variable: Variable) -> int:
    if variable.sort is NATURAL:
        return 0
    if isinstance(variable.sort, FamilySort) and variable.sort.args[1].body is NATURAL:
        return 1
    return 2
