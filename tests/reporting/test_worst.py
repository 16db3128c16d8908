"""The most violated witness on its way to a reader: certified in a file of its own, stored, told in one line."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from theorycheck import Claim, dims, eq, family, matrix, nonnegative, real
from theorycheck.certificates import verify_file
from theorycheck.cli import terminal
from theorycheck.outcome import decode_witness, worst_line
from theorycheck.pipeline import Options, check
from theorycheck.reporting import json_schema, render_markdown, render_page
from theorycheck.reporting.document import describe
from theorycheck.session import from_json, to_stored
from theorycheck.statement.vocabulary.networks import network

LINE = "most violated: by 0.778 of 1 at "


def degree() -> Claim:
    K, N = dims("K N")
    d = dims("d", upto=K)
    W, X = family("W", matrix(d.this, d.next), upto=K), matrix("X", N, d[0])
    alpha = real("alpha", nonnegative)
    stated = eq(network(X, alpha * W), alpha ** (K + 1) * network(X, W))
    return Claim(title="a degree too much", source="a test", conclude=stated, expect="REFUTED")


def refuted(document: dict[str, Any]) -> dict[str, Any]:
    return next(claim for claim in document["claims"] if claim["verdict"] == "REFUTED")


def test_it_is_certified_stored_and_told(tmp_path: Path) -> None:
    claim = degree()
    outcome = check(claim, "degree", Options(examples=4000, seed=1, folder=tmp_path))
    worst = outcome.to_json()["worst"]
    assert worst["relative_violation"] == "7/9" and decode_witness(worst["witness"])["alpha"] == Fraction(8)
    assert outcome.witness is not None and decode_witness(outcome.witness)["alpha"] == Fraction(2)
    verify_file(Path(outcome.documents["worst"]["path"]), outcome.statement_hash)
    assert worst_line(worst).startswith(LINE)
    assert from_json({**to_stored(outcome), "made_from": {}}).worst == worst
    detail = describe(claim, None, outcome.to_json(), outcome.figures)
    assert detail["worst"]["by"] == "by 0.778 of 1" and r"\alpha = 8" in detail["worst"]["equations"]


def test_it_stands_in_every_view(document: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    jsonschema.validate(document, json_schema())
    page, table = render_page(document), render_markdown(document)
    assert "<summary>Most violated: by 0.778 of 1" in page and "u = 8" in page
    assert LINE + 'u = "8", v = "-8"' in table
    claim = refuted(document)
    node = {"id": claim["id"], "blame": {"sets": [], "complete": True}, "reason": ""}
    terminal.outcomes({"claims": [claim], "graph": {"nodes": [node]}, "run": {"notes": []}, "details": {}})
    printed = capsys.readouterr().out
    assert LINE + 'u = "8", v = "-8"' in printed
    assert "@example(witness(u='1', v='-1/2'))" in printed


def test_a_long_one_is_cut_in_the_line_and_whole_in_the_document() -> None:
    line = worst_line({"relative_violation": "1", "witness": {"x": ["1"] * 1000}})
    assert line.endswith(" ...") and len(line) < 260


def test_a_violation_of_another_form_is_refused(document: dict[str, Any]) -> None:
    refuted(document)["worst"]["relative_violation"] = 0.5
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, json_schema())
