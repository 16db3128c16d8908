"""The library's false neighbours as objectives for other tools.

A neighbour is compiled to floats by our own evaluator, at the sizes at which our search refuted it, with its intervals
folded in and its points put on the constraints: other tools are told all that. They are charged what a point costs us
in a batch, not the Python around a single call. They need not certify: floats above their error bound are enough.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy

from benchmarks.peers import HIGH, Spent
from theorycheck.algebra import backends
from theorycheck.falsifying.bucket import Examiner
from theorycheck.falsifying.exact import Judge
from theorycheck.falsifying.functions import functions_of
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.sample.cells import Bounds
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.search import speaks_of_landscapes
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.discovery import catalogue, load

OUTSIDE, BATCH, LOOKS = 1e3, 256, 2


@dataclass(frozen=True)
class Neighbour:
    """A false statement of the library: its id, its claim, and why no other tool is given it ("" if they are)."""

    id: str
    claim: Any
    neighbour: Any
    kept_back: str

    def statement(self) -> Any:
        """Built afresh."""
        return self.claim.neighbour_statement(self.neighbour)


def neighbours() -> Iterator[Neighbour]:
    """All of the library that have a witness in numbers, in order: not those that statistics rejects."""
    for entry in catalogue():
        claim = load(entry)
        for neighbour in claim.neighbours:
            statement = claim.neighbour_statement(neighbour)
            if neighbour.expect == "REFUTED" and not functions_of(statement):  # another search of ours, without draws
                yield Neighbour(f"{entry.id}/{neighbour.name}", claim, neighbour, _kept_back(statement))


def _kept_back(statement: Any) -> str:
    if speaks_of_landscapes(statement):
        return "of landscapes"
    return "" if StatementSpace(statement, 0).layout.reals else "of naturals alone"


class Objective:
    """The violation of a statement at fixed sizes, as a function of its real entries in one vector.

    Where a hypothesis surely fails it is below -1000, and smaller the more it fails.
    """

    def __init__(self, statement: Any, domain: Any, sizes: dict[str, Any], seconds: float) -> None:
        backend = backends.select("numpy")
        self.sizes, self.limit = sizes, seconds
        self.space = StatementSpace(statement, 0, dict(getattr(domain, "sizes", None) or {}))
        self.program = Program(statement, self.space.layout, backend, "float64", self.space.constraints)
        self.examiner = Examiner(self.space, self.program, Drawer(backend.xp, backend.xp.float64, 0))
        self.judge = Judge(statement, self.space.layout)
        self.cells = self.space.cells(sizes)
        self.dimension = sum(cell.size for cell in self.cells)
        self.price = self._price()
        self.restart()

    def restart(self) -> None:
        """Another run begins: nothing is spent."""
        self.spared, self.began = 0.0, time.process_time()

    def clock(self) -> float:
        """Processor seconds without what single calls cost beyond a batch."""
        return time.process_time() - self.spared

    def alone(self, point: Any) -> float:
        """The violation at one point; 1 where it is certain."""
        began = time.process_time()
        if began - self.began > self.limit:
            raise Spent
        value = float(self.batch(point[None])[0])
        self.spared += max(0.0, time.process_time() - began - self.price)
        return value

    def batch(self, points: Any) -> Any:
        """The same for rows."""
        if time.process_time() - self.began > self.limit:
            raise Spent
        margin, values = self._floats(points)
        seeming = numpy.flatnonzero((margin > 0) | ((margin == 0) & self.examiner.strict))
        margin = numpy.minimum(margin, 0) - 1e-300  # what floats suggest is no violation yet
        for row in seeming[:LOOKS]:
            margin[row] = 1.0 if self._certain(values, int(row)) else margin[row]
        return margin

    def _floats(self, points: Any) -> tuple[Any, list[Any]]:
        """Violations in floats, and the cells they are of."""
        count = len(points)
        values = self._cells_of(points)
        violation = numpy.asarray(self.program.conclusion(self.sizes, values, count), dtype=float)
        short = self._short(values, count)
        return numpy.where(
            short > 0, -OUTSIDE - short, numpy.where(numpy.isnan(violation), -OUTSIDE, violation)
        ), values

    def _short(self, values: Any, count: int) -> Any:
        """By how much the hypotheses surely fail; 0 where they may hold."""
        short = numpy.zeros(count)
        for value, bound in self.program.bounded_hypotheses(self.sizes, values, count, members=True):
            value, bound = numpy.asarray(value, dtype=float), numpy.asarray(bound, dtype=float)
            failing = numpy.isnan(value) | (value > bound)
            short = numpy.maximum(short, numpy.where(failing, numpy.nan_to_num(value, nan=OUTSIDE) + 1e-300, 0))
        return short

    def _certain(self, values: Any, row: int) -> bool:
        alone = [array[row : row + 1] for array in values]
        value, bound = self.program.bounded_conclusion(self.sizes, alone, 1)
        if float(value[0]) > float(bound[0]):
            return True
        found = self.examiner.exact(self.sizes, alone, 0) if self.examiner.strict else None
        return found is not None and self.judge.refutes(found)

    def _cells_of(self, points: Any) -> list[Any]:
        ends = numpy.cumsum([cell.size for cell in self.cells])[:-1]
        parts = zip(self.cells, numpy.split(points, ends, axis=1), strict=True)
        return [_folded(part, cell.bounds).reshape(-1, *cell.shape) for cell, part in parts]

    def _price(self) -> float:
        """Seconds of one point in a batch."""
        points = numpy.random.default_rng(0).standard_normal((BATCH, self.dimension))
        best = float("inf")
        for _ in range(2):
            began = time.process_time()
            self._floats(points)
            best = min(best, time.process_time() - began)
        return best / BATCH


def _folded(part: Any, bounds: Bounds) -> Any:
    """Numbers of the box as numbers of the interval."""
    low, high = (None if end is None else float(end) for end in (bounds.lower, bounds.upper))
    if low is not None and high is not None:
        return low + (high - low) * (numpy.clip(part, -HIGH, HIGH) + HIGH) / (2 * HIGH)
    if low is not None:
        return low + numpy.abs(part)
    return part if high is None else high - numpy.abs(part)
