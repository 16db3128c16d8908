"""What an earlier run stored stands for a new one only while nothing changed and its certificates still say it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from theorycheck.ledger import Ledger
from theorycheck.pipeline import Options
from theorycheck.session import Result, Session
from theorycheck.statement import discovery
from theorycheck.statement.discovery import catalogue

CLAIMS = {
    "proved": 'conclude=le(0, relu(x)), proof="auto", neighbours=[Neighbour("sharper", conclude=le(1, relu(x)))]',
    "boxed": 'conclude=le(x, relu(x)), proof="restrict(x, 0, 2), auto"',
    "refuted": "conclude=le(relu(x), x)",
    "survived": "given=[le(-5, x)], conclude=le(x, exp(x))",
    "vacuous": "given=[le(x, -1), le(1, x)], conclude=eq(x, 5)",
    "unknown": "given=[eq(exp(x), 2 + exp(x + x))], conclude=le(0, x)",  # no x, and no proof of that
}
VERDICTS = ("PROVED", "CERTIFIED", "REFUTED", "SURVIVED", "VACUOUS", "UNKNOWN")
HEADER = "from theorycheck import Claim, Neighbour, eq, exp, le, real, relu\nx = real('x')\n"


class Desk:
    """Six claims, one of each verdict, and a ledger."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ledger = folder, folder / "ledger.sqlite"
        for name, fields in CLAIMS.items():
            self.file(name).write_text(f"{HEADER}claim = Claim(title='t', source='s', {fields})\n")

    def file(self, name: str) -> Path:
        return self.folder / f"conjecture_{name}.py"

    def run(self, *names: str, **changes: Any) -> list[Result]:
        options = Options(**{"examples": 300, "folder": self.folder / "certificates", **changes})
        with Ledger(self.ledger) as ledger:
            entries = catalogue([str(self.file(name)) for name in names or CLAIMS])
            return Session(options, ledger, reuse=True).run(entries)

    def reused(self, **changes: Any) -> dict[str, bool]:
        return {result.entry.id.removeprefix("conjecture_"): result.reused for result in self.run(**changes)}

    def edit(self, name: str, change: Callable[[dict[str, Any]], object]) -> None:
        """Changes the stored outcome of a claim, as somebody with an editor would."""
        claim = f"conjecture_{name}"
        with sqlite3.connect(self.ledger) as raw:
            rows = raw.execute("SELECT id, outcome FROM runs WHERE claim = ?", (claim,)).fetchall()
            for number, text in rows:
                outcome = json.loads(text)
                change(outcome)
                raw.execute(
                    "UPDATE runs SET outcome = ?, verdict = ? WHERE id = ?",
                    (json.dumps(outcome), outcome["verdict"], number),
                )
        raw.close()


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("checked"))
    assert tuple(result.outcome.verdict.value for result in desk.run()) == VERDICTS
    return desk


@pytest.fixture
def desk(checked: Desk) -> Iterator[Desk]:
    """Each test spoils the ledger and the files; what was there comes back after it. (Stored paths are absolute.)"""
    kept = checked.folder.with_name("kept")
    shutil.copytree(checked.folder, kept)
    yield checked
    shutil.rmtree(checked.folder)
    kept.rename(checked.folder)


def test_every_verdict_is_taken_over_while_nothing_changed(desk: Desk) -> None:
    first = desk.run()
    assert all(result.reused for result in first)
    assert tuple(result.outcome.verdict.value for result in first) == VERDICTS
    with Ledger(desk.ledger) as ledger:
        assert ledger._rows("SELECT count(*) FROM runs") == [(len(CLAIMS) + 1,)], (
            "what is taken over is not stored again"
        )


@pytest.mark.parametrize("changes", [{"seed": 5}, {"examples": 301}, {"prove": False}, {"neighbours": False}], ids=str)
def test_another_recipe_is_another_run(desk: Desk, changes: dict[str, Any]) -> None:
    assert not any(desk.reused(**changes).values())


def test_another_engine_is_another_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("theorycheck.engine.engine_digest", lambda: "another")
    assert not any(desk.reused().values())


def test_a_changed_file_is_checked_again_and_no_other(desk: Desk) -> None:
    desk.file("refuted").write_text(desk.file("refuted").read_text() + "# thought about again\n")
    assert desk.reused() == {name: name != "refuted" for name in CLAIMS}


@pytest.mark.parametrize(
    "change",
    [
        {"PROOF": "restrict(x, 0, 2), auto"},
        {"SCALE": 2},
        {"STEP": 4},
        {"SCRIPT": "restrict(x, 0, 2), auto"},
        {"FALSE": 6},
        {"TITLE": "u"},
        {"EXAMPLE": {"x": 1}},
    ],
    ids=str,
)
def test_what_a_claim_imports_belongs_to_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, change: dict[str, object]
) -> None:
    """The file stays the same; its proof, a step of it, where its search draws from comes from a file that changes."""
    monkeypatch.syspath_prepend(str(desk.folder))
    body = "import settings_of_mine as mine\nfrom theorycheck import Domain, have\n" + HEADER
    fields = "title=mine.TITLE, proof=mine.PROOF, example=mine.EXAMPLE, domain=Domain(scales=(mine.SCALE,)), "
    fields += "conclude=le(x**2 + 0, x**2), "
    fields += (
        "lemmas=[have(le(x, x + mine.STEP), by=mine.SCRIPT)], neighbours=[Neighbour('n', conclude=le(mine.FALSE, x))]"
    )
    desk.file("imports").write_text(f"{body}claim = Claim(source='s', {fields})\n")
    settings = {"TITLE": "t", "PROOF": "auto", "SCALE": 1, "STEP": 3, "SCRIPT": "auto", "FALSE": 5, "EXAMPLE": {"x": 0}}

    def reused(values: dict[str, object]) -> bool:
        text = "".join(f"{name} = {value!r}\n" for name, value in values.items())
        (desk.folder / "settings_of_mine.py").write_text(text)
        __import__("sys").modules.pop("settings_of_mine", None)
        shutil.rmtree(desk.folder / "__pycache__", ignore_errors=True)
        monkeypatch.setattr(discovery, "_imported", {})  # as in a new process
        return desk.run("imports")[0].reused

    assert [reused(settings), reused(settings), reused(settings | change)] == [False, True, False]


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("survived", lambda o: o.update(verdict="PROVED")),
        ("survived", lambda o: o.update(verdict="REFUTED", witness={"x": "1"})),
        ("survived", lambda o: o["documents"].pop("model")),
        ("unknown", lambda o: o.update(verdict="SURVIVED")),
        ("boxed", lambda o: o.update(verdict="PROVED", reach=[])),
        ("boxed", lambda o: o.update(reach=["0 <= x", "x <= 20"])),
        ("boxed", lambda o: o["documents"].pop("inside")),
        ("proved", lambda o: o.update(certificate=None)),
        ("proved", lambda o: o["documents"].pop("proof")),
        ("proved", lambda o: o["documents"].pop("model")),
        ("proved", lambda o: o.update(trust=["kernel"])),
        ("proved", lambda o: o["neighbours"][0].update(verdict="PROVED")),
        ("proved", lambda o: o["neighbour_extra"][0].update(documents={})),
        ("proved", lambda o: (o["neighbours"].clear(), o["neighbour_extra"].clear())),
        ("refuted", lambda o: o.update(verdict="PROVED")),
        ("refuted", lambda o: o["documents"].update(proof=o["documents"].pop("refutation"))),
        ("vacuous", lambda o: o.update(verdict="PROVED")),
    ],
)
def test_an_edited_outcome_is_not_believed(desk: Desk, name: str, change: Callable[[dict[str, Any]], object]) -> None:
    honest = dict(zip(CLAIMS, VERDICTS, strict=True))[name]
    desk.edit(name, lambda outcome: None)
    assert desk.run(name)[0].reused, "an edit that changes nothing is none"
    desk.edit(name, change)
    (result,) = desk.run(name)
    assert (result.reused, result.outcome.verdict.value) == (False, honest)
    assert desk.run(name)[0].reused, "the honest outcome is the newest one now"


def test_a_certificate_of_another_claim_proves_nothing(desk: Desk) -> None:
    """The kernel accepts the file, it is the one whose digest is stored, and it is about something else."""
    other = desk.run("proved")[0].outcome.documents["proof"]
    desk.edit(
        "survived", lambda o: o.update(verdict="PROVED", certificate=other, documents=o["documents"] | {"proof": other})
    )
    (result,) = desk.run("survived")
    assert (result.reused, result.outcome.verdict.value) == (False, "SURVIVED")


@pytest.mark.parametrize(
    "spoil", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:-9])], ids=["gone", "cut"]
)
@pytest.mark.parametrize("role", ["proof", "model"])
def test_a_certificate_that_is_gone_or_edited_is_made_again(
    desk: Desk, role: str, spoil: Callable[[Path], object]
) -> None:
    path = Path(desk.run("proved")[0].outcome.documents[role]["path"])
    whole = path.read_bytes()
    spoil(path)
    (result,) = desk.run("proved")
    assert (result.reused, result.outcome.verdict.value) == (False, "PROVED")
    assert path.read_bytes() == whole


def test_a_witness_that_another_run_stored_is_not_passed_over(desk: Desk) -> None:
    """A short search may survive where a longer one refuted: what is certified once is known to all."""
    desk.file("narrow").write_text(f"{HEADER}claim = Claim(title='t', source='s', conclude=le(x, 12345))\n")
    (short,) = desk.run("narrow", examples=1)
    assert short.outcome.verdict.value == "SURVIVED"
    assert desk.run("narrow", examples=1)[0].reused
    with Ledger(desk.ledger) as ledger:
        ledger.add_witness(short.outcome.statement_hash, {"x": "12346"})
    (again,) = desk.run("narrow", examples=1)
    assert (again.reused, again.outcome.verdict.value) == (False, "REFUTED")


def test_a_read_only_ledger_stops_a_run_before_it_searches(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """... and hinders none that only reads."""
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, **how: connect(f"file:{path}?mode=ro", uri=True, **how))
    monkeypatch.setattr("theorycheck.session.check", lambda *_: pytest.fail("it searched"))
    assert all(desk.reused().values())
    with pytest.raises(Exception, match="the ledger is read-only"):
        desk.run(seed=5)
