"""The test: blocks of independent draws at each instance in turn, until the claim is rejected or the budget is spent.

Draws are named by (seed, instance, index), and those of one seed are counted from index 0 up without a gap. So the
counts of a seed are a function of how far it got: what an earlier run has counted is not drawn again, the same seed
adds nothing, and another seed continues the same e-process.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from theorycheck.algebra import backends
from theorycheck.algebra.error_bounds import Bounded, RunningError
from theorycheck.errors import TheorycheckError
from theorycheck.falsifying.budget import Budget, Meter
from theorycheck.falsifying.chance.doubt import doubt
from theorycheck.falsifying.chance.evalues import ALPHA, log_evidence, log_mean, rejects, weight
from theorycheck.falsifying.chance.question import AT_MOST, Instance, Question, declared_instances, p0
from theorycheck.falsifying.chance.sampling import entries
from theorycheck.falsifying.confidence import anytime_upper, clopper_pearson_upper
from theorycheck.falsifying.layout import batch_wrap
from theorycheck.falsifying.randomness import Counter

FIRST_BLOCK, LAST_BLOCK, BLOCK_ENTRIES = 64, 8192, 1 << 17
CHEAP = 40_000
UNIT, LEAST = 2.0**-53, 2.0**-1074


def draws_for(budget: Budget) -> Budget:
    """A budget of networks as one of draws: up to `CHEAP` of them, ten for each network, whose climbing costs more."""
    n = budget.examples
    return budget if n is None else replace(budget, examples=max(n, min(10 * n, CHEAP)))


@dataclass(frozen=True, order=True)
class Count:
    """What the draws 0, ..., draws - 1 of a seed at an instance turned out as; the others are undecided."""

    instance: str
    seed: int
    draws: int = 0
    held: int = 0
    failed: int = 0

    def plus(self, draws: int, held: int, failed: int) -> Count:
        return Count(self.instance, self.seed, self.draws + draws, self.held + held, self.failed + failed)

    def row(self) -> list[Any]:
        """As the ledger keeps it."""
        return [self.instance, self.seed, self.draws, self.held, self.failed]


def run(
    statement: Any,
    domain: Any = None,
    budget: Budget | None = None,
    seed: int = 0,
    counted: Iterable[Sequence[Any]] = (),
    alpha: float = ALPHA,
) -> EProcess:
    """Tests a probability claim, continuing from the rows of `counted`. Raises NotNumeric where that is impossible."""
    test = EProcess(Question(statement), seed, alpha)
    for row in counted:
        test.count(Count(*row))
    for instance in declared_instances(test.question, domain):
        test.add(instance)
    test.run(Meter(budget or Budget(examples=10_000)))
    return test


def bounds(upper: Any, draws: int, held: int, failed: int, alpha: float = 0.05) -> list[float]:
    """A lower and an upper bound on the probability of an event, each wrong with probability alpha/2 at most."""
    if not draws:
        return [0.0, 1.0]
    return [1 - upper(draws - held, draws, alpha / 2), upper(draws - failed, draws, alpha / 2)]


@dataclass
class EProcess:
    """The e-process of one statement: its instances in the order in which they were first drawn, and their counts."""

    question: Question
    seed: int
    alpha: float = ALPHA
    instances: dict[str, Instance] = field(default_factory=dict)
    counts: dict[tuple[str, int], Count] = field(default_factory=dict)
    declared: list[str] = field(default_factory=list)

    def count(self, count: Count) -> None:
        """Takes over what an earlier run counted: of one seed, the longest."""
        if count.instance not in self.instances:
            instance = self.question.counted(count.instance)
            if instance is None:
                return
            self.instances[count.instance] = instance
        known = self.counts.get((count.instance, count.seed))
        if known is None or known.draws < count.draws:
            self.counts[count.instance, count.seed] = count

    def add(self, instance: Instance) -> None:
        """An instance to be drawn at; a new one stands last."""
        self.instances.setdefault(instance.text, instance)
        if instance.text not in self.declared:
            self.declared.append(instance.text)

    def run(self, meter: Meter) -> None:
        """Draws in turn at the declared instances; with a budget of examples each gets its part of it."""
        examples = meter.budget.examples
        goal = None if examples is None else examples // len(self.declared)
        while not self.rejected:
            before = meter.examples
            for text in self.declared:
                own = self.counts.get((text, self.seed), Count(text, self.seed))
                size = self._block(own.draws, self.instances[text], goal)
                if size > 0 and not (meter.budget.seconds is not None and meter.spent()):
                    self.counts[text, self.seed] = own.plus(size, *self._draw(self.instances[text], own.draws, size))
                    meter.add(size)
            if meter.examples == before:
                return

    def _block(self, start: int, instance: Instance, goal: int | None) -> int:
        """How many to draw next: as many as there are, within bounds, so that checks come at a fixed set of counts."""
        random = sum(cell.size for cell in self._cells(instance) if self.question.law(cell.symbol))
        most = max(FIRST_BLOCK, min(LAST_BLOCK, BLOCK_ENTRIES // max(1, random)))
        size = max(FIRST_BLOCK, min(most, start))
        return size if goal is None else min(size, goal - start)

    # ---- the draws

    def _cells(self, instance: Instance) -> Sequence[Any]:
        return self.question.layout.cells(self._sizes(instance))

    def _sizes(self, instance: Instance) -> dict[str, Any]:
        sizes = instance.point.size_map()
        return {name: sizes[name] for name in self.question.layout.size_names}

    def _draw(self, instance: Instance, start: int, count: int) -> tuple[int, int]:
        """Of `count` draws from index `start`, in how many the event surely holds, and surely does not."""
        backend = backends.select("numpy")
        xp, algebra = backend.xp, RunningError(backend, count)
        stream = int(hashlib.sha256(instance.text.encode()).hexdigest()[:16], 16)
        counter = Counter(xp, self.seed, stream)
        indices, place, values = counter.indices(start, count), 0, []
        known = {
            (cell.symbol, cell.member): own
            for cell, own in zip(instance.point.cells, instance.point.entries, strict=True)
        }
        with backend.quiet():
            for cell in self._cells(instance):
                law = self.question.law(cell.symbol)
                if law is None:
                    values.append(_given(xp, known[cell.symbol, cell.member], cell.shape))
                    continue
                drawn = entries(law, counter.words(indices, place, cell.size), xp)
                values.append(Bounded(*(xp.reshape(part, (count, *cell.shape)) for part in drawn)))
                place += cell.size
            environment = self.question.layout.environment(self._sizes(instance), values, batch_wrap)
            try:
                truth = doubt(self.question.event, algebra, environment)
            except (TheorycheckError, OverflowError):
                return 0, 0
        yes, no = (xp.broadcast_to(part, (count,)) for part in truth)
        return int((yes & ~no).sum()), int((no & ~yes).sum())

    # ---- what they say

    def figures(self, persisted: bool) -> dict[str, Any]:
        """The figures of a search, with all that was counted under `chance`; `persisted` where a ledger keeps it."""
        totals = {text: self.total(text) for text in self.instances}
        draws = sum(drawn for drawn, *_ in totals.values())
        undecided = sum(drawn - held - failed for drawn, held, failed in totals.values())
        return {
            "backend": "numpy",
            "dtype": "float64",
            "examples": draws,
            "draws": draws,
            "draws_undecided": undecided,
            "undecided": undecided,
            "decided": undecided < draws,
            "law": ", ".join(dict.fromkeys(self.question.node.data)) + ", every entry independent",
            "chance": {
                "log_e": self.log_e,
                "alpha": self.alpha,
                "persisted": persisted,
                "seeds": sorted({count.seed for count in self.counts.values()}),
                "instances": [self._told(text, *totals[text]) for text in totals],
                "counts": [count.row() for count in self.counts.values() if count.draws],
            },
        }

    def _told(self, text: str, draws: int, held: int, failed: int) -> dict[str, Any]:
        """One instance, with bounds on the probability of the event there: undecided draws widen them both ways."""
        return {
            "at": self.instances[text].at,
            "claimed": self.instances[text].claimed,
            "draws": draws,
            "held": held,
            "failed": failed,
            "fixed": bounds(clopper_pearson_upper, draws, held, failed),
            "anytime": bounds(anytime_upper, draws, held, failed),
            "log_e": self._log_e(text),
        }

    @property
    def log_e(self) -> float:
        """The logarithm of the e-value of everything that was counted."""
        return log_mean([self._log_e(text) for text in self.instances], map(weight, range(len(self.instances))))

    def _log_e(self, text: str) -> float:
        """At one instance; what is undecided speaks for the claim."""
        draws, held, failed = self.total(text)
        sides = self.instances[text].limits
        logs = [log_evidence(held if s.kind == AT_MOST else failed, draws, p0(s, limit)) for s, limit in sides]
        return log_mean(logs, [side.share for side, _ in sides])

    @property
    def rejected(self) -> bool:
        """Whether the evidence reaches 1/alpha."""
        return rejects(self.log_e, self.alpha)

    def total(self, text: str) -> tuple[int, int, int]:
        """Draws at an instance, over all seeds: all, held, failed."""
        own = [count for count in self.counts.values() if count.instance == text]
        return sum(c.draws for c in own), sum(c.held for c in own), sum(c.failed for c in own)


def _given(xp: Any, exact: Sequence[Fraction], shape: tuple[int, ...]) -> Bounded:
    """The entries of a symbol that is not random, for the whole block, with the error of writing them as floats."""
    values = [float(value) for value in exact]
    errors = [0.0 if Fraction(v) == e else abs(v) * UNIT * 2 + LEAST for v, e in zip(values, exact, strict=True)]
    return Bounded(*(xp.reshape(xp.asarray(part, dtype=xp.float64), (1, *shape)) for part in (values, errors)))
