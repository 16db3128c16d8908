"""Where a sighting becomes a refutation or nothing: decided exactly, shrunk, certified by the kernel."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from theorycheck.errors import TheorycheckError
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.certify import Certificate, certify
from theorycheck.falsifying.exact import Decision, Judge
from theorycheck.falsifying.point import Point, from_witness
from theorycheck.falsifying.result import Refutation, SearchStatistics, Worst
from theorycheck.falsifying.screen import Screen
from theorycheck.falsifying.shrink import Shrinker
from theorycheck.falsifying.space import StatementSpace
from theorycheck.falsifying.worst import Worsening, told
from theorycheck.statement.witness import has_between

SHRINK_CHECKS = 3000
STORED = "stored"
ATTEMPTS, FEWEST_ATTEMPTS = 120, 8
NETWORKS_AN_ATTEMPT = 20  # an attempt at a certificate costs as much
SHRINK_CERTIFICATES = 60


def attempts_within(budget: Budget) -> int:
    """How often the kernel may be asked where numbers decide nothing."""
    if budget.examples is None:
        return ATTEMPTS
    return min(ATTEMPTS, max(FEWEST_ATTEMPTS, budget.examples // NETWORKS_AN_ATTEMPT))


@dataclass(frozen=True)
class Sighting:
    """Where a suspicious point was seen: lane, index within it (None: nowhere), float violation, sizes."""

    lane: str
    index: int | None
    violation: float
    sizes: Mapping[str, Any]


@dataclass
class Court:
    """Decides points of one statement and keeps the first certified refutation and the first model."""

    space: StatementSpace
    judge: Judge
    statistics: SearchStatistics
    backend: Any  # where candidates of shrinking are screened
    thorough: bool = False  # whether the kernel is asked where numbers decide nothing
    allowed: int = ATTEMPTS  # how often it is
    smallest: bool = True  # whether what refutes is made small, and its most violated neighbour is sought
    refutation: Refutation | None = field(default=None, init=False)
    model: dict[str, Any] | None = field(default=None, init=False)
    better: Sequence[Sequence[float]] = field(default=(), init=False)  # points of low value that the search has seen
    worthless: Callable[[Point], bool] | None = field(default=None, init=False)  # a hunt's, who knows the landscape
    attempts: int = field(default=0, init=False)  # points heard where numbers decide nothing
    certified: tuple[Point, Certificate] | None = field(default=None, init=False, repr=False)  # the last

    def __post_init__(self) -> None:
        self.screen = Screen(self.space.statement, self.judge.layout, self.backend)

    def hear(self, found: Point, sighting: Sighting) -> Decision:
        """Decides a point exactly; one that refutes is shrunk and certified."""
        decision = self.judge.decide(found)
        if self.thorough and decision is Decision.UNDECIDED and self._certified(found, sighting):
            return Decision.REFUTES
        if decision in (Decision.HOLDS, Decision.REFUTES):
            self.note_model(found)
        if decision is Decision.REFUTES:
            self._establish(found, sighting)
        return decision

    def _certified(self, found: Point, seen: Sighting) -> bool:
        """Whether the kernel decides against the statement what numbers at one point do not."""
        if self.attempts >= self.allowed:
            return False
        self.attempts += 1
        if self.judge.concludes(found) or self._certificate(found) is None:
            return False
        small = self._shrunk(found, self._refutes, SHRINK_CERTIFICATES)
        for candidate in dict.fromkeys((small, found)):
            certificate = self._certificate(candidate)
            if certificate is not None:
                self._refuted(self.space.witness(candidate), certificate, seen)
                return True
        return False

    def _refutes(self, found: Point) -> bool:
        if self.judge.satisfies_hypotheses(found) is False or self.judge.concludes(found):
            return False
        if self.worthless is not None and self.worthless(found):
            return False
        return self._certificate(found) is not None

    def _certificate(self, found: Point) -> Certificate | None:
        """The kernel's word on a point; where shrinking ends, it was the last to be given."""
        if self.certified is not None and self.certified[0] == found:
            return self.certified[1]
        certificate = certify(self.space.statement, self.space.witness(found), better=self.better)
        if certificate is not None:
            self.certified = found, certificate
        return certificate

    def hear_stored(self, witness: Mapping[str, Any]) -> None:
        """Replays a stored witness."""
        if has_between(witness):
            self.hear_box(witness, Sighting(STORED, None, float("nan"), {}))
            return
        try:
            found = from_witness(witness, self.space)
        except (KeyError, ValueError, TypeError, IndexError, OverflowError, TheorycheckError):
            self.note("a stored witness does not fit the statement any more and was passed over")
            return
        self.statistics.count(STORED, 1, 0, 0)
        self.hear(found, Sighting(STORED, None, float("nan"), found.size_map()))

    def hear_box(self, witness: Mapping[str, Any], seen: Sighting) -> bool:
        """Whether the kernel refutes the statement at a point that is known by the ends of its coordinates."""
        certificate = certify(self.space.statement, witness, better=self.better)
        if certificate is not None:
            self._refuted(dict(witness), certificate, seen)
        return certificate is not None

    def note_model(self, found: Point) -> None:
        """Keeps the first point that satisfies the hypotheses."""
        if self.model is None:
            self.model = self.space.witness(found)

    def note(self, words: str) -> None:
        """A remark for the report, once."""
        if words not in self.statistics.notes:
            self.statistics.notes.append(words)

    def _establish(self, found: Point, seen: Sighting) -> None:
        small = self._shrunk(found, self.judge.refutes, SHRINK_CHECKS)
        for candidate in dict.fromkeys((small, found)):
            certificate = self._certificate(candidate)
            if certificate is not None:
                self._refuted(self.space.witness(candidate), certificate, seen, self._worst(small, found))
                return
        self.note("a point that refutes by exact arithmetic was not certified by the kernel")

    def _shrunk(self, found: Point, refutes: Callable[[Point], bool], checks: int) -> Point:
        return Shrinker(refutes, self.space, checks, self.screen).shrink(found) if self.smallest else found

    def _worst(self, small: Point, met: Point) -> Worst | None:
        """The most violated witness near, where it is not the smallest one."""
        if not self.smallest:
            return None
        reached = Worsening(self.space, self.judge, self.screen).worse_than(small, met)
        certificate = None if reached is None else self._certificate(reached[0])
        if reached is None or certificate is None:
            return None
        return Worst(self.space.witness(reached[0]), certificate, told(reached[1]))

    def _refuted(
        self, witness: dict[str, Any], certificate: Certificate, seen: Sighting, worst: Worst | None = None
    ) -> None:
        self.refutation = Refutation(
            witness, certificate, seen.lane, self.space.seed, seen.index, seen.violation, dict(seen.sizes), worst
        )
