"""Quadratic forms in exact arithmetic: as sums of squares, or a direction in which they are negative."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from theorycheck.kernel import polynomials as poly
from theorycheck.kernel import terms
from theorycheck.kernel.terms import Term

Matrix = list[list[Fraction]]
Square = tuple[Fraction, list[Fraction]]  # c · (Σ l_i v_i)²


def matrix_of(form: Term, variables: Sequence[Term]) -> Matrix | None:
    """The symmetric matrix of a term that is a quadratic form in the variables; None if it is none."""
    place = {v: i for i, v in enumerate(variables)}
    matrix = [[Fraction(0)] * len(variables) for _ in variables]
    for monomial, coefficient in poly.polynomial(form).items():
        atoms = [atom for atom, power in monomial for _ in range(power)]
        if len(atoms) != 2 or any(atom not in place for atom in atoms):
            return None
        i, j = (place[atom] for atom in atoms)
        matrix[i][j] += coefficient / 2
        matrix[j][i] += coefficient / 2
    return matrix


def squares(matrix: Matrix) -> list[Square] | None:
    """c_k ≥ 0 and rows l_k with vᵀMv = Σ c_k (l_k v)²; None if the form is negative somewhere."""
    rest = [row[:] for row in matrix]
    found: list[Square] = []
    for k in range(len(rest)):
        pivot = rest[k][k]
        if pivot < 0 or (pivot == 0 and any(rest[k][j] for j in range(len(rest)))):
            return None
        if pivot == 0:
            continue
        row = [entry / pivot for entry in rest[k]]
        found.append((pivot, row))
        for i in range(len(rest)):
            for j in range(len(rest)):
                rest[i][j] -= pivot * row[i] * row[j]
    return found


def sum_of_squares(polynomial: poly.Polynomial) -> list[tuple[Fraction, Term]] | None:
    """c_k ≥ 0 and t_k with p = Σ c_k t_k², where p is a quadratic polynomial and even monomials; None if it is not."""
    low = {m: c for m, c in polynomial.items() if sum(power for _, power in m) <= 2}
    atoms = list(dict.fromkeys(atom for m in low for atom, _ in m))
    place: dict[Term | None, int] = {None: 0, **{atom: i for i, atom in enumerate(atoms, 1)}}
    matrix = [[Fraction(0)] * len(place) for _ in place]
    for monomial, coefficient in low.items():
        i, j = ([0, 0] + [place[atom] for atom, power in monomial for _ in range(power)])[-2:]
        matrix[i][j] += coefficient / 2
        matrix[j][i] += coefficient / 2
    found = squares(matrix)
    rest = [(m, c) for m, c in polynomial.items() if m not in low]
    if found is None or any(c < 0 or any(power % 2 for _, power in m) for m, c in rest):
        return None
    roots = [(c, linear(row, [terms.real(1), *atoms])) for c, row in found]
    return roots + [(c, _product([atom for atom, power in m for _ in range(power // 2)])) for m, c in rest]


def _product(factors: Sequence[Term]) -> Term:
    result = factors[0]
    for factor in factors[1:]:
        result = terms.mul(result, factor)
    return result


def linear(coefficients: Sequence[Fraction], variables: Sequence[Term]) -> Term:
    """Σ l_i v_i as a term."""
    total: Term = terms.real(0)
    for coefficient, v in zip(coefficients, variables, strict=True):
        if coefficient:
            total = terms.add(total, terms.mul(terms.real(coefficient), v))
    return total


def descent(matrix: Matrix) -> list[Fraction] | None:
    """A vector with vᵀMv < 0; None if there is none.  Elimination as in `squares`, undone at the pivot that fails."""
    n = len(matrix)
    rest, basis = [row[:] for row in matrix], [[Fraction(int(i == j)) for j in range(n)] for i in range(n)]
    for k in range(n):
        pivot = rest[k][k]
        if pivot < 0:
            return basis[k]
        if pivot == 0:
            j = next((j for j in range(n) if rest[k][j]), None)
            if j is None:
                continue
            # (s e_k + e_j) has the value 2 s M_kj + M_jj
            s = -(abs(rest[j][j]) + 1) / (2 * rest[k][j])
            return [s * a + b for a, b in zip(basis[k], basis[j], strict=True)]
        for i in range(k + 1, n):
            factor = rest[i][k] / pivot
            if factor:
                basis[i] = [b - factor * a for a, b in zip(basis[k], basis[i], strict=True)]
                rest[i] = [b - factor * a for a, b in zip(rest[k], rest[i], strict=True)]
        for i in range(k + 1, n):
            factor = rest[k][i] / pivot
            for row in rest[k + 1 :]:
                row[i] -= factor * row[k]
        for j in range(k + 1, n):
            rest[j][k] = Fraction(0)
            rest[k][j] = Fraction(0)
    return None
