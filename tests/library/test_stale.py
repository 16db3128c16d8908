"""A stored outcome stands for its statement, not for the text of its file alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from theorycheck.ledger import Ledger
from theorycheck.pipeline import Options
from theorycheck.session import Session
from theorycheck.statement import discovery
from theorycheck.statement.discovery import catalogue
from theorycheck.verdicts import Verdict

CLAIM = """
from bound_of_mine import BOUND
from theorycheck import Claim, le, own, real
x = real("x")
claim = Claim(title="a square is at least the bound", source=own("a test"), conclude=le(BOUND, x**2))
"""


def test_a_change_in_what_the_file_imports_makes_the_outcome_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    file, helper = tmp_path / "conjecture_bound.py", tmp_path / "bound_of_mine.py"
    file.write_text(CLAIM)

    def checked(bound: int):
        helper.write_text(f"BOUND = {bound}  # {'x' * bound}\n")
        sys.modules.pop("bound_of_mine", None)
        monkeypatch.setattr(discovery, "_imported", {})  # as in a new process
        with Ledger(tmp_path / "ledger.sqlite") as ledger:
            options = Options(examples=200, folder=tmp_path / "certificates")
            return Session(options, ledger, reuse=True).run(catalogue([str(file)]))[0]

    first, again, changed = checked(0), checked(0), checked(1)
    assert (first.outcome.verdict, first.reused) == (Verdict.PROVED, False)
    assert (again.outcome.verdict, again.reused) == (Verdict.PROVED, True)
    assert (changed.outcome.verdict, changed.reused) == (Verdict.REFUTED, False)
