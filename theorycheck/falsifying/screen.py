"""Which of many points floats surely exclude as counterexamples, so that only the others need exact arithmetic.

A point is excluded where a hypothesis surely fails or the conclusion surely holds: by more than the running-error
bound, the rounding of entries that floats do not hold included. Whatever is not sure stays in, so that nothing is
taken for a fixed point of shrinking that is none. Guesses are for finding steps, which are decided exactly.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from theorycheck.algebra.base import Array
from theorycheck.algebra.error_bounds import Bounded, RunningError
from theorycheck.errors import TheorycheckError
from theorycheck.falsifying.bucket import is_strict
from theorycheck.falsifying.layout import Layout
from theorycheck.falsifying.point import Point
from theorycheck.falsifying.program import Program
from theorycheck.statement.margin import violation
from theorycheck.statement.node import Node, postorder
from theorycheck.statement.nodes import Implies, Lt, Not

Amount = Callable[[Node, Any, Any], Any]  # `violation`, or `relative_violation`
HALF_SPACING = 2.0**-52  # of a float relative to it, twice the unit roundoff: above the error of any conversion
LEAST = 2.0**-1022
NOISE = 2.0**-30  # of a violation in floats that nothing bounds: what is less is left to `possible`


@dataclass
class Screen:
    """Screens points of one statement on a backend."""

    statement: Any
    layout: Layout
    backend: Any
    strict: bool = field(init=False)
    program: Program = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Where the conclusion has a strict part, a violation of exactly 0 need not mean that it holds."""
        self.strict = any(isinstance(node, (Lt, Not, Implies)) for node in postorder(self.statement.conclusion))
        self.program = Program(self.statement, self.layout, self.backend)

    def possible(self, points: Sequence[Point]) -> list[bool]:
        """Which of the points may refute; those of equal sizes are evaluated together."""
        answers = [True] * len(points)
        for places in self._groups(points):
            excluded = self._excluded([points[place] for place in places])
            for place, out in zip(places, excluded, strict=True):
                answers[place] = not out
        return answers

    def likely(self, points: Sequence[Point]) -> list[bool]:
        """Which of the points seem to refute, by more than rounding usually makes: a guess without error bounds, for a
        fraction of what `possible` costs. Where floats have no value, all of them do."""
        answers = [True] * len(points)
        for places in self._groups(points):
            for place, seems in zip(places, self._seem([points[place] for place in places]), strict=True):
                answers[place] = seems
        return answers

    def _seem(self, points: Sequence[Point]) -> list[bool]:
        batch, sizes = len(points), points[0].size_map()
        with self.backend.quiet():
            rows = self._rows(points, lambda rows, shape: self._part(_converted(rows)[0], shape))
            relations = (self.statement.conclusion, *self.statement.hypotheses)
            found = (self.program.violation(relation, sizes, rows, batch) for relation in relations)
            value, *fails = (self.backend.on_host(amount, batch) for amount in found)
            seems = (value != value) | ((value >= 0) if self.strict else (value > NOISE))
            for hypothesis, amount in zip(self.statement.hypotheses, fails, strict=True):
                seems = seems & ~((amount >= 0) if is_strict(hypothesis) else (amount > NOISE))
        return [bool(one) for one in seems]

    def bounded(self, node: Node, points: Sequence[Point], amount: Amount = violation) -> tuple[Any, Any]:
        """The violation of a relation at points of equal sizes, and a bound on its error: arrays on the host, NaN where
        there is no value."""
        batch = len(points)
        with self.backend.quiet():
            return self._violation(node, RunningError(self.backend, batch), self._environment(points), batch, amount)

    def _groups(self, points: Sequence[Point]) -> Iterable[list[int]]:
        groups: dict[Any, list[int]] = {}
        for place, found in enumerate(points):
            groups.setdefault((found.sizes, found.cells), []).append(place)
        return groups.values()

    def _excluded(self, points: Sequence[Point]) -> list[bool]:
        batch, excluded = len(points), [False] * len(points)
        algebra = RunningError(self.backend, batch)
        with self.backend.quiet():
            environment = self._environment(points)
            for hypothesis in self.statement.hypotheses:
                value, bound = self._violation(hypothesis, algebra, environment, batch)
                surely = (value >= bound) if is_strict(hypothesis) else (value > bound)
                excluded = [out or bool(fails) for out, fails in zip(excluded, surely, strict=True)]
            value, bound = self._violation(self.statement.conclusion, algebra, environment, batch)
            holds = (value + bound < 0) if self.strict else (value + bound <= 0)
        return [out or bool(true) for out, true in zip(excluded, holds, strict=True)]

    def _violation(
        self, node: Node, algebra: RunningError, environment: Any, batch: int, amount: Amount = violation
    ) -> tuple[Any, Any]:
        try:
            value, bound = amount(node, algebra, environment)
        except (TheorycheckError, OverflowError):
            value = bound = None
        return self.backend.on_host(value, batch), self.backend.on_host(bound, batch)

    def _environment(self, points: Sequence[Point]) -> dict[Any, Any]:
        """All points as one batch of floats, each with the error of its conversion."""
        return self.layout.environment(
            points[0].size_map(),
            self._rows(points, self._carrier),
            lambda pair, shape: Array(pair, shape) if shape else pair,
        )

    def _rows(self, points: Sequence[Point], carrier: Callable[..., Any]) -> list[Any]:
        """A carrier for each cell, of its entries in all points."""
        cells = enumerate(points[0].cells)
        return [carrier([found.entries[place] for found in points], cell.shape) for place, cell in cells]

    def _carrier(self, rows: Sequence[tuple[Fraction, ...]], shape: tuple[int, ...]) -> Bounded:
        return Bounded(*(self._part(part, shape) for part in _converted(rows)))

    def _part(self, rows: Sequence[Sequence[float]], shape: tuple[int, ...]) -> Any:
        array = self.backend.asarray(rows, dtype=self.backend.dtype("float64"))
        return self.backend.reshape(array, (len(rows), *shape))


def _converted(rows: Sequence[tuple[Fraction, ...]]) -> tuple[list[list[float]], list[list[float]]]:
    """The floats of each row and their errors. Rows of candidates share most entries, which are converted once."""
    known: dict[int, tuple[list[float], list[float]]] = {}
    base, base_floats, base_errors = rows[0], *_floats(rows[0])
    for row in rows:
        if id(row) in known:
            continue
        floats, errors = base_floats.copy(), base_errors.copy()
        for place, (old, new) in enumerate(zip(base, row, strict=True)):
            if old is not new:
                floats[place], errors[place] = _float(new)
        known[id(row)] = floats, errors
    return [known[id(row)][0] for row in rows], [known[id(row)][1] for row in rows]


def _floats(row: tuple[Fraction, ...]) -> tuple[list[float], list[float]]:
    pairs = [_float(value) for value in row]
    return [value for value, _ in pairs], [error for _, error in pairs]


def _float(value: Fraction) -> tuple[float, float]:
    """The nearest float and a bound on its distance; infinite, and so never sure, where there is none."""
    try:
        nearest = float(value)
    except OverflowError:
        return (float("inf") if value > 0 else float("-inf")), float("inf")
    exact = value.denominator & (value.denominator - 1) == 0 and Fraction(nearest) == value
    return nearest, 0.0 if exact else abs(nearest) * HALF_SPACING + LEAST
