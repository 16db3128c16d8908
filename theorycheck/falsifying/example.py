"""The author's example as a point of the statement; what is wrong with it is said, not passed over in silence."""
from __future__ import annotations

from typing import Any

from theorycheck.errors import NotNumeric, TheorycheckError
from theorycheck.falsifying.court import Court
from theorycheck.falsifying.point import Point, from_witness

MISFITS = (KeyError, ValueError, TypeError, IndexError, OverflowError, TheorycheckError)


def example_point(court: Court) -> Point | None:
    """The example of the statement that a court hears, if there is one that fits its symbols."""
    statement, space = court.space.statement, court.space
    example = statement.hints.example
    if example is None:
        return None
    known: dict[str, Any] = {s.name: example[s.name] for s in statement.symbols if s.name in example}
    try:
        found = from_witness(known, space)
    except MISFITS:
        court.note("the example does not fit this statement and was passed over")
        return None
    try:
        outside = court.judge.satisfies_hypotheses(found) is False
    except NotNumeric:
        outside = False
    if outside:
        court.note("the example violates a hypothesis of this statement, so it is no model of it")
    return found
