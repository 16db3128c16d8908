"""Work in parts, each half as large as the last, while a device has no room for all of it at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

WORDS = ("ALLOC_FAILED", "cudaErrorMemoryAllocation", "out of memory")
LARGEST_LAUNCH = 1 << 18
COPIES = 16  # of a network's numbers, alive at once: values, bounds, and what is made on the way
SHARE = 2  # one part in so many of the device's memory is ours


def no_room(error: Exception) -> bool:
    """Whether an error says that memory ran out: NumPy's, CuPy's, or that of a library below CuPy."""
    return isinstance(error, MemoryError) or any(word in str(error) for word in WORDS)


class Memory:
    """What a backend knows of its memory. `total`: bytes of the device; None on the host, whose caches decide."""

    total: int | None
    release: Callable[[], None]
    concat: Any

    def launch(self, octets: int) -> int | None:
        """How many networks of so many bytes go into one launch on a device: a power of two, the same in every run.

        None on the host.
        """
        if self.total is None:
            return None
        room = max(1, self.total // (SHARE * COPIES * max(1, octets)))
        return min(LARGEST_LAUNCH, 1 << (room.bit_length() - 1))

    def in_parts(self, count: int, work: Callable[[int, int], tuple[Any, ...]]) -> tuple[Any, ...]:
        """work(0, count), a tuple of arrays with one entry a row, or the same joined from smaller ranges of rows."""
        found = self._attempt(work, 0, count)
        if found is not None:
            return found
        middle = count // 2
        parts = [
            self.in_parts(middle, work),
            self.in_parts(count - middle, lambda first, last: work(middle + first, middle + last)),
        ]
        return tuple(self.concat(list(pieces), axis=0) for pieces in zip(*parts, strict=True))

    def _attempt(self, work: Callable[[int, int], tuple[Any, ...]], first: int, last: int) -> tuple[Any, ...] | None:
        try:
            return work(first, last)
        except Exception as error:
            if last - first < 2 or not no_room(error):
                raise
        self.release()  # here, where the error no longer keeps what was computed alive
        return None
