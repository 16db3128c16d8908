"""A writer that is killed at any moment loses nothing that it had said was stored, and the next one goes on."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
import time
from pathlib import Path

from writers import Nursery, copied

from theorycheck.ledger import Ledger

KILLS, LEDGERS, OUTCOMES, LONGEST = 200, 20, 20, 0.4


def _undisturbed(nursery: Nursery, folder: Path) -> float:
    """The seconds in which this machine, today, stores so many outcomes; at most what the test has time for."""
    for name in ("cold", "warm"):
        started = time.monotonic()
        assert nursery.run(folder / name / "ledger.sqlite", ["a"], count=OUTCOMES)[0][1] == 0
    return min(time.monotonic() - started, LONGEST)


def _stored(path: Path) -> int:
    """How many outcomes are there: the first ones, each once, with neighbour, witnesses and certificates, all whole."""
    with Ledger(path) as ledger:
        rows = ledger._rows("SELECT claim, count(*) FROM runs GROUP BY claim")
        certificates = ledger.certificates()
        count = len(rows) // 2
        assert all(ledger.witnesses(claim) == [{"x": claim}] for claim, _ in rows)
    expected = {name for number in range(count) for name in (f"a.{number}", f"a.{number}/near")}
    assert {claim for claim, _ in rows} == {one.claim for one in certificates} == expected
    assert all(times == 1 for _, times in rows)
    assert len(certificates) == 2 * count
    assert all(hashlib.sha256(one.path.read_bytes()).hexdigest() == one.sha256 for one in certificates)
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    raw.close()
    return count


def test_a_kill_at_200_random_moments_loses_nothing_and_the_next_run_goes_on(tmp_path: Path) -> None:
    chance = random.Random(2017)
    moments: list[int] = []
    with Nursery() as nursery:
        whole = _undisturbed(nursery, tmp_path)
        for number in range(LEDGERS):
            path, before = tmp_path / str(number) / "ledger.sqlite", 0
            for kill in range(KILLS // LEDGERS):
                # the first moments, when the file is made, get as many kills as all that follows
                delay = chance.uniform(0, whole / 6 if kill % 2 == 0 else whole)
                ((told, status),) = nursery.run(path, ["a"], delay=delay)
                assert status == 9, "the writer ended by itself"
                after = _stored(copied(path, tmp_path / f"{number}-{kill}"))
                assert told == list(range(before, before + len(told)))
                # one more may have been stored than there was time to say
                assert len(told) <= after - before <= len(told) + 1
                before, moments = after, [*moments, len(told)]
                # so that more than the first writer of each ledger is killed while the file is made
                if not before and kill % 2 == 0:
                    shutil.rmtree(path.parent, ignore_errors=True)
            ((told, status),) = nursery.run(path, ["a"], count=before + 5)
            assert (told, status) == (list(range(before, before + 5)), 0)
            assert _stored(path) == before + 5
    assert moments.count(0) > KILLS // 10, "no kill came before the first outcome was stored"
    assert sum(count > OUTCOMES // 8 for count in moments) > KILLS // 10, "no kill came in the middle of writing"
