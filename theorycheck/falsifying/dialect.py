"""The few operations that array libraries spell differently; everything else is used under its standard name."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def cast(xp: Any, array: Any, dtype: Any) -> Any:
    """The array in another format: a method in NumPy and CuPy, a function in the standard."""
    return array.astype(dtype) if hasattr(array, "astype") else xp.astype(array, dtype)


def join(xp: Any, arrays: Sequence[Any], axis: int) -> Any:
    """Arrays one after the other along an axis."""
    return (xp.concat if hasattr(xp, "concat") else xp.concatenate)(list(arrays), axis=axis)


def rows(xp: Any, array: Any, chosen: Sequence[int]) -> Any:
    """The chosen entries along the first axis, in the given order."""
    return xp.take(array, xp.asarray(list(chosen), dtype=xp.int64), axis=0)


def look_up(table: Any, places: Any, into: Any = None) -> Any:
    """The entries of a table at places that are known to be inside; NumPy writes them to the array `into`."""
    if type(table).__module__ == "numpy":
        return table.take(places, out=into, mode="clip")
    return table[places]
