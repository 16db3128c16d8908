"""A long search that is killed goes on from what the ledger kept, and says what an undisturbed one says."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from theorycheck.falsifying import checkpoint
from theorycheck.ledger import Ledger
from theorycheck.pipeline import Options
from theorycheck.session import Session
from theorycheck.statement.discovery import catalogue

CONJECTURE = (
    "from theorycheck import Claim, eq, le, matrix, relu, dims, squared_norm, vector\n"
    "n, m = dims('n m')\nW, v = matrix('W', m, n), vector('v', n)\n"
    "claim = Claim(title='t', source='s', conclude=le(squared_norm(relu(W @ v)), squared_norm(W @ v)))\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "conjecture_long.py"
    path.write_text(CONJECTURE)
    return path


def _session(folder: Path, ledger: Ledger) -> Session:
    return Session(Options(prove=False, examples=6_000, seed=5, backend="numpy", folder=folder), ledger)


class Dies(Ledger):
    """A ledger whose process is interrupted while it keeps a search for the third time."""

    times = 0

    def keep_search(self, *args: Any) -> None:
        super().keep_search(*args)
        self.times += 1
        if self.times == 3:
            raise KeyboardInterrupt


def test_an_interrupted_search_goes_on(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = catalogue([str(file)])[0]
    with Ledger(tmp_path / "calm.sqlite") as ledger:
        calm = _session(tmp_path / "calm", ledger).run([entry])[0].outcome
    assert calm.verdict.value == "SURVIVED" and calm.figures["examples"] == 6_000
    monkeypatch.setattr(checkpoint, "KEEP_EVERY", 0.0)
    with Dies(tmp_path / "ledger.sqlite") as ledger, pytest.raises(KeyboardInterrupt):
        _session(tmp_path / "c", ledger).run([entry])
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        ((state,),) = ledger._rows("SELECT state FROM searches")
        assert 0 < json.loads(state)["examples"] < 6_000
        went_on = _session(tmp_path / "c", ledger).run([entry])[0].outcome
        assert went_on.figures == calm.figures and went_on.reason == calm.reason
        assert ledger._rows("SELECT state FROM searches") == []


@pytest.mark.slow
def test_a_search_that_is_killed_by_the_system_goes_on(file: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "theorycheck", "falsify", file.name, "--examples", "900000", "--json"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("THEORYCHECK_")}

    def said(*more: str) -> Any:
        run = subprocess.run(
            [*command, *more], cwd=tmp_path, env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
        (claim,) = json.loads(run.stdout)["claims"]
        return claim["reason"]

    started = time.monotonic()
    calm = said("--ledger", "calm.sqlite")
    lasted = time.monotonic() - started
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL) as process:
        time.sleep(max(8.0, 0.7 * lasted))
        process.send_signal(signal.SIGKILL)
    with Ledger(tmp_path / ".theorycheck" / "ledger.sqlite") as ledger:
        ((state,),) = ledger._rows("SELECT state FROM searches")
    kept = json.loads(state)["examples"]
    assert kept > 100_000
    assert said() == calm
