"""A fake device: arrays that refuse silent conversion to the host, as a GPU's do. The whole search runs on it."""

from __future__ import annotations

import pytest
from statements import FALSE, TRUE

from theorycheck.algebra import backends
from theorycheck.algebra.backends import fake_device_backend
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.search import search


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backends, "select", lambda name: fake_device_backend())


@pytest.mark.parametrize("name", ["tanh", "rare-region", "solved-real", "angle-monotone"])
def test_the_search_runs_on_a_device_that_refuses_silent_copies(fake: None, name: str) -> None:
    result = search(FALSE[name](), None, Budget(examples=20_000), 0, "cupy")
    assert result.refutation is not None and result.statistics.backend == "fake"


def test_the_device_finds_what_the_host_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    host = search(FALSE["tanh"](), None, Budget(examples=5000), 2, "numpy").refutation
    monkeypatch.setattr(backends, "select", lambda name: fake_device_backend())
    device = search(FALSE["tanh"](), None, Budget(examples=5000), 2, "cupy").refutation
    assert host is not None and device is not None and host.witness == device.witness and host.index == device.index


def test_truths_survive_on_the_device(fake: None) -> None:
    assert search(TRUE["homogeneous"](), None, Budget(examples=2000), 0, "cupy").refutation is None
