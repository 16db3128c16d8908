"""Networks per second through the homogeneity margin, against a plain NumPy loop: width 16, depth 4, 32 samples.

Process CPU time, the best of several repeats, generation of the weights included on both sides, one BLAS
thread, ratios of one run: machines and their neighbours differ, ratios do so less. Prints a table, then one
JSON document.

    OPENBLAS_NUM_THREADS=1 python benchmarks/throughput.py
"""
# ruff: noqa: T201
from __future__ import annotations

import json
import os
import time
from collections.abc import Callable

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy

from theorycheck.algebra import backends
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.sample.lanes import DECLARED, lanes
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.binders import product
from theorycheck.statement.relations import eq
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import dims, family, matrix, nonnegative
from theorycheck.statement.vocabulary.elementwise import relu
from theorycheck.statement.vocabulary.networks import network

WIDTH, DEPTH, SAMPLES = 16, 4, 32
CHUNKS = (32, 64, 128, 256)
NETWORKS, REPEATS = 1024, 12


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
        self.lane = next(lane for lane in lanes() if lane.name == DECLARED)
        self.cells = self.space.cells(self.sizes)

    def generate(self, count: int, chunk: int) -> None:
        """Draws only."""
        for start in range(0, count, chunk):
            self.drawer.draw(self.lane, self.cells, self.drawer.indices(start, chunk), passing=True)

    def run(self, count: int, chunk: int) -> float:
        """Draws and evaluates; the largest margin."""
        worst = 0.0
        for start in range(0, count, chunk):
            values = self.drawer.draw(self.lane, self.cells, self.drawer.indices(start, chunk), passing=True)
            worst = max(worst, float(self.program.conclusion(self.sizes, values, chunk).max()))
        return worst


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
    for chunk in CHUNKS:
        works[f"batched {chunk}"] = (lambda chunk=chunk: ours.run(NETWORKS, chunk), NETWORKS)  # type: ignore[misc]
    found = rates(works)
    best = max(CHUNKS, key=lambda chunk: found[f"batched {chunk}"])
    rounded = {name: round(value) for name, value in found.items()}
    return {"dtype": dtype, "chunk": best, "ratio": round(found[f"batched {best}"] / found["loop"], 2), **rounded}


def main() -> None:
    """Measures and prints."""
    results = [measure(dtype) for dtype in ("float64", "float32")]
    for row in results:
        print("  ".join(f"{name} {value}" for name, value in row.items()))
    setting = {"width": WIDTH, "depth": DEPTH, "samples": SAMPLES, "numpy": numpy.__version__}
    print(json.dumps({"benchmark": "homogeneity-margin", "setting": setting, "results": results}))


if __name__ == "__main__":
    main()
