"""Which lane runs next, and how much: round-robin slices that double, and a double share after an improvement.

The schedule looks at counts and violations only, never at the clock, so a run is a function of its seed.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from theorycheck.falsifying.sample.lanes import Lane

FIRST_SLICE, LAST_SLICE = 256, 4096


@dataclass
class LaneState:
    """One lane's progress: networks per slice, the next size assignment or index, and its best violation."""

    lane: Lane
    slice: int = FIRST_SLICE
    position: int = 0
    best: float = float("-inf")
    improved: bool = False

    def note(self, violation: float) -> None:
        """Remembers the largest violation seen so far."""
        if violation > self.best:
            self.best, self.improved = violation, True


def rounds(states: list[LaneState]) -> Iterator[tuple[LaneState, int]]:
    """Endless turns: (lane, networks to draw now)."""
    while True:
        for state in states:
            share = 2 if state.improved else 1
            state.improved = False
            yield state, share * state.slice
            state.slice = min(LAST_SLICE, 2 * state.slice)
