"""Certificates of such decisions: a fresh kernel replays them, and one digit changed makes it refuse."""
from __future__ import annotations

import json
import re
from fractions import Fraction as F
from pathlib import Path
from typing import Any

import pytest
from verdicts_at_points import refuted

from theorycheck import (
    critical,
    eq,
    global_minimum,
    local_minimum,
    not_,
    rational,
    real,
    rescaling,
    strict_saddle,
    vector,
)
from theorycheck.certificates.fresh import replay_files
from theorycheck.kernel import KernelError
from theorycheck.kernel.replay import parse, replay
from theorycheck.statement.hints import Hints
from theorycheck.statement.statements import Statement
from theorycheck.statement.witness import Between

x, y, a, b, c = real("x y a b c")
u, w = vector("u w", 2)
WEIGHTED = (
    (1 - u[0] * w[0]) ** 2 + 4 * (u[0] * w[1]) ** 2 + 4 * (u[1] * w[0]) ** 2 + (rational("1/2") - u[1] * w[1]) ** 2
)
DEEP = (1 - a * b * c) ** 2
QUARTIC = x**4 - 3 * x**2 + x  # minima near -1.301, the least, and near 1.131; both irrational

STATEMENTS: dict[str, tuple[Statement, dict[str, Any]]] = {
    "slice and a better point": (
        Statement(
            [local_minimum(WEIGHTED, [u, w])], global_minimum(WEIGHTED, [u, w]), Hints([rescaling(u, w)])
        ),
        {"u": [0, 1], "w": [0, F(1, 2)]},
    ),
    "not strict": (
        Statement([critical(DEEP, [a, b, c]), not_(global_minimum(DEEP, [a, b, c]))], strict_saddle(DEEP, [a, b, c])),
        {"a": 0, "b": 0, "c": 0},
    ),
    "curvature": (Statement([local_minimum(x**3 - 3 * x, [x])], eq(x, 2)), {"x": 1}),
    "squares": (Statement([local_minimum((x * y - 1) ** 2, [x, y])], eq(x, y)), {"x": 2, "y": F(1, 2)}),
    "a zero of the gradient": (
        Statement([local_minimum(QUARTIC, [x])], global_minimum(QUARTIC, [x])),
        {"x": Between(F(1130, 1000), F(1132, 1000))},
    ),
    "saddle": (Statement([strict_saddle(x * y, [x, y])], eq(x, 1)), {"x": 0, "y": 0}),
}  # fmt: skip


def document(name: str) -> dict[str, Any]:
    certificate = refuted(*STATEMENTS[name])
    assert certificate is not None
    return certificate.document()


def test_a_fresh_kernel_replays_them(tmp_path: Path) -> None:
    paths = []
    for number, name in enumerate(STATEMENTS):
        paths.append(tmp_path / f"{number}.json")
        paths[-1].write_text(json.dumps(document(name)), encoding="utf-8")
    damaged = json.loads(paths[0].read_text(encoding="utf-8"))
    paths.append(tmp_path / "damaged.json")
    paths[-1].write_text(json.dumps(_changed(damaged, _places(damaged)[-1])), encoding="utf-8")
    *answers, last = replay_files(paths)
    assert [answer.ok for answer in answers] == [True] * len(STATEMENTS)
    assert all(not answer.trust and not answer.reach and answer.kind == "refutation" for answer in answers)
    assert not last.ok and last.error


@pytest.mark.parametrize(
    ("low", "high"), [("1.14", "1.15"), ("0.16", "0.18"), ("-1.302", "-1.3")], ids=["no zero", "a maximum", "the least"]
)
def test_another_box_refutes_nothing(low: str, high: str) -> None:
    statement, _ = STATEMENTS["a zero of the gradient"]
    assert refuted(statement, {"x": Between(F(low), F(high))}) is None


@pytest.mark.parametrize("name", STATEMENTS)
def test_one_digit_changed_is_refused(name: str) -> None:
    """Or the same theorem follows all the same (a precision), or one of another statement, which says so."""
    original = document(name)
    first = replay(parse(json.dumps(original)))
    places = _places(original)
    step = max(1, len(places) // 80)
    refused = 0
    for place in places[::step]:
        try:
            found = replay(parse(json.dumps(_changed(original, place))))
        except KernelError:
            refused += 1
            continue
        assert found.statement is not first.statement or found.theorem.conclusion is first.theorem.conclusion
    assert refused > 0.8 * len(places[::step])


def _places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where integers and rationals stand in a document."""
    if isinstance(data, dict):
        return [place for key, part in data.items() for place in _places(part, (*path, key))]
    if isinstance(data, list):
        return [place for key, part in enumerate(data) for place in _places(part, (*path, key))]
    number = type(data) is int or (isinstance(data, str) and re.fullmatch(r"-?\d+(/\d+)?", data))
    return [path] if number else []


def _changed(data: Any, path: tuple[Any, ...]) -> Any:
    """A copy with one more at that place."""
    if not path:
        return data + 1 if type(data) is int else str(F(data) + 1)
    copy = dict(data) if isinstance(data, dict) else list(data)
    copy[path[0]] = _changed(copy[path[0]], path[1:])
    return copy
