"""The README's picture is drawn from the library's own data: its script draws it again."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2] / "docs" / "pictures"
CLAIMS = HERE.parents[1] / "theorycheck" / "claims"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@pytest.mark.slow
def test_the_script_draws_the_committed_picture() -> None:
    """The same marks and words; curves may differ in a few points where floats of other machines do."""
    drawn = runpy.run_path(str(HERE / "spurious_minimum.py"))["picture"]()
    kept = (CLAIMS / "optimality/relu_student_teacher_minima_are_global.svg").read_text(encoding="utf-8")
    marks = r"<(?:title|circle|text)[^>]*>[^<]*"
    assert re.findall(marks, drawn) == re.findall(marks, kept)
    assert "a local minimum: 0.0251" in drawn and "the global minimum: 0" in drawn
    assert abs(len(NUMBER.findall(drawn)) - len(NUMBER.findall(kept))) < len(NUMBER.findall(kept)) / 50


@pytest.mark.slow
def test_the_script_draws_the_committed_wells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Local entropy of two wells: the same marks and words; the minimum moves from 0 to 2 as g grows."""
    monkeypatch.syspath_prepend(str(HERE))
    drawn = runpy.run_path(str(HERE / "local_entropy.py"))
    kept = (CLAIMS / "local_entropy/quadratic_tends_to_moreau_envelope.svg").read_text(encoding="utf-8")
    marks = r"<(?:title|circle|text)[^>]*>[^<]*"
    assert re.findall(marks, drawn["picture"]()) == re.findall(marks, kept)
    _, smoothed, _ = drawn["curves"]()
    assert [round(min(curve, key=lambda point: point[1])[0], 1) for curve in smoothed] == [0, 2, 2]


@pytest.mark.slow
def test_the_script_draws_the_committed_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    """Brady's data: the same marks and words; both minima are those that the claims certify."""
    monkeypatch.syspath_prepend(str(HERE))
    drawn = runpy.run_path(str(HERE / "brady_loss.py"))["picture"]()
    kept = (CLAIMS / "backpropagation/brady_local_minimum.svg").read_text(encoding="utf-8")
    marks = r"<(?:title|circle|text)[^>]*>[^<]*"
    assert re.findall(marks, drawn) == re.findall(marks, kept)
    assert "best: 0.787" in drawn and "local minimum: 0.781" in drawn
