"""A run over many claims: load each, check or reuse it, store it, go on when one file is broken.

Every face that checks claims goes through here, so that the command line, pytest and the report cannot disagree.
"""

from __future__ import annotations

import contextlib
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from theorycheck import certificates, engine
from theorycheck.dependencies.graph import claim_graph, rested_on
from theorycheck.dependencies.node import Node, of_entry, of_outcome
from theorycheck.dependencies.standing import standings
from theorycheck.errors import (
    ClaimFileError,
    ProofScriptError,
    StatementError,
    TheorycheckError,
    UndeclaredUse,
    UnknownClaim,
)
from theorycheck.ledger import Ledger, Run
from theorycheck.outcome import NeighbourOutcome, Outcome
from theorycheck.pipeline import Options, check
from theorycheck.verdicts import Verdict, worse_than_expected


@dataclass
class Result:
    """One claim after the run: its outcome, or the error that kept it from having one."""

    entry: Any
    outcome: Outcome
    claim: Any = None
    error: TheorycheckError | None = None
    detail: str = ""  # a traceback, for the faces to show on stderr
    reused: bool = False

    @property
    def disappointing(self) -> bool:
        """Worse than its author expected, or not posed at all: exit code 1. Neighbours are held to theirs too."""
        checked = [(self.outcome.verdict, self.outcome.expect)]
        checked += [(neighbour.verdict, neighbour.expect) for neighbour in self.outcome.neighbours]
        return self.error is not None or any(worse_than_expected(verdict, expect) for verdict, expect in checked)


@dataclass
class Session:
    """The options and the ledger of one run."""

    options: Options
    ledger: Ledger | None = None
    reuse: bool = False
    told: Callable[[Result], None] = lambda result: None  # called after each claim, for progress
    graph: Any = None  # of the last run: what was checked and what it rests on
    _digests: dict[Path, str] = field(default_factory=dict)
    _selected: dict[str, Any] = field(default_factory=dict)  # the entries of this run by id: they may use each other
    _current: dict[str, Run] = field(default_factory=dict)  # stored outcomes that stand for this run

    def run(self, entries: Sequence[Any]) -> list[Result]:
        """Every claim in order. A broken file fails alone; a broken ledger or backend ends the run."""
        self._selected = {entry.id: entry for entry in entries}
        if self.reuse and self.ledger is not None:
            self._current = self._still_good(entries, self.ledger)
        results: list[Result] = []
        for entry in entries:
            results.append(self.one(entry))
            if self.ledger is not None and results[-1].error is None and not results[-1].reused:
                self._record(results[-1], self.ledger)  # at once: a kill loses the claim at hand and no other
            self.told(results[-1])
        self.graph = self._graph(results)
        settled = standings(self.graph)
        for result in results:
            result.outcome = replace(result.outcome, standing=settled[result.outcome.id].word)
        return results

    def one(self, entry: Any) -> Result:
        """One claim, from the ledger where its outcome is current."""
        from theorycheck.statement.discovery import load

        try:
            claim = load(entry)
            stored = self._current.get(entry.id)
            # the file may be the same and the statement not: it may import what did change
            if stored is not None and stored.statement_hash == claim.statement.digest:
                return Result(entry, from_json(stored.outcome), claim, reused=True)
            outcome = check(claim, entry.id, self.options, self.ledger, self._premises(entry))
            return Result(entry, outcome, claim)
        except (ClaimFileError, StatementError, ProofScriptError, UndeclaredUse, UnknownClaim) as error:
            error.located(str(entry.path))
            detail = getattr(error, "detail", "") or "".join(traceback.format_exception(error.__cause__))
            return Result(entry, failed(entry, error), error=error, detail=detail if error.__cause__ else "")

    def _premises(self, entry: Any) -> dict[str, Any]:
        """The claims that this one rests on, by id, each after those that it uses itself; None for a broken file."""
        from theorycheck.statement.discovery import load

        ordered: dict[str, Any] = {}

        def visit(used: Sequence[str]) -> None:
            for name in used:
                other = self._entry(name)
                if other.id not in ordered:
                    visit(other.uses)
                    ordered[other.id] = None
                    with contextlib.suppress(ClaimFileError, StatementError):  # it fails alone, and is told there
                        ordered[other.id] = load(other)

        visit(entry.uses)
        return ordered

    def _still_good(self, entries: Iterable[Any], ledger: Ledger) -> dict[str, Run]:
        """The newest outcomes of this recipe from which nothing changed, if all their certificates replay afresh.

        One kernel process reads all files; a file that is not the one that was stored is not even read.
        """
        runs = {entry.id: self._unchanged(entry, ledger) for entry in entries}
        certificate_files = {name: _certificates(run) for name, run in runs.items() if run is not None}
        intact = {name: files for name, files in certificate_files.items() if files is not None}
        answers = iter(certificates.replay_files([file for files in intact.values() for file in files]))
        good = {name: [next(answers).ok for _ in files] for name, files in intact.items()}
        return {name: run for name, run in runs.items() if run is not None and all(good.get(name, [False]))}

    def _unchanged(self, entry: Any, ledger: Ledger) -> Run | None:
        run = ledger.latest(entry.id, self.options.recipe)
        if run is None or entry.error is not None:
            return None
        return run if run.current(file_hash=self.digest(entry.path), engine=engine.engine_digest()) else None

    def _record(self, result: Result, ledger: Ledger) -> None:
        keys = {
            "recipe": self.options.recipe,
            "file_hash": self.digest(result.entry.path),
            "engine": engine.engine_digest(),
        }
        ledger.record(to_stored(result.outcome), **keys)
        for neighbour in result.outcome.neighbours:
            ledger.record(_neighbour_stored(neighbour), **keys)

    def digest(self, path: Path) -> str:
        """SHA-256 of a claim file."""
        if path not in self._digests:
            self._digests[path] = engine.file_digest(path)
        return self._digests[path]

    def _graph(self, results: Iterable[Result]) -> Any:
        """What was checked and all that it rests on, the rest as the ledger remembers it."""

        def remembered(name: str) -> Node:
            try:
                entry = self._entry(name)
            except UnknownClaim:
                return Node(name)
            return of_entry(entry, self.ledger.latest(name) if self.ledger is not None else None)

        return claim_graph(rested_on([of_outcome(result.outcome) for result in results], remembered))

    def _entry(self, name: str) -> Any:
        """The claim file of an id: one of this run, else one of the library."""
        from theorycheck.statement.discovery import catalogue

        return self._selected[name] if name in self._selected else catalogue([name])[0]


def _certificates(run: Run) -> list[Path] | None:
    """The certificate files of a stored outcome; None if one is missing or not the one that was stored."""
    holders = [run.outcome, *run.outcome["neighbour_extra"]]
    stored = [holder["certificate"] for holder in holders if holder["certificate"]]
    for one in stored:
        path = Path(one["path"])
        if not path.is_file() or engine.file_digest(path) != one["sha256"]:
            return None
    return [Path(one["path"]) for one in stored]


def failed(entry: Any, error: TheorycheckError) -> Outcome:
    """What is said of a claim that could not even be stated."""
    return Outcome(
        id=entry.id,
        covers=entry.covers or {},
        title=entry.title or entry.id,
        verdict=Verdict.UNKNOWN,
        standing=Verdict.UNKNOWN.value,
        reason=str(error),
        reach=(),
        trust=(),
        fidelity=entry.fidelity or "exact",
        expect=Verdict(entry.expect) if entry.expect in Verdict.__members__ else Verdict.OPEN,
        statement_hash="",
        uses=tuple(entry.uses or ()),
        seeds=(),
        backend="none",
        undecided=0,
        seconds=0.0,
        witness=None,
        certificate=None,
        neighbours=(),
    )


def to_stored(outcome: Outcome) -> dict[str, Any]:
    """The JSON fields and, for the ledger only, what makes the same Outcome again."""
    extra = [
        {
            "expect": n.expect.value,
            "statement_hash": n.statement_hash,
            "certificate": n.certificate,
            "figures": dict(n.figures),
        }
        for n in outcome.neighbours
    ]
    return outcome.to_json() | {"figures": dict(outcome.figures), "neighbour_extra": extra}


def from_json(stored: Mapping[str, Any]) -> Outcome:
    """The Outcome that `to_stored` wrote."""
    fields = dict(stored)
    extra = fields.pop("neighbour_extra")
    neighbours = [
        NeighbourOutcome(**{**n, **e, "verdict": Verdict(n["verdict"]), "expect": Verdict(e["expect"])})
        for n, e in zip(fields.pop("neighbours"), extra, strict=True)
    ]
    fields |= {"verdict": Verdict(fields["verdict"]), "expect": Verdict(fields["expect"])}
    fields |= {name: tuple(fields[name]) for name in ("reach", "trust", "uses", "used", "seeds")}
    return Outcome(**fields, neighbours=tuple(neighbours))


def _neighbour_stored(neighbour: NeighbourOutcome) -> dict[str, Any]:
    """A neighbour as a row of its own: its witness is replayed next time, its certificate verified like any other."""
    return neighbour.to_json() | {"statement_hash": neighbour.statement_hash, "certificate": neighbour.certificate}
