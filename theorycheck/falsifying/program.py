"""A statement compiled for one backend: batches of networks in, signed violations out.

A violation above zero suggests that the relation fails there. The bound that goes with it (running error
analysis) says when the suggestion is a fact about the exact values of the same floats. What is not a finite
number is never a suggestion.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from theorycheck.algebra.a_priori import with_error_bound
from theorycheck.algebra.common_part import CommonPart, cheapest_own, common_part, repeat
from theorycheck.algebra.error_bounds import RunningError
from theorycheck.algebra.floats import Floats
from theorycheck.algebra.tape import Tape, Workspace, record
from theorycheck.algebra.tracing import ROWS, Untraceable
from theorycheck.errors import TheorycheckError
from theorycheck.falsifying.constraints.constraints import Constraints
from theorycheck.falsifying.layout import Layout, Wrap, batch_wrap
from theorycheck.falsifying.point import Sizes
from theorycheck.statement.evaluation import Evaluator
from theorycheck.statement.margin import MarginLogic

CACHE_BYTES = 2_000_000  # of drawn entries: more than a core's cache holds, and yet faster than smaller chunks
LEAST_CHUNK, GREATEST_CHUNK = 16, 1024
REMEMBERED = 512
RECORDED_AFTER, RECORDED_AFTER_CLOSE = 4, 16  # walks over a relation; over the conclusion with error bounds
MOST_BYTES = 128 << 20  # that one run holds

Nodes = tuple[Any, ...]  # relations that are evaluated together


@dataclass
class Program:
    """Evaluates hypotheses and conclusion of a statement on batches, in one number format on one backend.

    At each assignment of sizes relations are recorded once, as the flat list of what the algebra does to a batch; what
    cannot be recorded is evaluated anew for each batch, with the same result.  Values are draws: the symbols that
    hypotheses constrain are filled in here, so that bounds cover that rounding too.  Relations that are asked for
    together share that, and the parts that they have in common.
    """

    statement: Any
    layout: Layout
    backend: Any
    dtype: str = "float64"
    constraints: Constraints | None = None
    _known: dict[tuple, Any] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.workspace = Workspace(self.backend, self.dtype)

    def chunk(self, entries: int) -> int:
        """How many networks of that many entries fit the cache with their intermediate values, or one launch."""
        width = 4 if self.dtype == "float32" else 8
        launch = self.backend.launch(width * entries)
        if launch is not None:
            return launch
        fitting = CACHE_BYTES // max(1, width * entries)
        return max(LEAST_CHUNK, min(GREATEST_CHUNK, fitting))

    def conclusion(self, sizes: Sizes, values: Sequence[Any], batch: int) -> Any:
        """The violation of the conclusion on the device, shape (batch,); NaN where there is no value."""
        return self.violation(self.statement.conclusion, sizes, values, batch)

    def violation(self, relation: Any, sizes: Sizes, values: Sequence[Any], batch: int) -> Any:
        """The violation of any relation, likewise."""
        return self._wide(self._floats(relation, sizes, values, batch), batch)

    def bounded_conclusion(self, sizes: Sizes, values: Sequence[Any], batch: int) -> tuple[Any, Any]:
        """The violation of the conclusion and a bound on its rounding error, on the device."""
        return self._with_bound(self.statement.conclusion, sizes, values, batch)

    def cheaply_bounded_conclusion(self, sizes: Sizes, values: Sequence[Any], batch: int) -> tuple[Any, Any] | None:
        """The same with a coarser bound, at a small part of the price; None where there is no such bound."""
        tape = self.screened(sizes)
        if tape is None:
            return None
        with self.backend.quiet():
            value, bound = self._in_parts(tape, values, batch)
        return self._wide(value, batch), self._wide(bound, batch)

    def bounded_hypotheses(
        self, sizes: Sizes, values: Sequence[Any], batch: int, *, members: bool
    ) -> list[tuple[Any, Any]]:
        """The same for each stated hypothesis, and for membership in the sorts where draws may lie outside of them."""
        count = len(self.statement.hypotheses) if members else len(self.statement.given)
        nodes = self.statement.hypotheses[len(self.statement.hypotheses) - count :]
        found = self._value(tuple(nodes), RunningError, sizes, values, batch)
        wide = [self._wide(part, batch) for part in found]
        return list(zip(wide[::2], wide[1::2], strict=True))

    def environment(self, algebra: Any, sizes: Sizes, values: Sequence[Any], wrap: Wrap) -> dict[Any, Any]:
        """All symbols with values of an algebra, on the constraints; `wrap` makes such values of drawn arrays."""
        cells = self.layout.cells(sizes)
        wrapped: Sequence[Any] = [wrap(value, cell.shape) for value, cell in zip(values, cells, strict=True)]
        if self.constraints:
            wrapped = self.constraints.fill(algebra, sizes, wrapped)
        return self.layout.environment(sizes, wrapped, lambda value, shape: value)

    def _floats(self, node: Any, sizes: Sizes, values: Sequence[Any], batch: int) -> Any:
        return self._value((node,), Floats, sizes, values, batch)[0]

    def _with_bound(self, node: Any, sizes: Sizes, values: Sequence[Any], batch: int) -> tuple[Any, Any]:
        value, bound = self._value((node,), RunningError, sizes, values, batch)
        return self._wide(value, batch), self._wide(bound, batch)

    def _value(self, nodes: Nodes, kind: type[Floats], sizes: Sizes, values: Sequence[Any], batch: int) -> list[Any]:
        """The parts of the relations' violations over an algebra, one after the other; None where there is no value."""
        if not nodes:
            return []
        try:
            with self.backend.quiet():
                families = min((x.shape[0] for x in values), default=batch)
                if families < batch:
                    return self._for_families(nodes, kind, sizes, values, families, batch)
                if self._again(nodes, kind, sizes):
                    tape = self.tape(nodes, kind, sizes)
                    if tape is not None:
                        return self._in_parts(tape, values, batch)
                    if len(nodes) > 1:  # one that cannot be recorded does not keep the others from it
                        return [x for node in nodes for x in self._value((node,), kind, sizes, values, batch)]
                return self._directly(nodes, kind(self.backend, batch, self.dtype), sizes, values)
        except (TheorycheckError, OverflowError):
            return [None, None] * len(nodes)

    def _in_parts(self, tape: Tape, values: Sequence[Any], batch: int) -> list[Any]:
        """A run, in parts where what it holds for all networks at once would be much: a few large arrays can grow out
        of small ones."""
        rows = max(1, MOST_BYTES // (8 * max(1, tape.footprint)))
        if batch <= rows or self.backend.launch(8 * tape.footprint) is not None:
            return tape.run(values, batch)
        starts = range(0, batch, rows)
        parts = [tape.run([x[at : at + rows, ...] for x in values], min(rows, batch - at)) for at in starts]
        columns = zip(*parts, strict=True)
        return [self.backend.concat([*self._long(column, starts, batch, rows)], axis=0) for column in columns]

    def _long(self, column: Sequence[Any], starts: Sequence[int], batch: int, rows: int) -> Iterator[Any]:
        for part, at in zip(column, starts, strict=True):
            yield self.backend.broadcast_to(part, (min(rows, batch - at),))

    def _for_families(
        self, nodes: Nodes, kind: type[Floats], sizes: Sizes, values: Sequence[Any], families: int, batch: int
    ) -> list[Any]:
        """The same, where some values have one row a family."""
        members = batch // families
        halves = self.halves(nodes, kind, sizes)
        if halves is not None:
            return halves.run(values, families, members)
        own = self.own(sizes)
        wide = [x if at in own else repeat(x, members, self.workspace, at) for at, x in enumerate(values)]
        return self._value(nodes, kind, sizes, wide, batch)

    def _directly(self, nodes: Nodes, algebra: Floats, sizes: Sizes, values: Sequence[Any]) -> list[Any]:
        """The violations by a walk over the relations: what a tape records. One without a value leaves the others
        theirs."""
        wrap = algebra.exact if isinstance(algebra, RunningError) else batch_wrap
        evaluator = Evaluator(algebra, self.environment(algebra, sizes, values, wrap), MarginLogic())
        parts: list[Any] = []
        for node in nodes:
            try:
                found = evaluator.value(node)
            except (TheorycheckError, OverflowError):
                if len(nodes) == 1:
                    raise
                found = algebra.constant(float("nan"))
            parts += found if isinstance(found, tuple) else [found]
        return parts

    def screened(self, sizes: Sizes) -> Tape | None:
        """The recorded violation of the conclusion with a cheap bound on its rounding error; None if there is none."""
        key = ("screened", _key(sizes))
        if key not in self._known:
            try:
                tape = self.tape((self.statement.conclusion,), Floats, sizes)
                self._remember(key, None if tape is None else with_error_bound(tape))
            except (TheorycheckError, OverflowError, Untraceable):
                self._remember(key, None)
        return self._known[key]

    def own(self, sizes: Sizes) -> tuple[int, ...]:
        """The places of the cells that make little work for the conclusion: what networks of a family differ in."""
        key = ("own", _key(sizes))
        if key not in self._known:
            try:
                tape = self.tape((self.statement.conclusion,), Floats, sizes)
            except (TheorycheckError, OverflowError):
                tape = None
            self._remember(key, () if tape is None else cheapest_own(tape))
        return self._known[key]

    def halves(self, nodes: Nodes, kind: type[Floats], sizes: Sizes) -> CommonPart | None:
        """The recorded violations, with what a family shares computed once."""
        key = ("halves", nodes, kind, _key(sizes))
        if key not in self._known:
            tape, own = self.tape(nodes, kind, sizes), self.own(sizes)
            self._remember(key, None if tape is None else common_part(tape, own))
        return self._known[key]

    def tape(self, nodes: Nodes, kind: type[Floats], sizes: Sizes) -> Tape | None:
        """The recorded violations at these sizes; None where one cannot be recorded."""
        key = ("tape", nodes, kind, _key(sizes))
        if key not in self._known:
            shapes = [cell.shape for cell in self.layout.cells(sizes)]

            def recorded(recorder: Any, inputs: list[Any]) -> list[Any]:
                return self._directly(nodes, kind(recorder, ROWS, self.dtype), sizes, inputs)

            try:
                self._remember(key, record(recorded, shapes, self.workspace))
            except Untraceable:
                self._remember(key, None)
        return self._known[key]

    def _again(self, nodes: Nodes, kind: type[Floats], sizes: Sizes) -> bool:
        """Whether the relations were asked for at these sizes often: to record a tape and fit it to a batch costs
        as much as a few walks, and as many for the error bounds of the conclusion, which few networks are asked for."""
        key = ("seen", nodes, kind, _key(sizes))
        before = self._known.get(key, 0)
        close = issubclass(kind, RunningError) and nodes == (self.statement.conclusion,)
        often = RECORDED_AFTER_CLOSE if close else RECORDED_AFTER
        if before >= often:
            return True
        self._remember(key, before + 1)
        return False

    def _remember(self, key: tuple, found: Any) -> None:
        if key not in self._known and len(self._known) >= REMEMBERED:
            self._known.pop(next(iter(self._known)))
        self._known[key] = found

    def _wide(self, values: Any, batch: int) -> Any:
        return self.backend.wide(values, batch, self.dtype)


def _key(sizes: Sizes) -> tuple:
    return tuple((name, tuple(n) if isinstance(n, list) else n) for name, n in sizes.items())
