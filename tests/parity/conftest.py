"""The devices that are held against NumPy: a fake one, the bare array standard, and a GPU where the lane is asked for.

pytest --lane gpu tests/parity
"""
from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from theorycheck.algebra import backends
from theorycheck.errors import BackendUnavailable

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "falsifying"), str(HERE.parent / "falsifying" / "landscape")]


@pytest.fixture(params=["fake", "portable", pytest.param("cupy", marks=pytest.mark.gpu)])
def device(request: pytest.FixtureRequest) -> Any:
    """Without a GPU the lane fails, with the reason: who asked for it wants to know."""
    try:
        return backends.select(request.param)
    except BackendUnavailable as error:
        return pytest.fail(str(error), pytrace=False)
