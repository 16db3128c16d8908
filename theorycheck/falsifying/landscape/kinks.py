"""Minima at kinks, as proposals: descent with the corners rounded, less and less, from many starts.

Where a corner of width w stands in for a kink, a minimum at the kink is one of the rounded objective, off by about w;
the last width is so small that a rational kink is told from its floats. Where there is no kink nearby nothing changes.
"""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

from theorycheck.falsifying.landscape.geometry import norm
from theorycheck.falsifying.landscape.minimize import minimize
from theorycheck.falsifying.landscape.objective import AbstractObjective
from theorycheck.falsifying.landscape.pool import chosen
from theorycheck.falsifying.landscape.starts import Starts
from theorycheck.falsifying.landscape.survey import clearly_above, clusters

WIDTHS = tuple(Fraction(1, 2**k) for k in (2, 6, 10, 15, 20, 26))
FIRST_STEPS, LATER_STEPS, NEWTON_STEPS = 100, 10, 25
PROBES, PROBE_STREAM = 64, 1 << 23
RADII = (1e-2, 1e-4)
ROUNDING = 1e-12


class Cornered(Protocol):
    """An objective whose corners can be rounded."""

    backend: Any
    dimension: int

    def value(self, x: Any) -> Any: ...

    def smoothed(self, width: Fraction) -> AbstractObjective: ...


@dataclass(frozen=True)
class Low:
    """Where some starts ended: a value, how many came to it, and the shortest of their points."""

    value: float
    hits: int
    point: tuple[float, ...]


def lows(objective: Cornered, starts: Any) -> list[Low]:
    """The distinct values at which starts end, the lowest first."""
    xp, to_host = objective.backend.xp, objective.backend.to_host
    points = starts
    with objective.backend.quiet():
        for number, width in enumerate(WIDTHS):
            steps = LATER_STEPS if number else FIRST_STEPS
            ends = minimize(objective.smoothed(width), points, -math.inf, steps, NEWTON_STEPS)
            finite = xp.all(xp.isfinite(ends.points), axis=1)
            points = chosen(xp, finite, {"points": ends.points}, {"points": points})["points"]
        values = to_host(objective.value(points)).tolist()
        lengths = to_host(norm(xp, points)).tolist()
    coordinates = to_host(points).tolist()
    groups = clusters([(value, row) for row, value in enumerate(values) if math.isfinite(value)])
    shortest = [(min(group, key=lengths.__getitem__), len(group)) for group in groups]
    return [Low(values[row], hits, tuple(coordinates[row])) for row, hits in shortest]


def above(found: Sequence[Low]) -> list[Low]:
    """Those above the lowest, the most frequent first."""
    best = min((low.value for low in found), default=math.inf)
    return sorted((low for low in found if low.value > clearly_above(best)), key=lambda low: -low.hits)


def lowest_nearby(objective: Cornered, point: Sequence[float]) -> bool:
    """Whether none of a few points around this one has a smaller value, as far as floats tell."""
    backend, n = objective.backend, objective.dimension
    if n == 0:
        return True
    drawn = backend.to_host(Starts(backend, n, 0, PROBE_STREAM).block(0, PROBES)).tolist()
    drawn += [[sign * float(i == j) for i in range(n)] for j in range(n) for sign in (1, -1)]
    moved = [
        [a + radius * c / size for a, c in zip(point, row, strict=True)]
        for row in drawn
        if (size := max(map(abs, row))) > 0
        for radius in RADII
    ]
    with backend.quiet():
        x = backend.asarray([list(point), *moved], dtype=backend.dtype("float64"))
        values = backend.to_host(objective.value(x))
    here, *others = values.tolist()
    return math.isfinite(here) and all(value >= here - ROUNDING * max(1.0, abs(here)) for value in others)
