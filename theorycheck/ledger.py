"""The ledger: what was run, found and certified, in one SQLite file that survives a kill at any moment.

Three tables. `runs` holds every outcome ever computed, as the JSON document a face prints; `witnesses` holds, for each
statement (by digest), every counterexample certified for it, to be replayed first by the next search; `certificates`
holds where each certificate lies and its SHA-256. Nothing is ever deleted or overwritten: a newer run is a newer row.

A stored outcome is current while the claim file (so: the statement) and the engine are the ones it was computed with.
Anything else makes it STALE (`Run.current`). A write is one transaction; a reader never waits for a writer (WAL).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import os
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from theorycheck.errors import LedgerError

SCHEMA_VERSION = 1
DEFAULT_PATH = Path(".theorycheck") / "ledger.sqlite"
ENVIRONMENT_VARIABLE = "THEORYCHECK_LEDGER"
BUSY_SECONDS = 10.0

_TABLES = """
CREATE TABLE runs (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, claim TEXT NOT NULL, statement_hash TEXT NOT NULL, verdict TEXT NOT NULL,
  recipe TEXT NOT NULL, file_hash TEXT NOT NULL, engine TEXT NOT NULL, outcome TEXT NOT NULL);
CREATE INDEX runs_by_claim ON runs (claim, id);
CREATE TABLE witnesses (
  statement_hash TEXT NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL, witness TEXT NOT NULL,
  PRIMARY KEY (statement_hash, sha256));
CREATE TABLE certificates (
  statement_hash TEXT NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL, claim TEXT NOT NULL, kind TEXT NOT NULL,
  path TEXT NOT NULL, PRIMARY KEY (statement_hash, sha256, path));
"""


@dataclass(frozen=True)
class Run:
    """One outcome as it was stored."""

    claim: str
    at: str
    verdict: str
    statement_hash: str
    recipe: str
    file_hash: str
    engine: str
    outcome: dict[str, Any]

    def current(self, *, file_hash: str, engine: str) -> bool:
        """Was this computed from the same file (so: the same statement) by the same engine? Otherwise it is STALE."""
        return self.file_hash == file_hash and self.engine == engine


@dataclass(frozen=True)
class StoredCertificate:
    claim: str
    kind: str
    statement_hash: str
    sha256: str
    path: Path


def ledger_path(given: str | Path | None = None) -> Path:
    """`--ledger`, else the environment's, else the default beside the current folder's claims."""
    return Path(given or os.environ.get(ENVIRONMENT_VARIABLE) or DEFAULT_PATH)


class Ledger:
    """An open ledger. Use it as a context manager; every failure is one `LedgerError` sentence and changes nothing."""

    def __init__(self, path: str | Path | None = None, *, busy_seconds: float | None = None) -> None:
        self.path = ledger_path(path)
        self._busy_seconds = BUSY_SECONDS if busy_seconds is None else busy_seconds
        with self._told():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self.path, timeout=self._busy_seconds, isolation_level=None)
        try:
            with self._told():
                self._prepare()
        except LedgerError:
            self._connection.close()
            raise

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def record(self, outcome: dict[str, Any], *, recipe: str, file_hash: str, engine: str) -> None:
        """Stores one outcome with its witness and certificate, all or nothing."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        claim, digest = outcome["id"], outcome["statement_hash"]
        row = (now, claim, digest, outcome["verdict"], recipe, file_hash, engine, _dump(outcome))
        with self._told(), self._transaction():
            self._connection.execute(
                "INSERT INTO runs (at, claim, statement_hash, verdict, recipe, file_hash, engine, outcome) "
                "VALUES (?,?,?,?,?,?,?,?)",
                row,
            )
            if outcome.get("witness"):
                self._insert_witness(digest, outcome["witness"], now)
            certificate = outcome.get("certificate")
            if certificate:
                kind = "refutation" if outcome["verdict"] == "REFUTED" else "proof"
                self._connection.execute(
                    "INSERT OR IGNORE INTO certificates VALUES (?,?,?,?,?,?)",
                    (digest, certificate["sha256"], now, claim, kind, certificate["path"]),
                )

    def add_witness(self, statement_hash: str, witness: dict[str, Any]) -> None:
        """Keeps a certified counterexample (in its JSON form) of the statement with this digest."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._told(), self._transaction():
            self._insert_witness(statement_hash, witness, now)

    def witnesses(self, statement_hash: str) -> list[dict[str, Any]]:
        """Every stored counterexample of this statement, oldest first, in JSON form.

        Raises LedgerError when one holds NaN or infinity, which no search of ours ever stored: it was edited.
        """
        rows = self._rows(
            "SELECT witness FROM witnesses WHERE statement_hash = ? ORDER BY at, sha256", (statement_hash,)
        )
        return [self._load(text, f"a stored witness of statement {statement_hash[:12]}") for (text,) in rows]

    def latest(self, claim: str, recipe: str | None = None) -> Run | None:
        """The newest run of this claim (made by this recipe, if one is named)."""
        rows = self._rows(
            "SELECT claim, at, verdict, statement_hash, recipe, file_hash, engine, outcome FROM runs "
            "WHERE claim = ? AND (? IS NULL OR recipe = ?) ORDER BY id DESC LIMIT 1",
            (claim, recipe, recipe),
        )
        return next((self._run(*row) for row in rows), None)

    def certificates(self) -> list[StoredCertificate]:
        """Every certificate ever stored, oldest first."""
        rows = self._rows("SELECT claim, kind, statement_hash, sha256, path FROM certificates ORDER BY at, claim")
        return [StoredCertificate(claim, kind, about, sha256, Path(path)) for claim, kind, about, sha256, path in rows]

    # -- inside -------------------------------------------------------------------------------------------------

    def _prepare(self) -> None:
        """Checks the version before anything is written, and creates the tables of a new ledger."""
        (found,) = self._connection.execute("PRAGMA user_version").fetchone()
        if found > SCHEMA_VERSION:
            raise LedgerError(
                "the ledger was written by a newer theorycheck",
                where=str(self.path),
                why=f"its format is {found}, this version reads up to {SCHEMA_VERSION}",
                cure=f"upgrade theorycheck, {_ANOTHER}",
            )
        if found == SCHEMA_VERSION:
            return
        with self._transaction():
            # a second process may have been faster between the question and the lock
            if self._connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                self._create()
        self._write_ahead()

    def _create(self) -> None:
        # a file with tables but no version of ours is somebody else's: leave it alone
        if self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise LedgerError("this SQLite file is no ledger", where=str(self.path), cure=_ANOTHER.removeprefix("or "))
        for statement in filter(str.strip, _TABLES.split(";")):
            self._connection.execute(statement)
        self._connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _write_ahead(self) -> None:
        """Switches a new file to write-ahead logging; the only statement for which SQLite does not wait by itself."""
        deadline = time.monotonic() + self._busy_seconds
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)

    def _run(
        self, claim: str, at: str, verdict: str, about: str, recipe: str, file: str, engine: str, outcome: str
    ) -> Run:
        return Run(claim, at, verdict, about, recipe, file, engine, self._load(outcome, f"the stored run of {claim}"))

    def _insert_witness(self, statement_hash: str, witness: dict[str, Any], now: str) -> None:
        text = _dump(witness)
        digest = hashlib.sha256(text.encode()).hexdigest()
        self._connection.execute(
            "INSERT OR IGNORE INTO witnesses VALUES (?,?,?,?)", (statement_hash, digest, now, text)
        )

    def _rows(self, query: str, parameters: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        with self._told():
            return self._connection.execute(query, parameters).fetchall()

    def _load(self, text: str, what: str) -> dict[str, Any]:
        try:
            return json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
        except ValueError as error:
            raise LedgerError(
                f"{what} cannot be read",
                where=str(self.path),
                why=f"{error}; it was left as it is",
                cure=f"restore the file, {_ANOTHER}",
            ) from error

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        """One write: BEGIN IMMEDIATE takes the lock at once, so that two writers queue instead of failing half-way."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Re-tells whatever SQLite or the file system says as one sentence with its cure."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise _retold(self.path, str(error)) from error


_ANOTHER = "or name another file with --ledger PATH"


def _retold(path: Path, said: str) -> LedgerError:
    where = str(path)
    if "locked" in said or "busy" in said:
        return LedgerError(
            "the ledger is locked by another process", where=where, cure=f"wait for it to end, {_ANOTHER}"
        )
    if "readonly" in said or "read-only" in said.lower() or "Permission denied" in said:
        return LedgerError("the ledger cannot be written", where=where, why="read-only", cure=f"allow it, {_ANOTHER}")
    if "not a database" in said or "malformed" in said:
        why = f"{said}; nothing in it was changed"
        return LedgerError(
            "the ledger is damaged", where=where, why=why, cure=f"move it away to start anew, {_ANOTHER}"
        )
    return LedgerError("the ledger cannot be used", where=where, why=said, cure=_ANOTHER.removeprefix("or "))


def _dump(document: dict[str, Any]) -> str:
    """Canonical JSON: equal documents are equal texts. NaN and infinity are no values of ours."""
    try:
        return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    except ValueError as error:
        raise LedgerError(
            "NaN or infinity cannot be stored", why=f"{error}; a witness holds exact numbers only"
        ) from error


def _refuse_constant(name: str) -> float:
    raise ValueError(f"it holds {name}; a witness holds exact numbers only")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"it holds {text}, which overflows; a witness holds exact numbers only")
    return value
