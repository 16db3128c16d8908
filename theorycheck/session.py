"""A run over many claims: load each, check or reuse it, store it, go on when one file is broken.

Every face that checks claims goes through here, so that the command line, pytest and the report cannot disagree.
"""

from __future__ import annotations

import contextlib
import functools
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from theorycheck import engine, workers
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
from theorycheck.ledger import Ledger
from theorycheck.outcome import NeighbourOutcome, Outcome
from theorycheck.pipeline import Options, check
from theorycheck.reuse import Stored, ingredients, stored_outcomes
from theorycheck.verdicts import Verdict, worse_than_expected

Describe = Callable[[Any, Path, Mapping[str, Any], Mapping[str, Any]], Mapping[str, Any]]  # as reporting.describe
BROKEN = (ClaimFileError, StatementError, ProofScriptError, UndeclaredUse, UnknownClaim)  # such a claim fails alone
CLAIMS_A_PROCESS = 4  # below that a process costs more to start than it saves


@dataclass
class Result:
    """One claim after the run: its outcome, or the error that kept it from having one."""

    entry: Any
    outcome: Outcome
    made_from: str = ""  # the digest of what it was made from, for the ledger
    details: Mapping[str, Any] | None = None  # what `Session.describe` said of it
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
    watch: Callable[[Any], None] = lambda progress: None  # called while a search runs
    jobs: int | None = None  # how many processes; None: one for each processor where there is work for them
    describe: Describe | None = None  # asked where a claim is loaded, so that the parent of several need load none
    graph: Any = None  # of the last run: what was checked and what it rests on
    _digests: dict[Path, str] = field(default_factory=dict)
    _selected: dict[str, Any] = field(default_factory=dict)  # the entries of this run by id: they may use each other
    _library: list[Any] | None = None  # all entries of the package, once a premise was looked for among them
    _current: dict[str, Stored] = field(default_factory=dict)  # stored outcomes that may stand for this run

    def run(self, entries: Sequence[Any]) -> list[Result]:
        """Every claim in order. A broken file fails alone; a broken ledger or backend ends the run."""
        self._selected, self._library = {entry.id: entry for entry in entries}, None
        if self.reuse and self.ledger is not None:
            self._current = stored_outcomes(entries, self.ledger, self.options.recipe, self.digest)
        found: dict[int, Result] = {}
        for place, result in self._each(entries):
            found[place] = result
            if self.ledger is not None and result.error is None and not result.reused:
                self._record(result, self.ledger)  # at once: a kill loses the claims at hand and no other
            self.told(result)
        results = [found[place] for place in range(len(entries))]
        self.graph = self._graph(results)
        settled = standings(self.graph)
        for result in results:
            result.outcome = replace(result.outcome, standing=settled[result.outcome.id].word)
        return results

    def _each(self, entries: Sequence[Any]) -> Iterator[tuple[int, Result]]:
        """(place, result) of every claim: in order in one process, as they end in several."""
        jobs = self.jobs or min(workers.processors(), len(entries) // CLAIMS_A_PROCESS)
        if jobs < 2:
            yield from enumerate(map(self.one, entries))
            return
        stored = {place: found for place, entry in enumerate(entries) if (found := self._reused(entry)) is not None}
        yield from stored.items()
        places = [place for place in range(len(entries)) if place not in stored]
        book = self.ledger.path if self.ledger is not None else None
        outside = any(name not in self._selected for entry in entries for name in entry.rests_on)
        library = self._whole_library() if outside else None
        task = functools.partial(_checked_apart, self.options, book, dict(self._selected), library, self.describe)
        todo = [entries[place] for place in places]
        for turn, result in workers.completed(task, todo, jobs, self.watch, self._lemmas):
            # an error is found again here, with all that belongs to it
            yield places[turn], result or self.one(entries[places[turn]])

    def one(self, entry: Any) -> Result:
        """One claim, from the ledger where its outcome is current."""
        if (reused := self._reused(entry)) is not None:
            return reused
        try:
            claim, premises = _load(entry), self.premises(entry)
            if self.ledger is not None:
                self.ledger.require_writable()
            outcome = check(claim, entry.id, self.options, self.ledger, premises, self.watch)
            made_from = ingredients(claim, premises) if self.ledger is not None else ""
            return Result(entry, outcome, made_from, self._details(claim, entry, outcome))
        except BROKEN as error:
            error.located(str(entry.path))
            cause = "".join(traceback.format_exception(error.__cause__)) if error.__cause__ else ""
            return Result(entry, failed(entry, error), error=error, detail=getattr(error, "detail", "") or cause)

    def _reused(self, entry: Any) -> Result | None:
        """The stored outcome, if it stands for what this run would find."""
        stored = self._current.get(entry.id)
        if stored is None or self.ledger is None:
            return None
        with contextlib.suppress(*BROKEN):  # told by the check that follows
            claim = _load(entry)
            if stored.stands_for(claim, self.options.neighbours, self.premises(entry), self.ledger):
                outcome = from_json(stored.run.outcome)
                return Result(entry, outcome, details=self._details(claim, entry, outcome), reused=True)
        return None

    def _details(self, claim: Any, entry: Any, outcome: Outcome) -> Mapping[str, Any] | None:
        return self.describe and self.describe(claim, entry.path, outcome.to_json(), outcome.figures)

    def premises(self, entry: Any) -> dict[str, Any]:
        """The claims that this one rests on, by id, each after those that it uses itself; None for a broken file."""
        ordered: dict[str, Any] = {}

        def visit(used: Sequence[str]) -> None:
            for name in used:
                other = self._entry(name)
                if other.id not in ordered:
                    visit(other.uses)
                    ordered[other.id] = None
                    with contextlib.suppress(ClaimFileError, StatementError):  # it fails alone, and is told there
                        ordered[other.id] = _load(other)

        visit(entry.uses)
        for name in entry.closed_form:
            self._entry(name)  # not among the premises, but a name that nobody has is a mistake
        return ordered

    def _lemmas(self, entry: Any) -> frozenset[str]:
        """The claims of this run that are derived for this one, itself among them: a process derives each once."""
        found, waiting = {entry.id}, list(entry.uses)
        while waiting:
            name = waiting.pop()
            if name in self._selected and name not in found:
                found.add(name)
                waiting += self._selected[name].uses
        return frozenset(found)

    def _record(self, result: Result, ledger: Ledger) -> None:
        keys = {
            "recipe": self.options.recipe,
            "file_hash": self.digest(result.entry.path),
            "engine": engine.engine_digest(),
        }
        neighbours = map(_neighbour_stored, result.outcome.neighbours)
        ledger.record(to_stored(result.outcome) | {"made_from": result.made_from}, *neighbours, **keys)

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

        return self._selected[name] if name in self._selected else catalogue([name], self._whole_library())[0]

    def _whole_library(self) -> list[Any]:
        """Read once: a claim may have many premises."""
        from theorycheck.statement.discovery import read_library

        if self._library is None:
            self._library = read_library()
        return self._library


def _load(entry: Any) -> Any:
    from theorycheck.statement.discovery import load

    return load(entry)


def _checked_apart(
    options: Options,
    book: Path | None,
    selected: dict[str, Any],
    library: list[Any] | None,
    describe: Describe | None,
    entry: Any,
    tell: Callable[[Any], None],
) -> Result | None:
    """One claim in a process of its own, which reads the ledger and leaves writing to its parent; None for an error."""
    with Ledger(book) if book is not None else contextlib.nullcontext() as ledger:
        session = Session(options, ledger, watch=tell, describe=describe)
        session._selected, session._library = selected, library
        result = session.one(entry)
    return result if result.error is None else None


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
        uses=tuple(entry.rests_on or ()),
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
            "documents": dict(n.documents),
        }
        for n in outcome.neighbours
    ]
    own = {"figures": dict(outcome.figures), "documents": dict(outcome.documents)}
    return outcome.to_json() | own | {"neighbour_extra": extra}


def from_json(stored: Mapping[str, Any]) -> Outcome:
    """The Outcome that `to_stored` wrote."""
    fields = dict(stored)
    extra = fields.pop("neighbour_extra")
    fields.pop("made_from")
    neighbours = [
        NeighbourOutcome(**{**n, **e, "verdict": Verdict(n["verdict"]), "expect": Verdict(e["expect"])})
        for n, e in zip(fields.pop("neighbours"), extra, strict=True)
    ]
    fields |= {"verdict": Verdict(fields["verdict"]), "expect": Verdict(fields["expect"])}
    fields |= {name: tuple(fields[name]) for name in ("reach", "trust", "uses", "used", "seeds")}
    return Outcome(**fields, neighbours=tuple(neighbours))


def _neighbour_stored(neighbour: NeighbourOutcome) -> dict[str, Any]:
    """A neighbour as a row of its own: its witness is replayed next time, its certificate verified like any other, and
    what was counted of it is continued."""
    kept = {"statement_hash": neighbour.statement_hash, "certificate": neighbour.certificate}
    return neighbour.to_json() | kept | {"figures": dict(neighbour.figures)}
