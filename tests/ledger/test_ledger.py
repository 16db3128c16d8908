"""The ledger keeps what it was given, says clearly why it cannot, and loses nothing when killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from theorycheck.errors import LedgerError
from theorycheck.ledger import SCHEMA_VERSION, Ledger, ledger_path

HASH = "ab" * 32
KEYS = {"recipe": "r", "file_hash": "f", "engine": "e"}


def _outcome(claim: str = "a.claim", verdict: str = "REFUTED", **fields: Any) -> dict[str, Any]:
    return {"id": claim, "verdict": verdict, "statement_hash": HASH, "witness": None, "certificate": None, **fields}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "ledger.sqlite"


def test_what_is_recorded_comes_back(path: Path) -> None:
    stored = _outcome(witness={"x": "-1/2"}, certificate={"path": "c.json", "sha256": "00"})
    with Ledger(path) as ledger:
        ledger.record(stored, **KEYS)
    with Ledger(path) as ledger:
        run = ledger.latest("a.claim")
        assert run is not None and run.outcome == stored
        assert ledger.witnesses(HASH) == [{"x": "-1/2"}]
        assert [(c.claim, c.kind, str(c.path)) for c in ledger.certificates()] == [("a.claim", "refutation", "c.json")]
        assert ledger.witnesses("another") == [] and ledger.latest("another") is None


def test_a_newer_run_is_a_newer_row_and_the_same_witness_is_kept_once(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.record(_outcome(witness={"x": 1}), **KEYS)
        ledger.record(_outcome(verdict="PROVED", witness={"x": 1}), recipe="s", file_hash="f", engine="e")
        assert ledger.witnesses(HASH) == [{"x": 1}]
        latest, earlier = ledger.latest("a.claim"), ledger.latest("a.claim", recipe="r")
        assert latest is not None and latest.verdict == "PROVED"
        assert earlier is not None and earlier.verdict == "REFUTED"


def test_a_run_is_stale_once_the_file_or_the_engine_changed(path: Path) -> None:
    with Ledger(path) as ledger:
        ledger.record(_outcome(), **KEYS)
        run = ledger.latest("a.claim")
    assert run is not None
    assert run.current(file_hash="f", engine="e")
    assert not run.current(file_hash="g", engine="e")
    assert not run.current(file_hash="f", engine="f")


def test_the_environment_names_the_ledger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("THEORYCHECK_LEDGER", raising=False)
    assert ledger_path() == Path(".theorycheck/ledger.sqlite")
    monkeypatch.setenv("THEORYCHECK_LEDGER", str(tmp_path / "l"))
    assert ledger_path() == tmp_path / "l"
    assert ledger_path("given") == Path("given")


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_witness_with_nan_or_infinity_is_not_stored(path: Path, bad: float) -> None:
    with Ledger(path) as ledger:
        with pytest.raises(LedgerError, match="NaN or infinity cannot be stored"):
            ledger.add_witness(HASH, {"x": bad})
        assert ledger.witnesses(HASH) == []


@pytest.mark.parametrize("bad", ["NaN", "-Infinity", "1e999"])
def test_nan_or_infinity_in_a_stored_witness_is_told_and_left(path: Path, bad: str) -> None:
    with Ledger(path) as ledger:
        ledger.add_witness(HASH, {"x": "1/2"})
    with sqlite3.connect(path) as raw:
        raw.execute("INSERT INTO witnesses VALUES (?, 'edited', '2000', ?)", (HASH, f'{{"x": {bad}}}'))
    raw.close()
    with Ledger(path) as ledger, pytest.raises(LedgerError) as caught:
        ledger.witnesses(HASH)
    assert "a stored witness of statement abababababab" in str(caught.value)
    assert "a witness holds exact numbers only" in str(caught.value)


def test_a_corrupt_ledger_is_told_and_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"this is no database, but it may be somebody's only copy" * 100)
    before = path.read_bytes()
    with pytest.raises(
        LedgerError, match=r"^the ledger is damaged \(in .*\): .*nothing in it was changed; move it away"
    ):
        Ledger(path)
    assert path.read_bytes() == before


def test_a_truncated_ledger_is_told(path: Path) -> None:
    with Ledger(path) as ledger:
        for number in range(200):
            ledger.record(_outcome(f"a.{number}"), **KEYS)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(LedgerError, match="is damaged"), Ledger(path) as ledger:
        ledger.latest("a.199")
        ledger.certificates()
        ledger.record(_outcome(), **KEYS)


def test_a_ledger_from_a_newer_version_is_told_and_left(path: Path) -> None:
    Ledger(path).__exit__()
    with sqlite3.connect(path) as raw:
        raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    raw.close()
    with pytest.raises(
        LedgerError,
        match="its format is 2, this version reads up to 1; upgrade theorycheck, or name another",
    ):
        Ledger(path)


def test_somebody_elses_database_is_not_written_to(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE songs (title TEXT)")
    raw.close()
    with pytest.raises(LedgerError, match="this SQLite file is no ledger"):
        Ledger(path)


def test_a_locked_ledger_is_told_after_waiting(path: Path) -> None:
    with Ledger(path, busy_seconds=0.05) as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LedgerError, match="is locked by another process"):
            ledger.record(_outcome(), **KEYS)
        other.execute("ROLLBACK")
        other.close()
        ledger.record(_outcome(), **KEYS)
        assert ledger.latest("a.claim") is not None


def test_a_read_only_ledger_can_still_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(path) as ledger:
        ledger.record(_outcome(), **KEYS)
        # what SQLite says for a file without write permission; root ignores the permission itself
        ledger._connection.execute("PRAGMA query_only = ON")
        assert ledger.latest("a.claim") is not None
        with pytest.raises(LedgerError, match=r"the ledger cannot be written \(in .*\): read-only"):
            ledger.record(_outcome(), **KEYS)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerError, match="cannot be used"):
        Ledger(tmp_path / "file" / "ledger.sqlite")


WRITER = """
import sys
from theorycheck.ledger import Ledger
with Ledger(sys.argv[1]) as ledger:
    for number in range(10**6):
        outcome = {"id": f"a.{number}", "verdict": "REFUTED", "statement_hash": "h", "witness": {"x": number}}
        ledger.record(outcome, recipe="r", file_hash="f", engine="e")
        print(number, flush=True)
"""


def test_a_killed_run_loses_nothing_it_had_said_was_stored(path: Path) -> None:
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    told = [int(writer.stdout.readline()) for _ in range(20)]
    os.kill(writer.pid, signal.SIGKILL)
    told += [int(line) for line in writer.stdout.read().split()]
    writer.wait()
    with Ledger(path) as ledger:
        for number in told:
            assert ledger.latest(f"a.{number}") is not None
        # a run and its witness are one transaction: never one without the other
        runs = ledger._rows("SELECT count(*) FROM runs")[0][0]
        assert len(ledger.witnesses("h")) == runs >= len(told)


def test_two_processes_write_at_the_same_time(path: Path) -> None:
    code = WRITER.replace("10**6", "50").replace('f"a.{number}"', 'f"{sys.argv[2]}.{number}"')
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(path), name], stdout=subprocess.DEVNULL) for name in "ab"
    ]
    start = time.monotonic()
    assert [writer.wait() for writer in writers] == [0, 0]
    assert time.monotonic() - start < 60
    with Ledger(path) as ledger:
        assert ledger._rows("SELECT count(*) FROM runs")[0][0] == 100
