"""The pytest plugin: every claim becomes items `stated`, `proved`, `survives`, `neighbour[…]`, `certificate`.

Claims are found in files called `conjecture_*.py`, as module-level variables of any test file and, for a whole package,
through `library()` (see properties/test_library.py). Budgets count examples, never seconds, and no ledger is read, so
that verdicts, witnesses and counts are the same on every machine and for any `-n`.

This module is loaded in every pytest run of whoever installed theorycheck: it imports no mathematics until a claim is
collected.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from theorycheck.errors import TheorycheckError

RESULTS = pytest.StashKey[dict[str, Any]]()
SESSION = pytest.StashKey[Any]()
PATTERN = "conjecture_*.py"
PROFILE = "quick"


class Library:
    """A module-level mark for pytest: collect the claims that these ids, globs or paths select here."""

    def __init__(self, what: tuple[str, ...]) -> None:
        self.what = what


def library(*what: str) -> Library:
    """Every claim of the package, or those selected."""
    return Library(what)


# -- collection --------------------------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("theorycheck", "claims of theorycheck")
    group.addoption("--claims-profile", help="how long to search: quick (default), default or deep")
    group.addoption("--claims-seed", type=int, help="the seed of every random draw")
    group.addoption("--claims-examples", type=int, help="how many networks to try for each statement")
    group.addoption("--claims-backend", help="auto, numpy or cupy")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "claim(id): an item made from a claim of theorycheck")
    config.addinivalue_line("markers", "xdist_group(name): items for one worker of pytest-xdist (--dist loadgroup)")
    config.stash[RESULTS] = {}
    if asked := config.getoption("claims_backend"):
        _require_backend(asked)


def _require_backend(asked: str) -> None:
    """Who names a backend that cannot run here is told once, before anything is collected."""
    from theorycheck.algebra import backends
    from theorycheck.errors import BackendUnavailable

    try:
        backends.select(asked)
    except BackendUnavailable as error:
        raise pytest.UsageError(str(error).replace("--backend", "--claims-backend")) from None


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if fnmatch(file_path.name, PATTERN):
        return ConjectureFile.from_parent(parent, path=file_path)
    return None


def pytest_pycollect_makeitem(collector: Any, name: str, obj: object) -> list[pytest.Collector] | None:
    kind = type(obj)
    if kind is Library:
        return list(_collectors(collector, obj.what))  # type: ignore[attr-defined]
    if kind.__name__ == "Claim" and kind.__module__.startswith("theorycheck."):
        from theorycheck.statement.discovery import read_file

        # a claim that the file imports (for `witnesses(claim)`, say) is collected where it is defined
        entries = [entry for entry in read_file(Path(collector.path)) if entry.variable == name]
        return [ClaimCollector.from_parent(collector, name=entry.id, entry=entry) for entry in entries]
    return None


class ConjectureFile(pytest.File):
    """A file of conjectures; it is read with `ast` here and imported by its own items."""

    def collect(self) -> Iterable[pytest.Collector]:
        return _collectors(self, (str(self.path),))


def _collectors(parent: pytest.Collector, what: tuple[str, ...]) -> Iterator[ClaimCollector]:
    from theorycheck.statement.discovery import catalogue

    for entry in catalogue(what):
        yield ClaimCollector.from_parent(parent, name=entry.id, entry=entry)


class ClaimCollector(pytest.Collector):
    """One claim. A file that cannot be imported gives one failing item of its own, not a dead collection."""

    def __init__(self, *, entry: Any, **keywords: Any) -> None:
        super().__init__(**keywords)
        self.entry = entry
        self.add_marker(pytest.mark.claim(entry.id))
        self.add_marker(pytest.mark.xdist_group(entry.id))  # in one worker: each that asks would check the claim anew

    def collect(self) -> Iterable[pytest.Item]:
        yield StatedItem.from_parent(self, name="stated")
        try:
            claim = _load(self.entry)
        except TheorycheckError:
            return  # `stated` fails with the reason
        if claim.proof or claim.assumed:
            yield ProvedItem.from_parent(self, name="proved" if claim.proof else "cited")
        yield SurvivesItem.from_parent(self, name="survives")
        for neighbour in claim.neighbours:
            yield NeighbourItem.from_parent(self, name=f"neighbour[{neighbour.name}]", neighbour=neighbour.name)
        yield CertificateItem.from_parent(self, name="certificate")


# -- items -------------------------------------------------------------------------------------------------------------


class ClaimFailure(Exception):
    """What went worse than expected, as the sentence pytest prints."""


class ClaimItem(pytest.Item):
    """One question about one claim."""

    parent: ClaimCollector

    @property
    def entry(self) -> Any:
        return self.parent.entry

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, f"{self.entry.id}: {self.name}"

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any, **keywords: Any) -> Any:
        if excinfo.errisinstance(ClaimFailure):
            return str(excinfo.value)
        if excinfo.errisinstance(TheorycheckError):
            detail = getattr(excinfo.value, "detail", "")
            return f"{detail}\n{excinfo.value}" if detail else str(excinfo.value)
        return super().repr_failure(excinfo, *args, **keywords)

    def outcome(self) -> Any:
        """The claim's outcome, computed once in this process."""
        results = self.config.stash[RESULTS]
        if self.entry.id not in results:
            results[self.entry.id] = _session(self.config).one(self.entry)
        result = results[self.entry.id]
        if result.error is not None:
            raise result.error
        outcome = result.outcome
        self.say(claim=outcome.id, verdict=outcome.verdict.value, reason=outcome.reason, seed=outcome.seeds[0])
        self.say(backend=outcome.backend, examples=outcome.figures.get("examples", 0), witness=outcome.witness)
        return outcome

    def say(self, **facts: Any) -> None:
        """Properties on the item reach the terminal section, JUnit, and the controller of xdist alike."""
        self.user_properties += [
            (f"theorycheck_{name}", json.dumps(value) if isinstance(value, dict) else str(value))
            for name, value in facts.items()
            if value is not None
        ]

    def fail_with(self, outcome: Any, said: str, witness: Any) -> None:
        seed = outcome.seeds[0]
        lines = [f"{outcome.id}: {outcome.title}", said, outcome.reason]
        lines += [f"    {name} = {json.dumps(value)}" for name, value in (witness or {}).items()]
        lines += [f"    {_example(witness)}"] if witness else []
        raise ClaimFailure("\n".join([*lines, f"again: theorycheck check {self.entry.path} --seed {seed}"]))


class StatedItem(ClaimItem):
    """The file can be imported, the statement is well posed, and can be shown and translated."""

    def runtest(self) -> None:
        statement = _load(self.entry).statement
        _ = statement.digest  # translates it, where the kernel has a formula for it
        statement.latex()


class ProvedItem(ClaimItem):
    """A claim that names a proof, or is assumed, is no worse than expected."""

    def runtest(self) -> None:
        from theorycheck.verdicts import worse_than_expected

        outcome = self.outcome()
        if worse_than_expected(outcome.verdict, outcome.expect):
            self.fail_with(outcome, f"is {outcome.verdict.value}, expected {outcome.expect.value}", outcome.witness)


class SurvivesItem(ClaimItem):
    """The search found nothing its author did not expect; what it did find, and the bound, is printed below."""

    def runtest(self) -> None:
        from theorycheck.verdicts import AGAINST, Verdict

        outcome = self.outcome()
        expected = outcome.expect in AGAINST
        refuted = outcome.verdict in AGAINST or outcome.verdict in (Verdict.CONFLICT, Verdict.VACUOUS)
        if refuted != expected:
            self.fail_with(outcome, f"is {outcome.verdict.value}, expected {outcome.expect.value}", outcome.witness)


class NeighbourItem(ClaimItem):
    """A statement nearly the same and, on purpose, false is refuted by the same search."""

    def __init__(self, *, neighbour: str, **keywords: Any) -> None:
        super().__init__(**keywords)
        self.neighbour = neighbour

    def runtest(self) -> None:
        from theorycheck.verdicts import worse_than_expected

        outcome = self.outcome()
        found = next(n for n in outcome.neighbours if n.id == f"{outcome.id}/{self.neighbour}")
        self.say(neighbour=self.neighbour, neighbour_verdict=found.verdict.value, neighbour_witness=found.witness)
        if worse_than_expected(found.verdict, found.expect):
            said = f"its neighbour {self.neighbour} is {found.verdict.value}, expected {found.expect.value}"
            self.fail_with(outcome, f"{said}: {found.reason}", found.witness)


class CertificateItem(ClaimItem):
    """The certificate on disk is accepted by a kernel in a fresh process and is of this statement."""

    def runtest(self) -> None:
        from theorycheck.certificates import verify_file

        outcome = self.outcome()
        if outcome.certificate is None:
            pytest.skip(f"{outcome.verdict.value} rests on no certificate")
        verify_file(Path(outcome.certificate["path"]), outcome.statement_hash)


def _example(witness: Mapping[str, Any]) -> str:
    from theorycheck.outcome import example_line

    return example_line(witness)


def _load(entry: Any) -> Any:
    from theorycheck.statement.discovery import load

    return load(entry)


def _session(config: pytest.Config) -> Any:
    """Options from the command line, the environment and pyproject; certificates in pytest's own temporary folder."""
    if SESSION not in config.stash:
        from theorycheck import settings
        from theorycheck.pipeline import Options
        from theorycheck.session import Session

        names = ("profile", "seed", "examples", "backend")
        found = settings.resolve({name: config.getoption(f"claims_{name}") for name in names})
        chosen = {name: found[name].value for name in names}
        if found["profile"].origin == "default":
            chosen["profile"] = PROFILE
        folder = config._tmp_path_factory.mktemp("certificates")  # type: ignore[attr-defined]
        config.stash[SESSION] = Session(Options(**chosen, folder=folder))
    return config.stash[SESSION]


# -- the section at the end --------------------------------------------------------------------------------------------


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    claims = _gathered(terminalreporter)
    if not claims:
        return
    from theorycheck.verdicts import Verdict, counts, sentence

    terminalreporter.section("claims")
    for name, facts in sorted(claims.items()):
        look = Verdict(facts["verdict"]).look
        terminalreporter.write_line(f"{look.icon} {look.word:<11} {name}: {facts['reason']}")
        if "witness" in facts:
            terminalreporter.write_line(f"              {_example(json.loads(facts['witness']))}")
        if facts["neighbours"]:
            fallen = list(facts["neighbours"].values())
            rejected = f", {fallen.count('REJECTED')} rejected" if "REJECTED" in fallen else ""
            terminalreporter.write_line(
                f"              {fallen.count('REFUTED')} of {len(fallen)} false neighbours refuted{rejected}"
            )
    backends = sorted({facts["backend"] for facts in claims.values()} - {"none"}) or ["nothing"]
    lanes = ", ".join(backends)
    terminalreporter.write_line(
        f"{sentence(counts(Verdict(f['verdict']) for f in claims.values()))} · searched on {lanes}"
    )
    if "cupy" not in backends:
        terminalreporter.write_line("GPU parity: not checked (no search ran on a CUDA device)")


def _gathered(terminalreporter: Any) -> dict[str, dict[str, Any]]:
    """What the items said, from their reports alone, so that it is the same under xdist."""
    claims: dict[str, dict[str, Any]] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            said = dict(getattr(report, "user_properties", ()))
            if getattr(report, "when", "") != "call" or "theorycheck_claim" not in said:
                continue
            facts = claims.setdefault(said["theorycheck_claim"], {"neighbours": {}})
            names = ("verdict", "reason", "backend", "witness")
            facts |= {name: said[f"theorycheck_{name}"] for name in names if f"theorycheck_{name}" in said}
            if "theorycheck_neighbour" in said:
                facts["neighbours"][said["theorycheck_neighbour"]] = said["theorycheck_neighbour_verdict"]
    return claims
