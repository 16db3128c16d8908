"""What the running-error bounds and the counter generator take for granted, asked of a device.

IEEE arithmetic in single operations, gradual underflow, integer matrix products without rounding (a GPU may be told to
round their factors to ten bits), NaN that is not lost, 64-bit words that wrap around, a stable order. A device that
does otherwise finds other networks than the host, or calls noise a fact.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy

WORDS = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0x9E3779B97F4A7C15, (1 << 64) - 1, 1)
SHIFTS = (27, 30, 31, 11, 1)


def faults(backend: Any) -> list[str]:
    """What is wrong with a backend's arithmetic, in words; nothing if it is fit."""
    found = []
    with backend.quiet():
        for dtype in ("float32", "float64"):
            for words, check in CHECKS.items():
                if not check(backend, dtype):
                    found.append(f"{words} ({dtype})")
        if not _wraps(backend):
            found.append("64-bit words do not wrap around")
    return found


def _numbers(dtype: str) -> tuple[Any, Any]:
    """Pairs of ordinary numbers whose sums, products and quotients all round."""
    k = numpy.arange(1, 200)
    x, y = (k * 0.7071067811865476).astype(dtype), (3.3 / (k + 2.0)).astype(dtype)
    return x * numpy.where(k % 2 == 0, x.dtype.type(-1), x.dtype.type(1)), y


def _same(backend: Any, there: Any, here: Any) -> bool:
    return bool((backend.to_host(there).astype(here.dtype) == here).all())


def _rounds(backend: Any, dtype: str) -> bool:
    x, y = _numbers(dtype)
    a, b = backend.from_host(x), backend.from_host(y)
    pairs = [
        (a + b, x + y), (a - b, x - y), (a * b, x * y), (a / b, x / y),
        (backend.sqrt(b), numpy.sqrt(y)), (a * b - a, x * y - x), (backend.floor(a), numpy.floor(x)),
        (backend.where(a > b, a, b), numpy.where(x > y, x, y)), (backend.abs(a), numpy.abs(x)),
    ]  # fmt: skip
    return all(_same(backend, there, here) for there, here in pairs)


def _underflows_gradually(backend: Any, dtype: str) -> bool:
    kind = numpy.dtype(dtype).type
    least = numpy.asarray([numpy.finfo(dtype).tiny, 1.5 * numpy.finfo(dtype).tiny], dtype=dtype)
    half = numpy.full((2,), kind(0.5))
    a, b = backend.from_host(least), backend.from_host(half)
    pairs = [(a * b, least * half), (a - a[0:1] * 0.75, least - least[0:1] * kind(0.75)), (a * b + a * b, least)]
    return all(_same(backend, there, here) for there, here in pairs)


def _multiplies_integers(backend: Any, dtype: str) -> bool:
    large = 4097 if dtype == "float32" else 2**26 + 1
    x = numpy.asarray([[[large, 1, -3], [2, large, 5]]] * 3, dtype=dtype)
    y = numpy.asarray([[[1, 7], [-2, 3], [large, 0]]] * 3, dtype=dtype)
    a, b = backend.from_host(x), backend.from_host(y)
    turned = backend.permute(b, (0, 2, 1)), backend.permute(a, (0, 2, 1))  # not in the order of rows
    pairs = [(backend.matmul(a, b), x @ y), (backend.matmul(*turned), (x @ y).transpose(0, 2, 1))]
    pairs.append((backend.matmul(a, b[0:1, ...]), x @ y[0:1]))
    return all(_same(backend, there, here) for there, here in pairs)


def _keeps_nan(backend: Any, dtype: str) -> bool:
    x, y = numpy.asarray([numpy.nan, 1.0, 2.0], dtype=dtype), numpy.asarray([1.0, numpy.nan, 2.0], dtype=dtype)
    a, b = backend.from_host(x), backend.from_host(y)
    lost = backend.isnan(backend.maximum(a, b)), backend.isnan(a + b), backend.isnan(backend.max(a)), ~(a <= b)
    wanted = ([True, True, False], [True, True, False], True, [True, True, False])
    return all(backend.to_host(x).tolist() == y for x, y in zip(lost, wanted, strict=True))


def _sorts_stably(backend: Any, dtype: str) -> bool:
    x = numpy.asarray([k % 3 for k in range(60)] + [-numpy.inf] * 3, dtype=dtype)
    wanted = sorted(range(len(x)), key=lambda row: -x[row])
    return backend.to_host(backend.largest_rows(backend.from_host(x), len(x))).tolist() == wanted


def _wraps(backend: Any) -> bool:
    x, shift = numpy.asarray(WORDS, dtype=numpy.uint64), numpy.asarray(SHIFTS, dtype=numpy.uint64)
    a, s = backend.from_host(x), backend.from_host(shift)
    y = x[::-1].copy()
    b = backend.from_host(y)
    pairs = [(a * b, x * y), (a + b, x + y), (a ^ b, x ^ y), (a >> s, x >> shift)]
    return all(_same(backend, there, here) for there, here in pairs)


CHECKS: dict[str, Callable[[Any, str], bool]] = {
    "single operations are not rounded as IEEE 754 has it": _rounds,
    "small numbers are flushed to zero": _underflows_gradually,
    "matrix products of integers are rounded": _multiplies_integers,
    "NaN gets lost": _keeps_nan,
    "equal numbers are sorted in no order": _sorts_stably,
}
