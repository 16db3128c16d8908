"""Random compositions of all rules prove nothing that fails in the standard model."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from attack.fuzzer import Fuzzer
from attack.moves import MOVES

from theorycheck.kernel.rules import RULES

KERNEL = Path(__file__).resolve().parents[1]
QUICK_SEEDS, ROUNDS = (1, 2), 60
# Hypotheses that contradict each other hold at no point: directed tests carry these rules.
UNSUPPORTED = {"not_elim", "false_elim"}


def test_the_fuzzer_plays_every_rule() -> None:
    """A rule without a move is a rule that is not attacked."""
    assert set(MOVES) == set(RULES)


@pytest.mark.parametrize("seed", QUICK_SEEDS)
def test_no_false_theorem(seed: int) -> None:
    """A short run; each rule proves something, at points where its hypotheses hold."""
    tally = Fuzzer(seed).run(ROUNDS)
    assert not [name for name in RULES if tally.proved[name] == 0]
    assert not [name for name in set(RULES) - UNSUPPORTED if tally.supported[name] == 0]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 108))
def test_no_false_theorem_in_a_longer_run(seed: int) -> None:
    """Together about a hundred thousand theorems, each at twenty points (`run.py --theorems` tells the numbers)."""
    tally = Fuzzer(seed, worlds=20).run(200)
    assert sum(tally.proved.values()) > 10_000


def test_a_run_is_the_same_in_every_process() -> None:
    """Its numbers are published with a command that is to give them again."""
    code = (
        f"import sys; sys.path[:0] = [{str(KERNEL)!r}, {str(KERNEL / 'rules')!r}]\n"
        "from attack.fuzzer import Fuzzer\n"
        "fuzzer = Fuzzer(3, worlds=0)\nfuzzer.run(4)\n"
        "print([theorem.conclusion.digest() for theorem in fuzzer.pool])"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                       env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0] == runs[1] != ""
