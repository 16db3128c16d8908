"""How long to search: seconds or examples, whichever comes first.

With examples alone the clock is never read to decide anything, so a run is a function of its seed.
"""
from __future__ import annotations

import time
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Budget:
    """An allowance. None means no limit of that kind; at least one limit must be given."""

    seconds: float | None = None
    examples: int | None = None

    def __post_init__(self) -> None:
        if self.seconds is None and self.examples is None:
            raise ValueError("a search budget needs seconds or examples; give at least one")
        if (self.seconds is not None and self.seconds < 0) or (self.examples is not None and self.examples < 0):
            raise ValueError("a search budget cannot be negative")


@dataclass
class Meter:
    """What one run has used of its budget."""

    budget: Budget
    examples: int = 0
    started: float = field(default_factory=time.monotonic)

    def add(self, examples: int) -> None:
        """Count networks that were evaluated."""
        self.examples += examples

    def elapsed(self) -> float:
        """Wall-clock seconds since the run began (for reports; see `spent` for decisions)."""
        return time.monotonic() - self.started

    def left(self) -> int | None:
        """How many examples may still be drawn, or None when only seconds limit the run."""
        return None if self.budget.examples is None else max(0, self.budget.examples - self.examples)

    def share(self) -> float:
        """The share of the budget that is used up, from 0 to 1 (for reports; see `spent` for decisions)."""
        parts = [0.0]
        if self.budget.examples is not None:
            parts.append(self.examples / max(1, self.budget.examples))
        if self.budget.seconds is not None:
            parts.append(self.elapsed() / max(1e-9, self.budget.seconds))
        return min(1.0, max(parts))

    def spent(self, share: float = 1.0) -> bool:
        """Whether the given share of the budget is used up."""
        if self.budget.examples is not None and self.examples >= share * self.budget.examples:
            return True
        return self.budget.seconds is not None and self.elapsed() >= share * self.budget.seconds
