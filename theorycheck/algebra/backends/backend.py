"""The one table of what an array namespace must offer, and under which names libraries offer it.

What crosses between host and device goes through `to_host`, `from_host` and `fetch`; a fake device counts it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy

from .linear_algebra import LinearAlgebra
from .memory import Memory

# Our name -> the names that array libraries give it, the array API standard's first.
OPERATIONS: dict[str, tuple[str, ...]] = {
    "asarray": ("asarray",),
    "full": ("full",),
    "full_like": ("full_like",),
    "stack": ("stack",),
    "concat": ("concat", "concatenate"),
    "reshape": ("reshape",),
    "broadcast_to": ("broadcast_to",),
    "permute": ("permute_dims", "transpose"),
    "where": ("where",),
    "maximum": ("maximum",),
    "abs": ("abs", "absolute"),
    "floor": ("floor",),
    "matmul": ("matmul",),
    "sum": ("sum",),
    "max": ("max", "amax"),
    "exp": ("exp",),
    "log": ("log",),
    "sqrt": ("sqrt",),
    "sin": ("sin",),
    "cos": ("cos",),
    "arctan": ("atan", "arctan"),
    "tanh": ("tanh",),
    "logical_and": ("logical_and",),
    "logical_or": ("logical_or",),
    "logical_not": ("logical_not",),
    "isfinite": ("isfinite",),
    "isnan": ("isnan",),
}


@dataclass
class Backend(LinearAlgebra, Memory):
    """One array library.  Each operation of the table is an attribute; `xp` is the namespace itself.

    name:     numpy, cupy or portable
    xp:       the namespace
    device:   where arrays live, in words
    why:      why this backend and not the one asked for; empty if it is
    stable:   what its argsort wants to be told to keep equal entries in their order
    remote:   whether arrays live elsewhere, so that every copy to the host waits for all that was asked for before
    breadth:  how many times as many climbs at once as on the host
    total:    bytes of the device's memory, None on the host
    release:  gives memory that is kept for later back
    reuses:   whether functions take `out=`, so that results can go into arrays that are there already
    """

    name: str
    xp: Any
    to_host: Callable[[Any], Any]
    device: str = "CPU"
    why: str = ""
    host: Any = field(default=numpy)
    stable: Mapping[str, Any] = field(default_factory=dict)
    remote: bool = False
    breadth: int = 1
    total: int | None = None
    release: Callable[[], None] = lambda: None
    reuses: bool = False

    def __post_init__(self) -> None:
        missing = []
        for ours, theirs in OPERATIONS.items():
            found = next((getattr(self.xp, name) for name in theirs if hasattr(self.xp, name)), None)
            if found is None:
                missing.append(ours)
            setattr(self, ours, found)
        if missing:
            raise TypeError(f"the namespace {self.name} lacks {', '.join(missing)}")

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"a backend has no operation {name!r}; the table is OPERATIONS in backends/backend.py")

    def dtype(self, name: str) -> Any:
        """A number format of this library by its name (float32, float64, int64, uint64 …)."""
        return getattr(self.xp, name)

    def from_host(self, array: Any) -> Any:
        """A NumPy array, moved to the device."""
        return self.asarray(array)

    def on_host(self, values: Any, batch: int) -> Any:
        """One number a network as a NumPy array of shape (batch,); NaN where there is no value (None)."""
        if values is None:
            return numpy.full((batch,), numpy.nan)
        return numpy.array(numpy.broadcast_to(self.to_host(values), (batch,)))

    def wide(self, values: Any, batch: int, dtype: str = "float64") -> Any:
        """One number a network on the device, shape (batch,); NaN where there is no value (None)."""
        if values is None:
            return self.full((batch,), float("nan"), dtype=self.dtype(dtype))
        return self.broadcast_to(values, (batch,))

    def fetch(self, **arrays: Any) -> dict[str, list[float]]:
        """Small arrays (numbers, counts, flags) brought to the host together, each as a list of floats: one transfer.

        Integers are exact below 2^53.
        """
        parts = [self.reshape(self.cast(array, "float64"), (-1,)) for array in arrays.values()]
        flat = self.to_host(self.concat(parts)).tolist()
        found, start = {}, 0
        for name, part in zip(arrays, parts, strict=True):
            found[name] = flat[start : start + part.shape[0]]
            start += part.shape[0]
        return found

    def cast(self, array: Any, dtype: str) -> Any:
        """The array in another format: a method in NumPy and CuPy, a function in the standard."""
        kind = self.dtype(dtype)
        return array.astype(kind) if hasattr(array, "astype") else self.xp.astype(array, kind)

    def largest_rows(self, values: Any, most: int) -> Any:
        """The places of the `most` largest of a vector without NaN, largest first, equal ones in their order."""
        return self.xp.argsort(-values, **self.stable)[: min(most, values.shape[0])]

    def count(self, mask: Any) -> Any:
        """How many entries of a mask hold, a number on the device."""
        return self.sum(self.cast(mask, "int64"))

    def first(self, mask: Any) -> Any:
        """The first place where a mask (of one axis) holds, its length if nowhere; a number on the device."""
        places = self.xp.arange(mask.shape[0])
        return self.xp.min(self.where(mask, places, self.full(places.shape, mask.shape[0], dtype=places.dtype)))

    def rounded(self, value: float, dtype: str) -> float:
        """The nearest number of a format, as a Python float."""
        with numpy.errstate(over="ignore"):
            return float(numpy.dtype(dtype).type(value))

    @contextlib.contextmanager
    def quiet(self) -> Iterator[None]:
        """Overflow and invalid operations give infinities and NaN without a word: they are looked at afterwards."""
        with numpy.errstate(all="ignore"):
            yield

    def spacing(self, dtype: str) -> float:
        """Twice the unit roundoff u of a format."""
        return float(numpy.finfo(dtype).eps)

    def tiny(self, dtype: str) -> float:
        """The smallest normal number of a format."""
        return float(numpy.finfo(dtype).tiny)
