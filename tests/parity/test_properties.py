"""Every claim of the library, proved, searched and replayed, on the fake device: what a GPU would be asked to do."""
from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_whole_library_runs_on_the_fake_device() -> None:
    arguments = ["properties/test_library.py", "--claims-backend", "fake", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:]
    assert re.search(r"searched on (.*, )?fake", done.stdout) and "GPU parity: not checked" in done.stdout
