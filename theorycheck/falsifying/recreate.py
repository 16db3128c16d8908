"""Any single network of a search, drawn again alone from its name: seed, lane and index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from theorycheck.errors import OptionError
from theorycheck.falsifying.bucket import Bucket
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.exact import Decision
from theorycheck.falsifying.feed import ASSIGNMENT_SPAN
from theorycheck.falsifying.sample.lanes import DECLARED
from theorycheck.falsifying.search import Search


@dataclass(frozen=True)
class Recreated:
    """The exact network, its violation of the conclusion in floats with the bound on its error, and the exact truth."""

    witness: dict[str, Any]
    violation: float
    bound: float
    decision: Decision


def recreate(statement: Any, domain: Any, seed: int, lane: str, index: int) -> Recreated:
    """The network that a search of this statement with this seed drew as number `index` of `lane`.

    Raises OptionError for a lane that draws nothing by number, or a number whose sizes the hypotheses exclude.
    """
    search = Search(statement, domain, Budget(examples=0), seed, "numpy", None)
    search.space.require_searchable()
    drawing = {one.name: one for one in search.lanes}
    if lane not in drawing:
        cure = f"choose {', '.join(drawing)}; what an ascent reached is stored as the statement's witness"
        raise OptionError(f"no lane {lane} draws networks by number", cure=cure)
    sizes = _sizes(search, lane, index)
    if sizes is None:
        raise OptionError(f"number {index} of lane {lane} is no network: its sizes are excluded", cure="give another")
    bucket = Bucket(drawing[lane], sizes, (index,))
    found = search.examiner.point(bucket, 0)
    if found is None:
        raise OptionError(f"number {index} of lane {lane} solves no hypothesis exactly", cure="give another")
    values = search.examiner.networks(bucket, [0])
    violation, bound = search.program.bounded_conclusion(sizes, values, 1)
    seen = search.program.backend.fetch(violation=violation, bound=bound)
    decision = search.court.judge.decide(found)
    return Recreated(search.space.witness(found), float(seen["violation"][0]), float(seen["bound"][0]), decision)


def _sizes(search: Search, lane: str, index: int) -> dict[str, Any] | None:
    if lane == DECLARED:
        buckets = search.feed.law.buckets(search.seed, index, 1, search.program)
        return buckets[0].sizes if buckets else None
    sizes = search.space.sizes(index // ASSIGNMENT_SPAN)
    return sizes if sizes is not None and search.feed.law.naturals_allow(sizes) else None
