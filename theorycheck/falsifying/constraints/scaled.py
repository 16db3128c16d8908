"""Scaling onto the constraint: probability vectors, stochastic rows, norms that are rational, traces, totals.

Along the ray through the draw the equation is affine in the factor, so the factor is a quotient; signs are kept.
"""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.falsifying.constraints.blocks import blocks, kinds, of_each
from theorycheck.falsifying.constraints.drawn import Drawn
from theorycheck.falsifying.constraints.method import Method
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
        algebra, entries = drawn.algebra, drawn.entries(place)
        zero, one = algebra.literal(Fraction(0)), algebra.literal(Fraction(1))
        parts = blocks(self.kind, drawn.cells[place].shape)
        at_zero = drawn.mapped(place, lambda value: algebra.mul(value, zero)).residuals(self.given)
        here = drawn.residuals(self.given)
        if not len(parts) == len(here) == len(at_zero):
            return drawn
        for part, base, value in zip(parts, at_zero, here, strict=True):
            change = algebra.sub(base, value)
            flat = algebra.equal(change, zero)
            scale = algebra.select(flat, one, algebra.div(base, algebra.select(flat, one, change)))
            for at in part:
                entries[at] = algebra.mul(entries[at], scale)
        return drawn.with_entries(place, entries)


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
