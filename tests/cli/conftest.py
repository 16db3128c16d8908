"""A folder of conjectures outside the repository, and the command line run in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from theorycheck.cli import run

HEADER = '"""A conjecture."""\nfrom theorycheck import Claim, Neighbour, eq, interval, le, matrix, real, relu\n'
FALSE = 'claim = Claim(title="false", source="here", conclude=eq(relu(x * y), relu(x) * relu(y)))\n'
TRUE = 'claim = Claim(title="true", source="here", conclude=le(0, relu(x)), proof="auto")\n'
SYMBOLS = 'x = real("x")\ny = real("y")\n'


@dataclass
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out)


class Desk:
    """Files are put here; commands are typed here."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def file(self, name: str, body: str, header: str = HEADER) -> str:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(header + body, encoding="utf-8")
        return name

    def type(self, *arguments: object) -> Answer:
        self.capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        printed = self.capsys.readouterr()
        return Answer(code, printed.out, printed.err)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    for name in ("LEDGER", "SEED", "PROFILE", "BACKEND", "EXAMPLES", "SECONDS"):
        monkeypatch.delenv(f"THEORYCHECK_{name}", raising=False)
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, capsys)


@pytest.fixture
def false(desk: Desk) -> str:
    return desk.file("conjecture_false.py", SYMBOLS + FALSE)


@pytest.fixture
def true(desk: Desk) -> str:
    return desk.file("conjecture_true.py", SYMBOLS + TRUE)
