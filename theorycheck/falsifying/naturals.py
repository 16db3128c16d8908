"""Statements about naturals alone: every assignment is decided exactly, so floats never come in."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from theorycheck.falsifying.budget import Meter
from theorycheck.falsifying.confidence import Evidence
from theorycheck.falsifying.court import Court, Sighting
from theorycheck.falsifying.exact import Decision
from theorycheck.falsifying.point import point

NATURALS = "naturals"
PAUSE_EVERY = 256
Pause = Callable[[str, Callable[[], dict[str, Any]]], None]


@dataclass
class Sweep:
    """Assignments in their order; independent draws of small naturals often coincide, so decisions are remembered."""

    court: Court
    meter: Meter
    known: dict[str, Decision] = field(default_factory=dict)

    def run(self, began: dict[str, Any] | None, pause: Pause) -> None:
        """Until the budget is spent or one refutes; from where an interrupted sweep was, if it `began`."""
        if began is not None:
            self.known = {key: Decision[name] for key, name in began.items()}
        while not self.meter.spent() and self.court.refutation is None:
            number = self.meter.examples
            self.meter.add(1)
            self._try(number)
            if (number + 1) % PAUSE_EVERY == 0:
                pause(NATURALS, lambda: {key: decision.name for key, decision in self.known.items()})

    def _try(self, number: int) -> None:
        court = self.court
        sizes = court.space.sizes(number)
        decision = Decision.OUTSIDE if sizes is None else self._decide(number, sizes)
        inside, unclear = decision is not Decision.OUTSIDE, decision is Decision.UNDECIDED
        court.statistics.count(NATURALS, 1, int(inside), int(unclear))
        if inside and court.space.assignments.is_random(number):
            court.statistics.evidence += Evidence(1, int(decision is Decision.REFUTES), int(unclear))

    def _decide(self, number: int, sizes: dict) -> Decision:
        key = str(sizes)
        if key not in self.known:
            found = point(sizes, self.court.space.cells(sizes), [])
            self.known[key] = self.court.hear(found, Sighting(NATURALS, number, float("nan"), sizes))
        return self.known[key]
