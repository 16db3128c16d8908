"""What must start fast loads no mathematics: the package, the plugin, `--help` and `list`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("sympy", "numpy", "scipy", "cupy", "flint", "networkx", "jinja2")


def _loaded(code: str) -> set[str]:
    """Run `code` in a fresh interpreter; which heavy modules did it load?"""
    program = f"{code}\nimport sys\nprint('LOADED', *[m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split("LOADED")[-1].split())


@pytest.mark.parametrize(
    "module",
    [
        "theorycheck",
        "theorycheck.pytest_plugin",
        "theorycheck.cli",
        "theorycheck.verdicts",
        "theorycheck.hypothesis_plugin",
    ],
)
def test_importing_loads_no_mathematics(module: str) -> None:
    assert _loaded(f"import {module}") == set()


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"], ["list"]])
def test_a_light_command_loads_no_mathematics(arguments: list[str]) -> None:
    code = f"""import sys
from theorycheck.__main__ import main
try:
    main({arguments!r})
except SystemExit as end:
    assert not end.code, end.code"""
    assert _loaded(code) == set()
