"""The lemmas of rocq/ compile, and assume nothing but the library's classical reals."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "rocq"
TABLE = tomllib.loads((FOLDER / "lemmas.toml").read_text(encoding="utf-8"))
LEMMAS = sorted({name for part in ("lemmas", "consequences") for names in TABLE[part].values() for name in names})
FILES = sorted(path.stem for path in FOLDER.glob("*.v"))
SECONDS = 300

pytestmark = [
    pytest.mark.rocq,
    pytest.mark.skipif(shutil.which("coqc") is None, reason="Rocq lemmas: not checked (no coqc on this machine)"),
]


def _coqc(folder: Path, name: str) -> subprocess.CompletedProcess:
    command = ["coqc", "-q", "-w", "none", "-Q", ".", "rules", f"{name}.v"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False)


def assumptions(folder: Path, file: str, lemmas: list[str]) -> dict[str, set[str]]:
    """The axioms that each lemma of a compiled file rests on, by `Print Assumptions`."""
    asked = "".join(f'Goal True. idtac "=== {lemma}". Abort.\nPrint Assumptions {file}.{lemma}.\n' for lemma in lemmas)
    (folder / f"ask_{file}.v").write_text(f"From rules Require {file}.\n{asked}", encoding="utf-8")
    done = _coqc(folder, f"ask_{file}")
    assert done.returncode == 0, done.stderr[-400:]
    answers = dict(answer.split("\n", 1) for answer in done.stdout.split("=== ")[1:])
    assert list(answers) == lemmas
    return {lemma: _axioms(answer) for lemma, answer in answers.items()}


def _axioms(answer: str) -> set[str]:
    if "Closed under the global context" in answer:
        return set()
    assert answer.count("Axioms:") == 1, answer
    found = set(re.findall(r"^(\S+)\s*(?:$|:)", answer.split("Axioms:", 1)[1], re.MULTILINE))
    assert found, answer
    return found


@pytest.mark.parametrize("file", FILES)
def test_a_file_compiles_and_its_lemmas_assume_what_is_allowed(file: str, tmp_path: Path) -> None:
    """`Admitted` and axioms of ours would show here."""
    shutil.copy(FOLDER / f"{file}.v", tmp_path)
    done = _coqc(tmp_path, file)
    assert done.returncode == 0, (done.stdout + done.stderr)[-800:]
    lemmas = [lemma.split(".")[1] for lemma in LEMMAS if lemma.startswith(f"{file}.")]
    for lemma, axioms in assumptions(tmp_path, file, lemmas).items():
        assert axioms <= set(TABLE["axioms"]), lemma


@pytest.mark.parametrize(
    "planted",
    ["Theorem all_equal (n m : nat) : n = m. Admitted.", "Axiom wish : forall n m : nat, n = m."
     "\nTheorem all_equal (n m : nat) : n = m. Proof. apply wish. Qed."],
)  # fmt: skip
def test_a_hole_is_seen(planted: str, tmp_path: Path) -> None:
    """A theorem that is admitted, and one from an axiom of ours, are not within what is allowed."""
    (tmp_path / "planted.v").write_text(planted, encoding="utf-8")
    assert _coqc(tmp_path, "planted").returncode == 0
    (axioms,) = assumptions(tmp_path, "planted", ["all_equal"]).values()
    assert not axioms <= set(TABLE["axioms"])


def test_a_wrong_proof_does_not_compile(tmp_path: Path) -> None:
    """Otherwise nothing above would mean anything."""
    (tmp_path / "wrong.v").write_text("Theorem wrong : 0 = 1. Proof. reflexivity. Qed.", encoding="utf-8")
    assert _coqc(tmp_path, "wrong").returncode != 0
