"""Deciding a point exactly: rationals where they suffice, balls of growing precision where they do not."""
from __future__ import annotations

import enum
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from theorycheck.algebra.balls import Balls
from theorycheck.algebra.base import Array
from theorycheck.algebra.quotients import Quotients
from theorycheck.algebra.rationals import Rationals
from theorycheck.errors import Inexact, NotNumeric, UndefinedValue
from theorycheck.falsifying.layout import Layout
from theorycheck.falsifying.point import Point, Sizes
from theorycheck.statement.evaluation import Evaluator, evaluate
from theorycheck.statement.symbols import symbols_of
from theorycheck.statement.truth import TruthLogic, holds

PRECISIONS = (128, 512)
EXACTLY = 0  # the precision that stands for rationals


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
    decided_in: dict[Any, int] = field(default_factory=dict, repr=False)  # the precision that decided a relation last

    def decide(self, found: Point) -> Decision:
        """Hypotheses first, then the conclusion."""
        self.checks += 1
        at = _At(self, found)
        inside = self._inside(at)
        if inside is None:
            return Decision.UNDECIDED
        if not inside:
            return Decision.OUTSIDE
        truth = self._truth(self.statement.conclusion, at)
        if truth is None:
            return Decision.UNDECIDED
        return Decision.HOLDS if truth else Decision.REFUTES

    def refutes(self, found: Point) -> bool:
        """Whether the point is a counterexample, for certain."""
        return self.decide(found) is Decision.REFUTES

    def satisfies_hypotheses(self, found: Point) -> bool | None:
        """Whether every entry lies in its sort and every hypothesis holds; None if that is not decided."""
        return self._inside(_At(self, found))

    def concludes(self, found: Point) -> bool | None:
        """Whether the conclusion holds, whatever becomes of the hypotheses; None if that is not decided."""
        return self._truth(self.statement.conclusion, _At(self, found))

    def _inside(self, at: _At) -> bool | None:
        undecided = False
        for hypothesis in self.statement.hypotheses:
            truth = self._truth(hypothesis, at)
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

    def _truth(self, node: Any, at: _At) -> bool | None:
        """What the first arithmetic says that decides. Where balls were needed, for this relation or else for the
        conclusion, they are asked first the next time: what they decide, rationals do not contradict."""
        last = self.decided_in.get(node, self.decided_in.get(self.statement.conclusion, EXACTLY))
        order = (EXACTLY, *PRECISIONS) if last == EXACTLY else (PRECISIONS[0], EXACTLY, *PRECISIONS[1:])
        for precision in order:
            truth = at.truth(node, precision)
            if truth is not None:
                self.decided_in[node] = precision
                return truth
        return None

    def environment(self, found: Point, algebra: Any) -> dict[Any, Any]:
        """The point as values of an algebra that walks its index sets."""
        return self.layout.environment(found.size_map(), found.entries, exact_wrap(algebra))


@dataclass
class _At:
    """One point in each arithmetic: what relations share is evaluated once."""

    judge: Judge
    found: Point
    known: dict[int, Evaluator] = field(default_factory=dict)

    def truth(self, node: Any, precision: int) -> bool | None:
        """What rationals or balls say of a relation; None where they cannot tell."""
        try:
            if precision not in self.known:
                algebra = QUOTIENTS if precision == EXACTLY else Balls(precision)
                self.known[precision] = Evaluator(algebra, self.judge.environment(self.found, algebra), TruthLogic())
            evaluator = self.known[precision]
            with evaluator.algebra.working() if isinstance(evaluator.algebra, Balls) else nullcontext():
                return evaluator.value(node)
        except (Inexact, UndefinedValue, NotNumeric):
            return None


RATIONALS, QUOTIENTS = Rationals(), Quotients()


def exact_wrap(algebra: Any) -> Callable[[Any, tuple[int, ...]], Any]:
    """Makes scalars and arrays of an exact algebra from row-major fractions."""

    def wrap(values: tuple[Fraction, ...], shape: tuple[int, ...]) -> Array | Any:
        if not shape:
            return algebra.literal(values[0])
        return algebra.filled(values, shape)

    return wrap


def value_at(node: Any, environment: dict[Any, Any]) -> Fraction | None:
    """The rational value of an expression, or None where it has none."""
    try:
        return Fraction(evaluate(node, RATIONALS, environment))
    except (Inexact, UndefinedValue, NotNumeric, ValueError, OverflowError):
        return None
