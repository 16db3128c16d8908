"""The GPU benchmark runs from end to end without a GPU, and says that it did."""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from theorycheck.algebra.backends import probe

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "gpu.py"


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True, timeout=300)


def test_a_dry_run_writes_both_files_and_is_labelled(tmp_path: Path) -> None:
    done = _run("--dry-run", "--folder", str(tmp_path))
    assert done.returncode == 0, done.stderr
    found, said = json.loads((tmp_path / "gpu.json").read_text()), (tmp_path / "gpu.md").read_text()
    assert found["dry run"] and said.startswith("DRY RUN") and said in done.stdout
    assert {row["lane"] for row in found["throughput"]} >= {"integers", "declared", "tied", "normals"}
    assert {row["format"] for row in found["throughput"]} == {"float32", "float64"}
    # a product of a 4 × 4 and a 32 × 4 matrix in each of four layers, twice, is the least that must be done
    narrow = next(row for row in found["throughput"] if row["width"] == 4)
    assert narrow["flops"] > 2 * 4 * 2 * 32 * 4 * 4 and narrow["bytes"] > 8 * (4 * 16 + 32 * 4)
    assert 0 < narrow["of the fused roof"] <= narrow["of the roof"] < 1
    assert found["landscape starts/s"]["device"] > 0


@pytest.mark.skipif(probe().available, reason="a GPU is at hand")
def test_without_a_gpu_one_sentence_says_so() -> None:
    done = _run()
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "the backend cupy cannot run here" in done.stderr and "--dry-run" in done.stderr
