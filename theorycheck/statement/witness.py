"""What a witness may hold beside exact numbers: a real that is known by its two ends.

Such a coordinate is exact all the same: the certificate shows that one number between the ends, and no other, is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True)
class Between:
    """A coordinate that is known by its two ends."""

    low: Fraction
    high: Fraction


def has_between(witness: Mapping[str, Any]) -> bool:
    """Whether some coordinate of the witness is known by its ends only."""
    waiting = list(witness.values())
    while waiting:
        value = waiting.pop()
        if isinstance(value, Between):
            return True
        if isinstance(value, (list, tuple)):
            waiting.extend(value)
    return False
