"""One bucket: networks of one lane at one size assignment, drawn, evaluated, sorted into hits, undecided and
survivors.
"""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from theorycheck.falsifying.confidence import Evidence
from theorycheck.falsifying.dialect import rows as pick
from theorycheck.falsifying.point import Point
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.sample.lanes import Lane
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.node import postorder
from theorycheck.statement.nodes import Eq, Implies, Lt, Not

CLOSE_LOOKS = 8
DELTA = 1e-6


@dataclass(frozen=True)
class Bucket:
    """Networks `indices` of a lane at one assignment of sizes."""

    lane: Lane
    sizes: dict[str, int | list[int]]
    indices: tuple[int, ...]


@dataclass
class Examined:
    """What floats say of a bucket. Rows are positions in `bucket.indices`; arrays live on the host."""

    bucket: Bucket
    violations: Any
    satisfied: Any
    hits: list[int]
    undecided: int
    suspects: list[int]
    evidence: Evidence

    @property
    def peak(self) -> float:
        """The largest violation; minus infinity where there is none."""
        return float(self.violations.max()) if self.violations.size else -math.inf


@dataclass
class Examiner:
    """Draws and evaluates buckets on a backend; `host` is the namespace of host arrays.

    Where the conclusion is `strict` somewhere, a violation of exactly 0 (a tie) is suspicious too.
    """

    space: StatementSpace
    program: Program
    drawer: Drawer
    host: Any
    strict: bool = field(init=False)
    equality: bool = field(init=False)

    def __post_init__(self) -> None:
        relations = list(postorder(self.space.statement.conclusion))
        self.strict = any(isinstance(node, (Lt, Not, Implies)) for node in relations)
        self.equality = any(isinstance(node, Eq) for node in relations)

    def values(self, bucket: Bucket) -> list[Any]:
        """The cells of all networks of the bucket, unknowns not yet solved."""
        return self.drawer.draw(bucket.lane, self.space.cells(bucket.sizes), self.drawer.chosen(bucket.indices))

    def examine(self, bucket: Bucket, *, every: bool = False) -> Examined:
        """Evaluates a bucket; with `every`, error bounds are computed for all its networks, else for the most
        suspicious."""
        batch = len(bucket.indices)
        values = self.solved(bucket.sizes, self.values(bucket), batch)
        satisfied = self.satisfied(bucket.sizes, values, batch)
        violations = self._usable(self.program.conclusion(bucket.sizes, values, batch), satisfied)
        ranked = [int(row) for row in self.host.argsort(-violations)]
        suspects = [row for row in ranked if violations[row] > 0 or (self.strict and violations[row] == 0)]
        looked_at = list(range(batch)) if every else suspects[:CLOSE_LOOKS]
        value, bound = self._close_look(bucket, values, looked_at)
        hits = [row for row in suspects if row in value and value[row] - bound[row] > 0]
        evidence = _evidence(value, bound, satisfied) if every else Evidence()
        return Examined(bucket, violations, satisfied, hits, len(suspects) - len(hits), suspects, evidence)

    def _usable(self, violations: Any, satisfied: Any) -> Any:
        """The violations, minus infinity where they are not finite or a hypothesis fails."""
        xp = self.host
        return xp.where(xp.isfinite(violations) & satisfied, violations, xp.full(violations.shape, -xp.inf))

    def _close_look(self, bucket: Bucket, values: list[Any], rows: Sequence[int]) -> tuple[dict, dict]:
        """Violations with their error bounds for some rows."""
        if not rows:
            return {}, {}
        value, bound = self.program.bounded_conclusion(bucket.sizes, self.take(values, rows), len(rows))
        return dict(zip(rows, value.tolist(), strict=True)), dict(zip(rows, bound.tolist(), strict=True))

    def satisfied(self, sizes: dict, values: list[Any], batch: int) -> Any:
        """Which networks no hypothesis surely excludes."""
        xp = self.host
        inside = xp.ones((batch,), dtype=bool)
        members = bool(self.space.unknowns.reals)
        for value, bound in self.program.bounded_hypotheses(sizes, values, batch, members=members):
            inside = inside & ~(xp.isnan(value) | (value > bound))
        return inside

    def solved(self, sizes: dict, values: list[Any], batch: int) -> list[Any]:
        """The values with each real unknown replaced by the float solution of its equality."""
        for unknown in self.space.unknowns.reals:
            equality = self.space.unknowns.equalities[unknown.hypothesis]
            places = [p for p, cell in enumerate(self.space.cells(sizes)) if cell.symbol == unknown.name]
            values = self.program.solve_affine(equality, sizes, values, places[0], batch)
        return values

    def take(self, values: Sequence[Any], rows: Sequence[int]) -> list[Any]:
        """The chosen networks of a batch."""
        return [pick(self.drawer.xp, array, rows) for array in values]

    def point(self, bucket: Bucket, row: int) -> Point | None:
        """One network of the bucket drawn again alone, as an exact point with its unknowns solved exactly."""
        alone = Bucket(bucket.lane, bucket.sizes, (bucket.indices[row],))
        return self.exact(bucket.sizes, self.values(alone), 0)

    def exact(self, sizes: dict, values: Sequence[Any], row: int) -> Point | None:
        """The exact point of one row of drawn or climbed values."""
        entries = [[Fraction(float(value)) for value in self._flat(array, row)] for array in values]
        return self.space.point(sizes, entries)

    def _flat(self, array: Any, row: int) -> list[float]:
        host = self.program.backend.to_host(array)
        return list(host[row, ...].reshape(-1).tolist())


def _evidence(value: dict[int, float], bound: dict[int, float], satisfied: Any) -> Evidence:
    """Counts the event "violation > DELTA" among the draws that satisfy the hypotheses; what is not decided counts
    apart."""
    rows = [row for row in value if bool(satisfied[row])]
    violated = sum(value[row] - bound[row] > DELTA for row in rows)
    kept = sum(value[row] == -math.inf or value[row] + bound[row] <= DELTA for row in rows)
    return Evidence(len(rows), violated, len(rows) - violated - kept)
