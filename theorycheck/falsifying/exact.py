"""Deciding a point exactly: rationals where they suffice, balls of growing precision where they do not."""
from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.algebra.balls import Balls
from theorycheck.algebra.base import Array
from theorycheck.algebra.rationals import Rationals
from theorycheck.errors import Inexact, NotNumeric, UndefinedValue
from theorycheck.falsifying.layout import Layout
from theorycheck.falsifying.point import Point, Sizes, nested
from theorycheck.statement.evaluation import evaluate
from theorycheck.statement.symbols import symbols_of
from theorycheck.statement.truth import holds

PRECISIONS = (128, 512)


class Decision(enum.Enum):
    """What exact arithmetic says of a point."""

    REFUTES = "hypotheses hold, conclusion fails"
    HOLDS = "hypotheses and conclusion hold"
    OUTSIDE = "a hypothesis fails"
    UNDECIDED = "not decided"


@dataclass
class Judge:
    """Decides points of one statement. `checks` counts the evaluations."""

    statement: Any
    layout: Layout
    checks: int = 0

    def decide(self, found: Point) -> Decision:
        """Hypotheses first, then the conclusion."""
        self.checks += 1
        inside = self.satisfies_hypotheses(found)
        if inside is None:
            return Decision.UNDECIDED
        if not inside:
            return Decision.OUTSIDE
        truth = self._truth(self.statement.conclusion, found)
        if truth is None:
            return Decision.UNDECIDED
        return Decision.HOLDS if truth else Decision.REFUTES

    def refutes(self, found: Point) -> bool:
        """Whether the point is a counterexample, for certain."""
        return self.decide(found) is Decision.REFUTES

    def satisfies_hypotheses(self, found: Point) -> bool | None:
        """Whether every entry lies in its sort and every hypothesis holds; None if that is not decided."""
        undecided = False
        for hypothesis in self.statement.hypotheses:
            truth = self._truth(hypothesis, found)
            if truth is False:
                return False
            undecided = undecided or truth is None
        return None if undecided else True

    def naturals_allow(self, sizes: Sizes) -> bool:
        """Whether no hypothesis that speaks of naturals alone fails at these sizes."""
        environment = self.layout.size_environment(sizes)
        naturals = {*self.layout.naturals, *self.layout.natural_families}
        for hypothesis in self.statement.given:
            if naturals.issuperset(symbols_of(hypothesis)):
                try:
                    if holds(hypothesis, RATIONALS, environment) is False:
                        return False
                except (Inexact, UndefinedValue, NotNumeric):
                    continue
        return True

    def _truth(self, node: Any, found: Point) -> bool | None:
        try:
            truth = holds(node, RATIONALS, self.environment(found, RATIONALS))
        except (Inexact, UndefinedValue, NotNumeric):
            truth = None
        for precision in PRECISIONS if truth is None else ():
            truth = self._in_balls(node, found, precision)
            if truth is not None:
                break
        return truth

    def _in_balls(self, node: Any, found: Point, precision: int) -> bool | None:
        balls = Balls(precision)
        try:
            return holds(node, balls, self.environment(found, balls))
        except (UndefinedValue, NotNumeric):
            return None

    def environment(self, found: Point, algebra: Any) -> dict[Any, Any]:
        """The point as values of an algebra that walks its index sets."""
        return self.layout.environment(found.size_map(), found.entries, exact_wrap(algebra))


RATIONALS = Rationals()


def exact_wrap(algebra: Any) -> Callable[[Any, tuple[int, ...]], Any]:
    """Makes scalars and arrays of an exact algebra from row-major fractions."""

    def wrap(values: tuple[Fraction, ...], shape: tuple[int, ...]) -> Array | Any:
        if not shape:
            return algebra.literal(values[0])
        return algebra.array(nested(values, shape), shape)

    return wrap


def value_at(node: Any, environment: dict[Any, Any]) -> Fraction | None:
    """The rational value of an expression, or None where it has none."""
    try:
        return Fraction(evaluate(node, RATIONALS, environment))
    except (Inexact, UndefinedValue, NotNumeric, ValueError, OverflowError):
        return None
