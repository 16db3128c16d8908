"""Scaling onto the constraint: probability vectors, stochastic rows, norms that are rational, traces, totals.

Along the ray through the draw the equation is affine in the factor, so the factor is a quotient; signs are kept.
"""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.falsifying.constraints.blocks import WHOLE, blocks, kinds, of_each, spread
from theorycheck.falsifying.constraints.drawn import Drawn
from theorycheck.falsifying.constraints.method import Method
from theorycheck.falsifying.constraints.reflections import vector
from theorycheck.falsifying.constraints.trials import other_entries


@dataclass(frozen=True)
class Scaled(Method):
    """One equation for the array, or for each of its rows or columns, affine along rays from 0."""

    kind: str

    @property
    def words(self) -> str:
        return f"{of_each(self.kind, self.fills[0])} is scaled onto its equation"

    def fill(self, drawn: Drawn) -> Drawn:
        (place,) = drawn.places(self.fills[0])
        algebra, shape = drawn.algebra, drawn.cells[place].shape
        zero = algebra.literal(Fraction(0))
        at_zero = drawn.mapped(place, lambda value: algebra.mul(value, zero)).residuals(self.given)
        here = drawn.residuals(self.given)
        if not len(blocks(self.kind, shape)) == len(here) == len(at_zero):
            return drawn
        factors = [_factor(algebra, base, value) for base, value in zip(at_zero, here, strict=True)]
        if self.kind == WHOLE:
            return drawn.mapped(place, lambda value: algebra.mul(value, factors[0]))
        wide = spread(algebra, self.kind, vector(algebra, factors), shape)
        return drawn.with_value(place, algebra.each(algebra.mul, drawn.values[place], wide))


def _factor(algebra: Any, at_zero: Any, here: Any) -> Any:
    """Where the residual vanishes on the ray from 0 (factor 0) through the draw (factor 1); 1 where it is level."""
    change = algebra.sub(at_zero, here)
    flat, one = algebra.equal(change, algebra.literal(Fraction(0))), algebra.literal(Fraction(1))
    return algebra.select(flat, one, algebra.div(at_zero, algebra.select(flat, one, change)))


def recognised(trial: Drawn, name: str, given: tuple[Any, ...]) -> Scaled | None:
    """The method, if each equation depends on its own block alone, affinely along a ray, with a positive factor."""
    places = trial.places(name)
    if len(places) != 1:
        return None
    (place,) = places
    cell, entries = trial.cells[place], trial.entries(places[0])
    positive = [abs(value) or Fraction(1) for value in entries]
    at = [
        trial.with_entries(place, [value * factor for value in positive]).residuals(given) for factor in (0, 1, 2)
    ]
    for kind in kinds(cell.shape):
        parts = blocks(kind, cell.shape)
        if len(parts) != len(at[0]) or not all(map(_on_a_ray, *at)):
            continue
        if all(_alone(trial, place, positive, given, n, part) for n, part in enumerate(parts) if len(parts) > 1):
            return Scaled((name,), given, kind)
    return None


def _on_a_ray(at_zero: Fraction, at_one: Fraction, at_two: Fraction) -> bool:
    slope = at_one - at_zero
    return slope != 0 and at_two - at_one == slope and -at_zero / slope > 0


def _alone(trial: Drawn, place: int, entries: list[Fraction], given: tuple[Any, ...], n: int, part: list[int]) -> bool:
    """Whether equation n is the same when all other blocks change."""
    others = other_entries(trial.cells[place], 2)
    pairs = enumerate(zip(entries, others, strict=True))
    changed = [value if at in part else abs(other) + 1 for at, (value, other) in pairs]
    before, after = (trial.with_entries(place, values).residuals(given)[n] for values in (entries, changed))
    return before == after
