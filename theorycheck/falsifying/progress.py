"""What a running search tells whoever watches it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Progress:
    """A moment of a search: which lane ran last, networks and seconds so far, the share of the budget that is left, and
    the largest violation so far (below zero while everything holds; None before the first network).
    """

    about: str
    lane: str
    networks: int
    seconds: float
    left: float
    closest: float | None


Watch = Callable[[Progress], None]
