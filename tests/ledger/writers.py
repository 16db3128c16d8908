"""Real processes that write to one ledger; they load no mathematics, so that hundreds of them are cheap.

python writers.py write LEDGER NAME COUNT    stores NAME.0 to NAME.COUNT-1, each with a neighbour, where not yet there
python writers.py nursery                    answers one JSON line for each JSON line, see `nursery`
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from theorycheck.certificates import save
from theorycheck.ledger import Ledger

ENDLESS = 10**9
KEYS = {"recipe": "r", "file_hash": "f", "engine": "e"}


def outcome(claim: str, folder: Path) -> dict[str, Any]:
    """One outcome whose certificate and witness are its own."""
    path, sha256 = save({"claim": claim, "role": "refutation", "steps": list(range(50))}, folder)
    certificate = {"path": str(path), "sha256": sha256}
    fields = {"id": claim, "verdict": "REFUTED", "statement_hash": claim, "witness": {"x": claim}}
    return fields | {"certificate": certificate}


def write(ledger: Path, name: str, count: int, told: int) -> None:
    """Goes on where the ledger ends, and writes each number to the descriptor `told` once it is stored."""
    with Ledger(ledger) as book:
        for number in range(count):
            if book.latest(f"{name}.{number}") is None:
                claim, folder = f"{name}.{number}", ledger.parent / "certificates"
                book.record(outcome(claim, folder), outcome(f"{claim}/near", folder), **KEYS)
                os.write(told, f"{number}\n".encode())


def copied(path: Path, folder: Path) -> Path:
    """The file and its logs as a kill left them; to look into the original would tidy it up."""
    folder.mkdir()
    for file in (path, *(path.with_name(path.name + end) for end in ("-wal", "-journal"))):
        if file.is_file():
            shutil.copy(file, folder / file.name)
    return folder / path.name


def nursery() -> None:
    """For {"ledger", "names", "count", "delay"} forks a writer for each name; all start at once.

    After `delay` seconds they are killed; without one they are waited for. The answer is what each said was stored, and
    how it ended.
    """
    for line in sys.stdin:
        asked = json.loads(line)
        gate_out, gate_in = os.pipe()
        children = [_child(Path(asked["ledger"]), name, asked["count"], gate_out, gate_in) for name in asked["names"]]
        os.close(gate_out)
        os.close(gate_in)  # the children wait for this
        if asked["delay"] is not None:
            time.sleep(asked["delay"])
            for pid, _ in children:
                os.kill(pid, signal.SIGKILL)
        sys.stdout.write(json.dumps([_ended(pid, told) for pid, told in children]) + "\n")
        sys.stdout.flush()


def _child(ledger: Path, name: str, count: int, gate_out: int, gate_in: int) -> tuple[int, int]:
    told_out, told_in = os.pipe()
    pid = os.fork()
    if pid:
        os.close(told_in)
        return pid, told_out
    try:
        os.close(gate_in)
        os.read(gate_out, 1)
        write(ledger, name, count, told_in)
    except BaseException as error:
        sys.stderr.write(f"{name}: {error}\n")
        os._exit(1)
    os._exit(0)


def _ended(pid: int, told: int) -> tuple[list[int], int]:
    with os.fdopen(told) as stream:
        said = [int(line) for line in stream.read().split()]
    return said, os.waitpid(pid, 0)[1]


class Nursery:
    """The other end, for a test: `told, status = nursery.run(...)`."""

    def __init__(self) -> None:
        command = [sys.executable, __file__, "nursery"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, ledger: Path, names: Sequence[str], count: int = ENDLESS, delay: float | None = None) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        asked = {"ledger": str(ledger), "names": list(names), "count": count, "delay": delay}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def __enter__(self) -> Nursery:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()


if __name__ == "__main__":
    if sys.argv[1] == "nursery":
        nursery()
    else:
        write(Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), sys.stdout.fileno())
