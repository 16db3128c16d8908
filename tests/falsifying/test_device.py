"""A fake device: arrays that refuse silent conversion to the host, as a GPU's do. The whole search runs on it."""
from __future__ import annotations

from typing import Any

import numpy
import pytest
from statements import FALSE, TRUE

from theorycheck.algebra import backends
from theorycheck.algebra.backends import Backend
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.search import search


class DeviceArray:
    """Wraps a host array; mixes with Python numbers and its own kind only."""

    __array_ufunc__ = None

    def __init__(self, host: Any) -> None:
        self._host = host

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("implicit conversion of a device array to NumPy")

    def __float__(self) -> float:
        raise TypeError("implicit synchronisation with the device")

    __int__ = __bool__ = __index__ = __iter__ = __len__ = tolist = __float__  # type: ignore[assignment]

    def __getattr__(self, name: str) -> Any:
        if name in ("shape", "ndim", "size", "dtype"):
            return getattr(self._host, name)
        if name in ("astype", "view", "reshape"):
            return lambda *args, **kwargs: wrap(getattr(self._host, name)(*args, **kwargs))
        raise AttributeError(name)

    def __getitem__(self, key: Any) -> DeviceArray:
        return wrap(self._host[unwrap(key)])


def wrap(value: Any) -> Any:
    return DeviceArray(value) if isinstance(value, (numpy.ndarray, numpy.generic)) else value


def unwrap(value: Any) -> Any:
    if isinstance(value, DeviceArray):
        return value._host
    if isinstance(value, (numpy.ndarray, numpy.generic)):
        raise TypeError("a host array reached the device without from_host")
    if isinstance(value, (tuple, list)):
        return type(value)(unwrap(part) for part in value)
    return value


def _operator(name: str) -> Any:
    def apply(self: DeviceArray, *others: Any) -> Any:
        result = getattr(self._host, name)(*(unwrap(other) for other in others))
        return result if result is NotImplemented else wrap(result)

    return apply


for _name in ("add", "sub", "mul", "truediv", "mod", "pow", "and", "or", "xor", "rshift", "lshift", "matmul"):
    for _prefix in ("__", "__r"):
        setattr(DeviceArray, f"{_prefix}{_name}__", _operator(f"{_prefix}{_name}__"))
for _name in ("neg", "abs", "invert", "lt", "le", "gt", "ge", "eq", "ne"):
    setattr(DeviceArray, f"__{_name}__", _operator(f"__{_name}__"))


class FakeNamespace:
    """NumPy's functions on device arrays, without those that CuPy spells differently or has only lately."""

    def __getattr__(self, name: str) -> Any:
        if name in ("astype", "concat", "round", "permute_dims", "atan", "matrix_transpose", "isdtype"):
            raise AttributeError(name)
        found = getattr(numpy, name)
        if isinstance(found, type) or not callable(found):
            return found
        return lambda *args, **kwargs: wrap(found(*unwrap(args), **{key: unwrap(v) for key, v in kwargs.items()}))


class FakeBackend(Backend):
    """The CuPy column of the table, without a GPU."""

    def from_host(self, array: Any) -> Any:
        return DeviceArray(numpy.asarray(array))


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    made = FakeBackend("fake", FakeNamespace(), lambda x: x._host if isinstance(x, DeviceArray) else numpy.asarray(x))
    monkeypatch.setattr(backends, "select", lambda name: made)


@pytest.mark.parametrize("name", ["tanh", "rare-region", "solved-real", "angle-monotone"])
def test_the_search_runs_on_a_device_that_refuses_silent_copies(fake: None, name: str) -> None:
    result = search(FALSE[name](), None, Budget(examples=20_000), 0, "cupy")
    assert result.refutation is not None and result.statistics.backend == "fake"


def test_the_device_finds_what_the_host_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    host = search(FALSE["tanh"](), None, Budget(examples=5000), 2, "numpy").refutation
    made = FakeBackend("fake", FakeNamespace(), lambda x: x._host if isinstance(x, DeviceArray) else numpy.asarray(x))
    monkeypatch.setattr(backends, "select", lambda name: made)
    device = search(FALSE["tanh"](), None, Budget(examples=5000), 2, "cupy").refutation
    assert host is not None and device is not None and host.witness == device.witness and host.index == device.index


def test_truths_survive_on_the_device(fake: None) -> None:
    assert search(TRUE["homogeneous"](), None, Budget(examples=2000), 0, "cupy").refutation is None
