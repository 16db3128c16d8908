"""Polynomials as finders compute with them: exponents over a list of atoms; and back to terms."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from fractions import Fraction

from theorycheck.kernel.polynomials import Polynomial
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, add, cast, mul, real

Exponents = tuple[int, ...]
Sparse = dict[Exponents, Fraction]


def atoms_of(polynomials: Sequence[Polynomial]) -> list[Term]:
    """Every atom, in order of appearance."""
    return list(dict.fromkeys(atom for p in polynomials for monomial in p for atom, _ in monomial))


def sparse(p: Polynomial, atoms: Sequence[Term]) -> Sparse:
    """The polynomial over these atoms."""
    places = {atom: i for i, atom in enumerate(atoms)}
    found: Sparse = {}
    for monomial, coefficient in p.items():
        exponents = [0] * len(atoms)
        for atom, power in monomial:
            exponents[places[atom]] = power
        found[tuple(exponents)] = coefficient
    return found


def dense(p: Sparse, atoms: Sequence[Term]) -> Polynomial:
    """The kernel's form of the polynomial."""
    found: Polynomial = {}
    for exponents, coefficient in p.items():
        powers = [(atom, power) for atom, power in zip(atoms, exponents, strict=True) if power]
        found[tuple(sorted(powers, key=lambda item: item[0].digest()))] = coefficient
    return found


def times(a: Exponents, b: Exponents) -> Exponents:
    """The product of two monomials."""
    return tuple(map(operator.add, a, b))


def product(p: Sparse, q: Sparse) -> Sparse:
    """p · q."""
    found: Sparse = {}
    for a, x in p.items():
        for b, y in q.items():
            key = times(a, b)
            found[key] = found.get(key, Fraction(0)) + x * y
    return {key: value for key, value in found.items() if value}


def degree(p: Sparse) -> int:
    """The total degree; 0 for the zero polynomial."""
    return max(map(sum, p), default=0)


def written(p: Polynomial) -> Term:
    """The polynomial written out."""
    result: Term | None = None
    for monomial, coefficient in p.items():
        product = real(coefficient)
        for atom, power in monomial:
            for _ in range(power):
                product = mul(product, cast(atom) if atom.sort != REAL else atom)
        result = product if result is None else add(result, product)
    return real(0) if result is None else result
