"""The ledger: what was run, found and certified, in one SQLite file that survives a kill at any moment.

Its tables. `runs` holds every outcome ever computed, as the JSON document a face prints; `witnesses` holds, for each
statement (by digest), every counterexample certified for it, to be replayed first by the next search; `certificates`
holds where each certificate lies and its SHA-256; `counts` holds, for each probability claim, what the draws of each
seed at each instance turned out as, and all runs continue one count. Nothing of these is ever deleted or overwritten: a
newer run is a newer row. `searches` holds how far an unfinished search has come, for as long as it is unfinished.

A stored outcome is current while the claim file (so: the statement) and the engine are the ones it was computed with.
Anything else makes it STALE (`Run.current`). A write is one transaction, on disk before `record` returns; a reader
never waits for a writer (write-ahead logging). A ledger that is damaged, newer or foreign is neither read nor written.
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

from theorycheck.errors import (
    LedgerDamaged,
    LedgerError,
    LedgerForeign,
    LedgerFull,
    LedgerLocked,
    LedgerNewer,
    LedgerReadOnly,
    WitnessError,
    not_stored,
)
from theorycheck.ledger_tables import MIGRATIONS, SCHEMA_VERSION, tables_of

DEFAULT_PATH = Path(".theorycheck") / "ledger.sqlite"
ENVIRONMENT_VARIABLE = "THEORYCHECK_LEDGER"
BUSY_SECONDS = 10.0


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
        self._refuse_what_is_no_ledger_file()
        with self._told():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self.path, timeout=self._busy_seconds, isolation_level=None)
        try:
            with self._told():
                self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def require_writable(self) -> None:
        """Raises LedgerError if nothing can be stored now: better told before hours of search than after them."""
        with self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                self._connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            finally:
                self._connection.execute("ROLLBACK")

    def record(self, *outcomes: dict[str, Any], recipe: str, file_hash: str, engine: str) -> None:
        """Stores a claim's outcome and its neighbours', with witnesses and certificates, all or nothing.

        A certificate that is named must be on disk already (`certificates.save` sees to that): a kill or a power cut
        then leaves a file without a row, and never a row without its file.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        texts = [_dump(outcome) for outcome in outcomes]
        with self._told(), self._transaction():
            for outcome, text in zip(outcomes, texts, strict=True):
                self._insert_run(outcome, (recipe, file_hash, engine, text), now)
                self._drop_searches(outcome["statement_hash"], recipe)

    def add_witness(self, statement_hash: str, witness: dict[str, Any]) -> None:
        """Keeps a certified counterexample (in its JSON form) of the statement with this digest."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._told(), self._transaction():
            self._insert_witness(statement_hash, witness, now)

    def keep_search(self, statement_hash: str, recipe: str, engine: str, state: dict[str, Any]) -> None:
        """Keeps how far a search has come, in place of what was kept of it before.

        Its recipe is that of a run, a bar, and what else was fixed; when the run is recorded it is dropped.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        text = _dump(state)
        with self._told(), self._transaction():
            self._connection.execute(
                "INSERT OR REPLACE INTO searches VALUES (?,?,?,?,?)", (statement_hash, recipe, now, engine, text)
            )

    def kept_search(self, statement_hash: str, recipe: str, engine: str) -> dict[str, Any] | None:
        """How far a search of this statement by this recipe and engine had come when it was interrupted."""
        rows = self._rows(
            "SELECT state FROM searches WHERE statement_hash = ? AND recipe = ? AND engine = ?",
            (statement_hash, recipe, engine),
        )
        return next((self._load(text, f"the search of statement {statement_hash[:12]}") for (text,) in rows), None)

    def witnesses(self, statement_hash: str) -> list[dict[str, Any]]:
        """Every stored counterexample of this statement, oldest first, in JSON form.

        Raises LedgerError when one holds NaN or infinity, which no search of ours ever stored: it was edited.
        """
        rows = self._rows(
            "SELECT witness FROM witnesses WHERE statement_hash = ? ORDER BY at, sha256", (statement_hash,)
        )
        return [self._load(text, f"a stored witness of statement {statement_hash[:12]}") for (text,) in rows]

    def counts(self, statement_hash: str) -> list[tuple[str, int, int, int, int]]:
        """Of each instance and seed of a probability claim, the longest count: (instance, seed, draws, held, failed).

        Shorter counts are parts of it. Instances stand in the order in which they were first counted.
        """
        query = "SELECT instance, seed, draws, held, failed FROM counts WHERE statement_hash = ? ORDER BY rowid"
        place: dict[str, int] = {}
        longest: dict[tuple[int, str, int], list[int]] = {}
        for instance, seed, *count in self._rows(query, (statement_hash,)):
            key = place.setdefault(instance, len(place)), instance, int(seed)
            longest[key] = max(longest.get(key, []), count)
        return [(*key[1:], *longest[key]) for key in sorted(longest)]  # type: ignore[misc]

    def latest(self, claim: str, recipe: str | None = None) -> Run | None:
        """The newest run of this claim (made by this recipe, if one is named)."""
        rows = self._rows(
            "SELECT claim, at, verdict, statement_hash, recipe, file_hash, engine, outcome FROM runs "
            "WHERE claim = ? AND (? IS NULL OR recipe = ?) ORDER BY id DESC LIMIT 1",
            (claim, recipe, recipe),
        )
        return next((self._run(*row) for row in rows), None)

    def certificates(self) -> list[StoredCertificate]:
        """The newest certificate of each claim, oldest first: an earlier one may be of what the claim said earlier."""
        rows = self._rows(
            # beside a max() SQLite gives the columns of the row that has it
            "SELECT claim, kind, statement_hash, sha256, path, max(rowid) AS place FROM certificates "
            "GROUP BY claim ORDER BY place"
        )
        return [
            StoredCertificate(claim, kind, about, sha256, Path(path)) for claim, kind, about, sha256, path, _ in rows
        ]

    # -- inside -------------------------------------------------------------------------------------------------

    def _refuse_what_is_no_ledger_file(self) -> None:
        """What SQLite would not say clearly, or would repair by throwing data away."""
        if self.path.is_dir():
            raise LedgerForeign(str(self.path), "it is a folder")
        log = self.path.with_name(self.path.name + "-wal")
        # SQLite deletes the log of a file without content, and what was written last is in the log only
        if _size(self.path) == 0 and _size(log) > 0:
            raise LedgerDamaged(str(self.path), f"it is empty, but {log.name} beside it is not")

    def _prepare(self) -> None:
        """Everything that can be wrong with the file is told before anything is written; then it gets its tables."""
        self._connection.execute("PRAGMA synchronous = FULL")
        version, tables = self._found()
        if version > SCHEMA_VERSION:
            raise LedgerNewer(str(self.path), version, SCHEMA_VERSION)
        # tables without a version of ours are somebody else's: leave them alone
        if not tables >= tables_of(version) or (version == 0 and tables):
            raise LedgerForeign(str(self.path), "its tables are not those of a ledger")
        if self._connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise LedgerDamaged(str(self.path), _OVERWRITTEN)
        if version < SCHEMA_VERSION:
            self._bring_up_to_date(new=version == 0)

    def _found(self) -> tuple[int, set[str]]:
        """The version and the tables, both of one moment."""
        with self._transaction("DEFERRED"):
            (version,) = self._connection.execute("PRAGMA user_version").fetchone()
            tables = self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return version, {name for (name,) in tables}

    def _bring_up_to_date(self, new: bool) -> None:
        """Adds what later versions have and this file lacks, all or nothing; what is in it stays as it is."""
        if new:
            self._write_ahead()
        with self._transaction():
            # a second process may have been faster between the question and the lock
            (version,) = self._connection.execute("PRAGMA user_version").fetchone()
            for migration in MIGRATIONS[version:]:
                for statement in filter(str.strip, migration.split(";")):
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

    def _insert_run(self, outcome: dict[str, Any], made: tuple[str, str, str, str], now: str) -> None:
        claim, digest, certificate = outcome["id"], outcome["statement_hash"], outcome.get("certificate")
        self._connection.execute(
            "INSERT INTO runs (at, claim, statement_hash, verdict, recipe, file_hash, engine, outcome) "
            "VALUES (?,?,?,?,?,?,?,?)",
            (now, claim, digest, outcome["verdict"], *made),
        )
        if outcome.get("witness"):
            self._insert_witness(digest, outcome["witness"], now)
        self._insert_counts(digest, outcome.get("figures", {}).get("chance", {}).get("counts", ()), now)
        if certificate:
            kind = "refutation" if outcome["verdict"] == "REFUTED" else "proof"
            # made once more, it is its claim's newest again
            self._connection.execute(
                "INSERT OR REPLACE INTO certificates VALUES (?,?,?,?,?,?)",
                (digest, certificate["sha256"], now, claim, kind, certificate["path"]),
            )

    def _insert_counts(self, digest: str, rows: Any, now: str) -> None:
        """What was counted so far, this run's and earlier ones'; a row that is there already stays as it is."""
        for instance, seed, *count in rows:
            self._connection.execute(
                "INSERT INTO counts VALUES (?,?,?,?,?,?,?) ON CONFLICT DO NOTHING",
                (digest, instance, str(seed), *count, now),
            )

    def _drop_searches(self, statement_hash: str, recipe: str) -> None:
        """Forgets the searches of a run: their recipes are its own, a bar, and what else was fixed."""
        self._connection.execute(
            "DELETE FROM searches WHERE statement_hash = ? AND substr(recipe, 1, ?) = ?",
            (statement_hash, len(recipe) + 1, f"{recipe}|"),
        )

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
                cure="restore the ledger from a copy",
            ) from error

    @contextlib.contextmanager
    def _transaction(self, kind: str = "IMMEDIATE") -> Iterator[None]:
        """All or nothing. IMMEDIATE takes the write lock at once: two writers queue instead of failing half-way."""
        self._connection.execute(f"BEGIN {kind}")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:  # where the disk is full SQLite has ended it already
                self._connection.execute("ROLLBACK")
            raise

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Re-tells whatever SQLite or the file system says as one sentence with its cure."""
        try:
            yield
        except sqlite3.Error as error:
            raise _retold(self.path, error, self._busy_seconds) from error
        except OSError as error:
            raise not_stored(error, str(self.path)) from error


_OVERWRITTEN = "pages of it are missing or overwritten"
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_REFUSED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _retold(path: Path, error: sqlite3.Error, waited: float) -> LedgerError:
    where = str(path)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the primary code: the rest of it only says where
    if code in _BUSY:
        return LedgerLocked(where, waited)
    if code == sqlite3.SQLITE_NOTADB:
        return LedgerDamaged(where, "it is no SQLite file")
    if code == sqlite3.SQLITE_CORRUPT:
        return LedgerDamaged(where, _OVERWRITTEN)
    if code == sqlite3.SQLITE_FULL:
        return LedgerFull(where)
    if code in _REFUSED:
        return LedgerReadOnly(where)
    return LedgerError("the ledger cannot be used", where=where, why=str(error))


def _dump(document: dict[str, Any]) -> str:
    """Canonical JSON: equal documents are equal texts. NaN and infinity are no values of ours."""
    try:
        return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    except ValueError as error:
        raise WitnessError(
            "NaN or infinity cannot be stored",
            why="a witness holds exact numbers only",
            cure="write it as a fraction p/q",
        ) from error


def _refuse_constant(name: str) -> float:
    raise ValueError(f"it holds {name}; a witness holds exact numbers only")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"it holds {text}, which overflows; a witness holds exact numbers only")
    return value
