"""Real runs of the command line, forked from a process that has loaded the mathematics, so that dozens are cheap.

    python checkers.py    answers {"folder", "arguments", "times", "delay"}, one JSON line each, with how each run ended

The runs start at once. After `delay` seconds they are killed; without one they are waited for. What run number i prints
is in `out.i` and `err.i` of the folder.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

WARMING = (
    "from theorycheck import Claim, Neighbour, exp, le, real, relu\nx = real('x')\n"
    "claim = Claim(title='t', source='s', "
    "conclude=le(0, relu(x)), proof='auto', neighbours=[Neighbour('n', conclude=le(x, exp(x)))])\n"
)


def serve() -> None:
    from theorycheck import cli

    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        file = Path(folder) / "conjecture_warming.py"
        file.write_text(WARMING)
        with contextlib.redirect_stderr(io.StringIO()):
            cli.run(["check", str(file), "--examples", "100", "--ledger", f"{folder}/ledger.sqlite"])
    for line in sys.stdin:
        asked = json.loads(line)
        runs = [_forked(cli.run, Path(asked["folder"]), asked["arguments"], number) for number in range(asked["times"])]
        if asked["delay"] is not None:
            time.sleep(asked["delay"])
            for pid in runs:
                os.kill(pid, signal.SIGKILL)
        sys.stdout.write(json.dumps([os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in runs]) + "\n")
        sys.stdout.flush()


def _forked(run: Any, folder: Path, arguments: list[str], number: int) -> int:
    pid = os.fork()
    if pid:
        return pid
    os.chdir(folder)
    for descriptor, name in ((1, f"out.{number}"), (2, f"err.{number}")):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
    code = run(arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


class Checkers:
    """The other end, for a test."""

    def __init__(self) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("THEORYCHECK_")}
        self.process = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment | {"OPENBLAS_NUM_THREADS": "1"},
        )

    def run(self, folder: Path, arguments: Sequence[str], times: int = 1, delay: float | None = None) -> list[int]:
        """The exit codes; a killed run's is -9."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        asked = {"folder": str(folder), "arguments": list(arguments), "times": times, "delay": delay}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def __enter__(self) -> Checkers:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()


if __name__ == "__main__":
    serve()
