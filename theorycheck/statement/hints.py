"""What an author may tell provers and searchers beside the statement.  None of it is believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .symmetry import Symmetry


@dataclass(frozen=True)
class Hints:
    """symmetry: families of maps that leave the objectives of a landscape alone.

    example:  an exact point, in witness form, at which all hypotheses are meant to hold.  It is certified like any
              model, and the search tries points near it.
    """

    symmetry: Sequence[Symmetry] = ()
    example: Mapping[str, Any] | None = None


NO_HINTS = Hints()
