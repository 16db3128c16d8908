"""Networks and landscape starts per second on a GPU, beside NumPy on the host, and how far from the machine's roof.

Throughput: whole buckets of the homogeneity claim (depth 4, 32 samples), drawn, evaluated, ranked and counted as the
search does it, in each lane and number format at four widths. Wall clock, everything waited for, best of repeats.

The roof: a kernel that copies measures bandwidth, a large matrix product measures arithmetic. `moved` counts what the
recorded steps of the margin read and write, one kernel a step, and what drawing reads and writes; `flops` its
operations. No program that runs these steps one by one can beat max(moved / bandwidth, flops / arithmetic); `fused`
asks only for the flops.

    python benchmarks/gpu.py [--dry-run] [--folder .]     writes gpu.json and gpu.md, in less than five minutes
"""
# ruff: noqa: T201
from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy

from theorycheck.algebra import backends
from theorycheck.algebra.backends import Backend
from theorycheck.algebra.base import Array
from theorycheck.algebra.floats import Floats
from theorycheck.algebra.tracing import ROWS, VIEWS, size
from theorycheck.errors import BackendUnavailable
from theorycheck.falsifying.bucket import Bucket, Examiner
from theorycheck.falsifying.landscape.starts import Starts
from theorycheck.falsifying.landscape.statement_objective import StatementObjective
from theorycheck.falsifying.landscape.survey import explore
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.sample.lanes import lanes
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.binders import product
from theorycheck.statement.landscape import local_minimum
from theorycheck.statement.relations import eq
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import dims, family, matrix, nonnegative
from theorycheck.statement.vocabulary.elementwise import relu
from theorycheck.statement.vocabulary.linear_algebra import squared_norm
from theorycheck.statement.vocabulary.networks import network

DEPTH, SAMPLES, WIDTHS = 4, 32, (4, 8, 16, 32)
FORMATS = {"float64": 8, "float32": 4}
WORD_PASSES = 18  # arrays of words that hashing reads and writes
SECONDS = 0.5  # for one measurement, its first run apart
COPIED, PRODUCT = 1 << 28, 4096


class Bench:
    """One backend and how to wait for it; a dry run takes a little of everything."""

    def __init__(self, backend: Backend, dry: bool) -> None:
        self.backend, self.dry = backend, dry
        self.wait: Callable[[], None] = lambda: None
        if backend.name == "cupy":
            import cupy

            self.wait = cupy.cuda.Device().synchronize

    def seconds(self, work: Callable[[], Any]) -> float:
        """The best of repeats; the first, which compiles and allocates, does not count."""
        work()
        best, left = float("inf"), 0.02 if self.dry else SECONDS
        while left > 0:
            self.wait()
            began = time.perf_counter()
            work()
            self.wait()
            best = min(best, took := time.perf_counter() - began)
            left -= took
        return best

    def machine(self) -> dict[str, float]:
        """Bytes copied and operations done in a second."""
        xp, n = self.backend.xp, 128 if self.dry else PRODUCT
        from_ = xp.zeros((1 << 16 if self.dry else COPIED) // 8, dtype=xp.float64)
        found = {"bandwidth": 2 * 8 * from_.shape[0] / self.seconds(lambda: from_ + 1.0)}
        for name in FORMATS:
            square = xp.ones((n, n), dtype=self.backend.dtype(name))
            found[name] = 2 * n**3 / self.seconds(lambda square=square: xp.matmul(square, square))  # type: ignore[misc]
        return found


def statement() -> Statement:
    """ReLU networks are homogeneous in each layer."""
    K, N = dims("K N")
    d = dims("d", upto=K)
    W, a = family("W", matrix(d.this, d.next), upto=K), family("a", nonnegative, upto=K)
    X = matrix("X", N, d[0])
    return Statement([], eq(network(X, a * W, relu), product(a) * network(X, W, relu)))


class Homogeneity:
    """The claim at one width in one number format on one backend."""

    def __init__(self, bench: Bench, width: int, dtype: str) -> None:
        backend = bench.backend
        self.space, self.dtype = StatementSpace(statement(), 0), dtype
        self.sizes = {"K": DEPTH, "N": SAMPLES, "d": [width] * (DEPTH + 1)}
        self.program = Program(self.space.statement, self.space.layout, backend, dtype)
        drawer = Drawer(backend.xp, backend.dtype(dtype), 0)
        self.examiner = Examiner(self.space, self.program, drawer)
        self.entries = sum(cell.size for cell in self.space.cells(self.sizes))
        self.batch = 64 if bench.dry else self.program.chunk(self.entries)

    def rate(self, bench: Bench, lane: Any, every: bool) -> float:
        """Networks per second; with `every`, error bounds of all of them are computed too."""
        bucket = Bucket(lane, self.sizes, range(self.batch))
        return self.batch / bench.seconds(lambda: self.examiner.examine(bucket, every=every))

    def work(self) -> tuple[float, float]:
        """Bytes moved and operations for one network, step by step."""
        tape = self.program.tape((self.space.statement.conclusion,), Floats, self.sizes)
        width = FORMATS[self.dtype]
        moved = self.entries * (WORD_PASSES + 1 + width)  # words of eight entries each, the byte, the value
        flops = 0.0
        for step in tape.steps if tape is not None else ():
            shapes = [tape.operations[place].shape for place in step.reads]  # type: ignore[union-attr]
            if step.operation.name in VIEWS:
                continue
            out = size(step.operation.shape)
            moved += width * (out + sum(size(shape) for shape in shapes if ROWS in shape))
            flops += 2 * out * shapes[0][-1] if step.operation.name == "matmul" else out
        return moved, flops


def throughput(benches: list[Bench], roof: dict[str, float]) -> list[dict[str, Any]]:
    """A row for each width, format and lane."""
    found = []
    for width in WIDTHS[:2] if benches[0].dry else WIDTHS:
        for dtype in FORMATS:
            cases = [Homogeneity(bench, width, dtype) for bench in benches]
            moved, flops = cases[0].work()
            limit, fused = max(moved / roof["bandwidth"], flops / roof[dtype]), flops / roof[dtype]
            named = [(lane.name, lane, False) for lane in lanes()]
            named.append(("declared, with bounds", lanes()[1], True))
            for name, lane, every in named:
                rates = [case.rate(bench, lane, every) for case, bench in zip(cases, benches, strict=True)]
                shares = (None, None) if every else (rates[0] * limit, rates[0] * fused)
                found.append({
                    "width": width, "format": dtype, "lane": name, "networks a launch": cases[0].batch,
                    "networks/s": rates[0], "NumPy networks/s": rates[1], "ratio": rates[0] / rates[1],
                    "bytes": moved, "flops": flops, "of the roof": shares[0], "of the fused roof": shares[1],
                })  # fmt: skip
    return found


def landscape(bench: Bench) -> float:
    """Starts per second, each followed to its end and classified: a deep linear network of three 3 × 3 layers."""
    weights = matrix("A B C", 3, 3)
    data = matrix("Y", 3, 3)
    node = squared_norm(weights[0] @ weights[1] @ weights[2] - data)
    target = bench.backend.asarray([[[1.0, 0.5, 0.0], [0.0, 2.0, 0.0], [0.25, 0.0, 3.0]]])
    values = {data: Array(target, (3, 3))}
    objective = StatementObjective(bench.backend, local_minimum(node, weights), values, [(3, 3)] * 3)
    count = 32 if bench.dry else (4096 if bench.backend.remote else 256)
    starts = Starts(bench.backend, objective.dimension, 0).block(0, count)
    return count / bench.seconds(lambda: explore(objective, starts))


def versions(device: Backend) -> dict[str, str]:
    """Whose figures these are."""
    found = {"device": device.device, "backend": device.name, "host": platform.processor() or platform.machine()}
    found |= {"python": platform.python_version(), "numpy": numpy.__version__}
    if device.name == "cupy":
        import cupy

        asked = ("nvidia-smi", "--query-gpu=driver_version", "--format=csv,noheader")
        told = subprocess.run(asked, capture_output=True, text=True) if shutil.which(asked[0]) else None
        found |= {"cupy": cupy.__version__, "CUDA": str(cupy.cuda.runtime.runtimeGetVersion())}
        found["driver"] = told.stdout.strip() if told is not None and told.returncode == 0 else "unknown"
    return found


def measure(dry: bool) -> dict[str, Any]:
    """Everything. A dry run takes NumPy for the device, and says so."""
    device = backends.select("numpy" if dry else "cupy")
    benches = [Bench(device, dry), Bench(backends.select("numpy"), dry)]
    began = time.perf_counter()
    roofs = [bench.machine() for bench in benches]
    rows = throughput(benches, roofs[0])
    starts = [landscape(bench) for bench in benches]
    return {
        "benchmark": "gpu", "dry run": dry, "versions": versions(device),
        "setting": {"depth": DEPTH, "samples": SAMPLES}, "roof": roofs[0], "host roof": roofs[1],
        "throughput": rows, "landscape starts/s": {"device": starts[0], "NumPy": starts[1]},
        "seconds": time.perf_counter() - began,
    }  # fmt: skip


def markdown(found: dict[str, Any]) -> str:
    """The tables of docs/benchmarks.md."""
    said = ", ".join(f"{name} {value}" for name, value in found["versions"].items())
    roof = found["roof"]
    lines = ["DRY RUN: tiny sizes on NumPy, no figure of a GPU.\n"] if found["dry run"] else []
    lines += [
        f"{said}. Roof: {roof['bandwidth'] / 1e9:,.0f} GB/s, {roof['float64'] / 1e9:,.0f} GFlop/s in float64, "
        f"{roof['float32'] / 1e9:,.0f} in float32.\n",
        "| width | format | lane | networks/s | NumPy, one core | ratio | of the roof | of the fused roof |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in found["throughput"]:
        shares = [row["of the roof"], row["of the fused roof"]]
        told = ["" if share is None else f"{100 * share:.2g} %" for share in shares]
        lines.append(
            f"| {row['width']} | {row['format']} | {row['lane']} | {row['networks/s']:,.0f} | "
            f"{row['NumPy networks/s']:,.0f} | {row['ratio']:.2g} | {told[0]} | {told[1]} |"
        )
    starts = found["landscape starts/s"]
    lines.append(f"\nLandscape starts/s: {starts['device']:,.0f}, NumPy {starts['NumPy']:,.0f}.")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measures, writes both files, prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dry-run", action="store_true", help="the whole flow in tiny sizes on NumPy")
    parser.add_argument("--folder", type=Path, default=Path(), help="where gpu.json and gpu.md go")
    options = parser.parse_args()
    try:
        found = measure(options.dry_run)
    except BackendUnavailable as error:
        raise SystemExit(f"{error}; or try the flow: python benchmarks/gpu.py --dry-run") from None
    (options.folder / "gpu.json").write_text(json.dumps(found, indent=1) + "\n")
    (options.folder / "gpu.md").write_text(markdown(found))
    print(markdown(found))


if __name__ == "__main__":
    main()
