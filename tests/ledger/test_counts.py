"""The draws of probability claims: one count for all runs, nothing twice, nothing lost, and old ledgers go on."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from theorycheck.errors import LedgerError
from theorycheck.ledger import Ledger

KEYS = {"recipe": "r", "file_hash": "f", "engine": "e"}


def outcome(*counts: tuple[Any, ...], about: str = "s") -> dict[str, Any]:
    figures = {"chance": {"counts": [list(row) for row in counts]}}
    return {"id": "c", "statement_hash": about, "verdict": "SURVIVED", "figures": figures}


def store(path: Path, *counts: tuple[Any, ...], about: str = "s") -> None:
    with Ledger(path) as ledger:
        ledger.record(outcome(*counts, about=about), **KEYS)


def counts(path: Path, about: str = "s") -> list[tuple[Any, ...]]:
    with Ledger(path) as ledger:
        return ledger.counts(about)


def test_of_each_seed_and_instance_the_longest_count_stands(path: Path) -> None:
    store(path, ("b", 1, 100, 60, 40), ("a", 1, 100, 10, 90))
    store(path, ("b", 1, 100, 60, 40), ("a", 1, 100, 10, 90), ("b", 2, 50, 25, 25))
    store(path, ("b", 1, 300, 190, 110))
    store(path, ("b", 1, 200, 130, 70))  # a slower process, which knew less
    assert counts(path) == [("b", 1, 300, 190, 110), ("b", 2, 50, 25, 25), ("a", 1, 100, 10, 90)]
    assert counts(path, "t") == []


def test_the_same_count_twice_is_one(path: Path) -> None:
    for _ in range(3):
        store(path, ("a", -(2**80), 100, 60, 40))
    assert counts(path) == [("a", -(2**80), 100, 60, 40)]


def test_statements_are_counted_apart(path: Path) -> None:
    store(path, ("a", 1, 100, 60, 40))
    store(path, ("a", 1, 200, 1, 2), about="t")
    assert counts(path) == [("a", 1, 100, 60, 40)] and counts(path, "t") == [("a", 1, 200, 1, 2)]


@pytest.fixture
def old(path: Path) -> Path:
    """A ledger as it was before there were probability claims, with a run in it."""
    with Ledger(path) as ledger:
        ledger.record({"id": "c", "statement_hash": "s", "verdict": "PROVED", "witness": {"x": "1/2"}}, **KEYS)
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TABLE counts")
        raw.execute("PRAGMA user_version = 2")
    raw.close()
    return path


def test_an_older_ledger_keeps_what_it_has_and_counts_from_now_on(old: Path) -> None:
    assert counts(old) == []
    store(old, ("a", 1, 100, 60, 40))
    assert counts(old) == [("a", 1, 100, 60, 40)]
    with Ledger(old) as ledger:
        assert ledger.witnesses("s") == [{"x": "1/2"}] and ledger.latest("c").verdict == "SURVIVED"


def test_a_count_that_cannot_be_stored_stores_nothing(path: Path) -> None:
    with Ledger(path) as ledger, pytest.raises(LedgerError, match="cannot be used"):
        ledger.record(outcome(("a", 1, 100, 60, 40), ("a", 1, None, 6, 4)), **KEYS)
    assert counts(path) == []
