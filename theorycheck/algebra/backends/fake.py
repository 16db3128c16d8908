"""A device that is not there: NumPy behind CuPy's names, whose arrays refuse to become NumPy arrays by themselves.

Code that would silently copy from a GPU (or hand a host array to it) fails here, on a laptop; what is copied on
purpose is counted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import numpy

from .backend import Backend

# What CuPy spells differently, or has only lately: the table must do without.
_ABSENT = frozenset({"astype", "concat", "round", "permute_dims", "atan", "matrix_transpose", "isdtype"})
FAKE = "fake"


@dataclass
class Traffic:
    """Copies between host and device: how many, and how many bytes, each way ("in": to the device)."""

    calls: dict[str, int] = field(default_factory=lambda: {"in": 0, "out": 0})
    octets: dict[str, int] = field(default_factory=lambda: {"in": 0, "out": 0})

    def count(self, way: str, array: Any) -> None:
        self.calls[way] += 1
        self.octets[way] += array.nbytes

    def reset(self) -> None:
        for table in (self.calls, self.octets):
            table.update({"in": 0, "out": 0})


class DeviceArray:
    """An array that only the backend's `to_host` brings to the host; it mixes with numbers and its own kind only."""

    __array_ufunc__ = None
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, values: Any) -> None:
        self._values = values

    def __array__(self, *args: object, **kwargs: object) -> Any:
        raise TypeError("implicit conversion to a host array is refused; use backend.to_host")

    def __float__(self) -> float:
        raise TypeError("implicit conversion to a host number is refused; use backend.to_host")

    __bool__ = __int__ = __index__ = __iter__ = __len__ = tolist = __float__  # type: ignore[assignment]

    def __getattr__(self, name: str) -> Any:
        if name in ("shape", "ndim", "size", "dtype"):
            return getattr(self._values, name)
        if name in ("astype", "view", "reshape"):
            return lambda *args, **kwargs: _outside(getattr(self._values, name)(*args, **kwargs))
        raise AttributeError(name)

    def __getitem__(self, key: Any) -> DeviceArray:
        return _outside(self._values[_inside(key)])


def _outside(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_outside, value))
    return DeviceArray(value) if isinstance(value, (numpy.ndarray, numpy.generic)) else value


def _inside(value: Any) -> Any:
    if isinstance(value, DeviceArray):
        return value._values
    if isinstance(value, (numpy.ndarray, numpy.generic)):
        raise TypeError("a host array meets a device array; use backend.from_host")
    return type(value)(map(_inside, value)) if isinstance(value, (tuple, list)) else value


def _operator(name: str) -> Callable[..., Any]:
    def apply(self: DeviceArray, *others: Any) -> Any:
        result = getattr(self._values, name)(*map(_inside, others))
        return result if result is NotImplemented else _outside(result)

    return apply


for _name in (
    "add",
    "sub",
    "mul",
    "truediv",
    "floordiv",
    "mod",
    "pow",
    "and",
    "or",
    "xor",
    "rshift",
    "lshift",
    "matmul",
):
    for _prefix in ("__", "__r"):
        setattr(DeviceArray, f"{_prefix}{_name}__", _operator(f"{_prefix}{_name}__"))
for _name in ("neg", "abs", "invert", "lt", "le", "gt", "ge", "eq", "ne"):
    setattr(DeviceArray, f"__{_name}__", _operator(f"__{_name}__"))


class _Namespace:
    """NumPy's functions on device arrays; `asarray` is the one way in."""

    def __init__(self, library: Any, traffic: Traffic) -> None:
        self._library, self._traffic = library, traffic

    def __getattr__(self, name: str) -> Any:
        if name in _ABSENT:
            raise AttributeError(name)
        found = getattr(self._library, name)
        if isinstance(found, ModuleType):
            return _Namespace(found, self._traffic)
        if isinstance(found, type) or not callable(found):
            return found
        return lambda *args, **kwargs: _outside(
            found(*map(_inside, args), **{k: _inside(v) for k, v in kwargs.items()})
        )

    def asarray(self, values: Any, dtype: Any = None) -> DeviceArray:
        if isinstance(values, DeviceArray):
            return values if dtype is None else values.astype(dtype)
        array = numpy.asarray(values, dtype=dtype)
        self._traffic.count("in", array)
        return DeviceArray(array)

    def argsort(self, array: DeviceArray, axis: int = -1, kind: str | None = None) -> DeviceArray:
        """CuPy's signature: always stable."""
        if kind not in (None, "stable"):
            raise ValueError("CuPy's argsort knows only the kind 'stable'")
        return DeviceArray(numpy.argsort(array._values, axis=axis, kind="stable"))


@dataclass
class FakeDevice(Backend):
    """The backend "fake": CuPy's column of the table without CuPy. `traffic`: what was copied, and which way."""

    traffic: Traffic = field(default_factory=Traffic)


def fake_device_backend() -> FakeDevice:
    """A fake device that nothing was copied to or from yet."""
    traffic = Traffic()

    def to_host(x: Any) -> Any:
        array = x._values if isinstance(x, DeviceArray) else numpy.asarray(x)
        traffic.count("out", array)
        return array

    there = _Namespace(numpy, traffic)
    return FakeDevice(FAKE, there, to_host, "a fake device", remote=True, reuses=True, traffic=traffic)
