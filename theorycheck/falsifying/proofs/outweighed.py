"""Polynomials near 0 of an orthant, below by what outweighs the rest: a proof that p ≥ 0 for 0 ≤ u_j < r, by `psatz`.

A monomial with a negative coefficient is outweighed by a positive one that divides it, if r is small:
-c u^α = c (r^m - u^γ) u^β - c r^m u^β where α = β + γ and m = |γ|, and r^m - u^γ is a sum of products of u_j, r - u_j.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from theorycheck.kernel import polynomials as poly
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.terms import Term

Exponents = tuple[int, ...]
Local = dict[Exponents, Fraction]  # a polynomial in u
Product = tuple  # as `psatz` takes them


def in_orthant(
    polynomial: poly.Polynomial, variables: Sequence[Term], point: Sequence[Fraction], signs: Sequence[int]
) -> Local:
    """The polynomial in u where x_j = a_j ± u_j; raises KernelError where other atoms occur."""
    place = {v: j for j, v in enumerate(variables)}
    total: Local = {}
    for monomial, coefficient in polynomial.items():
        term: Local = {(0,) * len(variables): coefficient}
        for atom, power in monomial:
            if atom not in place:
                raise KernelError(f"no polynomial of the coordinates: {str(atom)[:60]}")
            j = place[atom]
            unit = tuple(int(i == j) for i in range(len(variables)))
            for _ in range(power):
                term = _plus(_scaled(term, point[j]), _shifted(term, unit, Fraction(signs[j])))
        total = _plus(total, term)
    return total


def minus(p: Local, q: Local, factor: Fraction) -> Local:
    """p - factor·q."""
    return _plus(p, _scaled(q, -factor))


def _plus(p: Local, q: Local) -> Local:
    total = dict(p)
    for exponents, coefficient in q.items():
        total[exponents] = total.get(exponents, Fraction(0)) + coefficient
    return {exponents: coefficient for exponents, coefficient in total.items() if coefficient}


def _scaled(p: Local, factor: Fraction) -> Local:
    return {exponents: factor * coefficient for exponents, coefficient in p.items()} if factor else {}


def _shifted(p: Local, by: Exponents, factor: Fraction) -> Local:
    return {tuple(map(sum, zip(e, by, strict=True))): factor * c for e, c in p.items()}


def nonnegative(p: Local, radius: Fraction, low: Sequence[int], high: Sequence[int]) -> list[Product] | None:
    """The products of p ≥ 0, where the premises `low` are 0 ≤ u_j (or <) and `high` are u_j < r; None if they fail."""
    left = {exponents: c for exponents, c in p.items() if c > 0}
    products: list[Product] = []
    for exponents, c in sorted(p.items(), key=lambda item: sum(item[0])):
        if c >= 0:
            continue
        for divisor, part in _shares(left, exponents, -c, radius):
            left[divisor] -= part * radius ** (sum(exponents) - sum(divisor))
            gap = [j for j, (e, f) in enumerate(zip(exponents, divisor, strict=True)) for _ in range(e - f)]
            products += _telescoped(part, divisor, gap, radius, low, high)
            c += part
        if c < 0:
            return None
    products += [(c, _indices(e, low), (), ()) for e, c in left.items() if c > 0]
    return products


def _shares(
    left: Mapping[Exponents, Fraction], exponents: Exponents, needed: Fraction, radius: Fraction
) -> Iterator[tuple[Exponents, Fraction]]:
    """Which divisors outweigh how much of a coefficient: the lowest first, each with at most half of what it has."""
    for divisor in sorted(left, key=sum):
        divides = divisor != exponents and all(f <= e for e, f in zip(exponents, divisor, strict=True))
        if divides and left[divisor] > 0 and needed > 0:
            part = min(needed, left[divisor] / (2 * radius ** (sum(exponents) - sum(divisor))))
            needed -= part
            yield divisor, part


def _telescoped(
    c: Fraction, divisor: Exponents, gap: Sequence[int], radius: Fraction, low: Sequence[int], high: Sequence[int]
) -> Iterator[Product]:
    """c (r^m - u_1 … u_m) u^β = Σ_k c r^(m-1-k) u_1 … u_k (r - u_(k+1)) u^β."""
    start = _indices(divisor, low)
    for k, j in enumerate(gap):
        taken = tuple(low[i] for i in gap[:k])
        yield (c * radius ** (len(gap) - 1 - k), (*start, *taken, high[j]), (), ())


def _indices(exponents: Exponents, low: Sequence[int]) -> tuple[int, ...]:
    return tuple(low[j] for j, power in enumerate(exponents) for _ in range(power))
