"""Statements about naturals alone: every assignment is decided exactly, so floats never come in."""
from __future__ import annotations

from collections.abc import Callable

from theorycheck.falsifying.budget import Meter
from theorycheck.falsifying.confidence import Evidence
from theorycheck.falsifying.court import Court, Sighting
from theorycheck.falsifying.exact import Decision
from theorycheck.falsifying.point import point

NATURALS = "naturals"
TELL_EVERY = 256


def sweep(court: Court, meter: Meter, tell: Callable[[str], None]) -> None:
    """Assignments in their order until the budget is spent or one refutes."""
    number = 0
    known: dict[str, Decision] = {}
    while not meter.spent() and court.refutation is None:
        meter.add(1)
        _try(court, number, known)
        number += 1
        if number % TELL_EVERY == 0:
            tell(NATURALS)


def _try(court: Court, number: int, known: dict[str, Decision]) -> None:
    sizes = court.space.sizes(number)
    decision = Decision.OUTSIDE if sizes is None else _decide(court, number, sizes, known)
    inside, unclear = decision is not Decision.OUTSIDE, decision is Decision.UNDECIDED
    court.statistics.count(NATURALS, 1, int(inside), int(unclear))
    if inside and court.space.assignments.is_random(number):
        court.statistics.evidence += Evidence(1, int(decision is Decision.REFUTES), int(unclear))


def _decide(court: Court, number: int, sizes: dict, known: dict[str, Decision]) -> Decision:
    """The exact decision; independent draws of small naturals often coincide, so it is remembered."""
    key = str(sizes)
    if key not in known:
        found = point(sizes, court.space.cells(sizes), [])
        known[key] = court.hear(found, Sighting(NATURALS, number, float("nan"), sizes))
    return known[key]
