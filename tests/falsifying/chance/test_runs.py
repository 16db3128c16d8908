"""Probability claims through every face: the verdict REJECTED, one e-process in the ledger, no certificate."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from theorycheck.cli.commands import app
from theorycheck.cli.published import rows
from theorycheck.ledger import Ledger
from theorycheck.pipeline import Options
from theorycheck.session import Result, Session
from theorycheck.statement.arithmetic import rational
from theorycheck.statement.discovery import catalogue
from theorycheck.statement.laws import signs
from theorycheck.statement.probability import probability
from theorycheck.statement.relations import le, lt
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import real
from theorycheck.trial import Trial, replay_afresh
from theorycheck.verdicts import AGAINST, Verdict, worse_than_expected

FILE = """
from theorycheck import Claim, Domain, Neighbour, gaussian, le, lt, probability, rational, real
x, c = real("x c")
def beyond(bound):
    return le(probability(lt(c, x), of={x: gaussian}), rational(bound))
claim = Claim(title="t", source="s", given=[le(0, c)], conclude=beyond("1/2"), expect="SURVIVED",
    domain=Domain(instances=[{"c": 0}]),
    neighbours=[Neighbour("third", conclude=beyond("1/3"), expect="REJECTED")])
"""


x = real("x")


class Desk:
    def __init__(self, folder: Path) -> None:
        self.file, self.path, self.folder = folder / "conjecture_tail.py", folder / "ledger.sqlite", folder
        self.file.write_text(FILE)

    def run(self, ledger: bool = True, **changes: Any) -> Result:
        options = Options(**{"examples": 4000, "folder": self.folder / "certificates", **changes})
        if not ledger:
            return Session(options).run(catalogue([str(self.file)]))[0]
        with Ledger(self.path) as opened:
            return Session(options, opened, reuse=True).run(catalogue([str(self.file)]))[0]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_is_rejected_is_told_so_and_has_no_certificate(desk: Desk) -> None:
    result = desk.run(ledger=False)
    outcome, (third,) = result.outcome, result.outcome.neighbours
    assert (outcome.verdict, third.verdict) == (Verdict.SURVIVED, Verdict.REJECTED) and not result.disappointing
    assert third.certificate is None and third.witness is None and "refutation" not in third.documents
    assert "this run alone, without a ledger" in third.reason and "statistical at level 1e-06" in third.reason
    assert "not rejected" in outcome.reason and "This is not a proof" in outcome.reason
    assert outcome.figures["chance"]["seeds"] == [20171212] and not outcome.figures["chance"]["persisted"]


def test_the_look_of_a_rejection() -> None:
    assert Verdict.REJECTED in AGAINST and Verdict.REJECTED.look.ink == "red" and not Verdict.REJECTED.supports
    assert worse_than_expected(Verdict.REJECTED, Verdict.SURVIVED) and worse_than_expected(
        Verdict.REJECTED, Verdict.OPEN
    )
    assert not worse_than_expected(Verdict.REJECTED, Verdict.REJECTED)
    assert worse_than_expected(Verdict.SURVIVED, Verdict.REJECTED)


def test_the_runs_of_a_ledger_are_one_process(desk: Desk) -> None:
    drawn = [desk.run(seed=seed).outcome.figures["chance"] for seed in (1, 2, 2)]
    assert [sum(row[2] for row in chance["counts"]) for chance in drawn] == [40_000, 80_000, 80_000]
    longer = desk.run(seed=1, examples=50_000).outcome.figures["chance"]
    assert sorted(row[1:3] for row in longer["counts"]) == [[1, 50_000], [2, 40_000]]
    assert desk.run(ledger=False, seed=1, examples=50_000).outcome.figures["chance"]["counts"] == [
        row for row in longer["counts"] if row[1] == 1
    ]


def test_a_stored_outcome_stands_until_another_run_counts_more(desk: Desk) -> None:
    assert not desk.run(seed=1).reused and desk.run(seed=1).reused
    assert not desk.run(seed=2).reused
    assert not desk.run(seed=1).reused, "what seed 2 counted belongs to the same process"
    assert desk.run(seed=1).reused


def test_a_claim_that_its_ledger_rejects_is_rejected_by_every_run(desk: Desk) -> None:
    desk.run(seed=1)
    digest = desk.run(seed=1).outcome.statement_hash
    row = ["[0]", 77, 5000, 4000, 1000]
    told = {"id": "x", "statement_hash": digest, "verdict": "REJECTED", "figures": {"chance": {"counts": [row]}}}
    with Ledger(desk.path) as ledger:
        ledger.record(told, recipe="r", file_hash="f", engine="e")
    found = desk.run(seed=1)
    assert found.outcome.verdict is Verdict.REJECTED and found.outcome.trust == ("statistical at level 1e-06",)
    assert found.disappointing and found.outcome.certificate is None and found.outcome.standing == "REJECTED"


def test_json_terminal_and_report(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk.folder)
    here = ["--ledger", str(desk.path), "--examples", "4000"]
    checked = CliRunner().invoke(app, ["check", str(desk.file), "--json", *here])
    assert checked.exit_code == 0, checked.output
    (claim,) = json.loads(checked.stdout)["claims"]
    assert [n["verdict"] for n in claim["neighbours"]] == ["REJECTED"] and claim["trust"] == []
    shown = CliRunner().invoke(app, ["check", str(desk.file), *here])
    assert "≁ REJECTED" in shown.stdout and "no measures" in shown.stdout
    reported = CliRunner().invoke(app, ["report", str(desk.file), *here])
    assert reported.exit_code == 0, reported.output
    page = next(desk.folder.rglob("*.html")).read_text()
    assert "REJECTED" in page and "logarithm of the e-value" in page and "no measures" in page
    verified = CliRunner().invoke(app, ["verify", str(next(desk.folder.rglob("report.json")))])
    assert verified.exit_code == 0, verified.output


class Nobody:
    """A register that knows no claim."""

    def find(self, name: str) -> None:
        return None


def test_a_proof_of_what_draws_reject_is_a_conflict_that_a_published_report_may_tell(desk: Desk) -> None:
    """Neither wins in silence. (The draws are made up: a proved claim is not rejected.)"""
    figures = desk.run(ledger=False).outcome.neighbours[0].figures
    half = le(probability(lt(0, x), of={x: signs}), rational("1/2"))
    trial = Trial("c", "t", "s", Statement([], half), desk.folder / "certificates")
    trial.prove("auto", (), ())
    replay_afresh([trial])
    trial.remembered = figures
    found = trial.decision()
    assert found.verdict is Verdict.CONFLICT and found.trust[-1] == "statistical at level 1e-06"
    assert "a proof replays, and independent draws speak against it" in found.reason
    proof = trial.certificate(found.verdict)
    told = {
        "id": "c",
        "verdict": "CONFLICT",
        "standing": "CONFLICT",
        "certificate": proof,
        "neighbours": [],
        "uses": [],
    }
    told |= {"statement_hash": trial.statement.digest, "reach": [], "trust": list(found.trust)}
    files = {"statement_hash": trial.statement.digest, "files": {"proof": proof}}
    report = {"claims": [told], "certificates": {"c": files}}

    def faults(**changes: Any) -> str:
        claims = [told | changes]
        (row,) = rows(report | {"claims": claims}, {("c", "proof"): trial.replays["proof"]}, Nobody())
        return row["error"]

    assert faults() == ""
    assert "no refutation of its statement replays" in faults(trust=["kernel", "definitions"])
    assert "certificates rest on" in faults(trust=["kernel", found.trust[-1]])
