"""What an author expects is carried to the faces and read by nothing that decides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "theorycheck"
DECIDES = ("kernel", "algebra", "proving", "falsifying", "certificates", "decision.py", "trial.py")


@pytest.mark.parametrize("part", DECIDES)
def test_nothing_that_decides_reads_what_was_expected(part: str) -> None:
    root = PACKAGE / part
    for path in sorted(root.rglob("*.py")) if root.is_dir() else [root]:
        assert not re.search(r"\.expect\b(?!ed)", path.read_text(encoding="utf-8")), path


def test_the_pipeline_only_carries_what_was_expected() -> None:
    """It hands `expect` from the claim to the outcome, once for the claim and once for a neighbour."""
    text = (PACKAGE / "pipeline.py").read_text(encoding="utf-8")
    assert re.findall(r"^.*\.expect\b.*$", text, re.MULTILINE) == [
        "        expect=Verdict(claim.expect),",
        "        expect=Verdict(neighbour.expect),",
    ]
