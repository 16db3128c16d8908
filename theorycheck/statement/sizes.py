"""Comparing sizes: polynomials with natural coefficients over opaque atoms.

Two sizes agree if they are the same polynomial, so `N*(d+1)` and `N + N*d` do, and `d(0+1)` and `d(1)` do.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from theorycheck.errors import ShapeError

from .node import Node, postorder
from .sorts import NATURAL, PROPOSITION, REAL, ArraySort, FamilySort, FunctionSort, Real, is_scalar

Monomial = tuple[Any, ...]
Polynomial = Counter[Monomial]

MAX_EXPONENT = 12  # beyond it a power is an atom of its own


def polynomial(size: Node) -> Polynomial:
    """The normal form of a size."""
    done: dict[Node, Polynomial] = {}
    for node in postorder(size):
        if node.sort is NATURAL:
            done[node] = _combine(node, done)
    return done[size]


def _combine(node: Node, done: dict[Node, Polynomial]) -> Polynomial:
    kind = type(node).__name__
    if kind == "Literal":
        return Counter({(): int(node.data[0])}) if node.data[0] else Counter()
    if kind == "Add":
        total: Polynomial = Counter()
        for arg in node.args:
            total.update(done[arg])
        return total
    if kind == "Mul":
        product: Polynomial = Counter({(): 1})
        for arg in node.args:
            product = _times(product, done[arg])
        return product
    if kind == "Power" and type(node.args[1]).__name__ == "Literal" and node.args[1].data[0] <= MAX_EXPONENT:
        power: Polynomial = Counter({(): 1})
        for _ in range(int(node.args[1].data[0])):
            power = _times(power, done[node.args[0]])
        return power
    return Counter({(_atom(node, done),): 1})


def _atom(node: Node, done: dict[Node, Polynomial]) -> Any:
    if type(node).__name__ == "Index":
        return (node.args[0], *(_frozen(done[index]) for index in node.args[1:]))
    return node


def _frozen(p: Polynomial) -> frozenset[tuple[Monomial, int]]:
    return frozenset(p.items())


def _times(p: Polynomial, q: Polynomial) -> Polynomial:
    result: Polynomial = Counter()
    for left, a in p.items():
        for right, b in q.items():
            result[tuple(sorted(left + right, key=hash))] += a * b
    return result


def same(a: Node, b: Node) -> bool:
    """Whether two sizes agree for every value of their atoms."""
    return a is b or polynomial(a) == polynomial(b)


def surely_at_least(size: Node, least: int, *parts: Node) -> bool:
    """Whether size >= least + parts, read off the coefficients (False means: not evident)."""
    difference = Counter(polynomial(size))
    difference[()] -= least
    for part in parts:
        difference.subtract(polynomial(part))
    return all(coefficient >= 0 for coefficient in difference.values())


def require_same_shape(s: tuple[Node, ...], t: tuple[Node, ...]) -> None:
    """Refuses arrays of different shapes."""
    if len(s) != len(t) or not all(same(a, b) for a, b in zip(s, t, strict=True)):
        raise ShapeError(
            f"an array of shape {_show(s)} meets one of shape {_show(t)}",
            why="the two shapes must agree for every value of the sizes",
            cure="compare the sizes in the declarations",
        )


def _show(shape: tuple[Node, ...]) -> str:
    return " × ".join(map(str, shape))


def require_sort(wanted: Any, node: Node) -> None:
    """Refuses an expression of another sort; a natural may stand for a real, bounds are not compared."""
    require_sort_matches(wanted, node.sort, node, 80)


def require_sort_matches(wanted: Any, found: Any, what: Node, length: int | None = None) -> None:
    """The same, for a sort: that of `what`, of which so many characters are told."""
    match wanted, found:
        case (ArraySort(), ArraySort()):
            require_same_shape(found.sizes, wanted.sizes)
            return
        case (FamilySort(), FamilySort()) if same(wanted.upto, found.upto):
            return
        case (FunctionSort(), FunctionSort()) if len(wanted.args) == len(found.args):
            return
        case (Real(), _) if is_scalar(found):
            return
    if wanted is found:
        return
    cure = "compare it with the declaration of what it is handed to"
    raise ShapeError(f"{str(what)[:length]} is of sort {found}", why=f"{wanted} is wanted", cure=cure)


def require_comparable(left: Node, right: Node) -> None:
    """Refuses a relation between things of different kinds or shapes."""
    a, b = left.sort, right.sort
    if is_scalar(a) and is_scalar(b):
        return
    if isinstance(a, ArraySort) and isinstance(b, ArraySort):
        require_same_shape(a.sizes, b.sizes)
        return
    if isinstance(a, FamilySort) and isinstance(b, FamilySort) and same(a.upto, b.upto):
        return
    raise ShapeError(
        f"a relation between {str(left)[:60]} and {str(right)[:60]}",
        why="both sides must be scalars, arrays of one shape, or families of one length",
        cure="compare entries: forall(n, lambda i: le(0, X[i]))",
    )


def sum_sort(a: Any, b: Any) -> Any:
    """The sort of a sum."""
    if is_scalar(a) and is_scalar(b):
        return NATURAL if a is NATURAL and b is NATURAL else REAL
    if isinstance(a, ArraySort) and isinstance(b, ArraySort):
        require_same_shape(a.sizes, b.sizes)
        return ArraySort(REAL, *a.sizes)
    raise ShapeError(
        f"a sum of {describe(a)} and {describe(b)}",
        why="terms are scalars, or arrays of one shape",
        cure="write tabulate, or add_to_rows(Z, b) for a bias",
    )


def product_sort(a: Any, b: Any) -> Any:
    """The sort of a product: numbers, or a number and an array."""
    if is_scalar(a) and is_scalar(b):
        return NATURAL if a is NATURAL and b is NATURAL else REAL
    if is_scalar(a) and isinstance(b, ArraySort):
        return ArraySort(REAL, *b.sizes)
    if isinstance(a, ArraySort) and is_scalar(b):
        return ArraySort(REAL, *a.sizes)
    raise ShapeError(
        f"a product of {describe(a)} and {describe(b)}",
        why="* multiplies scalars, or a scalar and an array",
        cure="write A @ B for the matrix product and hadamard(A, B) for the entrywise one",
    )


def describe(sort: Any) -> str:
    """A sort in words, for messages."""
    match sort:
        case ArraySort():
            return f"an array of shape {' × '.join(map(str, sort.sizes))}"
        case FamilySort():
            return "a family"
        case FunctionSort():
            return "a function"
        case Real():
            return "a real number"
    return {NATURAL: "a natural number", PROPOSITION: "a statement"}.get(sort, str(sort))
