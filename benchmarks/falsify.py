"""Everybody on the planted conjectures and on the library's neighbours: records, one a run, kept as they come."""

from __future__ import annotations

import statistics
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from benchmarks.margins import CONJECTURES, Conjecture
from benchmarks.neighbours import Objective, neighbours
from benchmarks.ours import Run, refute, refute_statement
from benchmarks.peers import PEERS, NotOffered, Peer, Trial

OURS = "theorycheck"
SEEDS = (1, 2, 3)
GENERIC = (
    "Hypothesis, target",
    "NumPy batches",
    "SciPy differential evolution, vectorized",
    "SciPy dual annealing",
    "multistart L-BFGS-B",
    "CMA-ES, restarts",
)


@dataclass(frozen=True)
class Effort:
    """How long everybody may try: processor seconds a run, and from which seeds."""

    seconds: float
    seeds: tuple[int, ...] = SEEDS


@dataclass(frozen=True)
class Record:
    """One run of one tool. `searching` is ours alone: without shrinking and certifying."""

    subject: str
    tool: str
    seed: int
    refuted: bool
    seconds: float
    searching: float | None = None
    evaluations: int | None = None
    error: str = ""


def planted(effort: Effort, peers: Sequence[Peer] = PEERS) -> Iterator[Record]:
    """The six conjectures."""
    _warm(peers)
    for conjecture in CONJECTURES:
        for seed in effort.seeds:
            # the clock on the wall may run faster than the processor's
            run = refute(conjecture.path, seed, 3 * effort.seconds)
            yield _ours(conjecture.label, seed, run, effort)
        for peer in peers:
            yield from _tried(conjecture.label, peer, effort, partial(_trial, conjecture, effort))


def beside(effort: Effort, peers: Sequence[Peer] = PEERS) -> Iterator[Record]:
    """The library's neighbours; what other tools are not given has records of ours alone."""
    chosen = [peer for peer in peers if peer.name in GENERIC]
    _warm(chosen)
    for neighbour in neighbours():
        runs = []
        for seed in effort.seeds:
            began = time.process_time()
            runs.append(refute_statement(neighbour.statement(), neighbour.claim.domain, seed, 10.0, began))
            yield _ours(neighbour.id, seed, runs[-1], Effort(10.0))
        sizes = next((dict(run.result.refutation.found) for run in runs if run.result.refutation is not None), None)
        if neighbour.kept_back or sizes is None:
            continue
        try:
            objective = Objective(neighbour.statement(), neighbour.claim.domain, sizes, effort.seconds)
        except Exception as error:  # nothing is said of the others then, and the next neighbour is measured
            warnings.warn(f"{neighbour.id} cannot be given to other tools: {error}", stacklevel=1)
            continue
        for peer in chosen:
            yield from _tried(neighbour.id, peer, effort, partial(_given, objective, effort))


def _ours(subject: str, seed: int, run: Run, effort: Effort) -> Record:
    in_time = run.refuted and run.seconds <= effort.seconds
    return Record(subject, OURS, seed, in_time, run.seconds, run.searching, run.result.statistics.total_draws)


def _tried(subject: str, peer: Peer, effort: Effort, trial: Callable[[int], Trial]) -> Iterator[Record]:
    """All seeds; after two failures no third."""
    failed = 0
    for seed in effort.seeds:
        if failed == 2 or peer.version() is None:
            return
        try:
            run = trial(seed)
            refuted = peer.run(run)
        except NotOffered:
            return
        except Exception as error:  # a tool that breaks has not refuted, and the others go on
            yield Record(subject, peer.name, seed, False, 0.0, error=f"{type(error).__name__}: {error}"[:200])
            return
        failed += not refuted
        yield Record(subject, peer.name, seed, refuted, run.elapsed(), evaluations=run.evaluations)


def _trial(conjecture: Conjecture, effort: Effort, seed: int) -> Trial:
    return Trial(conjecture.dimension, conjecture.alone, conjecture.batch, seed, effort.seconds, label=conjecture.label)


def _given(objective: Objective, effort: Effort, seed: int) -> Trial:
    objective.restart()
    return Trial(objective.dimension, objective.alone, objective.batch, seed, effort.seconds, objective.clock)


def _warm(peers: Sequence[Peer]) -> None:
    """Imports and first calls are nobody's time."""
    refute(CONJECTURES[0].path, 0, 1.0)
    for peer in peers:
        if peer.version() is not None:
            _warmed(peer)


def _warmed(peer: Peer) -> None:
    conjecture = CONJECTURES[0]
    for outcome in (1.0, -1.0):
        dimension = conjecture.dimension
        peer.run(Trial(dimension, lambda _, value=outcome: value, None, 0, 0.05, label=conjecture.label))


@dataclass(frozen=True)
class Summary:
    """One tool on one subject: in how many runs it refuted, and the median of the seconds of those; None if in none."""

    tool: str
    refuted: int
    runs: int
    median: float | None
    searching: float | None = None


def summaries(records: Sequence[Record], subject: str) -> dict[str, Summary]:
    """By tool, ours first."""
    found: dict[str, Summary] = {}
    for tool in dict.fromkeys(record.tool for record in records if record.subject == subject):
        runs = [record for record in records if record.subject == subject and record.tool == tool]
        good = [record for record in runs if record.refuted]
        seconds = statistics.median(record.seconds for record in good) if good else None
        searching = [record.searching for record in good if record.searching is not None]
        found[tool] = Summary(tool, len(good), len(runs), seconds, statistics.median(searching) if searching else None)
    return found


def best_peer(of: dict[str, Summary]) -> Summary | None:
    """The fastest of the others among those that refuted most often."""
    others = [summary for tool, summary in of.items() if tool != OURS and summary.median is not None]
    return min(others, key=lambda summary: (-summary.refuted, summary.median), default=None)


def as_json(records: Sequence[Record]) -> list[dict[str, Any]]:
    """Plain data."""
    return [asdict(record) for record in records]
