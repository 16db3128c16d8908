"""The most violated witness: of the points near a refutation, the one where the conclusion fails by most.

"By most" is the relative violation (`statement.margin`): each difference divided by the sum of the magnitudes of what
is compared, a number from 0 to 1 that does not change with the unit. It is compared among the smallest witness, the
point that was met, and what a short ascent in whole steps reaches from them, all with entries of magnitude at most
`MOST`. Floats choose, exact arithmetic decides that the point refutes and by how much.
"""
from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.errors import Inexact, NotNumeric, ShapeError, UndefinedValue
from theorycheck.falsifying.exact import Judge
from theorycheck.falsifying.point import Point, with_entries
from theorycheck.falsifying.randomness import choose
from theorycheck.falsifying.screen import Screen
from theorycheck.falsifying.shrink import Shrinker
from theorycheck.falsifying.simplicity import measure
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.margin import Exactly, Nearly, relative_violation

MOST = 8
ROUNDS, BATCH, LARGEST, LOOKED_AT, LAST_DECIDED = 4, 48, 64, 4, 2
FEW_CHECKS = 40
MAXIMAL = 1 - Fraction(1, 10**6)  # what cannot be told from the largest relative violation, which is 1
STREAM = 1 << 22
GRID = 4  # entries of a start are rounded to quarters
STEPS = 10**6  # of a number that is told rounded down
NEW = tuple(map(Fraction, ("0", "1", "-1", "2", "-2", "4", "-4", "8", "-8", "1/2", "-1/2")))


@dataclass
class Worsening:
    """Looks for the most violated witness of one statement."""

    space: StatementSpace
    judge: Judge
    screen: Screen

    def worse_than(self, small: Point, met: Point) -> tuple[Point, Fraction] | None:
        """A point that refutes with a larger relative violation than `small`, and that violation (where it is no
        rational, a lower bound of it); None if none is found. Of points as bad as each other the simplest is taken."""
        least = self.relative(small)
        if least is None or least >= MAXIMAL or not self.judge.layout.reals:
            return None
        found: list[tuple[Fraction, Point]] = []
        for start in dict.fromkeys((small, _rounded(met))):
            for reached in self._ascend(start):
                amount = self.relative(reached) if self.judge.refutes(reached) else None
                if amount is not None and amount > least:
                    found.append((min(amount, MAXIMAL), reached))
                    break
        if not found:
            return None
        worst = max(amount for amount, _ in found)
        reached = min((point for amount, point in found if amount == worst), key=measure)
        simple = Shrinker(lambda point: self._as_bad(point, worst), self.space, FEW_CHECKS).shrink(reached)
        return simple, self.relative(simple) or worst

    def _as_bad(self, found: Point, amount: Fraction) -> bool:
        return _moderate(found) and self.judge.refutes(found) and (self.relative(found) or 0) >= amount

    def relative(self, found: Point) -> Fraction | None:
        """The relative violation of the conclusion, or a lower bound of it; None where arithmetic gives neither."""
        conclusion = self.space.statement.conclusion
        try:
            exact = Exactly()
            return relative_violation(conclusion, exact, self.judge.environment(found, exact))
        except Inexact:
            return _lower(self._ball(found))
        except (UndefinedValue, NotNumeric, ShapeError):
            return None

    def _ball(self, found: Point) -> Any:
        balls = Nearly()
        try:
            return relative_violation(self.space.statement.conclusion, balls, self.judge.environment(found, balls))
        except (Inexact, UndefinedValue, NotNumeric, ShapeError):
            return None

    def _ascend(self, start: Point) -> list[Point]:
        """The last points of an ascent, the most violated first."""
        path: list[Point] = []
        current, height = start, 0.0
        for turn in range(ROUNDS) if _moderate(start) else ():
            near = [solved for raw in _variations(current, turn) if (solved := self.space.solve(raw)) is not None]
            near = [current, *(point for point in near if point.sizes == current.sizes and _moderate(point))]
            value, bound = self.screen.bounded(self.space.statement.conclusion, near, relative_violation)
            heights = [float(v) if v - b > 0 else 0.0 for v, b in zip(value, bound, strict=True)]
            best = sorted((place for place, v in enumerate(heights) if v > height), key=lambda place: -heights[place])
            inside = self.screen.likely([near[place] for place in best[:LOOKED_AT]])
            higher = next(itertools.compress(best, inside), None)
            if higher is None:
                break
            current, height = near[higher], heights[higher]
            path.append(current)
        return path[::-1][:LAST_DECIDED]


def _variations(found: Point, turn: int) -> Iterator[Point]:
    """Points with a cell scaled, or one to three entries changed, chosen by the counter generator."""
    for place, values in enumerate(found.entries):
        for factor in (Fraction(2), Fraction(1, 2), Fraction(-1)):
            yield with_entries(found, place, [value * factor for value in values])
    filled = [place for place, cell in enumerate(found.cells) if cell.size]
    for number in range(BATCH if filled else 0):
        changed = found
        for change in range(1 + choose(0, STREAM, turn, 8 * number, 3)):
            place = filled[choose(0, STREAM, turn, 8 * number + 2 * change + 1, len(filled))]
            entry = choose(number, STREAM, turn, change, found.cells[place].size)
            entries = list(changed.entries[place])
            entries[entry] = NEW[choose(0, STREAM, turn, 8 * number + 2 * change + 2, len(NEW))]
            changed = with_entries(changed, place, entries)
        yield changed


def _moderate(found: Point) -> bool:
    """Whether it is small enough to read, in entries and in magnitudes, and inside its intervals."""
    cells = zip(found.cells, found.entries, strict=True)
    few = sum(cell.size for cell in found.cells) <= LARGEST
    return few and all(abs(value) <= MOST and cell.bounds.contains(value) for cell, values in cells for value in values)


def _rounded(found: Point) -> Point:
    rounded = tuple(tuple(Fraction(round(value * GRID), GRID) for value in values) for values in found.entries)
    return Point(found.sizes, found.cells, rounded)


def _lower(ball: Any) -> Fraction | None:
    """A rational below everything in the ball."""
    if ball is None or not ball.is_finite():
        return None
    mantissa, exponent = ball.lower().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def told(amount: Fraction) -> Fraction:
    """A short rational at most the amount."""
    return amount if amount.denominator <= STEPS else Fraction(int(amount * STEPS), STEPS)
