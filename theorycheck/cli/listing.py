"""What `list` and `show` print: the claim files as read without importing them, beside what the ledger remembers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from theorycheck.dependencies.node import verdict_today
from theorycheck.ledger import Ledger, Run
from theorycheck.verdicts import Verdict


def rows(entries: Sequence[Any], ledger: str | Path) -> list[dict[str, Any]]:
    """One row for each entry, with its last verdict: OPEN if it was never run, STALE if something changed since."""
    if not Path(ledger).exists():  # nothing was ever run here; asking must not make a ledger
        return [_row(entry, None) for entry in entries]
    with Ledger(ledger) as book:
        return [_row(entry, book.latest(entry.id)) for entry in entries]


def _row(entry: Any, run: Run | None) -> dict[str, Any]:
    verdict = verdict_today(entry, run)
    return {
        "id": entry.id,
        "title": entry.title,
        "verdict": verdict.value,
        "expect": entry.expect,
        "covers": dict(entry.covers or {}),
        "source": str(entry.source or ""),
        "checked": run.at if run else None,
        "reason": run.outcome["reason"] if run and verdict is not Verdict.STALE else "",
        "path": str(entry.path),
    }


def shown(claim: Any) -> dict[str, Any]:
    """The formulas of a claim and of its neighbours."""
    statement = claim.statement
    return {
        "fidelity": claim.fidelity,
        "uses": list(claim.rests_on),
        "statement_hash": statement.digest,
        "latex": statement.latex(),
        "kernel": statement.kernel_text(),
        "proof": claim.proof or "",
        "neighbours": [
            {"name": n.name, "near": bool(n.near), "expect": n.expect, "latex": claim.neighbour_statement(n).latex()}
            for n in claim.neighbours
        ],
    }
