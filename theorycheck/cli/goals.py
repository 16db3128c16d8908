"""`prove --goals`: a claim's script step by step, with what is open after each. Nothing is searched or kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from theorycheck.errors import TheorycheckError


def followed(entries: Sequence[Any]) -> list[dict[str, Any]]:
    """One row for each claim. Raises what loading or reading its script raises, with the file named."""
    from theorycheck.pipeline import Options
    from theorycheck.session import Session

    session = Session(Options())
    return [_row(session, entry) for entry in entries]


def _row(session: Any, entry: Any) -> dict[str, Any]:
    from theorycheck.pipeline import lemmas_of
    from theorycheck.proving.steps import steps
    from theorycheck.statement.discovery import load

    try:
        claim, premises = load(entry), session.premises(entry)
        script = claim.proof or "auto"
        found = [] if claim.assumed else steps(claim.statement, script, lemmas_of(claim, premises), claim.uses)
    except TheorycheckError as error:
        raise error.located(str(entry.path)) from None
    return {
        "id": entry.id,
        "title": claim.title,
        "expect": claim.expect,
        "assumed": claim.assumed,
        "finished": bool(found) and found[-1].finished,
        "steps": [
            {
                "call": step.call,
                "goals": [{"known": list(goal.known), "open": goal.open} for goal in step.goals],
                "failure": step.failure,
            }
            for step in found
        ],
    }
