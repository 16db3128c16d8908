"""Where minimisations start: each start is named by (seed, stream, index) and can be drawn again alone, bit for bit.

Five in eight are normal at a scale of 1/8, 1/2, 1 or 2, the others are small integers, sparse normals or sparse small
integers in equal shares: symmetric and exactly critical points have probability 0 under a density. All values are
dyadic rationals, and floats hold them without rounding.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from theorycheck.falsifying.dialect import cast
from theorycheck.falsifying.randomness import BYTES_PER_WORD, NORMAL_UNIT, Counter, normal_quantiles

LANDSCAPE_STREAM = 1 << 22
SCALES = (0.125, 0.5, 1.0, 2.0)
WAYS, INTEGERS, SPARSE_NORMALS, SPARSE_INTEGERS = 8, 5, 6, 7
SMALL = 3
HEADER = BYTES_PER_WORD
HALF = 128


def reflected(backend: Any, point: Sequence[float], most: int) -> Any:
    """The point with the sign of one coordinate changed, for each of its largest coordinates, at most so many.

    Networks have valleys that differ by a sign: a unit that points the wrong way finds no way back.
    """
    largest = sorted(range(len(point)), key=lambda i: -abs(point[i]))[:most]
    rows = [[-c if i == place else c for i, c in enumerate(point)] for place in largest]
    return backend.asarray(rows, dtype=backend.dtype("float64"))


@dataclass(frozen=True)
class Starts:
    """Points of R^dimension on a backend, shape (batch, dimension), float64."""

    backend: Any
    dimension: int
    seed: int
    stream: int = LANDSCAPE_STREAM

    def block(self, first: int, count: int) -> Any:
        """The starts first … first+count-1."""
        counter = self._counter()
        return self._draw(counter, counter.indices(first, count))

    def chosen(self, indices: Sequence[int]) -> Any:
        """The starts of these indices, in this order."""
        return self._draw(self._counter(), self.backend.xp.asarray(list(indices), dtype=self.backend.xp.uint64))

    def _counter(self) -> Counter:
        return Counter(self.backend.xp, self.seed, self.stream)

    def _draw(self, counter: Counter, indices: Any) -> Any:
        xp, n = self.backend.xp, self.dimension
        octets = cast(xp, counter.octets(indices, 0, HEADER + 3 * n), xp.int64)
        value, between, mask = (octets[:, HEADER + k * n : HEADER + (k + 1) * n] for k in range(3))
        way = octets[:, 0:1] % WAYS
        scale = xp.take(xp.asarray(SCALES, dtype=xp.float64), octets[:, 1] % len(SCALES), axis=0)[:, None]
        normal = self._normal(value, between) * scale
        small = cast(xp, value * (2 * SMALL + 1) // 256 - SMALL, xp.float64)
        drawn = xp.where((way == INTEGERS) | (way == SPARSE_INTEGERS), small, normal)
        sparse = (way == SPARSE_NORMALS) | (way == SPARSE_INTEGERS)
        return xp.where(sparse & (mask < HALF), xp.zeros_like(drawn), drawn)

    def _normal(self, value: Any, between: Any) -> Any:
        """A quantile of the normal law, moved towards the next one by so many 256ths of the way."""
        xp = self.backend.xp
        table = [k / NORMAL_UNIT for k in normal_quantiles()]
        steps = [after - before for before, after in zip(table, [*table[1:], table[-1]], strict=True)]
        flat, shape = xp.reshape(value, (-1,)), value.shape
        at = xp.reshape(xp.take(xp.asarray(table, dtype=xp.float64), flat, axis=0), shape)
        step = xp.reshape(xp.take(xp.asarray(steps, dtype=xp.float64), flat, axis=0), shape)
        return at + step * cast(xp, between, xp.float64) / 256
