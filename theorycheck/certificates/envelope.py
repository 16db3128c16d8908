"""The envelope: one JSON file that says in words and in steps what was derived, in canonical form.

Canonical means: sorted keys, no spaces, UTF-8, one newline at the end. Equal certificates are therefore equal files, so
the SHA-256 of the file can serve as the certificate's name.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
from pathlib import Path
from typing import Any

from theorycheck import engine
from theorycheck.errors import CertificateError, not_stored
from theorycheck.kernel.replay import MAX_BYTES

SCHEMA = "theorycheck/certificate-1"
FIELDS = (
    "schema",
    "claim",
    "title",
    "statement_hash",
    "role",
    "kind",
    "words",
    "source",
    "environment",
    "terms",
    "steps",
)
TEXTS = ("claim", "title", "statement_hash", "role", "words", "source")


def wrap(
    kernel_document: dict[str, Any], *, claim: str, title: str, statement_hash: str, role: str, words: str, source: str
) -> dict[str, Any]:
    """The kernel's own document (kind, terms, steps, statement) with the words around it.

    `role` says what the certificate is for (proof, refutation, model, vacuous); a face reads it, the kernel does not.
    """
    return {
        **kernel_document,
        "schema": SCHEMA,
        "claim": claim,
        "title": title,
        "statement_hash": statement_hash,
        "role": role,
        "words": words,
        "source": source,
        "environment": engine.environment(),
    }


def canonical(document: dict[str, Any]) -> bytes:
    """The one way to write a document down."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode() + b"\n"


def save(document: dict[str, Any], folder: Path) -> tuple[Path, str]:
    """Writes the certificate and returns its path and SHA-256; it is on disk then, under its name and whole.

    A kill or a power cut leaves the whole file or none, beside it perhaps a hidden `.part` that nobody reads. A file of
    that name with other bytes was edited or cut off, and is replaced. Raises LedgerError where it cannot be written.
    """
    content = canonical(document)
    digest = hashlib.sha256(content).hexdigest()
    readable = re.sub(r"[^\w.+-]+", "_", document["claim"].replace("/", "--"))
    path = folder / f"{readable}-{document['role']}-{digest[:12]}.json"
    try:
        if not path.is_file() or path.read_bytes() != content:
            folder.mkdir(parents=True, exist_ok=True)
            _replace(path, content)
        _settle(folder)
    except OSError as error:
        raise not_stored(error, str(path)) from error
    return path, digest


def _replace(path: Path, content: bytes) -> None:
    """The content is on disk before it gets its name: no order of events shows half a file."""
    temporary = path.with_name(f".{path.stem}.{secrets.token_hex(4)}.part")
    try:
        with temporary.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _settle(folder: Path) -> None:
    """The names in a folder are on disk too."""
    if hasattr(os, "O_DIRECTORY"):  # elsewhere a folder cannot be opened, and the rename is all there is
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def load(path: Path) -> dict[str, Any]:
    """Reads an envelope, or says in one sentence why it is none. Whether its steps hold is the kernel's to say."""
    where = str(path)
    cure = "make it again with theorycheck check"
    try:
        with path.open(encoding="utf-8") as stream:
            document = json.loads(stream.read(MAX_BYTES + 1), parse_constant=_refuse)
    except FileNotFoundError:
        raise CertificateError("the certificate is missing", where=where, cure=cure) from None
    except (OSError, ValueError, RecursionError) as error:
        why = "it is no JSON, so it was truncated or edited"
        raise CertificateError("the certificate cannot be read", where=where, why=why, cure=cure) from error
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        why = f"its schema is not {SCHEMA}"
        raise CertificateError(
            "this is no certificate", where=where, why=why, cure="name a file that check has written"
        )
    missing = [field for field in FIELDS if field not in document]
    if missing:
        why = f"it lacks {', '.join(missing)}"
        raise CertificateError("the certificate is incomplete", where=where, why=why, cure=cure)
    if odd := [field for field in TEXTS if not isinstance(document[field], str)]:
        why = f"{', '.join(odd)} should be text"
        raise CertificateError("the certificate cannot be read", where=where, why=why, cure=cure)
    return document


def _refuse(name: str) -> float:
    raise ValueError(f"{name} is no number of ours")
