"""What an earlier run stored may stand for this one: nothing changed, and its certificates say the same once more.

The ledger is not trusted. A stored outcome is taken over only if it was made by the same recipe and engine from a claim
that says today what it said then, if every certificate is the file that was stored, and if a kernel in a fresh process
reads from them the verdict, the reach and the trust that the outcome tells. Its words and its search's figures are
remembered, not computed again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theorycheck import certificates, engine
from theorycheck.certificates import Replay
from theorycheck.ledger import Ledger, Run
from theorycheck.trial import Trial, box_of, cites_only
from theorycheck.verdicts import Verdict

REFUTING = (Verdict.REFUTED, Verdict.CONFLICT)


@dataclass(frozen=True)
class Stored:
    """An outcome from the ledger whose file, engine and recipe are this run's, and what its certificates say today."""

    run: Run
    replays: Mapping[str, Replay]  # by path

    def stands_for(self, claim: Any, neighbours: bool, premises: Mapping[str, Any], ledger: Ledger) -> bool:
        """Would a check of this claim, as it is loaded now, come to the same verdicts, with or without `neighbours`?"""
        statements = [claim.statement, *map(claim.neighbour_statement, claim.neighbours if neighbours else ())]
        parts = _parts(self.run.outcome)
        if self.run.outcome["made_from"] != ingredients(claim, premises) or len(parts) != len(statements):
            return False
        script = "" if claim.assumed else claim.proof or "auto"
        return all(
            self._upheld(part, statement, script) and not _contradicted(part, statement, ledger)
            for part, statement in zip(parts, statements, strict=True)
        )

    def _upheld(self, part: Mapping[str, Any], statement: Any, script: str) -> bool:
        """Is what this part tells what its replayed certificates amount to?"""
        files = {role: (Path(one["path"]), one["sha256"]) for role, one in part["documents"].items()}
        trial = Trial(part["id"], "", "", statement, Path(), files, remembered=part["figures"])
        trial.replays = {role: self.replays[str(path)] for role, (path, _) in files.items()}
        if "proof" in files:
            trial.box = box_of(script)
            steps = certificates.load(files["proof"][0])["steps"]
            trial.only_cites = cites_only(steps, trial.replays["proof"].trust, statement.digest)
        found = trial.decision()
        says = {
            "statement_hash": statement.digest,
            "verdict": found.verdict.value,
            "certificate": trial.certificate(found.verdict),
            "reach": list(found.reach),
            "trust": list(found.trust),
        }
        return all(part.get(name, said) == said for name, said in says.items())  # a neighbour tells no reach or trust


def stored_outcomes(
    entries: Iterable[Any], ledger: Ledger, recipe: str, digest: Callable[[Path], str]
) -> dict[str, Stored]:
    """By claim: the newest outcome of this recipe, where file and engine are unchanged and every certificate is whole.

    One kernel process reads all files; a file that is not the one that was stored is not even read.
    """
    runs = {entry.id: ledger.latest(entry.id, recipe) for entry in entries if entry.error is None}
    paths = {entry.id: entry.path for entry in entries}
    unchanged = {
        name: run
        for name, run in runs.items()
        if run is not None and run.current(file_hash=digest(paths[name]), engine=engine.engine_digest()) and _whole(run)
    }
    files = list(dict.fromkeys(Path(one["path"]) for run in unchanged.values() for one in _documents(run)))
    replays = {str(answer.path): answer for answer in certificates.replay_files(files)}
    return {name: Stored(run, replays) for name, run in unchanged.items()}


def ingredients(claim: Any, premises: Mapping[str, Any]) -> str:
    """The digest of all that an outcome is made from; a file may be the same, and what it imports have changed.

    Statements are taken as they are written: that is much cheaper than their formulas' hashes, and the hashes of those
    that a verdict is about are compared apart.
    """
    faces = (claim.title, str(claim.source), dict(claim.covers), claim.fidelity, claim.expect)
    search = (claim.domain, claim.symmetry, claim.example, tuple(claim.uses), dict(claim.closed_form))
    neighbours = [
        (n.name, _written(n.given, n.conclude), dict(n.covers), n.symmetry, n.expect) for n in claim.neighbours
    ]
    rested_on = [(name, used and _derived_from(used)) for name, used in premises.items()]
    return hashlib.sha256(repr((faces, search, neighbours, _derived_from(claim), rested_on)).encode()).hexdigest()


def _derived_from(claim: Any) -> tuple[object, ...]:
    steps = [(_written(step.conclude), step.by) for step in claim.lemmas]
    return _written(claim.given, claim.conclude), claim.proof, claim.assumed, steps


def _written(*parts: Any) -> list[object]:
    """Nodes as tables, what holds nodes part by part, and anything else as it is."""
    from theorycheck.statement.node import Node
    from theorycheck.statement.storage import to_json

    held = [_written(*part) if isinstance(part, (list, tuple)) else part for part in parts]
    return [to_json(part) if isinstance(part, Node) else part for part in held]


def _parts(outcome: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The claim's own part, and each neighbour's."""
    neighbours = zip(outcome["neighbours"], outcome["neighbour_extra"], strict=True)
    return [dict(outcome), *({**told, **kept} for told, kept in neighbours)]


def _documents(run: Run) -> list[dict[str, str]]:
    return [one for part in _parts(run.outcome) for one in part["documents"].values()]


def _whole(run: Run) -> bool:
    """Is every certificate there, with the bytes that were stored?"""
    files = [(Path(one["path"]), one["sha256"]) for one in _documents(run)]
    return all(path.is_file() and engine.file_digest(path) == sha256 for path, sha256 in files)


def _contradicted(part: Mapping[str, Any], statement: Any, ledger: Ledger) -> bool:
    """Has another run stored a counterexample, or counted draws, that this outcome does not know?"""
    counted = part["figures"].get("chance", {}).get("counts", ())
    if sorted(map(tuple, counted)) != sorted(ledger.counts(statement.digest)):
        return True
    return Verdict(part["verdict"]) not in REFUTING and bool(ledger.witnesses(statement.digest))
