"""`verify` tells what was proved and where a proof fails; a published report is believed in nothing."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from theorycheck import Claim, certificates, le, real
from theorycheck.certificates import Replay, load, save, wrap
from theorycheck.cli import run
from theorycheck.cli.registered import Registered
from theorycheck.kernel import terms as t
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.sorts import REAL
from theorycheck.reporting import json_schema
from theorycheck.statement.discovery import catalogue
from theorycheck.statement.discovery import load as load_claim

SQUARE, BOXED = "traps.square_nonnegative", "optimality.linear_net_critical_values"
FALSE = "structure.smaller_angle_shrinks_more"
OWN = '''"""A conjecture."""
from theorycheck import Claim, le, real, relu
x = real("x")
claim = Claim(title="own", source="here", conclude=le(0, relu(x)), proof="auto")
'''


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of claims that are proved, certified within a reach, refuted, and of one from elsewhere."""
    folder = tmp_path_factory.mktemp("published")
    (folder / "conjecture_own.py").write_text(OWN, encoding="utf-8")
    with contextlib.chdir(folder):
        assert run(["report", SQUARE, BOXED, FALSE, "conjecture_own.py", "--examples", "300", "-o", "out"]) == 0
    return folder / "out"


ANSWERS: dict[bytes, Replay] = {}


@pytest.fixture(autouse=True)
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the kernel said of the same bytes once is not asked again; files that a test changed are."""
    ask = certificates.replay_files

    def replay_files(paths: list[Path]) -> list[Replay]:
        contents = {path: path.read_bytes() for path in paths}
        new = [path for path in paths if contents[path] not in ANSWERS]
        ANSWERS.update((contents[answer.path], answer) for answer in ask(new))
        return [dataclasses.replace(ANSWERS[contents[path]], path=path) for path in paths]

    monkeypatch.setattr(certificates, "replay_files", replay_files)


@pytest.fixture
def bundle(published: Path, desk: Any) -> Path:
    """A copy to tamper with, away from where it was made."""
    return Path(shutil.copytree(published, desk.folder / "copy"))


def _edit(bundle: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = bundle / "report.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document), encoding="utf-8")


def _claim(document: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for claim in document["claims"] for one in (claim, *claim["neighbours"]) if one["id"] == name)


def test_a_published_folder_stands_alone(bundle: Path, desk: Any) -> None:
    document = json.loads((bundle / "report.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, json_schema())
    files = [file for found in document["certificates"].values() for file in found["files"].values()]
    assert files and all((bundle / file["path"]).is_file() for file in files)
    answer = desk.type("verify", bundle / "report.json", "--json")
    assert answer.code == 0, answer.out
    verdicts = {row["claim"]: row for row in answer.json["verdicts"]}
    assert all(row["ok"] for row in (*verdicts.values(), *answer.json["certificates"]))
    assert verdicts[SQUARE]["verdict"] == "PROVED" and verdicts[BOXED]["verdict"] == "CERTIFIED"
    assert verdicts[f"{SQUARE}/strict"]["verdict"] == "REFUTED" and verdicts[FALSE]["verdict"] == "REFUTED"
    assert "not held against its hypotheses" in verdicts["conjecture_own"]["note"] and not verdicts[SQUARE]["note"]
    said = desk.type("verify", bundle / "report.json").out
    assert f"✓ {SQUARE}  PROVED, as its certificates say" in said and f"{len(files)} of {len(files)} certif" in said


TAMPERED: dict[str, tuple[str, Callable[[dict[str, Any]], object], str]] = {
    "a reach that is dropped": (BOXED, lambda c: c.update(reach=[]), "the reach of its proof is (n = 2); (p = 1), not"),
    "a verdict that is raised": (
        BOXED, lambda c: c.update(verdict="PROVED", standing="PROVED"), "its proof holds only where (x1 = 2)",
    ),
    "a refutation called a proof": (FALSE, lambda c: c.update(verdict="PROVED"), "a refutation of its statement rep"),
    "a refutation that is hushed": (FALSE, lambda c: c.update(verdict="SURVIVED"), "a refutation of its statement"),
    "a neighbour that is saved": (
        f"{SQUARE}/strict", lambda c: c.update(verdict="SURVIVED"), "a refutation of its statement replays",
    ),
    "a proof called refuted": (SQUARE, lambda c: c.update(verdict="REFUTED"), "no refutation of its statement"),
    "a proof called vacuous": (SQUARE, lambda c: c.update(verdict="VACUOUS"), "its hypotheses contradict each other"),
    "trust that is invented": (
        SQUARE, lambda c: c.update(verdict="CONDITIONAL", trust=[*c["trust"], "cited:x#1"]), "rests on nothing",
    ),
    "a standing that is raised": (BOXED, lambda c: c.update(standing="PROVED"), "its graph says CERTIFIED"),
    "a hash that is changed": (SQUARE, lambda c: c.update(statement_hash="0" * 64), "it names two statement hashes"),
    "another file": (SQUARE, lambda c: c["certificate"].update(sha256="0" * 64), "is not its proof"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(TAMPERED))
def test_a_tampered_report_is_refused(bundle: Path, desk: Any, name: str) -> None:
    claim, change, says = TAMPERED[name]
    _edit(bundle, lambda document: change(_claim(document, claim)))
    answer = desk.type("verify", bundle / "report.json", "--json")
    (wrong,) = [row for row in answer.json["verdicts"] if not row["ok"]]
    assert answer.code == 1 and wrong["claim"] == claim and says in wrong["error"], wrong["error"]
    assert wrong["error"].startswith("the report says ")


def _as_text(document: dict[str, Any], old: str, new: str) -> None:
    document.update(json.loads(json.dumps(document).replace(old, new)))


def test_a_hash_that_is_changed_everywhere_is_another_statement(bundle: Path, desk: Any) -> None:
    digest = load_claim(catalogue([SQUARE])[0]).statement.digest
    _edit(bundle, lambda document: _as_text(document, digest, "1" * 64))
    rows = desk.type("verify", bundle / "report.json", "--json").json
    assert "the claim states something else today" in next(r for r in rows["verdicts"] if r["claim"] == SQUARE)["error"]
    proof = next(r for r in rows["certificates"] if r["claim"] == SQUARE and r["role"] == "proof")
    assert "the certificate is of another statement" in proof["error"]


def _swapped(document: dict[str, Any], claim: str, other: str, role: str) -> None:
    document["certificates"][claim]["files"][role] = document["certificates"][other]["files"][role]


@pytest.mark.parametrize("other", [f"{SQUARE}/bounded-away", FALSE])
def test_a_certificate_of_a_neighbour_or_of_another_claim_is_refused(bundle: Path, desk: Any, other: str) -> None:
    _edit(bundle, lambda document: _swapped(document, f"{SQUARE}/strict", other, "refutation"))
    answer = desk.type("verify", bundle / "report.json", "--json")
    assert answer.code == 1
    assert f"this is no certificate of {SQUARE}/strict" in "".join(r["error"] for r in answer.json["certificates"])
    wrong = [row["claim"] for row in answer.json["verdicts"] if not row["ok"]]
    assert wrong == [f"{SQUARE}/strict"]


def test_a_missing_and_an_edited_certificate_are_told(bundle: Path, desk: Any) -> None:
    (proof,) = bundle.glob(f"certificates/{SQUARE}-proof-*.json")
    text = proof.read_bytes()
    proof.write_bytes(text.replace(b'"title":"', b'"title":"un'))
    assert "the certificate was edited" in desk.type("verify", bundle / "report.json").out
    proof.unlink()
    answer = desk.type("verify", bundle / "report.json")
    assert answer.code == 1 and "the certificate is missing" in answer.out and "no proof of its statement" in answer.out


@pytest.mark.parametrize("role", ["model", "inside"])
def test_without_a_model_nothing_is_proved(bundle: Path, desk: Any, role: str) -> None:
    name = SQUARE if role == "model" else BOXED
    _edit(bundle, lambda document: document["certificates"][name]["files"].pop(role))
    answer = desk.type("verify", bundle / "report.json", "--json")
    (wrong,) = [row for row in answer.json["verdicts"] if not row["ok"]]
    assert wrong["claim"] == name and "no model of its hypotheses" in wrong["error"]


def test_a_formula_that_is_not_the_registered_one_is_told(bundle: Path, desk: Any) -> None:
    _edit(bundle, lambda document: document["details"][SQUARE].update(latex="0 < x^2"))
    said = desk.type("verify", bundle / "report.json").out
    assert f"✕ {SQUARE}  the report says PROVED of {SQUARE}, but the formula it shows is not the registered one" in said


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.pop("claims"),
        lambda d: d.update(certificates=[]) or d.update(certificates={"a": {}}),
        lambda d: d["claims"][0].update(verdict="TRUE"),
        lambda d: d["claims"][0].pop("trust"),
        lambda d: d.update(claims=[1]),
    ],
)
def test_a_malformed_report_is_told_in_a_sentence(bundle: Path, desk: Any, change: Any) -> None:
    _edit(bundle, change)
    answer = desk.type("verify", bundle / "report.json")
    assert answer.code in (1, 2) and "the report cannot be read" in answer.err and not answer.out


# -- single files ------------------------------------------------------------------------------------------------------


def _file(bundle: Path, name: str, role: str) -> Path:
    (path,) = bundle.glob(f"certificates/{name}-{role}-*.json")
    return path


def test_a_theorem_is_told_in_words_and_latex(bundle: Path, desk: Any) -> None:
    statement = load_claim(catalogue([BOXED])[0]).statement
    answer = desk.type("verify", _file(bundle, BOXED, "proof"))
    assert answer.code == 0
    for line in ("theorem  Critical values", f"LaTeX    {statement.latex()[:60]}", "reach    (n = 2); (p = 1)"):
        assert line in answer.out
    assert "trust    the kernel and definitions alone" in answer.out


def test_a_claim_from_elsewhere_is_told_by_the_kernels_formula(bundle: Path, desk: Any) -> None:
    """And by nothing that its envelope says: a title is anybody's."""
    path = _file(bundle, "conjecture_own", "proof")
    path.write_text(path.read_text().replace('"title":"own"', '"title":"P = NP"'))
    said = desk.type("verify", path).out
    assert "kernel   (∀x0:ℝ. (0 ≤ relu(x0)))" in said and "P = NP" not in said and "LaTeX" not in said


def _broken(path: Path, folder: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    document = load(path)
    change(document)
    return save(document, folder)[0]


def test_the_step_that_fails_is_told(bundle: Path, desk: Any) -> None:
    """Its number, its rule, why, and the formulas it was given."""
    path = _file(bundle, SQUARE, "proof")
    number, (rule, arguments) = next((n, s) for n, s in enumerate(load(path)["steps"]) if s[0] == "psatz")
    edited = _broken(path, desk.folder, lambda d: d["steps"][number][1].__setitem__(2, []))
    answer = desk.type("verify", edited)
    assert answer.code == 1 and f"step     {number} ({rule}): " in answer.out and "formula  (0 ≤ (" in answer.out
    row = desk.type("verify", edited, "--json").json["certificates"][0]
    assert row["step"]["step"] == number and row["step"]["rule"] == rule and row["step"]["why"] in row["error"]
    assert not row["latex"] and arguments


def test_what_a_certificate_believes_is_shown_with_its_formula(desk: Any) -> None:
    claim = '''"""Assumed."""
from theorycheck import Claim, le, real
x = real("x")
claim = Claim(title="assumed", source="a book", conclude=le(0, x * x), assumed="standard")
'''
    (desk.folder / "assumed.py").write_text(claim, encoding="utf-8")
    assert desk.type("check", "assumed.py", "--examples", "200").code == 0
    (path,) = desk.folder.glob(".theorycheck/certificates/assumed-proof-*.json")
    assert "rests on standard:assumed: (∀x0:ℝ. (0 ≤ (x0 · x0)))" in desk.type("verify", path).out


def test_a_model_inside_is_held_against_the_registered_box(bundle: Path, desk: Any) -> None:
    """A model that lies elsewhere, or one of a claim whose proof has no reach, is of nothing."""
    assert desk.type("verify", _file(bundle, BOXED, "inside")).code == 0
    elsewhere = _broken(_file(bundle, BOXED, "model"), desk.folder, lambda d: d.update(role="inside"))
    answer = desk.type("verify", elsewhere)
    assert answer.code == 1 and "the certificate is of another statement" in answer.out
    nothing = _broken(_file(bundle, SQUARE, "model"), desk.folder, lambda d: d.update(role="inside"))
    assert "the certificate is of nothing" in desk.type("verify", nothing).out


def test_a_model_elsewhere_does_not_carry_a_certified_verdict(bundle: Path, desk: Any) -> None:
    """The model of a wider box, passed off as one within the reach, hashes and all."""
    swapped = _broken(_file(bundle, BOXED, "model"), bundle / "certificates", lambda d: d.update(role="inside"))
    file = {"path": f"certificates/{swapped.name}", "sha256": hashlib.sha256(swapped.read_bytes()).hexdigest()}
    _edit(bundle, lambda document: document["certificates"][BOXED]["files"].update(inside=file))
    answer = desk.type("verify", bundle / "report.json", "--json")
    (wrong,) = [row for row in answer.json["verdicts"] if not row["ok"]]
    assert wrong["claim"] == BOXED and "no model of its hypotheses within the reach" in wrong["error"]


ODD = [{"role": [1]}, {"role": "oracle"}, {"claim": 5}, {"statement_hash": None}, {"title": {}}]


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_envelope_is_told_in_a_sentence(bundle: Path, desk: Any, odd: dict[str, Any]) -> None:
    path = _file(bundle, SQUARE, "proof")
    path.write_text(json.dumps({**json.loads(path.read_text()), **odd}), encoding="utf-8")
    answer = desk.type("verify", path)
    assert answer.code == 1 and not answer.err and f"(in {path})" in answer.out


@pytest.mark.parametrize(
    ("reach", "box"),
    [
        (["((1/100) ≤ x1)", "(x1 ≤ 3)"], {"x": (Fraction(1, 100), Fraction(3))}),
        (["(0 ≤ x1)", "(x1 ≤ 3)", "(1 ≤ x1)"], {"x": (Fraction(1), Fraction(3))}),
        (["(2 = x1)"], {"x": (Fraction(2), Fraction(2))}),
        (["(0 < x1)", "(x1 ≤ 3)"], None),
        (["(0 ≤ x1)"], None),
        (["(x1 ≤ (about 2^7000))", "(0 ≤ x1)"], None),
        (["(x7 ≤ 1)", "(0 ≤ x7)"], None),
        (["(x1 ≤ x1)"], None),
    ],
)
def test_a_reach_is_a_box_or_none(reach: list[str], box: object) -> None:
    x = real("x")
    assert Registered("", Claim(title="", source="", conclude=le(x, x)).statement).bounds(reach) == box


def test_no_name_in_a_certificate_reaches_the_terminal_raw(desk: Any) -> None:
    """A constant may be called anything, also what moves the cursor or turns the line around."""
    d, x = Derivation(), t.variable("x", REAL)
    theorem = d.define("\x1b[2K\u202efine", t.lam(x, x))
    words = {"claim": "elsewhere", "title": "", "role": "proof", "words": "", "source": ""}
    document = d.certificate(theorem, theorem.conclusion)
    path, _ = save(wrap(document, statement_hash=theorem.conclusion.digest(), **words), desk.folder)
    answer = desk.type("verify", path)
    assert answer.code == 0 and r"\x1b[2K\u202efine" in answer.out
    assert "\x1b" not in answer.out and "\u202e" not in answer.out
