"""Replay: what a kernel in a fresh process says about certificate files.

The process shares nothing with the one that found the proof: no object, no cache, no environment variable (`-I`). It is
given file names and answers with one JSON line for each. It is split off from one that stands by, where a system can.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from theorycheck.certificates import standing_by
from theorycheck.errors import CertificateError, InternalError

SECONDS = 600.0
STEP = ("step", "rule", "why", "from", "formulas")


@dataclass(frozen=True)
class Replay:
    """The kernel's answer about one file. Only `ok` with the right `statement` is evidence.

    believed: the formula behind each label of `trust`;  step: the one that fails (number, rule, why, from, formulas)
    """

    path: Path
    ok: bool
    conclusion: str = ""
    statement: str = ""
    reach: tuple[str, ...] = ()
    trust: tuple[str, ...] = ()
    text: str = ""
    error: str = ""
    kind: str = ""
    believed: Mapping[str, str] = field(default_factory=dict)
    step: Mapping[str, Any] = field(default_factory=dict)


def replay_files(paths: Sequence[Path], *, command: Sequence[str] = (), seconds: float = SECONDS) -> list[Replay]:
    """Replays every file in one fresh kernel process, in order. A refused file is an answer, not an exception."""
    if not paths:
        return []
    try:
        if not command and standing_by.POSSIBLE:
            answers = list(_lines(standing_by.answers(paths, seconds)))
            if [Path(answer["file"]) for answer in answers] == [path.absolute() for path in paths]:
                return [_replay(path, answer) for path, answer in zip(paths, answers, strict=True)]
        command = [*(command or (sys.executable, "-I", "-m", "theorycheck.kernel")), *map(str, paths)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return [Replay(path, False, error=f"no answer from the kernel within {seconds:g} s") for path in paths]
    answers = list(_lines(done.stdout))
    if len(answers) != len(paths):
        last = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
        raise InternalError(
            "the kernel process gave no answer",
            why=f"exit {done.returncode}, {last[0]}",
            cure="run theorycheck doctor, and report what it prints",
        )
    return [_replay(path, answer) for path, answer in zip(paths, answers, strict=True)]


def verify_file(path: Path, expected_hash: str | None = None) -> Replay:
    """Replays one file and holds it against the registered statement. Raises CertificateError when either fails."""
    (answer,) = replay_files([path])
    return verified(answer, expected_hash)


def verified(answer: Replay, expected_hash: str | None = None) -> Replay:
    """The answer itself, if the kernel accepts the file and it is about the statement with `expected_hash`."""
    where = str(answer.path)
    if not answer.ok:
        raise CertificateError(
            "the kernel refuses the certificate",
            where=where,
            why=answer.error,
            cure="make it again with theorycheck check",
        )
    if expected_hash is not None and answer.statement != expected_hash:
        raise CertificateError(
            "the certificate is of another statement",
            where=where,
            why=f"it is about {answer.statement[:12]}, the claim says {expected_hash[:12]}",
            cure="make it again with theorycheck check",
        )
    return answer


def _lines(text: str) -> Iterable[dict[str, Any]]:
    for line in text.splitlines():
        try:
            answer = json.loads(line)
        except ValueError:
            continue
        if isinstance(answer, dict) and "ok" in answer:
            yield answer


def _replay(path: Path, answer: dict[str, Any]) -> Replay:
    return Replay(
        path=path,
        ok=answer["ok"] is True,
        conclusion=answer.get("conclusion") or "",
        statement=answer.get("statement") or "",
        reach=tuple(map(str, answer.get("reach") or ())),
        trust=tuple(map(str, answer.get("trust") or ())),
        text=answer.get("text") or "",
        error=answer.get("error") or "",
        kind=answer.get("kind") or "",
        believed=answer.get("believed") or {},
        step={name: answer[name] for name in STEP if name in answer},
    )
