"""A claim as the graph sees it, from an outcome of this run or from what the ledger remembers.

This module loads no graph library, so that `list` can ask it for a verdict.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from theorycheck import engine
from theorycheck.ledger import Run
from theorycheck.outcome import Outcome
from theorycheck.verdicts import Verdict


@dataclass(frozen=True)
class Node:
    """One claim.

    uses:         the ids of the claims that its author says it rests on
    used:         the ids of those that its certificate is derived from
    trust, reach: of its own certificate
    """

    id: str
    title: str = ""
    verdict: Verdict = Verdict.OPEN
    uses: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    trust: tuple[str, ...] = ()
    reach: tuple[str, ...] = ()

    @property
    def derived(self) -> bool:
        """A certificate derives it, from the axioms or from other claims; a claim that is only assumed has none."""
        return self.verdict.supports or bool(self.used)


def of_outcome(outcome: Outcome) -> Node:
    """A claim that was checked in this run."""
    o = outcome
    return Node(o.id, o.title, o.verdict, tuple(o.uses), tuple(o.used), tuple(o.trust), tuple(o.reach))


def of_entry(entry: Any, run: Run | None) -> Node:
    """A claim as its file and the ledger know it; what was derived from something that changed is forgotten."""
    verdict = verdict_today(entry, run)
    if run is None or verdict is Verdict.STALE:
        return Node(entry.id, entry.title, verdict, entry.rests_on)
    found = [tuple(run.outcome.get(name) or ()) for name in ("used", "trust", "reach")]
    return Node(entry.id, entry.title, verdict, entry.rests_on, *found)


def verdict_today(entry: Any, run: Run | None) -> Verdict:
    """The last verdict: OPEN if the claim was never run, STALE if its file or the engine changed since."""
    if run is None:
        return Verdict.OPEN
    current = run.current(file_hash=engine.file_digest(entry.path), engine=engine.engine_digest())
    return Verdict(run.verdict) if current else Verdict.STALE


def named(nodes: Iterable[Node]) -> dict[str, Node]:
    """The nodes by id; the first of an id stands."""
    found: dict[str, Node] = {}
    for node in nodes:
        found.setdefault(node.id, node)
    return found
