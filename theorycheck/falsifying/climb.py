"""Climbing: which sizes, from which starts, by which method; and what of the points reached is worth deciding."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from theorycheck.falsifying.ascent.method import AbstractMethod, Draws, Effort
from theorycheck.falsifying.ascent.statement_margin import StatementMargin
from theorycheck.falsifying.bucket import Examined, Examiner
from theorycheck.falsifying.dialect import join
from theorycheck.falsifying.elites import Elite, Elites, Key, key_of
from theorycheck.falsifying.point import Point, Sizes
from theorycheck.falsifying.sample.lanes import FRESH

ASCENT_STREAM = 1 << 21
FRESH_INDEX = 1 << 50
LARGEST = 1000
FEW_ENTRIES = 80
CANDIDATES = 4
MARGINS = 8
ENOUGH = 1e-9
NEAR_TIE = 1e-6
DENOMINATORS = (1, 12, 1000)
BITS = (0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20)


@dataclass(frozen=True)
class Reached:
    """A point that a climb suggests, its float violation, and where the climb began."""

    point: Point
    violation: float
    start: Elite
    sizes: Sizes


@dataclass
class Climber:
    """Climbs on the examiner's backend, from the best networks so far and from fresh ones of mixed scales."""

    examiner: Examiner
    seed: int
    spent: Callable[[], bool]
    elites: Elites = field(default_factory=Elites)
    evaluations: int = 0
    climbs: int = 0
    enough: float = ENOUGH
    margins: dict[Key, StatementMargin] = field(default_factory=dict)

    def remember(self, examined: Examined) -> None:
        """Takes a bucket's best network into the pool."""
        if examined.peak == -float("inf") or sum(cell.size for cell in self._cells(examined.bucket.sizes)) > LARGEST:
            return
        bucket, row = examined.bucket, examined.best[0]
        values = self.examiner.networks(bucket, [row])
        host = self.examiner.program.backend.to_host
        entries = tuple(float(x) for array in values for x in host(array).reshape(-1).tolist())
        self.elites.add(bucket.sizes, Elite(entries, examined.peak, bucket.lane.name, bucket.indices[row]))

    def climb(self, method: AbstractMethod, turn: int, evaluations: int) -> Iterator[Reached]:
        """Climbs at promising sizes, these in turn, and yields what may refute; remembers how far it came."""
        ranked = [sizes for sizes in self.elites.ranked() if self._promising(sizes)]
        if not ranked:
            return
        sizes = ranked[0 if turn % 2 == 0 else (turn // 2) % len(ranked)]
        margin = self._margin(sizes)
        if not method.suits(margin):
            return
        self.climbs += 1
        xp, backend = margin.xp, self.examiner.program.backend
        draws = Draws(xp, self.seed, ASCENT_STREAM + self.climbs, margin.low.dtype)
        effort = Effort(evaluations * backend.breadth, self.enough, self.spent)
        starts = self._starts(margin, sizes, method.starts * backend.breadth)
        with backend.quiet():
            reached, values = method.climb(margin, starts, draws, effort)
        self.evaluations += margin.evaluations
        yield from self._candidates(margin, sizes, reached, values)

    def _margin(self, sizes: Sizes) -> StatementMargin:
        """The margin at these sizes, its count at 0; a few are kept with what they have recorded."""
        key = key_of(sizes)
        if key not in self.margins:
            if len(self.margins) >= MARGINS:
                self.margins.pop(next(iter(self.margins)))
            self.margins[key] = StatementMargin(self.examiner, sizes)
        self.margins[key].evaluations = 0
        return self.margins[key]

    def _cells(self, sizes: Sizes) -> Any:
        return self.examiner.space.cells(sizes)

    def _promising(self, sizes: Sizes) -> bool:
        """Whether there is something to climb: an equality that holds up to rounding at the best network is flat."""
        entries = sum(cell.size for cell in self._cells(sizes))
        return entries > 0 and not (self.examiner.equality and self.elites.of(sizes)[0].violation >= 0)

    def _starts(self, margin: StatementMargin, sizes: Sizes, count: int) -> Any:
        """The best networks at these sizes, then fresh ones of mixed scales."""
        xp, best = margin.xp, self.elites.of(sizes)
        known = xp.asarray([elite.entries for elite in best], dtype=margin.low.dtype)
        first = FRESH_INDEX + self.climbs * 4096
        indices = self.examiner.drawer.chosen(range(first, first + count - len(best)))
        drawn = self.examiner.drawer.draw(FRESH, margin.cells, indices)
        return margin.admitted(join(xp, [known, margin.flatten(drawn)], axis=0))

    def _candidates(self, margin: StatementMargin, sizes: Sizes, reached: Any, values: Any) -> Iterator[Reached]:
        backend = self.examiner.program.backend
        best, violations, sure = self._best(margin, sizes, reached, values)
        seen = backend.fetch(violation=violations, sure=sure)
        points = backend.to_host(best).tolist()
        several = zip(map(tuple, points), seen["violation"], map(bool, seen["sure"]), strict=True)
        for entries, violation, certain in dict.fromkeys(several):
            if violation == -float("inf"):
                continue
            start = Elite(entries, violation, "ascent", None)
            self.elites.add(sizes, start)
            if certain:
                yield from self._coarser(margin, start, sizes)
            for found in self._worth_deciding(margin, start, sizes, sure=certain):
                yield Reached(found, violation, start, sizes)
        largest = max(seen["violation"])
        if largest > self.enough:
            self.enough = 1000 * largest  # it was not: what looked like a violation was decided otherwise

    def _best(self, margin: StatementMargin, sizes: Sizes, reached: Any, values: Any) -> tuple[Any, Any, Any]:
        """The best points, their violations, and which exceed their error bounds; those that do come first."""
        backend, count = self.examiner.program.backend, int(values.shape[0])
        value, bound = self.examiner.program.bounded_conclusion(sizes, margin.unflatten(reached), count)
        sure = (value > bound) & backend.isfinite(values)
        rows = backend.largest_rows(backend.where(sure, values, backend.full_like(values, -float("inf"))), CANDIDATES)
        others = backend.largest_rows(values, CANDIDATES)
        rows = join(backend.xp, [rows, others], axis=0)
        return tuple(backend.xp.take(array, rows, axis=0) for array in (reached, values, sure))

    def _coarser(self, margin: StatementMargin, at: Elite, sizes: Sizes) -> Iterator[Reached]:
        """The network with its entries rounded as far as the violation survives: exact arithmetic is quick there."""
        backend, xp = margin.backend, margin.xp
        units = xp.asarray([[2.0**-bits] for bits in BITS], dtype=margin.low.dtype)
        rounded = margin.admitted(xp.floor(xp.asarray([at.entries], dtype=units.dtype) / units + 0.5) * units)
        values = margin.values(rounded)
        value, bound = self.examiner.program.bounded_conclusion(sizes, margin.unflatten(rounded), len(BITS))
        sure = (value > bound) & backend.isfinite(values)
        seen = backend.fetch(first=backend.first(sure), values=values)
        if seen["first"][0] < len(BITS):
            row = int(seen["first"][0])
            entries = [Fraction(x) for x in backend.to_host(rounded)[row, :].tolist()]
            for found in self._point(margin, sizes, entries):
                yield Reached(found, seen["values"][row], at, sizes)

    def _worth_deciding(self, margin: StatementMargin, at: Elite, sizes: Sizes, *, sure: bool) -> Iterator[Point]:
        """The point where its violation exceeds the error bound or might; near a tie also simpler ones nearby."""
        few = margin.dimension <= FEW_ENTRIES
        exactly = [Fraction(x) for x in at.entries]
        if at.violation >= 0 and (sure or (few and at.violation > 0)):
            yield from self._point(margin, sizes, exactly)
        if few and self.examiner.strict and abs(at.violation) <= NEAR_TIE:
            for most in DENOMINATORS:
                yield from self._point(margin, sizes, [x.limit_denominator(most) for x in exactly])

    def _point(self, margin: StatementMargin, sizes: Sizes, entries: list[Fraction]) -> Iterator[Point]:
        parts, start = [], 0
        for cell in margin.cells:
            parts.append(entries[start : start + cell.size])
            start += cell.size
        found = self.examiner.space.point(sizes, parts)
        if found is not None:
            yield found
