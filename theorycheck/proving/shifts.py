"""Polynomials that stay the same when two of their atoms move together: p(x, y) = p(0, y - x).

A remainder of Taylor's and the distance that bounds it are such; without x a search over monomials is far smaller.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from fractions import Fraction

from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, sub

from .sparse import Sparse


def without_shifts(polynomials: Sequence[Sparse], atoms: Sequence[Term]) -> tuple[list[Sparse], list[Term]]:
    """The polynomials with as many atoms set to 0 as may be, and what those that are left stand for."""
    found, left = list(polynomials), list(atoms)
    while pair := next((p for p in _pairs(left) if all(_unmoved(one, *p) for one in found)), None):
        x, y = pair
        left[y] = sub(left[y], left[x])
        found = [{m[:x] + m[x + 1 :]: c for m, c in one.items() if not m[x]} for one in found]
        del left[x]
    return found, left


def _pairs(atoms: Sequence[Term]) -> itertools.combinations[tuple[int, int]]:
    return itertools.combinations([i for i, atom in enumerate(atoms) if atom.sort == REAL], 2)


def _unmoved(p: Sparse, x: int, y: int) -> bool:
    """Whether ∂p/∂x + ∂p/∂y = 0: nothing changes along the line."""
    total: Sparse = {}
    for place in (x, y):
        for m, c in p.items():
            if m[place]:
                lower = (*m[:place], m[place] - 1, *m[place + 1 :])
                total[lower] = total.get(lower, Fraction(0)) + c * m[place]
    return not any(total.values())
