"""What runs next, and for how long: lanes that draw and methods that climb take turns by the work they have had.

The arm with the least work so far is next (stride scheduling; Waldspurger and Weihl 1995). Its slices double up to a
limit, and work counts half after an improvement of its best margin, so that it comes again sooner. The schedule looks
at counts and margins only, never at the clock, so a run is a function of its seed.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from theorycheck.falsifying.ascent.method import AbstractMethod
from theorycheck.falsifying.sample.lanes import DECLARED, INTEGERS, NORMALS, TIED, Lane

FIRST_SLICE, LAST_SLICE = 256, 4096
LONGER = 16  # the last slice of a method, in first slices
PER_NETWORK = 8  # evaluations in an ascent that count as much as one network drawn
USUAL = (INTEGERS, DECLARED, TIED, NORMALS)
IMPROVED, INDEPENDENT = 2.0, 2.0


@dataclass
class Arm:
    """Progress of one lane or method: the length of its next slice, the work it has had, its best violation."""

    slice: int = FIRST_SLICE
    last: int = LAST_SLICE
    work: float = 0.0
    best: float = float("-inf")
    improved: bool = False
    share: float = 1.0

    def note(self, violation: float) -> None:
        """Remembers the largest violation seen so far."""
        if violation > self.best:
            self.best, self.improved = violation, True

    def spend(self, networks: float) -> None:
        """Counts the work of one slice; the next one is twice as long."""
        self.work += networks / (self.share * (IMPROVED if self.improved else 1.0))
        self.improved = False
        self.slice = min(self.last, 2 * self.slice)


@dataclass
class LaneState(Arm):
    """A lane; `position` is the next size assignment or index. The lane of independent draws gets twice as much."""

    lane: Lane = None  # type: ignore[assignment]
    position: int = 0

    @classmethod
    def of(cls, lane: Lane, last: int = LAST_SLICE) -> LaneState:
        """A lane at its beginning; `last` is its longest slice."""
        return cls(lane=lane, last=last, share=INDEPENDENT if lane.name == DECLARED else 1.0)


@dataclass
class MethodState(Arm):
    """A method; its slices are counted in evaluations. `turns` are its climbs so far."""

    method: AbstractMethod = None  # type: ignore[assignment]
    turns: int = 0

    @classmethod
    def of(cls, method: AbstractMethod) -> MethodState:
        """A method at its beginning."""
        return cls(slice=method.first, last=LONGER * method.first, method=method)


def in_turn(lanes: Sequence[LaneState], methods: Sequence[MethodState]) -> list[Arm]:
    """The arms as they are first tried: usual draws, then the climbs that know derivatives, then what is rarer."""
    usual = [state for state in lanes if state.lane.name in USUAL]
    rarer = [state for state in lanes if state.lane.name not in USUAL]
    return [*usual, *methods[:2], *rarer, *methods[2:]]


def next_arm(arms: Sequence[Any]) -> Any:
    """The arm that has had least, the first of them in their order."""
    return min(arms, key=lambda arm: arm.work)
