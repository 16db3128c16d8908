"""`theorycheck verify`: every certificate replayed by the kernel alone, and held against the claim it says it is of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theorycheck import certificates
from theorycheck.certificates import Replay
from theorycheck.certificates.fresh import verified
from theorycheck.cli import published
from theorycheck.cli.registered import Register
from theorycheck.errors import CertificateError, ClaimFileError, TheorycheckError
from theorycheck.ledger import Ledger
from theorycheck.roles import ITS_OWN, KINDS, WORDS

CURE = "make it again with theorycheck check"


@dataclass(frozen=True)
class Wanted:
    """A certificate file and what somebody said of it; an empty text: nothing was said."""

    path: Path
    claim: str = ""
    sha256: str = ""
    statement_hash: str = ""
    role: str = ""


def verify(files: Sequence[Path], ledger: str | Path) -> dict[str, list[dict[str, Any]]]:
    """One row for each certificate, of the files and reports named, or the newest of each claim in the ledger.

    Beside them, one row for each verdict of a report.
    """
    reports = {path: report for path in files if (report := published.read(path)) is not None}
    asked = {path: _named(path, reports.get(path)) for path in files} if files else {Path(ledger): _stored(ledger)}
    present = list(dict.fromkeys(one.path for wanted in asked.values() for one in wanted if one.path.is_file()))
    answers = dict(zip(present, certificates.replay_files(present), strict=True))
    register, rows, verdicts = Register(), [], []
    for path, wanted in asked.items():
        proofs = {one.claim: answers[one.path] for one in wanted if one.role == "proof" and one.path in answers}
        found = [_row(one, answers.get(one.path), register, proofs.get(one.claim)) for one in wanted]
        rows += found
        if path in reports:
            accepted = {(row["claim"], row["role"]): answers[Path(row["path"])] for row in found if row["ok"]}
            verdicts += _verdicts(path, reports[path], accepted, register)
    return {"certificates": rows, "verdicts": verdicts}


def _verdicts(
    path: Path, report: Mapping[str, Any], accepted: Mapping[tuple[str, str], Replay], register: Register
) -> list[dict[str, Any]]:
    try:
        return list(published.rows(report, accepted, register))
    except (KeyError, TypeError, AttributeError, ValueError, ClaimFileError) as error:
        raise _no_report(path, error) from error


def _no_report(path: Path, error: Exception) -> CertificateError:
    why = f"it is not of the form theorycheck/report-1 ({type(error).__name__}: {str(error)[:80]})"
    cure = "write it again with theorycheck report"
    return CertificateError("the report cannot be read", where=str(path), why=why, cure=cure)


def _named(path: Path, report: Mapping[str, Any] | None) -> list[Wanted]:
    """A certificate, or all those a report names (beside the report, else where it was made)."""
    if report is None:
        return [Wanted(path)]
    try:
        return [
            Wanted(_beside(path, one["path"]), claim, one["sha256"], found["statement_hash"], role)
            for claim, found in published.evidence(report).items()
            for role, one in found["files"].items()
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise _no_report(path, error) from error


def _beside(report: Path, name: str) -> Path:
    return report.parent / name if (report.parent / name).is_file() else Path(name)


def _stored(ledger: str | Path) -> list[Wanted]:
    if not Path(ledger).exists():
        return []
    with Ledger(ledger) as book:
        return [Wanted(c.path, c.claim, c.sha256, c.statement_hash) for c in book.certificates()]


def _row(wanted: Wanted, answer: Replay | None, register: Register, proof: Replay | None) -> dict[str, Any]:
    """proof: what the kernel says of the proof beside which the file is published, where there is one."""
    row: dict[str, Any] = {"path": str(wanted.path), "claim": wanted.claim, "role": wanted.role, "ok": False}
    row |= {"kind": "", "title": "", "words": "", "latex": "", "kernel": ""}
    row |= {"reach": [], "trust": [], "believed": {}, "step": {}}
    try:
        envelope = certificates.load(wanted.path)
        row |= {"claim": wanted.claim or envelope["claim"], "role": wanted.role or envelope["role"]}
        if answer is None:
            raise CertificateError("the certificate is missing", where=str(wanted.path))
        row |= {"kind": answer.kind, "reach": list(answer.reach), "trust": list(answer.trust)}
        row |= {"kernel": answer.text, "believed": dict(answer.believed), "step": dict(answer.step)}
        _hold(wanted, envelope, answer)
        row |= _in_words(envelope, answer, register, proof.reach if proof else ())
    except TheorycheckError as error:
        return row | {"error": str(error)}
    return row | {"ok": True, "error": ""}


def _hold(wanted: Wanted, envelope: Mapping[str, Any], answer: Replay) -> None:
    """Raises unless the file is the one that was told, the kernel accepts it, and it is what it says."""
    where, role = str(wanted.path), envelope["role"]
    found = hashlib.sha256(wanted.path.read_bytes()).hexdigest()
    if wanted.claim and envelope["claim"] != wanted.claim:
        why = f"it names {envelope['claim']}"
        raise CertificateError(f"this is no certificate of {wanted.claim}", where=where, why=why, cure=CURE)
    if wanted.sha256 and found != wanted.sha256:
        why = f"its SHA-256 is {found[:12]}, stored was {wanted.sha256[:12]}"
        raise CertificateError("the certificate was edited", where=where, why=why, cure=CURE)
    verified(answer, envelope["statement_hash"])
    if KINDS.get(role) != answer.kind or wanted.role not in ("", role):
        why = f"it says {role}, its steps are a {answer.kind}" + (f", wanted is a {wanted.role}" if wanted.role else "")
        raise CertificateError("the certificate is not what it says", where=where, why=why, cure=CURE)
    if wanted.statement_hash and role in ITS_OWN:
        verified(answer, wanted.statement_hash)


def _in_words(
    envelope: Mapping[str, Any], answer: Replay, register: Register, reach: Sequence[str]
) -> dict[str, Any]:
    """The registered statement that the certificate is of; raises where the library says otherwise.

    A claim from elsewhere is told by the kernel's formula alone: the words of an envelope are anybody's.
    """
    known = register.find(envelope["claim"])
    if known is None:
        return {}
    statement = known.about(envelope["role"], reach)
    if statement is None:
        why = "a model lies inside the reach of a proof, and this claim has no proof with a reach"
        raise CertificateError("the certificate is of nothing", where=str(answer.path), why=why, cure=CURE)
    verified(answer, statement.digest)
    words = {"title": known.title, "words": WORDS[envelope["role"]], "latex": statement.latex()}
    believed = {label: _believed(label, text, register) for label, text in answer.believed.items()}
    return words | {"reach": list(known.named(answer.reach)), "believed": believed}


def _believed(label: str, text: str, register: Register) -> str:
    """The formula behind a label: in LaTeX where it is a claim registered here, else as the kernel has it."""
    name, _, digest = label.partition(":")[2].partition("#")
    known = register.find(name)
    return known.statement.latex() if known is not None and known.statement.digest == digest else text
