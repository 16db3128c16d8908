"""The maps that stand for unknown functions: a short list for each sort of argument, simplest first.

Each has its gradient with it where it has one everywhere.  `first` is the first entry of the argument.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from theorycheck.statement.arithmetic import as_node
from theorycheck.statement.binders import fn, tabulate
from theorycheck.statement.node import Node
from theorycheck.statement.nodes import Apply, Index
from theorycheck.statement.sorts import ArraySort
from theorycheck.statement.vocabulary.elementwise import absolute
from theorycheck.statement.vocabulary.linear_algebra import identity_matrix

Entries = list[Any]
Place = tuple[int, ...]


@dataclass(frozen=True)
class Differentiable:
    """A map to the reals and its gradient; None where it is not differentiable."""

    map: Node
    gradient: Node | None


@lru_cache(maxsize=64)
def maps(sort: Any) -> tuple[Differentiable, ...]:
    """The maps from a sort whose sizes are literals."""
    return tuple(_maps(sort))


def _maps(sort: Any) -> list[Differentiable]:
    count = len(_places(sort))
    found = [_of(sort, lambda x: 0, lambda x, i: 0), _of(sort, lambda x: 1, lambda x, i: 0)]
    if count == 0:
        return found
    found += [
        _of(sort, lambda x: x[0], lambda x, i: int(i == 0)),
        _of(sort, lambda x: -x[0], lambda x, i: -int(i == 0)),
        _of(sort, lambda x: x[0] ** 2, lambda x, i: 2 * x[0] * int(i == 0)),
        _of(sort, _total, lambda x, i: 2 * x[i]),
        _of(sort, lambda x: -(x[0] ** 2), lambda x, i: -2 * x[0] * int(i == 0)),
        _of(sort, lambda x: absolute(x[0]), None),
        # a local minimum at 1 that is not global
        _of(sort, lambda x: x[0] ** 3 - 3 * x[0], lambda x, i: (3 * x[0] ** 2 - 3) * int(i == 0)),
    ]
    if count > 1:
        found.append(_of(sort, lambda x: x[0] * x[1], lambda x, i: x[1 - i] if i < 2 else 0))
    return found


@lru_cache(maxsize=64)
def with_slopes(sort: Any) -> tuple[Differentiable, ...]:
    """The maps, and one that is positive and not constant: of logarithms slopes are asked too."""
    positive = [_of(sort, lambda x: 1 + Fraction(1, 2) * _first(x) ** 2, lambda x, i: _first(x) * int(i == 0))]
    return (*maps(sort), *(positive if _places(sort) else ()))


@lru_cache(maxsize=64)
def vector_maps(sort: Any, result: Any) -> tuple[Node, ...]:
    """Maps between arrays or numbers, where nothing says that they are gradients: each entry one of `maps`.

    With them is the identity, or, between shapes of different ranks, the entries of the argument written in order.
    """
    found = [_constant(sort, result, one.map) for one in maps(sort)]
    if _shape(sort) == _shape(result):
        found.append(fn(sort, lambda x: x))
    elif len(_shape(sort)) != len(_shape(result)) and _places(sort):
        found.append(fn(sort, lambda x: _filled(result, lambda place: _in_order(sort, result, x, place))))
    return tuple(found)


def _in_order(sort: Any, result: Any, x: Node, place: Place) -> Node:
    """The entry of x with the number of this place; from the first again after the last."""
    own = _places(sort)
    source = own[_places(result).index(place) % len(own)]
    return Index(x, *map(as_node, source)) if source else x


def _constant(sort: Any, result: Any, entry: Node) -> Node:
    """x -> the array whose entries are all entry(x)."""
    return fn(sort, lambda x: _filled(result, lambda place: Apply(entry, x)))


def _total(x: Entries) -> Node:
    total: Node = x[0] ** 2
    for entry in x[1:]:
        total = total + entry**2
    return total


def _shape(sort: Any) -> Place:
    return tuple(int(size.value) for size in sort.sizes) if isinstance(sort, ArraySort) else ()


def _places(sort: Any) -> list[Place]:
    return list(itertools.product(*map(range, _shape(sort))))


def _of(
    sort: Any, value: Callable[[Entries], Any], slope: Callable[[Entries, int], Any] | None
) -> Differentiable:  # fmt: skip
    places = _places(sort)

    def entries(x: Node) -> Entries:
        return [Index(x, *map(as_node, place)) if place else x for place in places]

    own = fn(sort, lambda x: as_node(value(entries(x))))
    if slope is None:
        return Differentiable(own, None)

    def gradient(x: Node) -> Node:
        return _filled(sort, lambda place: as_node(slope(entries(x), places.index(place))))

    return Differentiable(own, fn(sort, gradient))


def _filled(sort: Any, entry: Callable[[Place], Node]) -> Node:
    """The array whose entry at each place is written out; a scalar for a scalar sort."""
    if not isinstance(sort, ArraySort):
        return entry(())

    def at(*indices: Node) -> Node:
        total: Node = as_node(0)
        for place in _places(sort):
            term = entry(place)
            for index, size, position in zip(indices, sort.sizes, place, strict=True):
                term = term * Index(identity_matrix(size), index, as_node(position))
            total = total + term
        return total

    return tabulate(*sort.sizes, at)


def _first(entries: Sequence[Any]) -> Any:
    """The first entry; 0 in dimension 0."""
    return entries[0] if entries else 0
