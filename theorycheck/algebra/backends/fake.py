"""A device that is not there: NumPy behind CuPy's names, whose arrays refuse to become NumPy arrays by themselves.

Code that would silently copy from a GPU (or hand a host array to it) fails here, on a laptop.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy

from .backend import OPERATIONS, Backend


class DeviceArray:
    """An array that only `get` brings to the host."""

    __array_ufunc__ = None
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, values: Any) -> None:
        self._values = values

    def __array__(self, *args: object, **kwargs: object) -> Any:
        raise TypeError("implicit conversion to a host array is refused; use backend.to_host")

    def __float__(self) -> float:
        raise TypeError("implicit conversion to a host number is refused; use backend.to_host")

    __bool__ = __int__ = __index__ = __float__  # type: ignore[assignment]

    def get(self) -> Any:
        """The host's copy."""
        return numpy.array(self._values)

    @property
    def shape(self) -> tuple[int, ...]:
        return self._values.shape

    @property
    def ndim(self) -> int:
        return self._values.ndim

    @property
    def dtype(self) -> Any:
        return self._values.dtype

    def __getitem__(self, key: Any) -> DeviceArray:
        parts = key if isinstance(key, tuple) else (key,)
        return DeviceArray(self._values[tuple(_inside(part) for part in parts)])


def _inside(value: Any) -> Any:
    if isinstance(value, DeviceArray):
        return value._values
    if isinstance(value, numpy.ndarray):
        raise TypeError("a host array meets a device array; use backend.from_host")
    return value


def _binary(operation: Callable[[Any, Any], Any], swapped: bool = False) -> Callable[[DeviceArray, Any], DeviceArray]:
    def apply(self: DeviceArray, other: Any) -> DeviceArray:
        pair = (_inside(other), self._values) if swapped else (self._values, _inside(other))
        return DeviceArray(operation(*pair))

    return apply


for _name in ("add", "sub", "mul", "truediv", "pow", "mod", "floordiv", "and", "or", "xor", "lshift", "rshift"):
    _operation = getattr(operator, f"{_name}_" if _name in ("and", "or") else _name)
    setattr(DeviceArray, f"__{_name}__", _binary(_operation))
    setattr(DeviceArray, f"__r{_name}__", _binary(_operation, swapped=True))
for _name in ("lt", "le", "gt", "ge", "eq", "ne"):
    setattr(DeviceArray, f"__{_name}__", _binary(getattr(operator, _name)))
for _name in ("neg", "invert", "abs"):
    _unary = getattr(operator, _name)
    setattr(DeviceArray, f"__{_name}__", lambda self, _unary=_unary: DeviceArray(_unary(self._values)))


def _on_device(function: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> DeviceArray:
        plain = [[_inside(x) for x in a] if isinstance(a, (list, tuple)) else _inside(a) for a in args]
        return DeviceArray(function(*plain, **kwargs))

    return call


def _asarray(values: Any, dtype: Any = None) -> DeviceArray:
    return values if isinstance(values, DeviceArray) else DeviceArray(numpy.asarray(values, dtype=dtype))


def fake_device_backend() -> Backend:
    """The backend "fake": CuPy's column of the table without CuPy."""
    # CuPy's names are NumPy's: of each row, the last name that NumPy has.
    names = {[name for name in theirs if hasattr(numpy, name)][-1] for theirs in OPERATIONS.values()}
    functions = {name: _on_device(getattr(numpy, name)) for name in names}
    dtypes = {name: getattr(numpy, name) for name in ("float32", "float64", "int64", "uint64", "uint32", "bool_")}
    namespace = SimpleNamespace(**functions | {"asarray": _asarray, "__name__": "fake"}, **dtypes)
    return Backend("fake", namespace, lambda x: x.get() if isinstance(x, DeviceArray) else x, device="a fake device")
