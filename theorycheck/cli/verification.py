"""`theorycheck verify`: every certificate replayed by the kernel alone, and held against the claim it says it is of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theorycheck import certificates
from theorycheck.certificates import Replay
from theorycheck.errors import CertificateError, TheorycheckError, UnknownClaim
from theorycheck.ledger import Ledger
from theorycheck.trial import KINDS, ROLES, about
from theorycheck.verdicts import Verdict

REPORT = "theorycheck/report-1"


@dataclass(frozen=True)
class Wanted:
    """A certificate file and what somebody said of it; an empty text: nothing was said."""

    path: Path
    claim: str = ""
    sha256: str = ""
    statement_hash: str = ""
    verdict: str = ""


def verify(files: Sequence[Path], ledger: str | Path) -> list[dict[str, Any]]:
    """One row for each certificate: of the files and reports named, or the newest of each claim in the ledger."""
    wanted = [one for path in files for one in _named(path)] if files else _stored(ledger)
    present = [one.path for one in wanted if one.path.is_file()]
    answers = dict(zip(present, certificates.replay_files(present), strict=True))
    known = _Claims()
    return [_row(one, answers.get(one.path), known) for one in wanted]


def _named(path: Path) -> list[Wanted]:
    """A certificate, or all those a report names (relative to where the report was made, then to the report)."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return [Wanted(path)]
    if not isinstance(document, dict) or document.get("schema") != REPORT:
        return [Wanted(path)]
    return [
        Wanted(
            _beside(path, c["certificate"]["path"]),
            c["id"],
            c["certificate"]["sha256"],
            c["statement_hash"],
            c["verdict"],
        )
        for c in document["claims"]
        if c["certificate"]
    ]


def _beside(report: Path, name: str) -> Path:
    return Path(name) if Path(name).is_file() else report.parent / name


def _stored(ledger: str | Path) -> list[Wanted]:
    if not Path(ledger).exists():
        return []
    with Ledger(ledger) as book:
        return [Wanted(c.path, c.claim, c.sha256, c.statement_hash) for c in book.certificates()]


def _row(wanted: Wanted, answer: Replay | None, claims: _Claims) -> dict[str, Any]:
    row = {
        "path": str(wanted.path),
        "claim": wanted.claim,
        "ok": False,
        "kind": "",
        "reach": [],
        "trust": [],
        "error": "",
    }
    try:
        envelope = certificates.load(wanted.path)
        row["claim"] = wanted.claim or envelope["claim"]
        if answer is None:
            raise CertificateError("the certificate is missing", where=str(wanted.path))
        row |= {"kind": answer.kind, "reach": list(answer.reach), "trust": list(answer.trust)}
        _hold(wanted, envelope, answer, claims)
    except TheorycheckError as error:
        return row | {"error": str(error)}
    return row | {"ok": True}


def _hold(wanted: Wanted, envelope: dict[str, Any], answer: Replay, claims: _Claims) -> None:
    """Raises unless the file is the one that was stored, the kernel accepts it, and it is of the claim it names."""
    from theorycheck.certificates.fresh import verified

    where, cure = str(wanted.path), "make it again with theorycheck check"
    found = hashlib.sha256(wanted.path.read_bytes()).hexdigest()
    if wanted.claim and envelope["claim"] != wanted.claim:
        why = f"it names {envelope['claim']}"
        raise CertificateError(f"this is no certificate of {wanted.claim}", where=where, why=why, cure=cure)
    if wanted.sha256 and found != wanted.sha256:
        why = f"its SHA-256 is {found[:12]}, stored was {wanted.sha256[:12]}"
        raise CertificateError("the certificate was edited", where=where, why=why, cure=cure)
    verified(answer, envelope["statement_hash"])
    role = envelope["role"]
    if KINDS.get(role) != answer.kind:
        why = f"it says {role}, its steps are a {answer.kind}"
        raise CertificateError("the certificate is not what it says", where=where, why=why, cure=cure)
    if wanted.verdict and ROLES.get(Verdict(wanted.verdict), "proof") != role:
        why = f"the report says {wanted.verdict}, the file holds a {role}"
        raise CertificateError("the report and its certificate disagree", where=where, why=why, cure=cure)
    if wanted.statement_hash and role in ("proof", "refutation"):
        verified(answer, wanted.statement_hash)
    verified(answer, claims.about(envelope["claim"], role))


class _Claims:
    """The registered statements, loaded only for the claims that certificates name."""

    def __init__(self) -> None:
        self._statements: dict[str, Any] = {}

    def about(self, name: str, role: str) -> str | None:
        """The digest that a certificate of this claim (or neighbour, `claim/name`) must have; None if unknown here."""
        if name not in self._statements:
            self._statements[name] = _statement(name)
        statement = self._statements[name]
        return None if statement is None else about(statement, role)


def _statement(name: str) -> Any:
    """What this claim or neighbour of the library says today; None for a claim from elsewhere."""
    from theorycheck.statement.discovery import catalogue, load

    claim_id, _, neighbour = name.partition("/")
    try:
        (entry,) = catalogue([claim_id])
    except (UnknownClaim, ValueError):
        return None
    claim = load(entry)
    if not neighbour:
        return claim.statement
    return next((claim.neighbour_statement(n) for n in claim.neighbours if n.name == neighbour), None)
