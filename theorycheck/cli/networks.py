"""`theorycheck network`: one network of a search, drawn again alone."""

from __future__ import annotations

import math
from typing import Any

from theorycheck.errors import OptionError
from theorycheck.outcome import encode_witness


def drawn_again(entry: Any, neighbour: str, seed: int, lane: str, index: int) -> dict[str, Any]:
    """The network as a document: its entries, what floats say of it, and what exact arithmetic says."""
    from theorycheck.falsifying.recreate import recreate
    from theorycheck.statement.discovery import load

    claim = load(entry)
    statement = claim.statement
    if neighbour:
        names = {one.name: one for one in claim.neighbours}
        if neighbour not in names:
            cure = f"choose {', '.join(names)}" if names else "leave it out"
            raise OptionError(f"{entry.id} has no neighbour {neighbour}", cure=cure)
        statement = claim.neighbour_statement(names[neighbour])
    found = recreate(statement, claim.domain, seed, lane, index)
    return {
        "schema": "theorycheck/network-1",
        "claim": f"{entry.id}/{neighbour}" if neighbour else entry.id,
        "seed": seed,
        "lane": lane,
        "index": index,
        "network": encode_witness(found.witness),
        "violation": _finite(found.violation),
        "error_bound": _finite(found.bound),
        "exactly": found.decision.value,
    }


def _finite(value: float) -> float | None:
    """None where floats have no value: JSON knows neither infinities nor NaN."""
    return value if math.isfinite(value) else None
