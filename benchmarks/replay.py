"""Processor seconds that the kernel takes to replay certificates: a folder of them, and two-layer ReLU networks.

Every file is replayed by `kernel.pyz` in a fresh process without site-packages, as a stranger would; its start is
included. The networks are homogeneous of degree 2 in all weights: relu(X c V) c W = c² relu(X V) W for c ≥ 0.

    python benchmarks/replay.py .theorycheck/certificates
"""
# ruff: noqa: T201
from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from theorycheck import Claim, eq, matrix, nonnegative, relu, symbol
from theorycheck.certificates import build_kernel_archive
from theorycheck.proving.prove import Proof, prove

REPEATS = 3
NETWORKS = ((2, 2), (8, 4), (32, 8), (128, 32))  # hidden units, inputs


def two_layers(units: int, inputs: int) -> dict[str, object]:
    """The certificate of that network's homogeneity."""
    X, V, W = matrix("X", 1, inputs), matrix("V", inputs, units), matrix("W", units, 1)
    c = symbol("c", nonnegative)
    claim = Claim(title="", source="", conclude=eq(relu(X @ (V * c)) @ (W * c), c**2 * (relu(X @ V) @ W)))
    proof = prove(claim.statement, "scale")
    if not isinstance(proof, Proof):
        sys.exit(f"no proof for {units} units: {proof.reason}")
    return proof.certificate


def seconds(kernel: Path, files: Sequence[Path] = ()) -> float:
    """The least of some runs, in processor time of the child; of its start alone without a file."""
    times = []
    for _ in range(REPEATS):
        before = _spent()
        subprocess.run([sys.executable, "-I", "-S", str(kernel), *files], capture_output=True, check=bool(files))
        times.append(_spent() - before)
    return min(times)


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def main(folders: list[str]) -> None:
    with tempfile.TemporaryDirectory() as place:
        kernel = build_kernel_archive(Path(place) / "kernel.pyz")
        print(f"the start alone: {seconds(kernel):.3f} s")
        for folder in map(Path, folders):
            files = sorted(folder.glob("*.json"))
            size = sum(path.stat().st_size for path in files)
            print(f"{folder}: {len(files)} certificates, {size:,} bytes, {seconds(kernel, files):.2f} s")
        for units, inputs in NETWORKS:
            path = Path(place) / f"{units}.json"
            path.write_text(json.dumps(two_layers(units, inputs)), encoding="utf-8")
            print(f"two layers, {units} units of {inputs} inputs: {seconds(kernel, [path]):.3f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
