"""Is a = b, as SymPy says? Exactly where both are quotients of polynomials; else by balls at rational points.

A ball for a - b that excludes 0 refutes the identity with certainty.  Balls that contain 0 at every point are only
consistent with it.  A point where exactly one side has a value is told apart: there the domain was changed.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint
import sympy

from .enclosures import Undefined, enclosure

POINTS = 60
SPECIAL = (0, 1, -1)


@dataclass(frozen=True)
class Comparison:
    """What is known of a = b.

    verdict: identical (as quotients of polynomials) | different (refuted at `point`) | consistent (at `points` points)
             | unchecked (there is no point where both have a value)
    domain:  a point where exactly one side has a value, and why the other has none
    """

    verdict: str
    points: int = 0
    point: dict[Any, Fraction] | None = None
    domain: str = ""

    @property
    def believable(self) -> bool:
        """Nothing speaks against a = b wherever one of them has a value."""
        return self.verdict in ("identical", "consistent") and not self.domain


def compared(a: Any, b: Any, seed: int = 0, points: int = POINTS) -> Comparison:
    """The comparison of two SymPy expressions over the reals; the same for the same seed."""
    a, b = sympy.sympify(a, strict=True), sympy.sympify(b, strict=True)
    symbols = sorted(a.free_symbols | b.free_symbols, key=str)
    met, domain = 0, ""
    for point in sample(symbols, random.Random(seed), points):
        values = [_attempt(side, point) for side in (a, b)]
        missing = [value for value in values if isinstance(value, Undefined)]
        if len(missing) == 1:
            where = ", ".join(f"{symbol} = {value}" for symbol, value in point.items())
            domain = domain or f"at {where or 'the only point'} one side has no value: {missing[0]}"
        if missing:
            continue
        met += 1
        if not (values[0] - values[1]).contains(0):
            return Comparison("different", met, point, domain)
    if _identical(a, b, symbols):
        return Comparison("identical", met, None, domain)
    return Comparison("consistent" if met else "unchecked", met, None, domain)


def _attempt(side: Any, point: dict[Any, Fraction]) -> Any:
    try:
        return enclosure(side, point)
    except Undefined as why:
        return why


def sample(symbols: list[Any], rng: random.Random, count: int) -> Iterator[dict[Any, Fraction]]:
    """0, 1 and -1 everywhere (of three symbols in all ways), then random rationals; signs as SymPy was told."""
    few = len(symbols) <= 3
    corners = itertools.product(SPECIAL, repeat=len(symbols)) if few else ([v] * len(symbols) for v in SPECIAL)
    for values in corners:
        yield _admitted({symbol: Fraction(value) for symbol, value in zip(symbols, values, strict=True)})
    for _ in range(count if symbols else 0):
        yield _admitted({symbol: Fraction(rng.randint(-400, 400), rng.randint(1, 60)) for symbol in symbols})


def _admitted(point: dict[Any, Fraction]) -> dict[Any, Fraction]:
    """The point moved to where the symbols' assumptions hold."""
    moved = {}
    for symbol, value in point.items():
        if symbol.is_integer:
            value = Fraction(round(value))
        if symbol.is_nonnegative or symbol.is_positive:
            value = abs(value)
        if symbol.is_positive and not value:
            value = Fraction(1)
        moved[symbol] = value
    return moved


Quotient = tuple[flint.fmpq_mpoly, flint.fmpq_mpoly]


def _identical(a: Any, b: Any, symbols: list[Any]) -> bool:
    """Whether a and b are one quotient of polynomials, without SymPy's help."""
    if not symbols:
        return a.is_Rational and b.is_Rational and a == b
    ring = flint.fmpq_mpoly_ctx.get([f"x{i}" for i in range(len(symbols))], "lex")
    places = {symbol: (gen, ring.constant(1)) for symbol, gen in zip(symbols, ring.gens(), strict=True)}
    left, right = quotient(a, places, ring), quotient(b, places, ring)
    return left is not None and right is not None and left[0] * right[1] == right[0] * left[1]


def quotient(e: Any, places: Mapping[Any, Quotient], ring: Any) -> Quotient | None:
    """The expression as top / bottom, where each symbol stands for such a quotient; None if it is none."""
    if e in places:
        return places[e]
    if isinstance(e, sympy.Rational):
        return ring.constant(flint.fmpq(int(e.p), int(e.q))), ring.constant(1)
    if not isinstance(e, (sympy.Add, sympy.Mul, sympy.Pow)):
        return None
    parts = [quotient(part, places, ring) for part in (e.args[:1] if isinstance(e, sympy.Pow) else e.args)]
    if any(part is None for part in parts):
        return None
    top, bottom = parts[0]  # type: ignore[misc]
    if isinstance(e, sympy.Pow):
        return _integer_power(top, bottom, e.exp)
    for above, below in parts[1:]:  # type: ignore[misc]
        top, bottom = (top * above, bottom * below) if isinstance(e, sympy.Mul) else (
            top * below + above * bottom, bottom * below
        )  # fmt: skip
    return top, bottom


def _integer_power(top: Any, bottom: Any, exponent: Any) -> Quotient | None:
    if not isinstance(exponent, sympy.Integer) or abs(int(exponent)) > 64:
        return None
    n = int(exponent)
    if n < 0:
        top, bottom = bottom, top
    return None if bottom == 0 else (top ** abs(n), bottom ** abs(n))
