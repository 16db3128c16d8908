"""The line of a running search: written over at a terminal, now and then elsewhere, absent beside a piped document."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any

import pytest

from theorycheck.cli import live
from theorycheck.errors import OptionError
from theorycheck.falsifying.progress import Progress

MOMENT = Progress("a.claim", "declared", 12_000, 2.0, 0.25, -1e-3)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "json", "ci", "expected"),
    [
        (Terminal(), False, "", "live"),
        (Terminal(), True, "", "live"),
        (Terminal(), False, "true", "plain"),
        (io.StringIO(), False, "", "plain"),
        (io.StringIO(), False, "true", "plain"),
        (io.StringIO(), True, "", "none"),
        (io.StringIO(), True, "true", "none"),
    ],
)
def test_who_watches_decides(monkeypatch: Any, stream: Any, json: bool, ci: str, expected: str) -> None:
    monkeypatch.setenv("CI", ci)
    assert live.mode("auto", json, stream) == expected
    assert live.mode("plain", json, stream) == "plain"


def test_an_unknown_way_is_refused() -> None:
    with pytest.raises(OptionError, match="choose auto, live, plain, none"):
        live.mode("loud", False, io.StringIO())


def _line(mode: str, *times: float) -> live.Line:
    clock = iter([0.0, *times])
    return live.Line(mode, 3, io.StringIO(), lambda: next(clock))


def test_at_a_terminal_the_line_is_written_over_and_no_longer_than_it(monkeypatch: Any) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    line = _line("live", 0.05, 0.2, 0.25, 0.5)
    for _ in range(4):
        line.watch(MOMENT)
    written = line.stream.getvalue().split(live.CLEAR)  # type: ignore[attr-defined]
    assert written == ["", *["[0/3] a.claim  12,000 networks, 6,000/s, lane declared, closest"[:59]] * 2]
    line.clear()
    assert line.stream.getvalue().endswith(live.CLEAR)  # type: ignore[attr-defined]


def test_elsewhere_a_whole_line_comes_every_half_minute() -> None:
    line = _line("plain", 10.0, 31.0, 32.0, 62.0)
    for _ in range(4):
        line.watch(MOMENT)
    said = "[0/3] a.claim  12,000 networks, 6,000/s, lane declared, closest -0.001, 25 % of the budget left\n"
    assert line.stream.getvalue() == 2 * said  # type: ignore[attr-defined]


def test_nothing_is_said_but_errors(capsys: Any) -> None:
    line = _line("none", 100.0, 200.0)
    line.watch(MOMENT)
    outcome = SimpleNamespace(verdict=SimpleNamespace(value="UNKNOWN"), id="a.claim", seconds=1.0)
    line.told(SimpleNamespace(outcome=outcome, reused=False, error=None, detail=""))
    assert line.stream.getvalue() == capsys.readouterr().err == ""  # type: ignore[attr-defined]
    line.told(SimpleNamespace(outcome=outcome, reused=False, error=OptionError("bad"), detail=""))
    assert "bad" in capsys.readouterr().err
