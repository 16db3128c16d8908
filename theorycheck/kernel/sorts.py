"""Sorts: what kind of thing a term denotes.  They are simple, never dependent.

A sort is a nested tuple, so that it is its own JSON (as lists) and compares structurally:

    ("real",)  ("nat",)  ("prop",)          the reals, the naturals 0, 1, 2 …, truth values
    ("finite", name)                        an abstract non-empty finite set
    ("group", name)                         an abstract finite abelian group
    ("Z", m)                                the cyclic group of m elements, m a literal >= 1
    ("vector", name)                        an abstract real vector space, of any dimension (0 and infinite too)
    ("inner", name)                         an abstract real inner-product space, of any dimension
    ("fun", a, b)                           all total functions from a to b

Sizes are terms of sort nat and stand on binders only; a matrix is a total function nat -> nat -> real, and what
lies outside its shape is junk that no statement may read.
"""

from __future__ import annotations

from .errors import KernelError, need

Sort = tuple  # nested; checked by `check`

REAL: Sort = ("real",)
NATURAL: Sort = ("nat",)
PROPOSITION: Sort = ("prop",)

MAX_NESTING, MAX_PARTS, MAX_NAME = 60, 1_000, 1_000


def is_name(text: object) -> bool:
    """Not empty, and not so long that printing it a few thousand times fills the memory."""
    return type(text) is str and 0 < len(text) <= MAX_NAME


def function(*sorts: Sort) -> Sort:
    """function(a, b, c) is a -> (b -> c)."""
    result = sorts[-1]
    for argument in reversed(sorts[:-1]):
        result = ("fun", argument, result)
    return result


def finite(name: str) -> Sort:
    """An abstract finite set, known by its name only."""
    return ("finite", name)


def group(name: str) -> Sort:
    """An abstract finite abelian group."""
    return ("group", name)


def cyclic(order: int) -> Sort:
    """Z_m for a literal m >= 1."""
    return ("Z", order)


def vector_space(name: str) -> Sort:
    """An abstract real vector space."""
    return ("vector", name)


def inner_space(name: str) -> Sort:
    """An abstract real inner-product space: a vector space with ⟨x, y⟩."""
    return ("inner", name)


def check(sort: object, depth: int = 0) -> None:
    """Refuses anything that is not a sort.  `type(x) is int`, because True == 1 would pass for Z_1."""
    need(type(sort) is tuple and len(sort) > 0 and depth < MAX_NESTING, f"not a sort: {str(sort)[:60]}")
    match sort:
        case ("real",) | ("nat",) | ("prop",):
            return
        case (("finite" | "group" | "vector" | "inner"), name) if is_name(name):
            return
        case ("Z", order) if type(order) is int and order >= 1:
            return
        case ("fun", argument, result):
            check(argument, depth + 1)
            check(result, depth + 1)
        case _:
            raise KernelError(f"not a sort: {str(sort)[:60]}")


def mentions_proposition(sort: Sort) -> bool:
    """Truth values occur in formulas only: no variable, equation or table may range over them."""
    return sort == PROPOSITION or (sort[0] == "fun" and any(mentions_proposition(part) for part in sort[1:]))


def is_number(sort: Sort) -> bool:
    """Real or natural."""
    return sort in (REAL, NATURAL)


def is_group(sort: Sort) -> bool:
    """A sort with +, - and 0."""
    return sort[0] in ("group", "Z")


def is_space(sort: Sort) -> bool:
    """A sort with vector addition and scaling by reals: an inner-product space is a vector space."""
    return sort[0] in ("vector", "inner")


def is_finite(sort: Sort) -> bool:
    """A sort one can sum over without a bound."""
    return sort[0] in ("finite", "group", "Z")


def abstract_names(sort: Sort) -> frozenset[Sort]:
    """The abstract sorts that occur in `sort`."""
    if sort[0] in ("finite", "group", "vector", "inner"):
        return frozenset([sort])
    if sort[0] == "fun":
        return abstract_names(sort[1]) | abstract_names(sort[2])
    return frozenset()


def from_json(value: object, depth: int = 0) -> Sort:
    """Reads a sort back from lists; refuses everything else.

    A long sort is refused too: each term that is made compares and hashes the sorts of its arguments anew.
    """
    parts = _tuples(value, depth)
    need(_size(parts) <= MAX_PARTS, "a sort of too many parts")
    check(parts)
    return parts


def _tuples(value: object, depth: int) -> tuple:
    need(type(value) is list and 0 < len(value) <= 3 and depth < MAX_NESTING, "not a sort")  # type: ignore[arg-type]
    return tuple(_tuples(part, depth + 1) if type(part) is list else part for part in value)  # type: ignore[attr-defined]


def _size(parts: tuple) -> int:
    return 1 + sum(_size(part) for part in parts if type(part) is tuple)
