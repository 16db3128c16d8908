"""Whatever is wrong with a ledger is told in one sentence, and what is in the file stays as it is."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from theorycheck.certificates import save
from theorycheck.errors import (
    LedgerDamaged,
    LedgerError,
    LedgerForeign,
    LedgerFull,
    LedgerLocked,
    LedgerNewer,
    LedgerReadOnly,
)
from theorycheck.ledger import Ledger
from theorycheck.ledger_tables import SCHEMA_VERSION, tables_of

KEYS = {"recipe": "r", "file_hash": "f", "engine": "e"}
PAGE = 4096
ANOTHER = "name another file with --ledger PATH"
NO_FILE = (
    "the ledger is damaged (in {path}): it is no SQLite file; nothing in it was changed; "
    f"restore it from a copy, move it away to start anew, or {ANOTHER}"
)
OVERWRITTEN = NO_FILE.replace("it is no SQLite file", "pages of it are missing or overwritten")
FOREIGN = f"this is no ledger (in {{path}}): its tables are not those of a ledger; nothing in it was changed; {ANOTHER}"
NEWER = (
    f"the ledger was written by a newer theorycheck (in {{path}}): its format is {SCHEMA_VERSION + 1}, "
    f"this version reads up to {SCHEMA_VERSION}; upgrade theorycheck, or {ANOTHER}"
)
READ_ONLY = (
    "the ledger is read-only (in {path}): this user may not write the file or its folder; "
    f"change their permissions, or {ANOTHER}"
)
FULL = (
    "there is no room to store a result (in {path}): the disk is full; what was stored before is still there; "
    f"free some space, or {ANOTHER}"
)
LOCKED = (
    "the ledger is locked (in {path}): another process has been writing to it for 0.05 s; "
    f"wait for that process to end, or {ANOTHER}"
)


def _outcome(number: int) -> dict[str, Any]:
    fields = {"id": f"a.{number}", "verdict": "REFUTED", "statement_hash": "h", "witness": {"x": number}}
    return fields | {"padding": "y" * 600}


@pytest.fixture
def stored(path: Path) -> Path:
    """A ledger with sixty outcomes on some twenty pages, closed."""
    with Ledger(path) as ledger:
        for number in range(60):
            ledger.record(_outcome(number), **KEYS)
    assert path.stat().st_size > 18 * PAGE
    return path


def _overwrite(path: Path, place: int, content: bytes) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:place] + content + whole[place + len(content) :])


def _noise(length: int = PAGE) -> bytes:
    return random.Random(length).randbytes(length)


def _sql(path: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as raw:
        for statement in statements:
            raw.execute(statement)
        raw.commit()


def _older(path: Path, *statements: str) -> None:
    """A ledger as version 1 made it."""
    later = sorted(tables_of(SCHEMA_VERSION) - tables_of(1))
    _sql(path, *(f"DROP TABLE {name}" for name in later), "PRAGMA user_version = 1", *statements)


def _somebody_elses(path: Path, version: int) -> None:
    path.unlink()
    _sql(path, "CREATE TABLE songs (title TEXT)", f"PRAGMA user_version = {version}")


SPOILED: dict[str, tuple[Callable[[Path], object], type[LedgerError], str]] = {
    "a destroyed header": (lambda path: _overwrite(path, 0, bytes(100)), LedgerDamaged, NO_FILE),
    "a text file": (lambda path: path.write_text("my notes\n" * 500), LedgerDamaged, NO_FILE),
    "a short text file": (lambda path: path.write_text("my notes"), LedgerDamaged, NO_FILE),
    "cut in the middle": (lambda path: os.truncate(path, 10 * PAGE + 77), LedgerDamaged, OVERWRITTEN),
    "cut between two pages": (lambda path: os.truncate(path, 10 * PAGE), LedgerDamaged, OVERWRITTEN),
    "cut by one byte": (lambda path: os.truncate(path, path.stat().st_size - 1), LedgerDamaged, OVERWRITTEN),
    "noise on the first page": (lambda path: _overwrite(path, 100, _noise(PAGE - 100)), LedgerDamaged, OVERWRITTEN),
    "noise on a page": (lambda path: _overwrite(path, 7 * PAGE, _noise()), LedgerDamaged, OVERWRITTEN),
    "noise on the last page": (
        lambda path: _overwrite(path, path.stat().st_size - PAGE, _noise()),
        LedgerDamaged,
        OVERWRITTEN,
    ),
    "a newer version": (lambda path: _sql(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}"), LedgerNewer, NEWER),
    "somebody else's file": (lambda path: _somebody_elses(path, 0), LedgerForeign, FOREIGN),
    "somebody else's file, with a version": (lambda path: _somebody_elses(path, 1), LedgerForeign, FOREIGN),
    "an older one, with a table gone": (lambda path: _older(path, "DROP TABLE runs"), LedgerForeign, FOREIGN),
    "a table is gone": (lambda path: _sql(path, "DROP TABLE witnesses"), LedgerForeign, FOREIGN),
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_ledger_is_told_before_anything_is_read_or_written(stored: Path, name: str) -> None:
    spoil, kind, sentence = SPOILED[name]
    spoil(stored)
    before = stored.read_bytes()
    with pytest.raises(kind) as caught:
        Ledger(stored)
    assert str(caught.value) == sentence.format(path=stored)
    assert caught.value.exit_code == 2
    assert stored.read_bytes() == before
    assert [file.name for file in stored.parent.iterdir()] == [stored.name]


def test_an_older_ledger_is_brought_up_to_date_and_keeps_what_it_held(stored: Path) -> None:
    with Ledger(stored) as ledger:
        before = [ledger.latest(f"a.{number}") for number in range(3)], ledger.certificates()
    _older(stored)
    with Ledger(stored) as ledger:
        assert ledger.kept_search("s", "r", "e") is None
        assert ([ledger.latest(f"a.{number}") for number in range(3)], ledger.certificates()) == before
    with contextlib.closing(sqlite3.connect(stored)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_every_page_that_is_overwritten_is_noticed(stored: Path) -> None:
    """Not only the pages of the table above: there is none that nobody would miss."""
    whole = stored.read_bytes()
    for page in range(len(whole) // PAGE):
        stored.write_bytes(whole)
        _overwrite(stored, page * PAGE, _noise())
        with pytest.raises(LedgerDamaged):
            Ledger(stored)


def test_a_folder_in_its_place_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(LedgerForeign) as caught:
        Ledger(path)
    assert str(caught.value) == f"this is no ledger (in {path}): it is a folder; nothing in it was changed; {ANOTHER}"
    assert list(path.iterdir()) == []


def test_a_file_in_the_place_of_its_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept")
    path = tmp_path / "file" / "ledger.sqlite"
    with pytest.raises(LedgerError) as caught:
        Ledger(path)
    assert str(caught.value) == f"the ledger cannot be used (in {path}): File exists; {ANOTHER}"
    assert (tmp_path / "file").read_text() == "kept"


def test_an_empty_file_is_a_new_ledger(path: Path) -> None:
    """SQLite makes an empty file before it writes to it: a run that is killed there must not stop the next one."""
    path.parent.mkdir()
    path.touch()
    with Ledger(path) as ledger:
        ledger.record(_outcome(1), **KEYS)
        assert ledger.latest("a.1") is not None


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b""), Path.unlink], ids=["emptied", "removed"])
def test_an_emptied_file_is_no_new_ledger_while_its_log_holds_outcomes(
    stored: Path, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    """SQLite would delete the log; what was written last is nowhere else."""
    path, log = tmp_path / "copy.sqlite", tmp_path / "copy.sqlite-wal"
    with Ledger(stored) as ledger:  # the log is there while the ledger is open, as after a kill
        ledger.record(_outcome(61), **KEYS)
        shutil.copy(stored, path)
        shutil.copy(stored.with_name(stored.name + "-wal"), log)
    spoil(path)
    before = log.read_bytes()
    with pytest.raises(LedgerDamaged) as caught:
        Ledger(path)
    why = "it is empty, but copy.sqlite-wal beside it is not"
    assert str(caught.value) == NO_FILE.replace("it is no SQLite file", why).format(path=path)
    assert log.read_bytes() == before


# -- locked --------------------------------------------------------------------------------------------------------

HOLDER = """
import sqlite3, sys
raw = sqlite3.connect(sys.argv[1], isolation_level=None)
raw.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
raw.execute("ROLLBACK")
"""


@contextlib.contextmanager
def _held(path: Path) -> Iterator[None]:
    """Another process holds the write lock."""
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield
        holder.communicate()


@pytest.mark.parametrize("write", ["record", "add_witness", "require_writable"])
def test_a_locked_ledger_is_told_after_waiting_and_can_still_be_read(stored: Path, write: str) -> None:
    arguments: dict[str, Any] = {"record": (_outcome(61),), "add_witness": ("h", {"x": 61})}
    before = stored.read_bytes()
    with _held(stored), Ledger(stored, busy_seconds=0.05) as ledger:
        with pytest.raises(LedgerLocked) as caught:
            getattr(ledger, write)(*arguments.get(write, ()), **(KEYS if write == "record" else {}))
        assert str(caught.value) == LOCKED.format(path=stored)
        assert ledger.latest("a.59") is not None
    assert stored.read_bytes() == before


def test_who_waits_long_enough_gets_the_lock(stored: Path) -> None:
    with Ledger(stored) as ledger:
        with _held(stored):
            pass
        ledger.require_writable()
        ledger.record(_outcome(61), **KEYS)
        assert ledger.latest("a.61") is not None


# -- read-only -----------------------------------------------------------------------------------------------------


@pytest.fixture
def stranger() -> Iterator[Path]:
    """A folder of its own that all may enter: pytest's are for their owner alone."""
    with tempfile.TemporaryDirectory(prefix="theorycheck-") as name:
        os.chmod(name, 0o755)
        yield Path(name)
        os.chmod(name, 0o755)


@contextlib.contextmanager
def _bound(folder: Path) -> Iterator[None]:
    """Whoever runs the test is bound by permissions here: the superuser acts as another user."""
    if not hasattr(os, "geteuid"):
        pytest.skip("no permissions to try on this system; the simulated test has the sentence")
    if os.geteuid() != 0:
        yield
        return
    try:
        os.seteuid(65534)
    except OSError as error:
        pytest.skip(f"the superuser cannot act as another user here ({error}); the simulated test has the sentence")
    try:
        if not os.access(folder, os.X_OK, effective_ids=True):
            pytest.skip(f"another user cannot enter {folder}; the simulated test has the sentence")
        yield
    finally:
        os.seteuid(0)


def _kept(folder: Path, file: int, place: int) -> Path:
    path = folder / "ledger.sqlite"
    with Ledger(path) as ledger:
        ledger.record(_outcome(1), **KEYS)
    os.chmod(path, file)
    os.chmod(folder, place)
    return path


@pytest.mark.parametrize(("file", "place"), [(0o444, 0o555), (0o000, 0o777)], ids=["folder too", "not even to read"])
def test_a_read_only_ledger_is_told(stranger: Path, file: int, place: int) -> None:
    path = _kept(stranger, file, place)
    before = path.read_bytes() if os.geteuid() == 0 else b""
    with _bound(stranger), pytest.raises(LedgerReadOnly) as caught:
        Ledger(path)
    assert str(caught.value) == READ_ONLY.format(path=path)
    os.chmod(path, 0o644)
    assert not before or path.read_bytes() == before


def test_a_read_only_file_in_a_folder_that_is_not_can_be_read(stranger: Path) -> None:
    path = _kept(stranger, 0o444, 0o777)
    with _bound(stranger), Ledger(path) as ledger:
        assert ledger.latest("a.1") is not None
        for write in (ledger.require_writable, lambda: ledger.record(_outcome(2), **KEYS)):
            with pytest.raises(LedgerReadOnly) as caught:
                write()
            assert str(caught.value) == READ_ONLY.format(path=path)
        assert ledger.latest("a.2") is None


def test_a_folder_that_may_not_be_made_is_told(stranger: Path) -> None:
    path = stranger / "below" / "ledger.sqlite"
    os.chmod(stranger, 0o555)
    with _bound(stranger), pytest.raises(LedgerReadOnly) as caught:
        Ledger(path)
    assert str(caught.value) == READ_ONLY.format(path=path)


def test_a_read_only_ledger_is_told_simulated(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What SQLite says of a file system that is read-only, whoever asks."""
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, **how: connect(f"file:{path}?mode=ro", uri=True, **how))
    with Ledger(stored) as ledger, pytest.raises(LedgerReadOnly) as caught:
        ledger.require_writable()
    assert str(caught.value) == READ_ONLY.format(path=stored)


# -- full ----------------------------------------------------------------------------------------------------------


def test_a_full_disk_is_told_and_what_was_stored_is_there(stored: Path) -> None:
    with Ledger(stored) as ledger:
        (pages,) = ledger._connection.execute("PRAGMA page_count").fetchone()
        ledger._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LedgerFull) as caught:
            ledger.record(_outcome(61), _outcome(62) | {"padding": "y" * 100_000}, **KEYS)
        assert str(caught.value) == FULL.format(path=stored)
        assert ledger.latest("a.59") is not None
        assert ledger.latest("a.61") is None
        ledger._connection.execute("PRAGMA max_page_count = 1000000")  # there is room again
        ledger.record(_outcome(61), **KEYS)
        assert ledger.latest("a.61") is not None


def test_a_disk_that_is_full_before_a_certificate_is_whole_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    document = {"claim": "a.claim", "role": "proof"}
    kept, _ = save(document, tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(LedgerFull) as caught:
            save(document | {"words": "others"}, tmp_path)
    where = str(caught.value).split("(in ")[1].split(")")[0]
    assert str(caught.value) == FULL.format(path=where)
    assert Path(where).parent == tmp_path
    assert list(tmp_path.iterdir()) == [kept]
