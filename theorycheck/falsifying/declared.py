"""The declared law: the one lane whose draws are independent and identically distributed, so that counting them
means something.

Entries come from the table of dyadic normals (or its version for an interval); sizes from a short list of
assignments that is fixed by the statement alone. Each network draws its assignment for itself; a batch is then
grouped by assignment.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from theorycheck.falsifying.bucket import Bucket
from theorycheck.falsifying.exact import Judge
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.randomness import Counter
from theorycheck.falsifying.sample.lanes import DECLARED, Lane
from theorycheck.falsifying.sample.sizes import SIZE_STREAM, SizeSpace
from theorycheck.falsifying.space import StatementSpace

ASSIGNMENTS = 8
CANDIDATES = 400


@dataclass
class DeclaredLaw:
    """The law and its draws."""

    space: StatementSpace
    lanes: Sequence[Lane]
    judge: Judge
    _sizes: list[dict] | None = field(default=None, repr=False)

    @property
    def lane(self) -> Lane:
        """The lane that draws entries."""
        return next(lane for lane in self.lanes if lane.name == DECLARED)

    def sizes(self) -> list[dict]:
        """The equally likely assignments of sizes: the first few random ones that satisfy the hypotheses on sizes."""
        if self._sizes is None:
            self._sizes = list(self._allowed())
        return self._sizes

    def _allowed(self) -> Iterator[dict]:
        fixed = SizeSpace(self.space.assignments.naturals, 0, sweep=False)
        seen: list[dict] = []
        for number in range(CANDIDATES):
            sizes = self.space.complete(fixed.random(number))
            if sizes is None or sizes in seen or not _has_entries(self.space, sizes) or not self.naturals_allow(sizes):
                continue
            seen.append(sizes)
            yield sizes
            if len(seen) == ASSIGNMENTS or not self.space.assignments.naturals:
                return

    def naturals_allow(self, sizes: dict) -> bool:
        """Whether the hypotheses that speak of naturals alone hold at these sizes."""
        return self.judge.naturals_allow(sizes)

    def buckets(self, seed: int, start: int, count: int, program: Program) -> list[Bucket]:
        """The networks start … start+count-1 grouped by their assignments, in chunks that fit the cache."""
        assignments = self.sizes()
        groups: dict[int, list[int]] = {}
        if assignments and count:
            counter = Counter(program.backend.host, seed, SIZE_STREAM + 1)
            places = counter.choices(counter.indices(start, count), 0, len(assignments)).tolist()
            for index, place in enumerate(places, start):
                groups.setdefault(place, []).append(index)
        found = []
        for place, indices in sorted(groups.items()):
            sizes = assignments[place]
            chunk = program.chunk(sum(cell.size for cell in self.space.cells(sizes)))
            found += [Bucket(self.lane, sizes, tuple(indices[at : at + chunk])) for at in range(0, len(indices), chunk)]
        return found

    def words(self) -> str:
        """The law in words, for the report."""
        if not self.space.layout.reals:
            return "independent naturals: half small, a quarter log-uniform, a quarter powers of two"
        scales = ", ".join(str(scale) for scale in self.lane.scales)
        law = (
            "entries independent and uniform on 256 dyadic quantiles of the standard normal law (absolute values on a "
            "half-line, 256 even points of a bounded interval; arrays of at most 16 entries interpolate between them "
            f"in steps of 1/256), times a scale of {{{scales}}}; sizes uniform on {len(self.sizes())} fixed assignments"
        )
        constrained = self.space.constraints.words()
        return f"the image of this law on the hypotheses ({constrained}): {law}" if constrained else law


def _has_entries(space: StatementSpace, sizes: dict[str, Any]) -> bool:
    return any(cell.size for cell in space.cells(sizes))
