"""The search: stored witnesses, then the random lanes in turns with ascent from their best networks, until one
refutes.

Everything that floats suggest is drawn again alone, decided exactly, shrunk and certified by the kernel before
it is called a refutation. What is not certified is counted.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from theorycheck.algebra import backends
from theorycheck.falsifying.ascent import METHODS
from theorycheck.falsifying.bucket import Bucket, Examined, Examiner
from theorycheck.falsifying.budget import Budget, Meter
from theorycheck.falsifying.checkpoint import Checkpoint, State, Store, arms_state, restore_arms
from theorycheck.falsifying.climb import Climber
from theorycheck.falsifying.constraints.nearby import Nearby
from theorycheck.falsifying.constraints.pursuit import NETWORKS, PROJECTED, Pursuit
from theorycheck.falsifying.court import Court, Sighting, attempts_within
from theorycheck.falsifying.declared import DeclaredLaw
from theorycheck.falsifying.exact import Decision, Judge
from theorycheck.falsifying.example import example_point
from theorycheck.falsifying.feed import Feed
from theorycheck.falsifying.hunt import Hunt
from theorycheck.falsifying.hunting.subject import speaks_of_landscapes
from theorycheck.falsifying.naturals import Sweep
from theorycheck.falsifying.point import Point
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.progress import Progress, Watch
from theorycheck.falsifying.result import Approach, SearchResult, SearchStatistics
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.sample.lanes import DECLARED, lanes
from theorycheck.falsifying.sample.special import more_lanes
from theorycheck.falsifying.schedule import LAST_SLICE, PER_NETWORK, LaneState, MethodState, in_turn, next_arm
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.integrals import speaks_of_integrals

EXACT_LOOKS, EXACT_ENTRIES = 2, 80
EXAMPLE = "the example"
HITS_DECIDED = 3


def search(
    statement: Any,
    domain: Any = None,
    budget: Budget | None = None,
    seed: int = 0,
    backend: str = "auto",
    stored: Sequence[Mapping[str, Any]] = (),
    watch: Watch | None = None,
    store: Store | None = None,
    smallest: bool = True,
) -> SearchResult:
    """Looks for an exact counterexample to the statement within the budget; see `SearchResult` for what comes back.

    `watch` is told of its progress; with a `store` a search that is interrupted goes on where it was. Unless the
    `smallest` is wanted, the counterexample comes back as it was met.
    """
    return Search(statement, domain, budget or Budget(seconds=10.0), seed, backend, watch, store, smallest).run(stored)


@dataclass
class Search:
    """One run."""

    statement: Any
    domain: Any
    budget: Budget
    seed: int
    backend_name: str
    watch: Watch | None
    store: Store | None = None
    smallest: bool = True
    meter: Meter = field(init=False)

    def __post_init__(self) -> None:
        self.meter, self.checkpoint = Meter(self.budget), Checkpoint(self.store)
        backend = backends.select(self.backend_name)
        dtype = getattr(self.domain, "dtype", None) or "float64"
        scales = getattr(self.domain, "scales", None)
        factors = tuple(Fraction(scale) for scale in scales) if scales else None
        relations = (*self.statement.hypotheses, self.statement.conclusion)
        self.lanes = (*lanes(factors), *more_lanes(relations, factors, dtype))
        self.space = StatementSpace(self.statement, self.seed, dict(getattr(self.domain, "sizes", None) or {}))
        judge = Judge(self.statement, self.space.layout)
        self.program = Program(self.statement, self.space.layout, backend, dtype, self.space.constraints)
        drawer = Drawer(backend.xp, getattr(backend.xp, dtype), self.seed)
        self.examiner = Examiner(self.space, self.program, drawer)
        self.climber = Climber(self.examiner, self.seed, self.meter.spent)
        self.pursuit = Pursuit(self.examiner, self.seed)
        law = DeclaredLaw(self.space, self.lanes, judge)
        self.statistics = SearchStatistics(self.seed, backend.name, dtype, law=law.words())
        thorough = speaks_of_landscapes(self.statement) or speaks_of_integrals(self.statement)
        allowed = attempts_within(self.budget)
        self.court = Court(self.space, judge, self.statistics, backend, thorough, allowed, self.smallest)
        self.feed = Feed(self.space, law, self.program, self.meter, self.statistics)

    def run(self, stored: Sequence[Mapping[str, Any]]) -> SearchResult:
        """Stored witnesses first, then the lanes."""
        for witness in stored:
            if not self._done():
                self.court.hear_stored(witness)
        self.space.require_searchable()
        began = None if self._done() else self.checkpoint.restore(self)
        if speaks_of_landscapes(self.statement):
            Hunt(self).run(began)
        elif not self.space.layout.reals:
            Sweep(self.court, self.meter).run(began, self.pause)
        else:
            example = example_point(self.court)
            if example is not None and began is None:
                self.court.hear(example, Sighting(EXAMPLE, None, float("nan"), example.size_map()))
            self._run_lanes(began)
        self.statistics.seconds = self.meter.elapsed()
        self.statistics.exact_checks = self.court.judge.checks
        return SearchResult(self.court.refutation, self.statistics, self.court.model)

    def _done(self) -> bool:
        return self.court.refutation is not None

    def _run_lanes(self, began: State | None) -> None:
        last = self.program.backend.launch(1) or LAST_SLICE
        draws = [LaneState.of(lane, last) for lane in self.lanes]
        arms = in_turn(draws, [MethodState.of(method) for method in METHODS])
        if began is not None:
            restore_arms(began, arms, self.climber, self.pursuit)
        while not self._done() and not self.meter.spent():
            arm = next_arm(arms)
            name = self._draw(arm) if isinstance(arm, LaneState) else self._climb(arm)
            self.pause(name, lambda: arms_state(arms, self.climber, self.pursuit))

    def _draw(self, state: LaneState) -> str:
        """One slice of a lane; the best network of it joins the pool that ascents start from."""
        networks, best = state.slice, None
        while networks > 0 and not self.meter.spent():
            before = self.meter.examples
            for bucket in self.feed.buckets(state, networks):
                examined = self._examine(state, bucket)
                if self._done():
                    return state.lane.name
                if best is None or examined.peak > best.peak:
                    best = examined
            networks -= self.meter.examples - before
        if best is not None and state.lane.name != DECLARED:
            self.climber.remember(best)
        if best is not None and self.space.constraints.left and not self._done() and not self.meter.spent():
            self._pursue(best.bucket)
        state.spend(state.slice - networks)
        return state.lane.name

    def _pursue(self, bucket: Bucket) -> None:
        """Networks of a bucket projected onto equations that no method makes true, and exact proposals near them."""
        before = self.pursuit.networks, self.pursuit.close
        some = replace(bucket, indices=bucket.indices[:NETWORKS])
        for values, seen in self.pursuit.candidates(some):
            sighting = Sighting(PROJECTED, bucket.indices[0], seen, bucket.sizes)
            near = self.examiner.exact(bucket.sizes, values, 0)
            for proposal in () if near is None else Nearby(self.space).proposals(near):
                self._propose(proposal, sighting)
                if self._done():
                    break
        networks, close = self.pursuit.networks - before[0], self.pursuit.close - before[1]
        self.meter.add(networks)
        self.statistics.count(PROJECTED, networks, close, 0)

    def _propose(self, proposal: Point | Mapping[str, Any], sighting: Sighting) -> None:
        if isinstance(proposal, Point):
            self.court.hear(proposal, sighting)
        else:
            self.court.hear_box(proposal, sighting)

    def _examine(self, state: LaneState, bucket: Bucket) -> Examined:
        """Evaluates a bucket, counts it, and decides what is worth deciding."""
        declared = state.lane.name == DECLARED
        examined = self.examiner.examine(bucket, every=declared)
        self.meter.add(len(bucket.indices))
        self.statistics.count(state.lane.name, len(bucket.indices), examined.satisfied, examined.undecided)
        if state.lane.family > 1:
            seen = self.statistics.prefixes
            seen[state.lane.name] = seen.get(state.lane.name, 0) + self.examiner.prefixes(bucket)
        self.statistics.evidence += examined.evidence
        self._approach(state, examined)
        if examined.satisfied and self.court.model is None:
            self._find_model(examined)
        self._decide_rows(examined)
        return examined

    def _decide_rows(self, examined: Examined) -> None:
        """Draws rows again alone and decides them, until one refutes or enough of them turned out to hold."""
        bucket, held = examined.bucket, 0
        for row in self._worth_deciding(examined):
            found = self.examiner.point(bucket, row)
            if found is None:
                continue
            seen = Sighting(bucket.lane.name, bucket.indices[row], examined.violations[row], bucket.sizes)
            held += self.court.hear(found, seen) is not Decision.OUTSIDE
            if self._done() or held == HITS_DECIDED:
                return

    def _worth_deciding(self, examined: Examined) -> list[int]:
        """Hits, and in the lane of small integers the most suspicious of the undecided."""
        if examined.hits:
            return examined.hits
        entries = sum(cell.size for cell in self.space.cells(examined.bucket.sizes))
        exact = examined.bucket.lane.exact and entries <= EXACT_ENTRIES
        return examined.suspects[:EXACT_LOOKS] if exact else []

    def _climb(self, state: MethodState) -> str:
        """One slice of a method."""
        before = self.climber.evaluations
        for reached in self.climber.climb(state.method, state.turns, state.slice):
            state.note(reached.violation)
            seen = Sighting(f"ascent ({state.method.name})", None, reached.violation, reached.sizes)
            self.court.hear(reached.point, seen)
            if self._done():
                break
        state.turns += 1
        self.statistics.ascent_evaluations = self.climber.evaluations
        state.spend(max(state.slice, self.climber.evaluations - before) / PER_NETWORK)
        return state.method.name

    def _find_model(self, examined: Examined) -> None:
        found = self.examiner.point(examined.bucket, examined.model)
        if found is not None and self.court.judge.satisfies_hypotheses(found):
            self.court.note_model(found)

    def _approach(self, state: LaneState, examined: Examined) -> None:
        if examined.peak == float("-inf"):
            return
        state.note(examined.peak)
        closest = self.statistics.closest
        if closest is None or examined.peak > closest.violation:
            index = examined.bucket.indices[examined.best[0]]
            self.statistics.closest = Approach(examined.peak, state.lane.name, index, dict(examined.bucket.sizes))

    def pause(self, lane: str, own: Callable[[], State]) -> None:
        """Between two slices: tells how the search is doing, and keeps its state if it is time."""
        if not self._done():
            self.checkpoint.offer(self, own)
        if self.watch is not None:
            closest = self.statistics.closest
            violation = None if closest is None else closest.violation
            meter = self.meter
            self.watch(Progress("", lane, meter.examples, meter.elapsed(), 1 - meter.share(), violation))
