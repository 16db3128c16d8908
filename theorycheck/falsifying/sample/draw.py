"""Draws whole batches of networks, or one of them alone, from (seed, lane, index).

The bytes of a network are laid out as a header of two words, then for each cell one header word and the bytes
of its entries. The layout depends on the cells alone, so the same index at the same sizes gives the same
network whatever else is in its batch.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from theorycheck.falsifying.dialect import cast, look_up
from theorycheck.falsifying.randomness import BYTES_PER_WORD, Counter, words_for
from theorycheck.falsifying.sample.cells import Cell
from theorycheck.falsifying.sample.lanes import Lane, cell_scale_stack, scalable, scale_stack, tied_stacks
from theorycheck.falsifying.sample.laws import TABLE, Stack, steps

HEADER = 2 * BYTES_PER_WORD
FINE_CELL = 16
FINE_UNIT = 2.0**-8
SCALE_BYTE, MIX_BYTE, FIRST_TIE, SECOND_TIE, TIE_TABLE = range(5)


@dataclass
class Drawer:
    """Draws in one array namespace and number format; keeps the tables it has uploaded.

    On a lane of families, network i has the cells `own` from its own bytes, and all others from those of the first
    of its family. A `passing` draw is over when the next one is made: its arrays are then written to again.
    """

    xp: Any
    dtype: Any
    seed: int
    _tables: dict[Stack, Any] = field(default_factory=dict, repr=False)
    _passing: dict[int, Any] = field(default_factory=dict, repr=False)
    _counters: dict[int, Counter] = field(default_factory=dict, repr=False)

    def draw(
        self, lane: Lane, cells: Sequence[Cell], indices: Any, own: Sequence[int] = (), *, passing: bool = False
    ) -> list[Any]:
        """One array of shape (B, *cell.shape) for each cell; `indices` has shape (B,) and unsigned words."""
        if not own or lane.family == 1:
            return self._drawn(lane, cells, indices, range(len(cells)), passing)
        size = self.chosen([lane.family])
        return self._both(lane, cells, indices // size * size, indices, own, passing)

    def families(self, lane: Lane, cells: Sequence[Cell], start: int, count: int, own: Sequence[int]) -> list[Any]:
        """Whole families from network `start` on, passing: (count · family, *shape) for own cells, (count, *shape) for
        the others."""
        first = self.indices(0, count) * self.chosen([lane.family]) + self.chosen([start])
        return self._both(lane, cells, first, self.indices(start, count * lane.family), own, True)

    def _both(
        self, lane: Lane, cells: Sequence[Cell], first: Any, indices: Any, own: Sequence[int], passing: bool
    ) -> list[Any]:
        shared = [place for place in range(len(cells)) if place not in own]
        found = dict(zip(shared, self._drawn(lane, cells, first, shared, passing), strict=True))
        found |= dict(zip(own, self._drawn(lane, cells, indices, own, passing), strict=True))
        return [found[place] for place in range(len(cells))]

    def _drawn(
        self, lane: Lane, cells: Sequence[Cell], indices: Any, places: Sequence[int], passing: bool
    ) -> list[Any]:
        """Some of the cells."""
        starts, total = _layout(cells)
        ends = [*starts[1:], total]
        runs = [(starts[place], ends[place]) for place in places]
        counter, rows = self._counter(lane.stream), int(indices.shape[0])
        if 2 * sum(end - start for start, end in runs) >= total:
            octets = counter.octets(indices, 0, total)
            head, parts = octets, [octets[:, start:end] for start, end in runs]
        else:
            head = counter.octets(indices, 0, HEADER)
            parts = [counter.octets(indices, start // BYTES_PER_WORD, end - start) for start, end in runs]
        into = [self._into(place, rows, cells[place].size) if passing else None for place in places]
        drawn = zip(places, into, parts, strict=True)
        return [self._cell(lane, cells[place], room, part, head) for place, room, part in drawn]

    def _counter(self, stream: int) -> Counter:
        if stream not in self._counters:
            self._counters[stream] = Counter(self.xp, self.seed, stream)
        return self._counters[stream]

    def _into(self, place: int, rows: int, size: int) -> Any:
        """The array of a cell of passing draws: fresh large ones cost more than what is written to them."""
        if place not in self._passing or self._passing[place].shape[0] < rows * size:
            self._passing[place] = self.xp.zeros((rows * size,), dtype=self.dtype)
        return self.xp.reshape(self._passing[place][: rows * size], (rows, size))

    def indices(self, start: int, count: int) -> Any:
        """Consecutive network indices."""
        return self._counter(0).indices(start, count)

    def chosen(self, indices: Sequence[int]) -> Any:
        """The given network indices, in the given order."""
        if isinstance(indices, range) and indices.step == 1:
            return self.indices(indices.start, len(indices))
        return self.xp.asarray(list(indices), dtype=self.xp.uint64)

    def _cell(self, lane: Lane, cell: Cell, into: Any, own: Any, octets: Any) -> Any:
        header, entries = own[:, :BYTES_PER_WORD], own[:, BYTES_PER_WORD:]
        if lane.tied:
            values = self._tied(lane, cell, octets, header, entries)
        else:
            values = self._plain(lane, cell, into, header, entries)
        return self.xp.reshape(self._scaled(lane, cell, octets, header, values), (octets.shape[0], *cell.shape))

    def _plain(self, lane: Lane, cell: Cell, into: Any, header: Any, entries: Any) -> Any:
        stack = lane.tables(cell)
        values = self._look_up(stack, header[:, 0], entries[:, : cell.size], into)
        if not (lane.fine and cell.size <= FINE_CELL):
            return values
        start = BYTES_PER_WORD * words_for(cell.size)
        between = cast(self.xp, entries[:, start : start + cell.size], self.dtype) * FINE_UNIT
        return values + between * self._look_up(steps(stack), header[:, 0], entries[:, : cell.size])

    def _tied(self, lane: Lane, cell: Cell, octets: Any, header: Any, entries: Any) -> Any:
        palettes, entries = lane.tables(cell), entries[:, : cell.size]
        which = octets[:, TIE_TABLE]
        first, second = (self._look_up(palettes, which, octets[:, at : at + 1]) for at in (FIRST_TIE, SECOND_TIE))
        ones, twos = tied_stacks(cell.bounds)
        return self._look_up(ones, header[:, 0], entries) * first + self._look_up(twos, header[:, 0], entries) * second

    def _scaled(self, lane: Lane, cell: Cell, octets: Any, header: Any, values: Any) -> Any:
        if not scalable(cell.bounds) or lane.scales == (1,):
            return values
        scale = self._look_up(scale_stack(lane.scales), None, octets[:, SCALE_BYTE : SCALE_BYTE + 1])
        if lane.mixed:
            scale = scale * self._look_up(cell_scale_stack(), octets[:, MIX_BYTE], header[:, 1:2])
        values *= scale
        return values

    def _look_up(self, stack: Stack, choice: Any, entries: Any, into: Any = None) -> Any:
        table = self._table(stack)
        if len(stack.tables) == 1:
            return look_up(table, entries, into)
        xp = self.xp
        which = cast(xp, choice, xp.int64) % len(stack.tables)
        return look_up(table, cast(xp, entries, xp.int64) + which[:, None] * TABLE, into)

    def _table(self, stack: Stack) -> Any:
        if stack not in self._tables:
            values = [float(value) for table in stack.tables for value in table]
            self._tables[stack] = self.xp.asarray(values, dtype=self.dtype)
        return self._tables[stack]


def _layout(cells: Sequence[Cell]) -> tuple[list[int], int]:
    """The byte at which each cell's header starts, and the number of bytes of a network."""
    starts, position = [], HEADER
    for cell in cells:
        starts.append(position)
        words = words_for(cell.size)
        position += BYTES_PER_WORD * (1 + (2 * words if cell.size <= FINE_CELL else words))
    return starts, position
