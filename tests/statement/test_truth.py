"""Truth at a point: a connective that one part decides asks no more than that part."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from theorycheck import and_, implies, lt, or_, real, sqrt
from theorycheck.algebra.rationals import Rationals
from theorycheck.statement.evaluation import Evaluator
from theorycheck.statement.truth import Truth, TruthLogic

x, y = real("x y")
TRUE, FALSE, UNKNOWN = lt(0, x), lt(x, 0), lt(sqrt(y), x)
CONNECTIVES = {
    "false and": (and_(FALSE, TRUE), False, 1),
    "true and": (and_(TRUE, FALSE), False, 2),
    "unknown and false": (and_(UNKNOWN, FALSE), False, 2),
    "unknown and true": (and_(UNKNOWN, TRUE), None, 2),
    "true or": (or_(TRUE, FALSE), True, 1),
    "false or": (or_(FALSE, TRUE), True, 2),
    "unknown or": (or_(UNKNOWN, FALSE), None, 2),
    "false implies": (implies(FALSE, TRUE), True, 1),
    "true implies": (implies(TRUE, FALSE), False, 2),
    "unknown implies true": (implies(UNKNOWN, TRUE), True, 2),
    "unknown implies false": (implies(UNKNOWN, FALSE), None, 2),
}


class Counting(TruthLogic):
    """Counts the comparisons."""

    asked = 0

    def relation(self, e: Evaluator, node: Any, parts: list[Any], frame: Any) -> Truth:
        self.asked += 1
        return super().relation(e, node, parts, frame)


@pytest.mark.parametrize(("relation", "truth", "asked"), CONNECTIVES.values(), ids=CONNECTIVES)
def test_no_part_is_asked_once_another_has_decided(relation: Any, truth: Truth, asked: int) -> None:
    logic = Counting()
    assert Evaluator(Rationals(), {x: Fraction(1), y: Fraction(2)}, logic).value(relation) is truth
    assert logic.asked == asked
