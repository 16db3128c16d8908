"""Is a polynomial in an ideal? By FLINT's Gröbner bases: what is left of it modulo the others, 0 if it is.

A remainder that is not 0 says that no combination of the known equations gives the goal; it proves nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import Any

import flint

from .sparse import Exponents, Sparse, times

LIMITS = (60, 400, 2_000)  # polynomials, terms of each, bits of a coefficient
MAX_STEPS = 4_000


def remainder(target: Sparse, generators: Sequence[Sparse], atoms: int) -> Sparse | None:
    """The target's normal form; None where that would take too long to find."""
    names = [f"x{i}" for i in range(atoms)]
    context = flint.fmpz_mpoly_ctx.get(names, "degrevlex")
    given = [context.from_dict(_whole(g)) for g in generators if g]
    if not given:
        return target
    vector: Any = flint.fmpz_mpoly_vec(given, context)
    basis, complete = vector.buchberger_naive(limits=LIMITS)
    return _reduced(target, [_monic(g.to_dict()) for g in basis]) if complete else None


def _whole(p: Sparse) -> Any:
    denominator = lcm(*(c.denominator for c in p.values()))
    return {m: int(c * denominator) for m, c in p.items()}


def _monic(p: dict) -> Sparse:
    exact = {tuple(map(int, m)): Fraction(int(c)) for m, c in p.items()}
    lead = exact[max(exact, key=_order)]
    return {m: c / lead for m, c in exact.items()}


def _order(m: Exponents) -> tuple[int, tuple[int, ...]]:
    """Degree first, then reverse lexicographic."""
    return sum(m), tuple(-e for e in reversed(m))


def _reduced(target: Sparse, basis: Sequence[Sparse]) -> Sparse | None:
    """What division by the (monic) basis leaves."""
    leads = [max(g, key=_order) for g in basis]
    rest = dict(target)
    left: Sparse = {}
    for _ in range(MAX_STEPS):
        if not rest:
            return left
        most = max(rest, key=_order)
        fitting = [(g, lead) for g, lead in zip(basis, leads, strict=True) if _divides(lead, most)]
        if not fitting:
            left[most] = rest.pop(most)
            continue
        g, lead = fitting[0]
        factor, shift = rest[most], tuple(a - b for a, b in zip(most, lead, strict=True))
        for m, c in g.items():
            key = times(m, shift)
            rest[key] = rest.get(key, Fraction(0)) - factor * c
            if not rest[key]:
                del rest[key]
    return None


def _divides(a: Exponents, b: Exponents) -> bool:
    return all(x <= y for x, y in zip(a, b, strict=True))
