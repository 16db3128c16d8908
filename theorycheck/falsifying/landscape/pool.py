"""Compaction: starts that are finished leave the batch, so that the others do not wait for them.

On the host they leave at once. On a device, where asking costs a copy that everything waits for, they stand still until
somebody looks, every so many turns: the others are the same either way.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from theorycheck.falsifying.dialect import join, rows

State = dict[str, Any]
MATRIX_NUMBERS = 1 << 17  # of a stack of matrices: larger stacks leave the caches
LOOK_EVERY = 16


@dataclass
class Pool:
    """Named arrays with one entry a start along the first axis. `active` holds those that are still worked on."""

    backend: Any
    active: State
    _rows: list[int] = field(init=False)
    _retired: list[tuple[list[int], State]] = field(init=False, default_factory=list)
    _standing: Any = field(init=False, default=None)  # which are finished and still there

    def __post_init__(self) -> None:
        self._rows = list(range(next(iter(self.active.values())).shape[0]))

    def __len__(self) -> int:
        return len(self._rows)

    def advance(self, moved: State) -> None:
        """The state after a step."""
        standing = self._standing
        self.active = moved if standing is None else chosen(self.backend.xp, standing, self.active, moved)

    def retire(self, finished: Any, turn: int | None = None) -> None:
        """Takes the finished starts (a mask on the device) out of the batch; on a device in some turns only."""
        if self._standing is not None:
            finished = finished | self._standing
        if self.backend.remote and turn is not None and (turn + 1) % LOOK_EVERY:
            self._standing = finished
            return
        self._standing = None
        flags = self.backend.to_host(finished).tolist()
        if not any(flags):
            return
        gone = [place for place, flag in enumerate(flags) if flag]
        kept = [place for place, flag in enumerate(flags) if not flag]
        self._retired.append(([self._rows[place] for place in gone], self._take(gone)))
        self.active, self._rows = self._take(kept), [self._rows[place] for place in kept]

    def collect(self) -> State:
        """All starts in their first order, finished or not."""
        parts = [*self._retired, (self._rows, self.active)]
        order = [row for chosen, _state in parts for row in chosen]
        back = sorted(range(len(order)), key=order.__getitem__)
        return {name: self._ordered([state[name] for _rows, state in parts], back) for name in self.active}

    def _take(self, places: list[int]) -> State:
        return {name: rows(self.backend.xp, array, places) for name, array in self.active.items()}

    def _ordered(self, pieces: list[Any], back: list[int]) -> Any:
        return rows(self.backend.xp, join(self.backend.xp, pieces, axis=0), back)


def blocks(backend: Any, count: int, dimension: int) -> Iterator[list[int]]:
    """The numbers below `count` in runs that are short enough for stacks of a matrix each; one run on a device."""
    size = max(1, count if backend.remote else MATRIX_NUMBERS // max(1, dimension) ** 2)
    return (list(range(first, min(first + size, count))) for first in range(0, count, size))


def blockwise(backend: Any, work: Callable[[State], State], state: State, dimension: int) -> State:
    """What `work` makes of the starts, which it is given in `blocks`."""
    xp, some = backend.xp, list(blocks(backend, next(iter(state.values())).shape[0], dimension))
    if len(some) < 2:
        return work(state)
    parts = [work({name: rows(xp, array, block) for name, array in state.items()}) for block in some]
    return {name: join(xp, [part[name] for part in parts], axis=0) for name in parts[0]}


def chosen(xp: Any, mask: Any, new: Mapping[str, Any], old: Mapping[str, Any]) -> State:
    """For each start the new arrays where the mask holds, else the old ones."""
    return {name: xp.where(expanded(mask, new[name].ndim), new[name], old[name]) for name in new}


def replaced(xp: Any, old: Mapping[str, Any], places: list[int], new: Mapping[str, Any]) -> State:
    """The arrays with new entries at these places."""
    count = next(iter(old.values())).shape[0]
    at = list(range(count))
    for position, place in enumerate(places):
        at[place] = count + position
    return {name: rows(xp, join(xp, [old[name], new[name]], axis=0), at) for name in old}


def expanded(mask: Any, axes: int) -> Any:
    """A vector with further axes of length 1 at the end."""
    return mask[(slice(None), *([None] * (axes - 1)))]
