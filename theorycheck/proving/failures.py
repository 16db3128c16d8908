"""Points at which polynomial facts hold and a claim fails: what is false there follows by no identity.

Floats look for such a point, among a few hundred with small coordinates; it is believed in exact arithmetic only.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from .sparse import Sparse

POINTS = 300
COORDINATES = tuple(map(Fraction, ("0", "1", "-1", "1/2", "-1/2", "1/8", "-1/8", "2", "-2", "1/64")))

Point = tuple[Fraction, ...]
Signed = tuple[Sparse, str]  # p ≥ 0, p > 0 or p = 0: le, lt, eq
_SIGNS = {"le": lambda x: x >= 0, "lt": lambda x: x > 0, "eq": lambda x: x == 0}


def failing_point(facts: Sequence[Signed], claim: Signed | None, natural: Sequence[bool]) -> Point | None:
    """A point at which all facts hold and the claim does not; None for a claim stands for a contradiction.

    natural: which coordinates are not negative
    """
    rng = random.Random(0)
    programs = [([(float(c), _powers(m)) for m, c in p.items()], _SIGNS[op]) for p, op in facts]
    for _ in range(POINTS):
        drawn = rng.choices(COORDINATES, k=len(natural))
        point = tuple(abs(x) if whole else x for x, whole in zip(drawn, natural, strict=True))
        floats = [float(x) for x in point]
        if not all(sign(_value(program, floats)) for program, sign in programs):
            continue
        if (claim is None or not _holds(claim, point)) and all(_holds(fact, point) for fact in facts):
            return point
    return None


def _holds(signed: Signed, point: Point) -> bool:
    p, op = signed
    return bool(_SIGNS[op](_value([(c, _powers(m)) for m, c in p.items()], point)))


def _powers(exponents: Sequence[int]) -> list[tuple[int, int]]:
    return [(place, power) for place, power in enumerate(exponents) if power]


def _value(terms: Sequence[tuple[Any, list[tuple[int, int]]]], at: Sequence[Any]) -> Any:
    return sum(c * math.prod(at[place] ** power for place, power in powers) for c, powers in terms)
