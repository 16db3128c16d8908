"""What the suites of this folder share: an outcome to store, where to store it, and real processes that store."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A place where no ledger is yet."""
    return tmp_path / "deep" / "ledger.sqlite"
