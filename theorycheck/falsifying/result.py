"""What a search hands back: a certified refutation or an honest count."""
from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from theorycheck.falsifying.bucket import DELTA
from theorycheck.falsifying.certify import Certificate
from theorycheck.falsifying.confidence import Evidence
from theorycheck.falsifying.sample.lanes import lanes


@dataclass(frozen=True)
class Worst:
    """A second witness, of larger violation: `relative` is the conclusion's relative violation there, or below it."""

    witness: dict[str, Any]
    certificate: Certificate
    relative: Fraction


@dataclass(frozen=True)
class Refutation:
    """An exact witness, the kernel's theorem ¬S, and where the search came across it."""

    witness: dict[str, Any]
    certificate: Certificate
    lane: str
    seed: int
    index: int | None
    violation: float
    found: dict[str, Any]
    worst: Worst | None = None

    @property
    def place(self) -> str:
        """Where it was met, in words: a network that can be drawn again by this name, or what came across it."""
        by_number = self.index is not None and self.lane in (lane.name for lane in lanes())
        return f"network {self.index} of lane {self.lane}" if by_number else self.lane


@dataclass(frozen=True)
class Approach:
    """The draw that came closest to a violation (or went furthest past what could be decided)."""

    violation: float
    lane: str
    index: int
    sizes: dict[str, Any]


@dataclass
class SearchStatistics:
    """Counts of one run. `evidence` holds the draws of the declared law alone; adversarial effort is counted apart."""

    seed: int
    backend: str
    dtype: str
    draws: dict[str, int] = field(default_factory=dict)
    satisfied: dict[str, int] = field(default_factory=dict)
    undecided: dict[str, int] = field(default_factory=dict)
    prefixes: dict[str, int] = field(default_factory=dict)  # distinct ones, where networks of a lane share them
    evidence: Evidence = field(default_factory=Evidence)
    delta: float = DELTA
    law: str = ""
    ascent_evaluations: int = 0
    exact_checks: int = 0
    closest: Approach | None = None
    seconds: float = 0.0
    kinds: dict[str, int] = field(default_factory=dict)  # what the starts of landscape surveys ended as
    notes: list[str] = field(default_factory=list)
    hunted: bool = False  # whether each network was decided or counted as undecided by itself, as a hunt does

    @property
    def decided(self) -> bool:
        """Whether the truth of the statement was found out anywhere: by a draw of the declared law, or in a hunt."""
        if self.evidence.draws:
            return self.evidence.undecided < self.evidence.draws
        return not self.hunted or self.total_undecided < self.total_draws

    @property
    def total_draws(self) -> int:
        """All networks drawn, in every lane."""
        return sum(self.draws.values())

    @property
    def total_undecided(self) -> int:
        """Draws whose violation was below its error bound and that were not decided exactly."""
        return sum(self.undecided.values())

    def count(self, lane: str, draws: int, satisfied: int, undecided: int) -> None:
        """Adds one bucket."""
        for table, amount in ((self.draws, draws), (self.satisfied, satisfied), (self.undecided, undecided)):
            table[lane] = table.get(lane, 0) + amount


@dataclass(frozen=True)
class SearchResult:
    """The end of a search. `model` satisfies the hypotheses exactly; without one nothing was tested."""

    refutation: Refutation | None
    statistics: SearchStatistics
    model: dict[str, Any] | None

    @property
    def model_found(self) -> bool:
        """Whether some point was seen to satisfy every hypothesis."""
        return self.model is not None
