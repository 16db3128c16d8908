"""Every rule of the kernel has a Rocq lemma of the same statement, or stands in a list that says why it has none."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from theorycheck.kernel.rules import RULES

FOLDER = Path(__file__).parents[2] / "rocq"
TABLE = tomllib.loads((FOLDER / "lemmas.toml").read_text(encoding="utf-8"))
FILES = sorted(path.stem for path in FOLDER.glob("*.v"))
HOLES = re.compile(r"\b(Admitted|admit|give_up|Axioms?|Parameters?|Conjecture)\b")


def test_every_rule_stands_in_exactly_one_table() -> None:
    """With a lemma; with the reason why no textbook theorem is behind it; or with the reason why it has none yet."""
    listed = [rule for table in ("lemmas", "no_theorem", "not_yet") for rule in TABLE[table]]
    assert len(listed) == len(set(listed))
    assert not set(RULES) - set(listed), "name these rules in rocq/lemmas.toml"
    assert not set(listed) - set(RULES), "these rules are gone; take them out of rocq/lemmas.toml"
    assert all(len(reason) > 10 for table in ("no_theorem", "not_yet") for reason in TABLE[table].values())


def test_every_lemma_of_the_table_is_stated_and_every_file_is_used() -> None:
    """file.lemma names a Lemma or Theorem of rocq/file.v."""
    named = {lemma for table in ("lemmas", "consequences") for lemmas in TABLE[table].values() for lemma in lemmas}
    stated = {
        f"{name}.{found}"
        for name in FILES
        for found in re.findall(r"^(?:Lemma|Theorem) (\w+)", (FOLDER / f"{name}.v").read_text("utf-8"), re.MULTILINE)
    }
    assert named <= stated
    assert {lemma.split(".")[0] for lemma in named} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_no_proof_has_a_hole(name: str) -> None:
    """What Rocq would say too; here without Rocq."""
    assert not HOLES.findall((FOLDER / f"{name}.v").read_text("utf-8"))
