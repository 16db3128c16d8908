"""Networks per second through the homogeneity margin, against a plain NumPy loop: width 16, depth 4, 32 samples.

    independent   every network has all its weights for itself (the declared law)
    families      16 networks share all but the last layer and its scale (an adversarial lane)
    evidence      independent, with a bound on the rounding error of each: what a search reports
    limit         the time that the matrix products take at the speed of large ones, over the time of all

Process CPU time, the best of several repeats, generation of the weights included on both sides, one BLAS
thread, ratios of one run: machines and their neighbours differ, ratios do so less. Prints a table, then one
JSON document. With `--processes 2` the same work is done by two processes at once, and its wall-clock time is
compared with one process's: on free cores only.

    OPENBLAS_NUM_THREADS=1 python benchmarks/throughput.py
"""
# ruff: noqa: T201
from __future__ import annotations

import argparse
import functools
import json
import multiprocessing
import os
import time
from collections.abc import Callable

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy

from theorycheck.algebra import backends
from theorycheck.falsifying.bucket import Bucket, Examiner
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.sample.lanes import DECLARED, FAMILIES, FAMILY, lanes
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.binders import product
from theorycheck.statement.relations import eq
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import dims, family, matrix, nonnegative
from theorycheck.statement.vocabulary.elementwise import relu
from theorycheck.statement.vocabulary.networks import network

WIDTH, DEPTH, SAMPLES = 16, 4, 32
CHUNKS = (128, 256, 512)
MODES = ("independent", "families", "evidence")
DTYPES = ("float64", "float32")
LARGE = 1024
SHARE = 400_000  # networks of the comparison of processes
NETWORKS, REPEATS = 1024, 8


def statement() -> Statement:
    """ReLU networks are homogeneous in each layer."""
    K, N = dims("K N")
    d = dims("d", upto=K)
    W, a = family("W", matrix(d.this, d.next), upto=K), family("a", nonnegative, upto=K)
    X = matrix("X", N, d[0])
    return Statement([], eq(network(X, a * W, relu), product(a) * network(X, W, relu)))


def loop(count: int, dtype: str) -> float:
    """The largest margin of `count` networks, one by one, as one writes it without a library."""
    generator, worst = numpy.random.default_rng(0), 0.0
    for _ in range(count):
        weights = [generator.standard_normal((WIDTH, WIDTH)).astype(dtype) for _ in range(DEPTH)]
        scales = numpy.abs(generator.standard_normal(DEPTH)).astype(dtype)
        left = right = generator.standard_normal((SAMPLES, WIDTH)).astype(dtype)
        for weight, scale in zip(weights, scales, strict=True):
            left, right = numpy.maximum(left @ (scale * weight), 0), numpy.maximum(right @ weight, 0)
        worst = max(worst, float(numpy.abs(left - numpy.prod(scales) * right).max()))
    return worst


class Batched:
    """The same through the statement: counter randomness and the compiled program."""

    def __init__(self, dtype: str) -> None:
        backend = backends.select("numpy")
        self.space = StatementSpace(statement(), 0)
        self.sizes = {"K": DEPTH, "N": SAMPLES, "d": [WIDTH] * (DEPTH + 1)}
        self.program = Program(self.space.statement, self.space.layout, backend, dtype)
        self.drawer = Drawer(backend.xp, getattr(backend.xp, dtype), 0)
        self.lane = {lane.name: lane for lane in lanes()}
        self.cells = self.space.cells(self.sizes)
        self.examiner = Examiner(self.space, self.program, self.drawer)

    def generate(self, count: int, chunk: int) -> None:
        """Draws only."""
        for start in range(0, count, chunk):
            self.drawer.draw(self.lane[DECLARED], self.cells, self.drawer.indices(start, chunk), passing=True)

    def independent(self, count: int, chunk: int) -> float:
        """Draws and evaluates; the largest margin."""
        worst = 0.0
        for start in range(0, count, chunk):
            indices = self.drawer.indices(start, chunk)
            values = self.drawer.draw(self.lane[DECLARED], self.cells, indices, passing=True)
            worst = max(worst, float(self.program.conclusion(self.sizes, values, chunk).max()))
        return worst

    def families(self, count: int, chunk: int) -> float:
        """The same for networks of families."""
        lane, own, worst = self.lane[FAMILIES], self.program.own(self.sizes), 0.0
        for start in range(0, count, chunk):
            values = self.drawer.families(lane, self.cells, start, chunk // lane.family, own)
            worst = max(worst, float(self.program.conclusion(self.sizes, values, chunk).max()))
        return worst

    def evidence(self, count: int, chunk: int) -> int:
        """The counts of a search."""
        draws = 0
        for start in range(0, count, chunk):
            bucket = Bucket(self.lane[DECLARED], self.sizes, tuple(range(start, start + chunk)))
            draws += self.examiner.examine(bucket, every=True).evidence.draws
        return draws


def products(dtype: str) -> float:
    """Floating-point operations per second of a large matrix product."""
    a = numpy.ones((LARGE, LARGE), dtype)
    best, into = float("inf"), numpy.empty_like(a)
    for _ in range(5):
        started = time.process_time()
        numpy.matmul(a, a, out=into)
        best = min(best, time.process_time() - started)
    return 2 * LARGE**3 / best


def rates(works: dict[str, tuple[Callable[[], object], int]]) -> dict[str, float]:
    """Networks per second of process time: the repeats of all contenders take turns, the best of each counts."""
    best = dict.fromkeys(works, float("inf"))
    for _ in range(REPEATS):
        for name, (work, _count) in works.items():
            started = time.process_time()
            work()
            best[name] = min(best[name], time.process_time() - started)
    return {name: count / best[name] for name, (_work, count) in works.items()}


def measure(dtype: str) -> dict[str, object]:
    """All rates for one number format."""
    ours = Batched(dtype)
    works: dict[str, tuple[Callable[[], object], int]] = {
        "loop": (lambda: loop(NETWORKS // 8, dtype), NETWORKS // 8),
        "generation alone": (lambda: ours.generate(NETWORKS, 128), NETWORKS),
    }
    for mode in MODES:
        for chunk in CHUNKS:
            work = functools.partial(getattr(ours, mode), NETWORKS, chunk)
            works[f"{mode} {chunk}"] = (work, NETWORKS)
    found = rates(works)
    row: dict[str, object] = {"dtype": dtype, "loop": round(found["loop"])}
    row["generation alone"] = round(found["generation alone"])
    for mode in MODES:
        chunk = max(CHUNKS, key=lambda chunk: found[f"{mode} {chunk}"])
        rate = found[f"{mode} {chunk}"]
        row |= {mode: round(rate), f"{mode}: ratio": round(rate / found["loop"], 2), f"{mode}: chunk": chunk}
    flops = 2 * DEPTH * 2 * SAMPLES * WIDTH * WIDTH
    row["independent: limit"] = round(flops * found[f"independent {row['independent: chunk']}"] / products(dtype), 2)
    return row


def side_by_side(processes: int) -> dict[str, object]:
    """How much faster several processes do the same work than one: wall-clock time, meaningless on busy cores."""

    def seconds(count: int) -> float:
        started = time.perf_counter()
        running = [multiprocessing.Process(target=_work, args=(SHARE // count,)) for _ in range(count)]
        for process in running:
            process.start()
        for process in running:
            process.join()
        return time.perf_counter() - started

    one, several = min(seconds(1) for _ in range(3)), min(seconds(processes) for _ in range(3))
    return {"processes": processes, "faster": round(one / several, 2)}


def _work(networks: int) -> None:
    Batched("float64").independent(networks, 128)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--processes", type=int, help="compare so many processes with one, and nothing else")
    asked = parser.parse_args()
    results = [side_by_side(asked.processes)] if asked.processes else [measure(dtype) for dtype in DTYPES]
    for row in results:
        print("  ".join(f"{name} {value}" for name, value in row.items()))
    setting = {"width": WIDTH, "depth": DEPTH, "samples": SAMPLES, "family": FAMILY, "numpy": numpy.__version__}
    print(json.dumps({"benchmark": "homogeneity-margin", "setting": setting, "results": results}))


if __name__ == "__main__":
    main()
