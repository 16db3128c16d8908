"""Everything that docs/benchmarks.md shows, in one run of at most a quarter of an hour.

OPENBLAS_NUM_THREADS=1 python -m benchmarks                       all of it, to benchmarks.json and the screen
python -m benchmarks --quick                                      a minute: does it run?
python -m benchmarks --only planted --write docs/benchmarks.md    into the document, between its markers
python -m benchmarks --read benchmarks.json --write docs/benchmarks.md
"""

# ruff: noqa: T201
from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from benchmarks.falsify import Effort, Record, as_json, beside, planted
from benchmarks.peers import PEERS
from benchmarks.table import document, written

PARTS = ("planted", "neighbours", "throughput", "landscape")
SCRIPTS = ("throughput", "landscape")
SCRIPT_SECONDS = 240
DISTRIBUTIONS = ("theorycheck", "numpy", "scipy", "hypothesis", "cma", "torch")
FULL, QUICK = (Effort(3.0), Effort(0.5)), (Effort(0.3, (1,)), Effort(0.1, (1,)))


def main(arguments: list[str] | None = None) -> int:
    """Measures, keeps what there is after every subject, prints the tables."""
    chosen = _parser().parse_args(arguments)
    found = json.loads(chosen.read.read_text()) if chosen.read else _measured(chosen)
    table = document(found)
    print(table)
    if chosen.write is not None:
        chosen.write.write_text(written(chosen.write.read_text(encoding="utf-8"), table), encoding="utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="tiny budgets, one seed")
    parser.add_argument("--only", action="append", choices=PARTS, help="this part; may be repeated")
    parser.add_argument("--minutes", type=float, default=15.0, help="stop after that many, with what there is")
    parser.add_argument("--json", type=Path, default=Path("benchmarks.json"), help="where the records go")
    parser.add_argument("--read", type=Path, help="do not measure: show that file")
    parser.add_argument("--write", type=Path, help="the document that receives the tables, between its markers")
    return parser


def _measured(chosen: argparse.Namespace) -> dict[str, Any]:
    on_planted, on_neighbours = QUICK if chosen.quick else FULL
    found: dict[str, Any] = {
        "machine": machine(),
        "versions": {name: version for name in DISTRIBUTIONS if (version := installed(name)) is not None},
        "missing": [peer.name for peer in PEERS if peer.version() is None],
        "seeds": list(on_planted.seeds),
        "seconds": on_planted.seconds,
        "quick": chosen.quick,
        "left": [],
    }
    deadline = time.monotonic() + 60 * chosen.minutes
    # the short parts first: what takes longest is what a deadline may cut
    for part in [part for part in (*SCRIPTS, "planted", "neighbours") if part in (chosen.only or PARTS)]:
        if part in SCRIPTS:
            if not chosen.quick:
                found[part] = script(part)
        else:
            runs = planted(on_planted) if part == "planted" else beside(on_neighbours)
            found[part] = []
            for record in _until(deadline, runs, found["left"], part):
                found[part] += as_json([record])
                _keep(chosen.json, found)
        _keep(chosen.json, found)
    return found


def _until(deadline: float, runs: Iterator[Record], left: list[str], part: str) -> Iterator[Record]:
    """The runs until the deadline; the part is then among those left."""
    subject = None
    for record in runs:
        yield record
        if record.subject != subject:
            subject = record.subject
            print(f"{part}: {subject}", file=sys.stderr, flush=True)
        if time.monotonic() > deadline:
            left.append(part)
            return


def _keep(path: Path, found: dict[str, Any]) -> None:
    """Written whole or not at all."""
    fresh = path.with_suffix(".part")
    fresh.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    fresh.replace(path)


def script(name: str) -> dict[str, Any] | None:
    """The JSON that another script of this folder prints last; None if it fails."""
    path = Path(__file__).with_name(f"{name}.py")
    command = [sys.executable, str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SCRIPT_SECONDS, check=True)
    except subprocess.SubprocessError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return None
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def installed(distribution: str) -> str | None:
    """Its version."""
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return None


def machine() -> str:
    """Processor, cores, Python, and how busy it is: the reader judges by that."""
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{model or platform.machine()}, {os.cpu_count()} cores{load}, Python {platform.python_version()}"


if __name__ == "__main__":
    raise SystemExit(main())
