"""Several processes use one ledger at once: all that each of them stores is there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import writers

from theorycheck.ledger import Ledger


def test_six_processes_write_while_a_seventh_reads(path: Path) -> None:
    """No ledger is there when they start, so the six also race for its creation."""
    command = [sys.executable, writers.__file__, "write", str(path)]
    processes = [
        subprocess.Popen([*command, name, "50"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for name in "abcdef"
    ]
    seen = [0]
    while any(process.poll() is None for process in processes):
        if path.is_file():
            with Ledger(path) as ledger:
                seen.append(ledger._rows("SELECT count(*) FROM runs")[0][0])
                assert len(ledger.certificates()) >= seen[-1]
    answers = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0] * 6, answers
    assert [[int(line) for line in out.split()] for out, _ in answers] == [list(range(50))] * 6
    assert seen == sorted(seen)
    assert any(0 < count < 600 for count in seen), "the reader came too late to see anything being written"
    with Ledger(path) as ledger:
        names = {f"{name}.{number}{near}" for name in "abcdef" for number in range(50) for near in ("", "/near")}
        assert {claim for (claim,) in ledger._rows("SELECT claim FROM runs")} == names
        assert ledger._rows("SELECT count(*) FROM runs") == [(600,)]
        assert ledger._rows("PRAGMA integrity_check") == [("ok",)]


def test_those_who_create_it_at_the_same_moment_create_it_once(tmp_path: Path) -> None:
    with writers.Nursery() as nursery:
        for turn in range(30):
            path = tmp_path / str(turn) / "ledger.sqlite"
            assert nursery.run(path, ["a", "b", "c"], count=1) == [[[0], 0]] * 3
            with Ledger(path) as ledger:
                assert ledger._rows("SELECT count(*) FROM runs") == [(6,)]


def test_two_who_do_the_same_work_both_succeed(path: Path) -> None:
    """Two checks of the same claims: the same certificates, written by both, are whole and named once."""
    with writers.Nursery() as nursery:
        assert [status for _, status in nursery.run(path, ["a", "a"], count=40)] == [0, 0]
    with Ledger(path) as ledger:
        assert len(ledger.certificates()) == 80
        assert len(ledger.witnesses("a.39/near")) == 1
    assert len(list((path.parent / "certificates").iterdir())) == 80


def test_who_reads_does_not_wait_for_who_writes(path: Path) -> None:
    with Ledger(path, busy_seconds=0) as writer, Ledger(path, busy_seconds=0) as reader:
        writer.record({"id": "a", "verdict": "PROVED", "statement_hash": "h"}, **writers.KEYS)
        with writer._transaction():
            writer._connection.execute("UPDATE runs SET claim = 'b'")
            assert reader.latest("a") is not None
            with Ledger(path, busy_seconds=0) as late:
                assert late.latest("a") is not None
        assert reader.latest("a") is None
