"""The ledger keeps what it was given, and tells what is current from what is stale."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from theorycheck.errors import LedgerError, WitnessError
from theorycheck.ledger import Ledger, ledger_path

HASH = "ab" * 32
KEYS = {"recipe": "r", "file_hash": "f", "engine": "e"}


def _outcome(claim: str = "a.claim", verdict: str = "REFUTED", **fields: Any) -> dict[str, Any]:
    return {"id": claim, "verdict": verdict, "statement_hash": HASH, "witness": None, "certificate": None, **fields}


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


def test_a_search_is_kept_until_its_outcome_is_recorded(path: Path) -> None:
    with Ledger(path) as ledger:
        for drawn in (100, 200):
            ledger.keep_search(HASH, "r|wide", "e", {"drawn": drawn})
        ledger.keep_search(HASH, "rr|wide", "e", {"drawn": 2})
        ledger.keep_search("other", "r|wide", "e", {"drawn": 1})
    with Ledger(path) as ledger:
        assert ledger.kept_search(HASH, "r|wide", "e") == {"drawn": 200}
        assert ledger.kept_search(HASH, "s", "e") is None and ledger.kept_search(HASH, "r|wide", "f") is None
        ledger.record(_outcome(), **KEYS)
        assert ledger.kept_search(HASH, "r|wide", "e") is None
        assert ledger.kept_search(HASH, "rr|wide", "e") == {"drawn": 2}
        assert ledger.kept_search("other", "r|wide", "e") == {"drawn": 1}


def test_the_environment_names_the_ledger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("THEORYCHECK_LEDGER", raising=False)
    assert ledger_path() == Path(".theorycheck/ledger.sqlite")
    monkeypatch.setenv("THEORYCHECK_LEDGER", str(tmp_path / "l"))
    assert ledger_path() == tmp_path / "l"
    assert ledger_path("given") == Path("given")


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_witness_with_nan_or_infinity_is_not_stored(path: Path, bad: float) -> None:
    with Ledger(path) as ledger:
        with pytest.raises(WitnessError) as caught:
            ledger.add_witness(HASH, {"x": bad})
        assert str(caught.value) == (
            "NaN or infinity cannot be stored: a witness holds exact numbers only; write it as a fraction p/q"
        )
        assert ledger.witnesses(HASH) == []


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ("NaN", "it holds NaN; a witness holds exact numbers only"),
        ("-Infinity", "it holds -Infinity; a witness holds exact numbers only"),
        ("1e999", "it holds 1e999, which overflows; a witness holds exact numbers only"),
    ],
)
def test_nan_or_infinity_in_a_stored_witness_is_told_and_left(path: Path, bad: str, why: str) -> None:
    with Ledger(path) as ledger:
        ledger.add_witness(HASH, {"x": "1/2"})
    with sqlite3.connect(path) as raw:
        raw.execute("INSERT INTO witnesses VALUES (?, 'edited', '2000', ?)", (HASH, f'{{"x": {bad}}}'))
    raw.close()
    with Ledger(path) as ledger, pytest.raises(LedgerError) as caught:
        ledger.witnesses(HASH)
    assert str(caught.value) == (
        f"a stored witness of statement abababababab cannot be read (in {path}): {why}; it was left as it is; "
        "restore the ledger from a copy, or name another file with --ledger PATH"
    )


def test_the_certificate_of_a_claim_is_the_one_that_was_made_last(path: Path) -> None:
    """Earlier ones stay in the ledger; what they were about may no longer be what the claim says."""

    def record(ledger: Ledger, claim: str, name: str) -> None:
        ledger.record(_outcome(claim, certificate={"path": name, "sha256": name}), **KEYS)

    with Ledger(path) as ledger:
        for claim, name in (("a", "1"), ("b", "2"), ("a", "3")):
            record(ledger, claim, name)
        assert [(c.claim, str(c.path)) for c in ledger.certificates()] == [("b", "2"), ("a", "3")]
        record(ledger, "a", "1")  # as after an edit that was taken back
        assert [(c.claim, str(c.path)) for c in ledger.certificates()] == [("b", "2"), ("a", "1")]
        assert ledger._rows("SELECT count(*) FROM certificates") == [(3,)]


def test_what_belongs_together_is_stored_together_or_not_at_all(path: Path) -> None:
    """A claim's outcome and its neighbours': the second of these cannot be stored."""
    with Ledger(path) as ledger:
        with pytest.raises(KeyError):
            ledger.record(_outcome("a.claim"), {"id": "a.claim/near"}, **KEYS)
        assert ledger.latest("a.claim") is None
        ledger.record(_outcome("a.claim"), _outcome("a.claim/near"), **KEYS)
        assert ledger.latest("a.claim") is not None
        assert ledger.latest("a.claim/near") is not None


def test_to_ask_whether_it_can_be_written_writes_nothing(path: Path) -> None:
    Ledger(path).__exit__()
    before = path.read_bytes()
    with Ledger(path) as ledger:
        ledger.require_writable()
    assert path.read_bytes() == before


def test_what_is_stored_is_on_disk_before_it_is_said_to_be(path: Path) -> None:
    """SQLite's own default depends on how it was built; in write-ahead logging anything below FULL may lose commits."""
    with Ledger(path) as ledger:
        assert ledger._rows("PRAGMA synchronous") == [(2,)]
        assert ledger._rows("PRAGMA journal_mode") == [("wal",)]
