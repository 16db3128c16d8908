"""One bucket: networks of one lane at one size assignment, drawn, evaluated, sorted into hits, undecided and
survivors.

All of it happens on the device. A bucket comes back in at most two small transfers, however many networks it has:
counts, and the rows at the top.
"""
from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from typing import Any

from theorycheck.falsifying.confidence import Evidence
from theorycheck.falsifying.constraints.projection import Projection
from theorycheck.falsifying.constraints.pull import Pull
from theorycheck.falsifying.point import Point
from theorycheck.falsifying.program import Program
from theorycheck.falsifying.sample.draw import Drawer
from theorycheck.falsifying.sample.lanes import DECLARED, Lane
from theorycheck.falsifying.sample.laws import names
from theorycheck.falsifying.space import StatementSpace
from theorycheck.statement.node import postorder
from theorycheck.statement.nodes import And, Eq, Exists, ForAll, Implies, Le, Lt, Not, Or

CLOSE_LOOKS, LISTED = 8, 32
DELTA = 1e-6
ROUNDED = 1 + 2.0**-10  # what comparing in floats may add


@dataclass(frozen=True)
class Bucket:
    """Networks `indices` of a lane at one assignment of sizes."""

    lane: Lane
    sizes: dict[str, int | list[int]]
    indices: Sequence[int]  # a range where they follow one another: a device counts them itself

    @property
    def in_a_row(self) -> bool:
        """Whether the indices follow one another."""
        row = range(self.indices[0], self.indices[0] + len(self.indices)) if self.indices else range(0)
        return row == self.indices if isinstance(self.indices, range) else tuple(row) == tuple(self.indices)


@dataclass(frozen=True)
class Examined:
    """What floats say of a bucket, on the host. Rows are positions in `bucket.indices`.

    satisfied:   how many networks no hypothesis surely excludes; `model` is the first of them
    best:        the rows of the largest violations, largest first, at most LISTED
    violations:  of the rows in `best` and `hits`; minus infinity where there is none
    suspects:    those of `best` that seem to violate the conclusion
    hits:        rows whose violation exceeds its error bound, the largest first, at most LISTED
    undecided:   how many seem to violate it and are no hits, or were not looked at
    """

    bucket: Bucket
    satisfied: int
    model: int
    best: list[int]
    violations: dict[int, float]
    suspects: list[int]
    hits: list[int]
    undecided: int
    evidence: Evidence

    @property
    def peak(self) -> float:
        """The largest violation; minus infinity where there is none."""
        return self.violations[self.best[0]] if self.best else -math.inf


@dataclass
class Examiner:
    """Draws and evaluates buckets on the program's backend.

    Where the conclusion is `strict` somewhere, a violation of exactly 0 (a tie) is suspicious too.
    """

    space: StatementSpace
    program: Program
    drawer: Drawer
    strict: bool = field(init=False)
    equality: bool = field(init=False)
    pull: Pull = field(init=False)
    projection: Projection = field(init=False)

    def __post_init__(self) -> None:
        self.pull = Pull(self.program, self.space.constraints.bounds)
        self.projection = Projection(self.program, self.space.constraints.left)
        relations = list(postorder(self.space.statement.conclusion))
        self.strict = any(isinstance(node, (Lt, Not, Implies)) for node in relations)
        self.equality = claims_equality(self.space.statement.conclusion)

    def values(self, bucket: Bucket, *, passing: bool = False) -> list[Any]:
        """The cells of all networks of the bucket as drawn, not yet put on the constraints; passing ones until the next
        such call."""
        indices, cells = self.drawer.chosen(bucket.indices), self.space.cells(bucket.sizes)
        drawn = self.drawer.draw(bucket.lane, cells, indices, self._own(bucket), passing=passing)
        pulled = bucket.lane.name != DECLARED and bucket.lane.family == 1
        return self.pull.inside(bucket.sizes, drawn) if pulled else drawn

    def prefixes(self, bucket: Bucket) -> int:
        """How many networks of the bucket differ in more than the cells that each has for itself."""
        family, indices = bucket.lane.family if self._own(bucket) else 1, bucket.indices
        if bucket.in_a_row:
            return indices[-1] // family - indices[0] // family + 1
        return len({index // family for index in indices})

    def _own(self, bucket: Bucket) -> tuple[int, ...]:
        """The places of the cells that each network of a family has for itself; () on other lanes."""
        return self.program.own(bucket.sizes) if bucket.lane.family > 1 else ()

    def examine(self, bucket: Bucket, *, every: bool = False) -> Examined:
        """Evaluates a bucket; with `every`, error bounds are computed for all its networks, else for the most
        suspicious."""
        backend = self.program.backend
        work = partial(self._evaluated, bucket, every)
        inside, violations, *bounded = backend.in_parts(len(bucket.indices), work)
        ties = self.strict or bucket.lane.rational  # what a float stands for may lie beyond the tie
        suspicious = (violations > 0) | (violations == 0) if ties else violations > 0
        best = backend.largest_rows(violations, LISTED)
        seen = backend.fetch(
            best=best,
            violations=self._rows(violations, best),
            suspects=backend.count(suspicious),
            satisfied=backend.count(inside),
            model=backend.first(inside),
        )
        listed, suspects = [int(row) for row in seen["best"]], int(seen["suspects"][0])
        known = dict(zip(listed, seen["violations"], strict=True))
        hits: dict[int, float] = {}
        surely, counts = 0, Evidence()
        if every:
            hits, surely, counts = self._all_bounds(violations, suspicious, inside, *bounded)
        if suspects and not hits:
            hits = self._close_look(bucket, listed[:suspects][:CLOSE_LOOKS])
            if not hits and suspects > CLOSE_LOOKS and known[listed[0]] > DELTA:  # the largest may be ill-conditioned
                hits = self._close_look(bucket, listed[CLOSE_LOOKS:suspects])
            surely = len(hits)
        model = int(seen["model"][0])
        return Examined(
            bucket, int(seen["satisfied"][0]), model, listed, known | hits, listed[:suspects], list(hits),
            suspects - surely, counts,
        )  # fmt: skip

    def _evaluated(self, bucket: Bucket, every: bool, first: int, last: int) -> tuple[Any, ...]:
        """Of some rows: which the hypotheses do not exclude, and the violations, minus infinity where they are not
        finite or a hypothesis fails; with `every` also the value of the conclusion and the bound on its error."""
        part = replace(bucket, indices=bucket.indices[first:last])
        batch, backend, sizes = last - first, self.program.backend, bucket.sizes
        values = self._families(part) or self.values(part, passing=True)
        inside = self.satisfied(sizes, values, batch)
        bounded = self._bounded(part, values, inside) if every else ()
        violations = bounded[0] if bounded else self.program.conclusion(sizes, values, batch)
        usable = _else_nothing(backend, backend.isfinite(violations) & inside, violations)
        return inside, usable, *bounded

    def _bounded(self, bucket: Bucket, values: list[Any], inside: Any) -> tuple[Any, Any]:
        """The value of the conclusion and a bound on its error: a cheap one if it decides of all networks whether the
        violation is above DELTA, else that of a close look."""
        backend, sizes, batch = self.program.backend, bucket.sizes, len(bucket.indices)
        cheap = self.program.cheaply_bounded_conclusion(sizes, values, batch)
        if cheap is None:
            return self.program.bounded_conclusion(sizes, values, batch)
        with backend.quiet():
            value, bound = cheap[0], cheap[1] * ROUNDED
            clear = (value > DELTA + bound) | (value <= DELTA - bound)
        if int(backend.fetch(unclear=backend.count(inside & ~clear))["unclear"][0]):
            return self.program.bounded_conclusion(sizes, values, batch)
        return value, bound

    def _families(self, bucket: Bucket) -> list[Any]:
        """The cells of a bucket of whole families, those that a family shares only once; [] where it is none."""
        own, family, start = self._own(bucket), bucket.lane.family, bucket.indices[0]
        count, rest = divmod(len(bucket.indices), family)
        if not own or rest or start % family or not bucket.in_a_row:
            return []
        return self.drawer.families(bucket.lane, self.space.cells(bucket.sizes), start, count, own)

    def networks(self, bucket: Bucket, rows: Sequence[int]) -> list[Any]:
        """Some networks of the bucket, drawn again."""
        return self.values(replace(bucket, indices=tuple(bucket.indices[row] for row in rows)))

    def _close_look(self, bucket: Bucket, rows: list[int]) -> dict[int, float]:
        """The hits among some rows with their violations."""
        values = self.networks(bucket, rows)
        value, bound = self.program.bounded_conclusion(bucket.sizes, values, len(rows))
        seen = self.program.backend.fetch(value=value, sure=value > bound)
        found = zip(rows, seen["value"], seen["sure"], strict=True)
        return {row: violation for row, violation, sure in found if sure}

    def _all_bounds(
        self, violations: Any, suspicious: Any, inside: Any, value: Any, bound: Any
    ) -> tuple[dict[int, float], int, Evidence]:
        """The first hits with their violations, how many there are, and the counts of the bounded event."""
        backend = self.program.backend
        sure = suspicious & (value > bound)
        hits = backend.largest_rows(_else_nothing(backend, sure, violations), LISTED)
        with backend.quiet():  # infinities meet
            violated = inside & (value - bound > DELTA)
            kept = inside & ((value == -math.inf) | (value + bound <= DELTA))
        seen = backend.fetch(
            hits=hits, violations=self._rows(violations, hits), sure=backend.count(sure),
            draws=backend.count(inside), violated=backend.count(violated), kept=backend.count(kept),
        )  # fmt: skip
        surely, draws, violated, kept = (int(seen[name][0]) for name in ("sure", "draws", "violated", "kept"))
        first = list(zip(map(int, seen["hits"]), seen["violations"], strict=True))[:surely]
        return dict(first), surely, Evidence(draws, violated, draws - violated - kept)

    def _rows(self, array: Any, rows: Any) -> Any:
        return self.program.backend.xp.take(array, rows, axis=0)

    def satisfied(self, sizes: dict, values: list[Any], batch: int) -> Any:
        """Which draws no hypothesis surely excludes: a mask on the device."""
        backend = self.program.backend
        inside = backend.full((batch,), True, dtype=backend.xp.bool)
        found = self.program.bounded_hypotheses(sizes, values, batch, members=self.may_leave(sizes))
        hypotheses = self.space.statement.hypotheses
        for (value, bound), node in zip(found, hypotheses[len(hypotheses) - len(found) :], strict=True):
            fails = value >= bound if is_strict(node) else value > bound
            inside = inside & ~(backend.isnan(value) | fails)
        return inside

    def may_leave(self, sizes: dict) -> bool:
        """Whether a symbol with an interval is computed, and so perhaps outside of it."""
        fills = self.space.constraints.fills
        return any(cell.symbol in fills and not cell.bounds.free for cell in self.space.cells(sizes))

    def point(self, bucket: Bucket, row: int) -> Point | None:
        """One network of the bucket drawn again alone, as an exact point on the constraints."""
        alone = replace(bucket, indices=(bucket.indices[row],))
        values = self.values(alone)
        if not bucket.lane.rational:
            return self.exact(bucket.sizes, values, 0)
        entries = []
        for array, cell in zip(values, self.space.cells(bucket.sizes), strict=True):
            known = names(bucket.lane.tables(cell))
            entries.append([known.get(x, Fraction(x)) for x in self._flat(array, 0)])
        return self.space.point(bucket.sizes, entries)

    def exact(self, sizes: dict, values: Sequence[Any], row: int) -> Point | None:
        """The exact point of one row of drawn or climbed values."""
        entries = [[Fraction(float(value)) for value in self._flat(array, row)] for array in values]
        return self.space.point(sizes, entries)

    def _flat(self, array: Any, row: int) -> list[float]:
        host = self.program.backend.to_host(array)
        return list(host[row, ...].reshape(-1).tolist())


def is_strict(node: Any) -> bool:
    """Whether a relation fails where its violation is exactly 0."""
    match node:
        case Lt():
            return True
        case Not():
            return isinstance(node.args[0], (Eq, Le))
        case And() | Or():
            return all(map(is_strict, node.args))
        case ForAll() | Exists():
            return is_strict(node.args[1].body)
    return False


def claims_equality(node: Any) -> bool:
    """Whether a relation says somewhere that two sides are equal: a violation cannot fall below 0 there."""
    match node:
        case Eq():
            return True
        case And() | Or():
            return any(map(claims_equality, node.args))
        case Implies():
            return claims_equality(node.args[1])
        case ForAll() | Exists():
            return claims_equality(node.args[1].body)
    return False


def _else_nothing(backend: Any, mask: Any, violations: Any) -> Any:
    """The violations, minus infinity where the mask does not hold."""
    return backend.where(mask, violations, backend.full_like(violations, -math.inf))
