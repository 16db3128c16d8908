"""The pictures beside claims are drawn from the library's own data: their scripts draw them again."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parents[2] / "docs" / "pictures"
CLAIMS = HERE.parents[1] / "theorycheck" / "claims"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def both(monkeypatch: pytest.MonkeyPatch, script: str, claim: str) -> tuple[dict[str, Any], str, str]:
    """The script's names, what it draws, and what lies beside the claim: the same marks and words in both."""
    monkeypatch.syspath_prepend(str(HERE))
    names = runpy.run_path(str(HERE / script))
    drawn, kept = names["picture"](), (CLAIMS / claim).with_suffix(".svg").read_text(encoding="utf-8")
    marks = r"<(?:title|circle|text)[^>]*>[^<]*"
    assert re.findall(marks, drawn) == re.findall(marks, kept)
    return names, drawn, kept


@pytest.mark.slow
def test_the_script_draws_the_committed_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same marks and words; curves may differ in a few points where floats of other machines do."""
    claim = "optimality/relu_student_teacher_minima_are_global"
    _, drawn, kept = both(monkeypatch, "spurious_minimum.py", claim)
    assert "a local minimum: 0.0251" in drawn and "the global minimum: 0" in drawn
    assert abs(len(NUMBER.findall(drawn)) - len(NUMBER.findall(kept))) < len(NUMBER.findall(kept)) / 50


@pytest.mark.slow
def test_the_script_draws_the_committed_wells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Local entropy of two wells: the minimum moves from 0 to 2 as g grows."""
    claim = "local_entropy/quadratic_tends_to_moreau_envelope"
    names, _, _ = both(monkeypatch, "local_entropy.py", claim)
    _, smoothed, _ = names["curves"]()
    assert [round(min(curve, key=lambda point: point[1])[0], 1) for curve in smoothed] == [0, 2, 2]


@pytest.mark.slow
def test_the_script_draws_the_committed_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    """Brady's data: both minima are those that the claims certify."""
    _, drawn, _ = both(monkeypatch, "brady_loss.py", "backpropagation/brady_local_minimum")
    assert "best: 0.787" in drawn and "local minimum: 0.781" in drawn


@pytest.mark.slow
@pytest.mark.parametrize(
    ("script", "claim"),
    [
        ("boosting.py", "convex_networks/one_greedy_pass"),
        ("definite_matrices.py", "random_networks/goe_three_definite"),
        ("equivalent_minima.py", "flatness/trace_least_at_balanced_weights"),
        ("meta_algorithm_path.py", "homogeneous/meta_algorithm_path"),
        ("weight_decay_bifurcation.py", "homogeneous/weight_decay_degree_mismatch"),
    ],
)
def test_the_other_scripts_draw_what_is_committed(monkeypatch: pytest.MonkeyPatch, script: str, claim: str) -> None:
    both(monkeypatch, script, claim)
