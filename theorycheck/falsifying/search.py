"""The search: stored witnesses, then the random lanes in turns with ascent from their best networks, until one refutes.

Everything that floats suggest is drawn again alone, decided exactly, shrunk and certified by the kernel before it is called a
refutation. What is not certified is counted.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from theorycheck.algebra import backends
from theorycheck.errors import TheorycheckError
from theorycheck.falsifying.bucket import Bucket, Examined, Examiner
from theorycheck.falsifying.budget import Budget, Meter
from theorycheck.falsifying.certify import certify
from theorycheck.falsifying.climb import Climber
from theorycheck.falsifying.confidence import Evidence
from theorycheck.falsifying.declared import DeclaredLaw
from theorycheck.falsifying.exact import Decision, Judge
from theorycheck.falsifying.point import Point, from_witness
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.result import Approach, Refutation, SearchResult, SearchStatistics
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.sample.lanes import DECLARED, lanes
from theorycheck.falsifying.schedule import FIRST_SLICE, LaneState, rounds
from theorycheck.falsifying.shrink import Shrinker
from theorycheck.falsifying.space import StatementSpace

Progress = Callable[[Mapping[str, Any]], None]
ASSIGNMENT_SPAN = 1 << 20
FEW_PER_ASSIGNMENT = 64
EXACT_LOOKS = 2
EXACT_ENTRIES = 80
TRIES = 64
HITS_DECIDED = 3
STORED, NATURALS = "stored", "naturals"
SHRINK_CHECKS = 3000


def search(
    statement: Any,
    domain: Any = None,
    budget: Budget | None = None,
    seed: int = 0,
    backend: str = "auto",
    stored: Sequence[Mapping[str, Any]] = (),
    progress: Progress | None = None,
) -> SearchResult:
    """Looks for an exact counterexample to the statement within the budget; see `SearchResult` for what comes back."""
    return Search(statement, domain, budget or Budget(seconds=10.0), seed, backend, progress).run(stored)


@dataclass
class Search:
    """One run."""

    statement: Any
    domain: Any
    budget: Budget
    seed: int
    backend_name: str
    progress: Progress | None
    meter: Meter = field(init=False)
    refutation: Refutation | None = field(default=None, init=False)
    model: dict[str, Any] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.meter = Meter(self.budget)
        self.backend = backends.select(self.backend_name)
        dtype = getattr(self.domain, "dtype", None) or "float64"
        scales = getattr(self.domain, "scales", None)
        self.lanes = lanes(tuple(Fraction(scale) for scale in scales) if scales else None)
        self.space = StatementSpace(self.statement, self.seed, dict(getattr(self.domain, "sizes", None) or {}))
        self.judge = Judge(self.statement, self.space.layout)
        self.program = Program(self.statement, self.space.layout, self.backend, dtype)
        drawer = Drawer(self.backend.xp, getattr(self.backend.xp, dtype), self.seed)
        self.examiner = Examiner(self.space, self.program, drawer, self.backend.host)
        self.climber = Climber(self.examiner, self.seed)
        self.law = DeclaredLaw(self.space, self.lanes, self.judge)
        self.statistics = SearchStatistics(self.seed, self.backend.name, dtype, law=self.law.words())

    def run(self, stored: Sequence[Mapping[str, Any]]) -> SearchResult:
        """Stored witnesses first, then the lanes."""
        for witness in stored:
            if self._try_stored(witness):
                return self._result()
        if self.space.layout.functions:
            names = ", ".join(symbol.name for symbol in self.space.layout.functions)
            self.statistics.notes.append(f"the search does not draw unknown functions yet ({names})")
            return self._result()
        self._run_lanes() if self.space.layout.reals else self._run_naturals()
        return self._result()

    def _try_stored(self, witness: Mapping[str, Any]) -> bool:
        try:
            found = from_witness(witness, self.space)
        except (KeyError, ValueError, TypeError, IndexError, TheorycheckError):
            self.statistics.notes.append("a stored witness does not fit the statement any more and was passed over")
            return False
        self.statistics.count(STORED, 1, 0, 0)
        return self._judge(found, STORED, None, float("nan"), dict(found.sizes))

    # ---- naturals alone

    def _run_naturals(self) -> None:
        number = 0
        while not self.meter.spent() and self.refutation is None:
            sizes = self.space.sizes(number)
            self.meter.add(1)
            if sizes is not None:
                self._natural_draw(sizes, number)
            number += 1
            if number % 256 == 0:
                self._tell(NATURALS)

    def _natural_draw(self, sizes: dict, number: int) -> None:
        found = self.space.point(sizes, [])
        decision = Decision.OUTSIDE if found is None else self.judge.decide(found)
        satisfied = decision is not Decision.OUTSIDE
        self.statistics.count(NATURALS, 1, int(satisfied), int(decision is Decision.UNDECIDED))
        if found is None or not satisfied:
            return
        self._note_model(found)
        if self.space.assignments.is_random(number):
            self.statistics.evidence += Evidence(
                1, int(decision is Decision.REFUTES), int(decision is Decision.UNDECIDED)
            )
        if decision is Decision.REFUTES:
            self._establish(found, NATURALS, number, float("nan"), sizes)

    # ---- networks

    def _run_lanes(self) -> None:
        for state, networks in rounds([LaneState(lane) for lane in self.lanes]):
            if self.meter.spent() or self.refutation is not None:
                return
            self._slice(state, networks)
            self._tell(state.lane.name)

    def _slice(self, state: LaneState, networks: int) -> None:
        best: Examined | None = None
        while networks > 0 and not self.meter.spent() and self.refutation is None:
            buckets = self._buckets(state, networks)
            if not buckets:
                self.meter.add(1)
                networks -= 1
            for bucket in buckets:
                examined = self._examine(state, bucket)
                networks -= len(bucket.indices)
                if self.refutation is not None:
                    return
                if best is None or _peak(examined) > _peak(best):
                    best = examined
        if best is not None and state.lane.name != DECLARED and self.refutation is None and not self.meter.spent():
            self._climb(state, best)

    def _buckets(self, state: LaneState, networks: int) -> list[Bucket]:
        left = self.meter.left()
        allowed = networks if left is None else min(networks, left)
        if state.lane.name == DECLARED:
            start, state.position = state.position, state.position + allowed
            return self.law.buckets(self.seed, start, allowed, self.program)
        for _ in range(TRIES):
            number, state.position = state.position, state.position + 1
            sizes = self.space.sizes(number)
            if sizes is not None and self.law.naturals_allow(sizes):
                count = min(allowed, self._per_assignment(state, sizes))
                return [Bucket(state.lane, sizes, tuple(number * ASSIGNMENT_SPAN + j for j in range(count)))]
        return []

    def _per_assignment(self, state: LaneState, sizes: dict) -> int:
        """Few networks an assignment while slices are small (many sizes soon), as many as fit the cache later."""
        if state.slice <= FIRST_SLICE:
            return FEW_PER_ASSIGNMENT
        return self.program.chunk(sum(cell.size for cell in self.space.cells(sizes)))

    def _examine(self, state: LaneState, bucket: Bucket) -> Examined:
        declared = state.lane.name == DECLARED
        examined = self.examiner.examine(bucket, every=declared)
        self.meter.add(len(bucket.indices))
        satisfied = int(examined.satisfied.sum())
        self.statistics.count(state.lane.name, len(bucket.indices), satisfied, examined.undecided)
        if declared:
            self.statistics.evidence += examined.evidence
        self._approach(state, examined)
        if satisfied and self.model is None:
            self._find_model(examined)
        for row in self._worth_deciding(examined):
            found = self.examiner.point(bucket, row)
            if found is not None and self._judge(
                found, state.lane.name, bucket.indices[row], float(examined.violations[row]), bucket.sizes
            ):
                break
        return examined

    def _worth_deciding(self, examined: Examined) -> list[int]:
        """Hits, and in the lane of small integers the most suspicious of the undecided."""
        if examined.hits:
            return examined.hits[:HITS_DECIDED]
        entries = sum(cell.size for cell in self.space.cells(examined.bucket.sizes))
        exact = examined.bucket.lane.exact and entries <= EXACT_ENTRIES
        return examined.suspects[:EXACT_LOOKS] if exact else []

    def _climb(self, state: LaneState, best: Examined) -> None:
        for values, violation in self.climber.climb(best):
            found = self.examiner.exact(best.bucket.sizes, values, 0)
            state.note(violation)
            index = best.bucket.indices[0]
            if found is not None and self._judge(found, f"{state.lane.name}+ascent", index, violation, best.bucket.sizes):
                break
        self.statistics.ascent_evaluations = self.climber.evaluations

    # ---- exact decisions

    def _judge(self, found: Point, lane: str, index: int | None, violation: float, sizes: Mapping) -> bool:
        """Decides a point; True when it was certified as a refutation."""
        decision = self.judge.decide(found)
        if decision in (Decision.HOLDS, Decision.REFUTES):
            self._note_model(found)
        return decision is Decision.REFUTES and self._establish(found, lane, index, violation, sizes)

    def _establish(self, found: Point, lane: str, index: int | None, violation: float, sizes: Mapping) -> bool:
        small = Shrinker(self.judge.refutes, self.space, max_checks=SHRINK_CHECKS).shrink(found)
        for candidate in (small, found):
            witness = self.space.witness(candidate)
            certificate = certify(self.statement, witness)
            if certificate is not None:
                self.refutation = Refutation(witness, certificate, lane, self.seed, index, violation, dict(sizes))
                return True
        self.statistics.notes.append("a point that refutes by exact arithmetic was not certified by the kernel")
        return False

    def _find_model(self, examined: Examined) -> None:
        for row in range(len(examined.bucket.indices)):
            if bool(examined.satisfied[row]):
                found = self.examiner.point(examined.bucket, row)
                if found is not None and self.judge.satisfies_hypotheses(found):
                    self._note_model(found)
                return

    def _note_model(self, found: Point) -> None:
        if self.model is None:
            self.model = self.space.witness(found)

    # ---- reporting

    def _approach(self, state: LaneState, examined: Examined) -> None:
        peak = _peak(examined)
        if peak == float("-inf"):
            return
        state.note(peak)
        closest = self.statistics.closest
        if closest is None or peak > closest.violation:
            row = int(examined.violations.argmax())
            index = examined.bucket.indices[row]
            self.statistics.closest = Approach(peak, state.lane.name, index, dict(examined.bucket.sizes))

    def _tell(self, lane: str) -> None:
        if self.progress is not None:
            self.progress({"lane": lane, "draws": self.meter.examples, "closest": self.statistics.closest})

    def _result(self) -> SearchResult:
        self.statistics.seconds = self.meter.elapsed()
        self.statistics.exact_checks = self.judge.checks
        return SearchResult(self.refutation, self.statistics, self.model)


def _peak(examined: Examined) -> float:
    return float(examined.violations.max()) if examined.violations.size else float("-inf")
