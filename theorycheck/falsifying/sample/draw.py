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

    A `passing` draw is over when the next one is made: its arrays are then written to again.
    """

    xp: Any
    dtype: Any
    seed: int
    _tables: dict[Stack, Any] = field(default_factory=dict, repr=False)
    _passing: dict[int, Any] = field(default_factory=dict, repr=False)

    def draw(self, lane: Lane, cells: Sequence[Cell], indices: Any, *, passing: bool = False) -> list[Any]:
        """One array of shape (B, *cell.shape) for each cell; `indices` has shape (B,) and unsigned words."""
        starts, total = _layout(cells)
        octets = Counter(self.xp, self.seed, lane.stream).octets(indices, 0, total)
        into = self._into(cells, int(indices.shape[0])) if passing else [None] * len(cells)
        return [self._cell(lane, *each, octets) for each in zip(cells, into, starts, strict=True)]

    def _into(self, cells: Sequence[Cell], rows: int) -> list[Any]:
        """The arrays of passing draws: fresh large ones cost more than what is written to them."""
        found = []
        for place, cell in enumerate(cells):
            entries = rows * cell.size
            if place not in self._passing or self._passing[place].shape[0] < entries:
                self._passing[place] = self.xp.zeros((entries,), dtype=self.dtype)
            found.append(self.xp.reshape(self._passing[place][:entries], (rows, cell.size)))
        return found

    def indices(self, start: int, count: int) -> Any:
        """Consecutive network indices."""
        return Counter(self.xp, self.seed, 0).indices(start, count)

    def chosen(self, indices: Sequence[int]) -> Any:
        """The given network indices, in the given order."""
        if isinstance(indices, range) and indices.step == 1:
            return self.indices(indices.start, len(indices))
        return self.xp.asarray(list(indices), dtype=self.xp.uint64)

    def _cell(self, lane: Lane, cell: Cell, into: Any, start: int, octets: Any) -> Any:
        header = octets[:, start : start + BYTES_PER_WORD]
        entries = octets[:, start + BYTES_PER_WORD :]
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
        return values * scale

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
