"""The base of every node: interned, immutable, and deaf to SymPy's rewriting.

Nodes sit on `sympy.Basic` so that SymPy's printers and tree walks know them, but below `Expr`: nothing is
evaluated, `x / x` stays `x / x`.  Equal nodes are the same object (a weak table in `intern`), so `==` and the hash
are those of identity; `Basic`'s own comparison took 12 s on a DAG of depth 22 and overflows at 3,000 levels.

A node is (class, data, args): data are strings, exact numbers or notations, args are nodes.  `type(n)(*n.data,
*n.args) is n` holds for every node, and storage, substitution and printing rest on it.
"""

from __future__ import annotations

import importlib
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NoReturn

from sympy import Basic

from theorycheck.errors import RefusedOperation, UndecidedTruth

# Which module says what a Python operator builds; those modules need the classes that need this base.
_FILLED_BY = {
    "latex": "rendering", "text": "rendering", "reduce": "storage", "sympy": "sympy_bridge",
    "le": "relations", "lt": "relations", "and": "relations", "or": "relations", "not": "relations",
    "matmul": "vocabulary.linear_algebra",
    "transpose": "vocabulary.linear_algebra", "abs": "vocabulary.elementwise",
}  # fmt: skip


class Operators(dict[str, Callable[..., Any]]):
    """What the operators build; a module that was not needed so far is imported when its operator is."""

    def __missing__(self, name: str) -> Callable[..., Any]:
        importlib.import_module(f"{__package__}.{_FILLED_BY.get(name, 'arithmetic')}")
        return dict.__getitem__(self, name)


OPERATORS = Operators()

_EMPTY: frozenset[Any] = frozenset()


class Node(Basic):
    """An expression, relation, symbol or sort.  `sort` is the sort of an expression (None for a sort)."""

    __slots__ = ("__weakref__", "data", "height", "holes", "loose", "plan", "sort")

    data: tuple[Any, ...]
    height: int  # the level of the highest binder inside
    holes: frozenset[Node]  # variables about to be bound
    loose: frozenset[Node]  # bound variables whose binder is outside
    sort: Any
    plan: Any  # how to evaluate it: filled in by `evaluation`

    # NumPy must hand `array * node` to us instead of looping over its entries.
    __array_ufunc__ = None

    def __eq__(self, other: object) -> bool:
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    # Nodes are keys everywhere, and walked all the time: neither calls into Python.
    __hash__ = object.__hash__
    args: tuple[Any, ...] = Basic._args  # type: ignore[assignment]

    @property
    def func(self) -> Callable[..., Node]:
        """SymPy's rebuild law: `n.func(*n.args) is n`."""
        return partial(type(self), *self.data)

    def rebuild(self, args: tuple[Node, ...]) -> Node:
        """The same node over other arguments; sorts and shapes of a new node are checked again."""
        found = _table.get((type(self), self.data, args))
        return type(self)(*self.data, *args) if found is None else found

    # ---- what would be wrong on our nodes

    def __bool__(self) -> NoReturn:
        raise UndecidedTruth(_short(self))

    def __iter__(self) -> NoReturn:
        raise TypeError(f"{_short(self)} is not iterable: its size is a symbol; use summation, forall or tabulate")

    def subs(self, *args: object, **kwargs: object) -> NoReturn:
        raise RefusedOperation(
            "subs on a statement",
            why="SymPy's substitution captures bound variables",
            cure="use substitute(node, {x: value})",
        )

    xreplace = replace = subs

    @property
    def is_Number(self) -> NoReturn:
        # The first thing SymPy's functions ask of an argument; exp(log(x)) would be x before we see it.
        raise RefusedOperation(
            f"a SymPy function of {_short(self)}",
            why="SymPy's functions evaluate when they are called",
            cure="import the function from theorycheck: exp, log, sqrt, absolute, maximum ...",
        )

    @property
    def free_symbols(self) -> NoReturn:
        raise RefusedOperation(
            "free_symbols of a statement", why="SymPy sees no symbol of ours", cure="use symbols_of(node)"
        )

    def __copy__(self) -> Node:
        return self

    def __deepcopy__(self, memo: object) -> Node:
        return self

    def __reduce_ex__(self, protocol: object) -> Any:
        return OPERATORS["reduce"](self)

    # ---- printing (SymPy's printers dispatch on class names, so each node answers for itself)

    def _latex(self, printer: object = None, **kwargs: object) -> str:
        return str(OPERATORS["latex"](self))

    def _sympystr(self, printer: object = None, **kwargs: object) -> str:
        return str(OPERATORS["text"](self))

    _sympyrepr = _sympystr

    def __str__(self) -> str:
        return self._sympystr()

    __repr__ = __str__

    # ---- operators build nodes and never evaluate

    def __add__(self, other: object) -> Node:
        return OPERATORS["add"](self, other)

    def __radd__(self, other: object) -> Node:
        return OPERATORS["add"](other, self)

    def __sub__(self, other: object) -> Node:
        return OPERATORS["sub"](self, other)

    def __rsub__(self, other: object) -> Node:
        return OPERATORS["sub"](other, self)

    def __mul__(self, other: object) -> Node:
        return OPERATORS["mul"](self, other)

    def __rmul__(self, other: object) -> Node:
        return OPERATORS["mul"](other, self)

    def __truediv__(self, other: object) -> Node:
        return OPERATORS["div"](self, other)

    def __rtruediv__(self, other: object) -> Node:
        return OPERATORS["div"](other, self)

    def __pow__(self, other: object) -> Node:
        return OPERATORS["pow"](self, other)

    def __rpow__(self, other: object) -> Node:
        return OPERATORS["pow"](other, self)

    def __matmul__(self, other: object) -> Node:
        return OPERATORS["matmul"](self, other)

    def __rmatmul__(self, other: object) -> Node:
        return OPERATORS["matmul"](other, self)

    @property
    def T(self) -> Node:
        """The transpose of a matrix."""
        return OPERATORS["transpose"](self)

    def __neg__(self) -> Node:
        return OPERATORS["neg"](self)

    def __pos__(self) -> Node:
        return self

    def __abs__(self) -> Node:
        return OPERATORS["abs"](self)

    def __le__(self, other: object) -> Node:
        return OPERATORS["le"](self, other)

    def __lt__(self, other: object) -> Node:
        return OPERATORS["lt"](self, other)

    def __ge__(self, other: object) -> Node:
        return OPERATORS["le"](other, self)

    def __gt__(self, other: object) -> Node:
        return OPERATORS["lt"](other, self)

    def __and__(self, other: object) -> Node:
        return OPERATORS["and"](self, other)

    def __or__(self, other: object) -> Node:
        return OPERATORS["or"](self, other)

    def __invert__(self) -> Node:
        return OPERATORS["not"](self)

    def __getitem__(self, index: object) -> Node:
        return OPERATORS["index"](self, *(index if isinstance(index, tuple) else (index,)))

    def __call__(self, *arguments: object) -> Node:
        return OPERATORS["apply"](self, *arguments)


_table: weakref.WeakValueDictionary[tuple[Any, ...], Node] = weakref.WeakValueDictionary()


def intern(
    cls: type[Node],
    data: tuple[Any, ...],
    args: tuple[Node, ...],
    sort: Node | None,
    *,
    height: int | None = None,
    loose: frozenset[Node] | None = None,
) -> Any:
    """The one node (cls, data, args).  `height` and `loose` come from the arguments unless a binder says otherwise."""
    key = (cls, data, args)
    found = _table.get(key)
    if found is not None:
        return found
    node = Basic.__new__(cls, *args)
    node.data, node.sort, node.plan = data, sort, None
    node.height = max((arg.height for arg in args), default=0) if height is None else height
    node.loose = _union([arg.loose for arg in args if arg.loose]) if loose is None else loose
    node.holes = _union([arg.holes for arg in args if arg.holes])
    return _table.setdefault(key, node)


def _union(sets: list[frozenset[Node]]) -> frozenset[Node]:
    if not sets:
        return _EMPTY
    return sets[0] if len(sets) == 1 else sets[0].union(*sets[1:])


def postorder(*roots: Node) -> Iterator[Node]:
    """Each distinct node once, arguments first; iterative, whatever the depth."""
    seen: set[Node] = set()
    for root in roots:
        stack: list[tuple[Node, bool]] = [(root, False)]
        while stack:
            node, ready = stack.pop()
            if node in seen:
                continue
            if ready:
                seen.add(node)
                yield node
            else:
                stack.append((node, True))
                stack.extend((arg, False) for arg in reversed(node.args) if arg not in seen)


def rebuild_with(root: Node, values: dict[Node, Node], holds: Callable[[Node], bool]) -> Node:
    """`root` with each key replaced and everything above rebuilt, looking into binders without opening them.

    `holds`: whether a key may stand in a node.  Safe only where no value can be captured and no key is bound inside:
    use `sorts.replace`, which opens the binders where it has to.
    """
    done: dict[Node, Node] = dict(values)
    stack = [root]
    while stack:
        node = stack[-1]
        if node not in done:
            if not holds(node):
                done[node] = node
            else:
                missing = [arg for arg in node.args if arg not in done]
                if missing:
                    stack.extend(missing)
                    continue
                done[node] = rebuilt(node, tuple([done[arg] for arg in node.args]))
        stack.pop()
    return done[root]


def rebuilt(node: Node, args: tuple[Node, ...]) -> Node:
    """The node over other arguments, or itself if they are the same."""
    return node if args == node.args else node.rebuild(args)


def _short(node: Node) -> str:
    text = str(node)
    return text if len(text) <= 60 else text[:57] + "..."
