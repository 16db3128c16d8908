"""Inequalities that are affine in a scalar, or entry by entry in an array: what is past a bound is reflected in it."""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.falsifying.constraints.drawn import Drawn
from theorycheck.falsifying.constraints.method import Method, names
from theorycheck.falsifying.constraints.trials import other_entries


@dataclass(frozen=True)
class Folded(Method):
    """left <= right: y becomes 2 y* - y where it is on the wrong side of the bound y*."""

    @property
    def words(self) -> str:
        return f"{names(self.fills)} is folded at a bound"

    def fill(self, drawn: Drawn) -> Drawn:
        (place,) = drawn.places(self.fills[0])
        algebra, entries = drawn.algebra, drawn.entries(place)
        zero, one, two = (algebra.literal(Fraction(k)) for k in (0, 1, 2))
        nothing = drawn.mapped(place, lambda value: algebra.mul(value, zero))
        at_zero = nothing.excess(self.given)
        at_one = nothing.mapped(place, lambda value: algebra.add(value, one)).excess(self.given)
        here = drawn.excess(self.given)
        if not len(entries) == len(here) == len(at_zero):
            return drawn
        for n, (excess, a, b) in enumerate(zip(here, at_zero, at_one, strict=True)):
            slope = algebra.sub(b, a)
            flat = algebra.equal(slope, zero)
            back = algebra.div(algebra.mul(two, excess), algebra.select(flat, one, slope))
            moved = algebra.select(flat, entries[n], algebra.sub(entries[n], back))
            entries[n] = algebra.select(algebra.less_equal(excess, zero), entries[n], moved)
        return drawn.with_entries(place, entries)


def recognised(trial: Drawn, name: str, given: tuple[Any, ...]) -> Folded | None:
    """The method, if there is one inequality for each entry, affine in that entry alone."""
    places = trial.places(name)
    if len(places) != 1:
        return None
    (place,) = places
    cell = trial.cells[place]
    entries = trial.entries(place)
    if not 0 < len(entries) == len(trial.excess(given)):
        return None
    points = ([Fraction(t)] * len(entries) for t in (-1, 0, 2))
    first, second, third = (trial.with_entries(place, point).excess(given) for point in points)
    if any(b == a or c - b != 2 * (b - a) for a, b, c in zip(first, second, third, strict=True)):
        return None
    here = trial.excess(given)
    for n, value in enumerate(other_entries(cell, 3)):
        after = trial.with_entries(place, [*entries[:n], value, *entries[n + 1 :]]).excess(given)
        if any(a != b for at, (a, b) in enumerate(zip(here, after, strict=True)) if at != n):
            return None
    return Folded((name,), given)
