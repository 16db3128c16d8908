"""Truth at a point where relations quantify over all points: false where a few of them say so, else unknown.

Used to sort candidates before the kernel is asked; ∃ over infinitely many is left undecided, but for a local minimum,
which is false where a small step leads down.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Any

from theorycheck.algebra.balls import Balls
from theorycheck.algebra.base import Array
from theorycheck.algebra.rationals import Rationals
from theorycheck.errors import TheorycheckError
from theorycheck.statement.environments import wrap
from theorycheck.statement.evaluation import Environment, Evaluator, Frame
from theorycheck.statement.landscape import LocalMinimum
from theorycheck.statement.node import Node
from theorycheck.statement.sorts import ArraySort, Real
from theorycheck.statement.truth import Truth, TruthLogic
from theorycheck.statement.walk import membership

NEAR = Fraction(1, 64)
SAMPLES = tuple(map(Fraction, ("1", "-1", "2", "1/2", "0", "-3")))


class SamplingTruth(TruthLogic):
    """∀ over reals and arrays at a few of them; remembers whether some comparison had no answer in this arithmetic."""

    def __init__(self) -> None:
        self.unsettled = False

    def relation(self, e: Evaluator, node: Node, parts: list[Any], frame: Frame) -> Truth:
        found = super().relation(e, node, parts, frame)
        self.unsettled = self.unsettled or found is None
        return found

    def for_all(self, e: Evaluator, node: Any, frame: Frame) -> Truth:
        domain, binder = node.args
        needed = membership(binder.bound, domain)
        for value in _samples(e, domain, frame):
            inner = Frame({binder.bound: value}, frame)
            if (needed is None or e.value(needed, inner) is True) and e.value(binder.body, inner) is False:
                return False
        return None

    def exists_one(self, e: Evaluator, node: Any, frame: Frame) -> Truth:
        return None


def _samples(e: Evaluator, domain: Any, frame: Frame) -> tuple[Any, ...]:
    if not isinstance(domain, (Real, ArraySort)):
        return ()
    return _values(e.algebra, e.shape(domain, frame))


@lru_cache(maxsize=64)
def _values(algebra: Any, shape: tuple[int, ...]) -> tuple[Any, ...]:
    """Scalars; arrays of equal entries, and one of different entries: each once, however few entries there are."""
    turns = itertools.count()
    alternating = _filled(shape, lambda: SAMPLES[next(turns) % 4])
    found = [*(_filled(shape, lambda value=value: value) for value in SAMPLES), alternating]
    return tuple(wrap(algebra, [value], shape) for n, value in enumerate(found) if value not in found[:n])


def _filled(shape: tuple[int, ...], entry: Any) -> Any:
    return [_filled(shape[1:], entry) for _ in range(shape[0])] if shape else entry()


def _not_least(e: Evaluator, node: LocalMinimum) -> bool:
    """Whether the objective is smaller a little away from the points, in one entry."""
    points = [e.value(point) for point in node.points]
    objective: Any = e.value(node.objective)
    here = objective(*points)
    for n, point in enumerate(points):
        shape = point.shape if isinstance(point, Array) else ()
        for place in itertools.product(*map(range, shape)):
            for step in (NEAR, -NEAR):
                moved = [*points[:n], _stepped(e, point, place, step), *points[n + 1 :]]
                if e.algebra.less_than(objective(*moved), here) is True:
                    return True
    return False


def _stepped(e: Evaluator, point: Any, place: tuple[int, ...], step: Fraction) -> Any:
    by = e.algebra.literal(step)
    if not isinstance(point, Array):
        return e.algebra.add(point, by)

    def entry(*indices: int) -> Any:
        value = e.algebra.entry(point, *indices)
        return e.algebra.add(value, by) if indices == place else value

    return e.algebra.tabulate(point.shape, entry)


def truth(node: Node, environments: Iterable[tuple[Any, Environment]]) -> Truth:
    """The first answer of these algebras, each in its environment; the next one is asked only where this one had no
    answer to a comparison, and not where a few points say nothing of all."""
    for algebra, environment in environments:
        logic = SamplingTruth()
        evaluator = Evaluator(algebra, environment, logic)
        try:
            if isinstance(node, LocalMinimum) and _not_least(evaluator, node):
                return False
            found: Truth = evaluator.value(node)
        except TheorycheckError:
            continue
        if found is not None or not logic.unsettled:
            return found
    return None


ALGEBRAS = (Rationals(), Balls())
REMEMBERED = 1024


@lru_cache(maxsize=REMEMBERED)
def closed_truth(node: Node) -> Truth:
    """Of a relation without symbols: a property of a map, say, that many statements suppose."""
    return truth(node, ((algebra, {}) for algebra in ALGEBRAS))
