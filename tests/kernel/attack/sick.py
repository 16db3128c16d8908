"""Runs the suites against a kernel with a planted bug, in a process of its own: `python sick.py KERNEL_PARENT WORD`.

Exit 10 at the first test that fails (the bug is caught), 0 if all pass (it is not), 3 if nothing was run; anything else
is a fault of this file.  Tests are called as plain functions; only suites without fixtures and lanes take part.
"""

from __future__ import annotations

import importlib
import inspect
import itertools
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CAUGHT = 10
HERE = Path(__file__).resolve().parent
# Suites that read the source, start processes or take long say little of a slip.
LEFT_OUT = {"test_conventions", "test_planted", "test_fresh_process", "test_mutants", "test_fuzzer", "test_forging",
            "test_slips", "test_parsers"}  # fmt: skip


def _suites() -> list[str]:
    kernel = HERE.parent
    named = [(path.parent.name, path.stem) for folder in (kernel / "rules", kernel, HERE)
             for path in sorted(folder.glob("test_*.py")) if path.stem not in LEFT_OUT]  # fmt: skip
    return [f"attack.{stem}" if folder == "attack" else stem for folder, stem in named]


SUITES = _suites()


def _calls(test: Any) -> Iterator[dict[str, Any]]:
    """The arguments of each call that pytest would make; none for tests that need a fixture or a lane."""
    sets = []
    for mark in getattr(test, "pytestmark", []):
        if mark.name != "parametrize":
            return
        names, values = mark.args
        names = names.split(",") if isinstance(names, str) else list(names)
        sets.append([dict(zip(names, value if len(names) > 1 else [value], strict=True)) for value in values])
    needed = set(inspect.signature(test).parameters)
    for combination in itertools.product(*sets):
        arguments = {name: value for part in combination for name, value in part.items()}
        if set(arguments) == needed:
            yield arguments


def _fuzzed(seeds: int = 4, rounds: int = 40) -> int:
    """The composition fuzzer alone, on the sick kernel."""
    fuzzer = importlib.import_module("attack.fuzzer")
    for seed in range(seeds):
        try:
            fuzzer.Fuzzer(seed).run(rounds)
        except fuzzer.FalseTheorem as found:
            sys.stdout.write(str(found)[:300])
            return CAUGHT
    return 0


def main(parent: str, word: str) -> int:
    sys.path[:0] = [parent, str(HERE.parent), str(HERE.parent / "rules")]
    warnings.simplefilter("ignore")
    kernel = importlib.import_module("theorycheck.kernel")
    if not str(kernel.__file__).startswith(parent):
        return 4
    if word == "fuzzer":
        return _fuzzed()
    count = 0
    for suite in SUITES:
        module = importlib.import_module(suite)
        for name, test in vars(module).items():
            if not name.startswith("test_") or word not in f"{suite} {name}":
                continue
            for arguments in _calls(test):
                count += 1
                try:
                    test(**arguments)
                except BaseException:
                    sys.stdout.write(f"{suite}.{name}{arguments or ''}")
                    return CAUGHT
    return 0 if count else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""))
