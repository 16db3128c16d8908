"""Hands out buckets: which networks a lane draws next, at which sizes, within the budget."""
from __future__ import annotations

from dataclasses import dataclass

from theorycheck.falsifying.bucket import Bucket
from theorycheck.falsifying.budget import Meter
from theorycheck.falsifying.declared import DeclaredLaw
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.result import SearchStatistics
from theorycheck.falsifying.sample.lanes import DECLARED
from theorycheck.falsifying.schedule import FIRST_SLICE, LaneState
from theorycheck.falsifying.space import StatementSpace

ASSIGNMENT_SPAN = 1 << 20
FEW_PER_ASSIGNMENT = 64


@dataclass
class Feed:
    """The next buckets of each lane. The index of a network is its assignment's number times 2^20 plus its place
    there."""

    space: StatementSpace
    law: DeclaredLaw
    program: Program
    meter: Meter
    statistics: SearchStatistics

    def buckets(self, state: LaneState, networks: int) -> list[Bucket]:
        """Buckets of at most that many networks together; none when the sizes tried were excluded (they are
        counted)."""
        left = self.meter.left()
        allowed = networks if left is None else min(networks, left)
        if state.lane.name == DECLARED:
            return self._independent(state, allowed)
        bucket = self._at_next_sizes(state, allowed)
        return [] if bucket is None else [bucket]

    def _independent(self, state: LaneState, allowed: int) -> list[Bucket]:
        start, state.position = state.position, state.position + allowed
        buckets = self.law.buckets(self.space.seed, start, allowed, self.program)
        if not buckets:
            self._discard(state, allowed)
        return buckets

    def _at_next_sizes(self, state: LaneState, allowed: int) -> Bucket | None:
        for _ in range(allowed):
            number, state.position = state.position, state.position + 1
            sizes = self.space.sizes(number)
            if sizes is not None and self.law.naturals_allow(sizes):
                count = min(allowed, self._per_assignment(state, sizes))
                first = number * ASSIGNMENT_SPAN
                return Bucket(state.lane, sizes, range(first, first + count))
            self._discard(state, 1)
            if self.meter.spent():
                break
        return None

    def _per_assignment(self, state: LaneState, sizes: dict) -> int:
        """Few networks an assignment while slices are small (many sizes soon), as many as fit the cache later."""
        cells, family = self.space.cells(sizes), state.lane.family
        if not any(cell.size for cell in cells):
            return 1  # all networks without entries are the same
        if state.slice <= FIRST_SLICE:
            return FEW_PER_ASSIGNMENT
        own = self.program.own(sizes) if family > 1 else ()
        entries = sum(cell.size for at, cell in enumerate(cells) if not own or at in own)
        return max(1, self.program.chunk(entries) // family) * family

    def _discard(self, state: LaneState, count: int) -> None:
        """Counts draws whose sizes the hypotheses exclude."""
        self.meter.add(count)
        self.statistics.count(state.lane.name, count, 0, 0)
