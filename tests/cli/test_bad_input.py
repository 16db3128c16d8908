"""Bad input: one clear sentence, the right exit code, and nothing already stored is lost."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

QUICK = ("--examples", 500)
X = 'x = real("x")\n'


def test_an_unknown_id_is_guessed(desk: Any) -> None:
    known = desk.type("list", "--json").json["claims"][0]["id"]
    answer = desk.type("check", known[:-1] + "zz")
    assert answer.code == 2
    assert f"no claim is called {known[:-1]}zz: did you mean {known}" in answer.err
    assert "theorycheck list shows them all" in answer.err


def test_a_file_that_does_not_exist(desk: Any) -> None:
    answer = desk.type("check", "nowhere/conjecture_x.py")
    assert answer.code == 2 and "nowhere/conjecture_x.py" in answer.err and answer.out == ""


def test_a_glob_that_matches_nothing(desk: Any) -> None:
    assert desk.type("check", "nothing.*").code in (2, 5)


def test_a_wrong_option_is_usage(desk: Any, true: str) -> None:
    assert desk.type("check", true, "--colour", "red").code == 2
    answer = desk.type("check", true, "--profile", "endless")
    assert answer.code == 2 and "the profile endless is unknown; choose quick, default, deep" in answer.err
    answer = desk.type("check", true, "--seconds", "-1")
    assert answer.code == 2 and "a budget cannot be negative" in answer.err


def test_a_file_that_raises_fails_alone_with_its_traceback(desk: Any, true: str) -> None:
    broken = desk.file(
        "conjecture_broken.py", X + 'boom = 1 / 0\nclaim = Claim(title="t", source="s", conclude=le(0, x))\n'
    )
    answer = desk.type("check", broken, true, *QUICK, "--json")
    assert answer.code == 1
    assert "ZeroDivisionError" in answer.err and "Traceback" in answer.err
    verdicts = {claim["id"]: claim["verdict"] for claim in answer.json["claims"]}
    assert verdicts == {"conjecture_broken": "UNKNOWN", "conjecture_true": "PROVED"}


def test_duplicate_ids(desk: Any) -> None:
    body = X + 'claim = Claim(title="t", source="s", conclude=le(0, x))\n'
    one, two = desk.file("a/conjecture_same.py", body), desk.file("b/conjecture_same.py", body)
    answer = desk.type("check", one, two, *QUICK)
    assert answer.code == 2 and "conjecture_same" in answer.err


def test_claims_that_use_each_other_in_a_circle(desk: Any) -> None:
    text = X + 'claim = Claim(title="t", source="s", conclude=le(0, relu(x)), uses=("conjecture_{}",))\n'
    one, two = desk.file("conjecture_a.py", text.format("b")), desk.file("conjecture_b.py", text.format("a"))
    answer = desk.type("check", one, two, *QUICK)
    assert answer.code == 2
    assert "use each other in a circle: nothing on a circle can be proved from what is below it" in answer.err
    assert "conjecture_a -> conjecture_b -> conjecture_a" in answer.err


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            'A = matrix("A", 2, 3)\nB = matrix("B", 2, 2)\nclaim = Claim(title="t", source="s", conclude=eq(A, B))\n',
            "3",
        ),
        (X + 'claim = Claim(title="t", source="s", conclude=True)\n', "True"),
        (X + 'claim = Claim(title="t", source="s", given=[False], conclude=le(0, x))\n', "False"),
        (X + 'claim = Claim(title="t", source="s", conclude=le(0.5, x))\n', "0.5"),
        ('t = real("t", interval(1, 0))\nclaim = Claim(title="t", source="s", conclude=le(0, t))\n', ""),
    ],
    ids=["shapes", "collapsed conclusion", "collapsed hypothesis", "float", "empty domain"],
)
def test_a_badly_posed_statement_fails_alone(desk: Any, true: str, body: str, said: str) -> None:
    broken = desk.file("conjecture_posed.py", body)
    answer = desk.type("check", broken, true, *QUICK, "--json")
    assert answer.code == 1, answer.err
    posed, fine = answer.json["claims"]
    assert posed["verdict"] == "UNKNOWN" and said in posed["reason"] and "conjecture_posed.py" in posed["reason"]
    assert fine["verdict"] == "PROVED"


def test_contradictory_hypotheses_prove_nothing(desk: Any) -> None:
    body = X + 'claim = Claim(title="t", source="s", given=[le(x, -1), le(1, x)], conclude=eq(x, 0), proof="auto")\n'
    answer = desk.type("check", desk.file("conjecture_vacuous.py", body), *QUICK, "--json")
    (claim,) = answer.json["claims"]
    assert claim["verdict"] == "VACUOUS"
    assert answer.code == 1
    assert "contradictory" in claim["reason"]


@pytest.mark.parametrize("value", ["NaN", '"inf"', "Infinity"])
def test_nan_or_infinity_in_a_stored_witness(desk: Any, false: str, value: str) -> None:
    desk.type("falsify", false, *QUICK)
    ledger = desk.folder / ".theorycheck" / "ledger.sqlite"
    with sqlite3.connect(ledger) as raw:
        raw.execute("UPDATE witnesses SET witness = ?", (f'{{"x": {value}, "y": 1}}',))
    raw.close()
    before = ledger.read_bytes()
    answer = desk.type("falsify", false, *QUICK)
    assert answer.code in (2, 3)
    assert re.search("exact numbers only|neither an integer nor a fraction", answer.err)
    assert ledger.read_bytes() == before


def _certificate(desk: Any, claim: str) -> Path:
    (path,) = (desk.folder / ".theorycheck" / "certificates").glob(f"{claim}-proof-*.json")
    return path


def test_a_certificate_edited_by_one_digit(desk: Any, true: str) -> None:
    desk.type("check", true, *QUICK)
    path = _certificate(desk, "conjecture_true")
    text = path.read_text()
    place = text.index('"statement":') + len('"statement":')
    path.write_text(text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :])
    answer = desk.type("verify")
    assert answer.code == 1
    assert "the certificate was edited" in answer.out and "0 of 1 certificates accepted" in answer.out
    assert desk.type("verify", path).code == 1  # also where no SHA-256 is stored: the kernel refuses it


def test_a_truncated_certificate(desk: Any, true: str) -> None:
    desk.type("check", true, *QUICK)
    path = _certificate(desk, "conjecture_true")
    path.write_bytes(path.read_bytes()[:-20])
    answer = desk.type("verify")
    assert answer.code == 1 and "it was truncated or edited" in answer.out


def test_a_certificate_of_another_claim(desk: Any, true: str) -> None:
    other = desk.file(
        "conjecture_other.py", X + 'claim = Claim(title="t", source="s", conclude=le(x, relu(x)), proof="auto")\n'
    )
    answer = desk.type("check", true, other, *QUICK)
    assert answer.code == 0, answer.err
    shutil.copy(_certificate(desk, "conjecture_other"), _certificate(desk, "conjecture_true"))
    answer = desk.type("verify")
    assert answer.code == 1 and "1 of 2 certificates accepted" in answer.out


def test_a_certificate_that_claims_another_statement(desk: Any, true: str) -> None:
    """The envelope's words are edited; what the kernel replays is not what they say."""
    desk.type("check", true, *QUICK)
    path = _certificate(desk, "conjecture_true")
    envelope = json.loads(path.read_text())
    path.write_text(json.dumps(envelope | {"statement_hash": "00" * 32}))
    answer = desk.type("verify", path)
    assert answer.code == 1 and "the certificate is of another statement" in answer.out


def test_nothing_to_verify(desk: Any) -> None:
    answer = desk.type("verify")
    assert answer.code == 5 and "there is no certificate to verify; run theorycheck check first" in answer.err


@pytest.mark.parametrize("command", ["check", "list", "report", "verify"])
def test_a_corrupt_ledger_is_told_and_kept(desk: Any, true: str, command: str) -> None:
    ledger = desk.folder / "ledger"
    ledger.write_bytes(b"scribbles" * 1000)
    arguments = [] if command == "verify" else [true]
    answer = desk.type(command, *arguments, "--ledger", ledger)
    assert answer.code == 3 and "the ledger is damaged" in answer.err
    assert ledger.read_bytes() == b"scribbles" * 1000


def test_a_ledger_of_a_newer_version_is_told_and_kept(desk: Any, true: str) -> None:
    desk.type("check", true, *QUICK)
    with sqlite3.connect(desk.folder / ".theorycheck" / "ledger.sqlite") as raw:
        raw.execute("PRAGMA user_version = 99")
    raw.close()
    answer = desk.type("check", true, *QUICK)
    assert answer.code == 3 and "its format is 99, this version reads up to 1; upgrade theorycheck" in answer.err


def test_a_locked_ledger_is_told(desk: Any, true: str, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.type("check", true, *QUICK)
    monkeypatch.setattr("theorycheck.ledger.BUSY_SECONDS", 0.05)
    other = sqlite3.connect(desk.folder / ".theorycheck" / "ledger.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    answer = desk.type("check", true, *QUICK)
    other.close()
    assert answer.code == 3 and "the ledger is locked by another process" in answer.err


def test_a_missing_gpu_is_told(desk: Any, true: str) -> None:
    found = desk.type("doctor", "--json").json
    if found["backend"]["used"] == "cupy":
        pytest.skip("this machine has a GPU")
    answer = desk.type("check", true, *QUICK, "--backend", "cupy")
    assert answer.code == 2 and "cupy" in answer.err.lower()
    assert "doctor" in answer.err or "numpy" in answer.err
    assert desk.type("check", true, *QUICK, "--backend", "auto").code == 0


def test_a_bug_of_ours_is_called_one(desk: Any, true: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the sky is falling")

    monkeypatch.setattr("theorycheck.cli.terminal.listing", broken)
    answer = desk.type("list", true)
    assert answer.code == 3 and "internal error: the sky is falling; please report the lines above" in answer.err
