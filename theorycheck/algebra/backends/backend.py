"""The one table of what an array namespace must offer, and under which names libraries offer it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy

# Our name -> the names that array libraries give it, the array API standard's first.
OPERATIONS: dict[str, tuple[str, ...]] = {
    "asarray": ("asarray",),
    "full": ("full",),
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
class Backend:
    """One array library.  Each operation of the table is an attribute; `xp` is the namespace itself.

    name:     numpy, cupy or portable
    xp:       the namespace
    device:   where arrays live, in words
    why:      why this backend and not the one asked for; empty if it is
    """

    name: str
    xp: Any
    to_host: Callable[[Any], Any]
    device: str = "CPU"
    why: str = ""
    host: Any = field(default=numpy)

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
        """float32 or float64 of this library."""
        return getattr(self.xp, name)

    def from_host(self, array: Any) -> Any:
        """A NumPy array, moved to the device."""
        return self.asarray(array)

    def on_host(self, values: Any, batch: int) -> Any:
        """One number a network as a NumPy array of shape (batch,); NaN where there is no value (None)."""
        if values is None:
            return numpy.full((batch,), numpy.nan)
        return numpy.array(numpy.broadcast_to(self.to_host(values), (batch,)))

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
