"""Draws that violate inequalities are pulled towards a point that does not, before they are given up.

The point is all zeros or all ones (the middle, where an interval excludes these), whichever satisfies the inequalities;
what is pulled is the draw itself, by powers of two, so that a network is found again from its numbers alone.  Draws of
the declared law are never pulled.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from theorycheck.falsifying.point import Sizes
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.sample.cells import Cell

SHARES = (0.5, 0.125, 0.0078125)


@dataclass
class Pull:
    """Towards the inequalities that no method makes true."""

    program: Program
    inequalities: tuple[Any, ...]
    _targets: dict[tuple, tuple[float, ...] | None] = field(default_factory=dict, repr=False)

    def inside(self, sizes: Sizes, values: list[Any]) -> list[Any]:
        """The draws, each moved the least share of the way that satisfies the inequalities; the others as they are."""
        if not self.inequalities or not values or (target := self._target(sizes)) is None:
            return values
        backend, batch = self.program.backend, int(values[0].shape[0])
        held, pulled = self._hold(sizes, values, batch), list(values)
        for share in SHARES:
            nearer = [at + (value - at) * share for value, at in zip(values, target, strict=True)]
            better = self._hold(sizes, nearer, batch) & ~held
            for place, (near, now) in enumerate(zip(nearer, pulled, strict=True)):
                mask = backend.reshape(better, (batch,) + (1,) * (now.ndim - 1))
                pulled[place] = backend.where(mask, near, now)
            held = held | better
        return pulled

    def _hold(self, sizes: Sizes, values: Sequence[Any], batch: int) -> Any:
        """Which networks satisfy the inequalities in floats."""
        inside = self.program.backend.full((batch,), True, dtype=self.program.backend.xp.bool)
        for node in self.inequalities:
            inside = inside & (self.program.violation(node, sizes, values, batch) <= 0)
        return inside

    def _target(self, sizes: Sizes) -> tuple[float, ...] | None:
        """What the cells are pulled towards at these sizes; None where neither point satisfies the inequalities."""
        key = tuple((name, tuple(n) if isinstance(n, list) else n) for name, n in sizes.items())
        if key not in self._targets:
            cells, backend = self.program.layout.cells(sizes), self.program.backend
            self._targets[key] = None
            for wanted in (0, 1):
                at = tuple(_inside(cell, Fraction(wanted)) for cell in cells)
                kind = backend.dtype(self.program.dtype)
                alone = [backend.full((1, *c.shape), value, dtype=kind) for c, value in zip(cells, at, strict=True)]
                if backend.fetch(held=self._hold(sizes, alone, 1))["held"][0]:
                    self._targets[key] = at
                    break
        return self._targets[key]


def _inside(cell: Cell, wanted: Fraction) -> float:
    bounds = cell.bounds
    if bounds.contains(wanted):
        return float(wanted)
    if bounds.bounded:
        return float(bounds.dyadic_inside(Fraction(1, 2)))
    return float(bounds.lower + 1 if bounds.lower is not None else bounds.upper - 1)  # type: ignore[operator]
