"""Finding cofactors: is a polynomial a combination Σ q_k · g_k of others, with polynomials q_k of bounded degree?

The products m · g_k of a monomial and a generator that can matter are those that share a monomial with the target, or
with another that does; where the generators are homogeneous in some sense, that keeps the search within one degree.
Which of them combine to the target is linear algebra: modulo a prime to choose them, over the rationals to weigh them.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from fractions import Fraction

import flint

from theorycheck.algebra.quotients import from_flint, to_flint
from theorycheck.kernel.polynomials import Polynomial

from .groebner import remainder
from .simplex import useful_columns
from .sparse import Exponents, Sparse, atoms_of, dense, sparse, times

Multiple = tuple[int, Exponents]  # which generator, times which monomial
Row = dict[int, int]  # column -> residue, zeros left out

MAX_MULTIPLES = 3_000
EXTRA_DEGREES = 2
PRIME = 2**61 - 1


def outside(target: Polynomial, generators: Sequence[Polynomial]) -> Polynomial | None:
    """What is left of the target modulo the generators, 0 if it is in their ideal; None where that is not known."""
    atoms = atoms_of((target, *generators))
    wanted, *given = (sparse(p, atoms) for p in (target, *generators))
    left = remainder(wanted, given, len(atoms))
    return None if left is None else dense(left, atoms)


def combination(
    target: Polynomial, generators: Sequence[Polynomial], extra: int = EXTRA_DEGREES
) -> list[Polynomial] | None:
    """The cofactors q_k with target = Σ q_k · g_k, or None where none were found.

    extra: how far beyond the target's degree the products q_k · g_k may reach.
    """
    atoms = atoms_of((target, *generators))
    wanted, *given = (sparse(p, atoms) for p in (target, *generators))
    least = max(map(sum, wanted), default=0)
    for degree in range(least, least + extra + 1):
        multiples = _multiples(wanted, given, degree)
        if multiples is None:
            return None
        try:
            weights = _weights(wanted, given, multiples)
        except (ZeroDivisionError, ValueError):  # the prime divides what it must not
            return None
        if weights is not None:
            return [dense(_cofactor(k, multiples, weights), atoms) for k in range(len(generators))]
    return None


def _multiples(wanted: Sparse, given: list[Sparse], degree: int) -> list[Multiple] | None:
    """What may take part, by degree; None if that is too much."""
    found: dict[Multiple, None] = {}
    degrees = [max(map(sum, g), default=0) for g in given]
    parts = [[(part, sum(part)) for part in g] for g in given]
    waiting, seen = list(wanted), set(wanted)
    while waiting:
        monomial = waiting.pop()
        total = sum(monomial)
        for k, g in enumerate(given):
            for part, size in parts[k]:
                if total - size + degrees[k] > degree or not all(map(operator.ge, monomial, part)):
                    continue
                rest = tuple(map(operator.sub, monomial, part))
                if (k, rest) in found:
                    continue
                found[k, rest] = None
                if len(found) > MAX_MULTIPLES:
                    return None
                new = [m for m in (times(rest, other) for other in g) if m not in seen]
                seen.update(new)
                waiting += new
    return sorted(found, key=lambda multiple: (sum(multiple[1]), multiple))


def _weights(wanted: Sparse, given: list[Sparse], multiples: list[Multiple]) -> dict[Multiple, Fraction] | None:
    """The weights with which the multiples add up to the target; None if they do not."""
    if not multiples:
        return None if wanted else {}
    every = [{times(rest, part): value for part, value in given[k].items()} for k, rest in multiples]
    needed = useful_columns(every, wanted, [False] * len(every))
    if needed is None:
        return None
    multiples, columns = [multiples[j] for j in needed], [every[j] for j in needed]
    rows = {m: i for i, m in enumerate(dict.fromkeys(m for column in (*columns, wanted) for m in column))}
    table: list[Row] = [{} for _ in rows]
    for j, column in enumerate((*columns, wanted)):
        for m, value in column.items():
            table[rows[m]][j] = value.numerator * pow(value.denominator, -1, PRIME) % PRIME
    chosen = _pivots(table, len(columns))
    if chosen is None:
        return None
    chosen_rows = _pivots_of_rows(table, chosen)
    monomials = list(rows)
    square = flint.fmpq_mat(
        len(chosen), len(chosen),
        [to_flint(columns[j].get(monomials[i], Fraction(0))) for i in chosen_rows for j in chosen],
    )  # fmt: skip
    right = flint.fmpq_mat(len(chosen), 1, [to_flint(wanted.get(monomials[i], Fraction(0))) for i in chosen_rows])
    solved = square.solve(right)
    weights = [from_flint(solved[i, 0]) for i in range(len(chosen))]
    return {multiples[j]: weight for j, weight in zip(chosen, weights, strict=True) if weight}


def _pivots(table: list[Row], last: int) -> list[int] | None:
    """The columns on which the last one depends, linearly independent; None where it does not depend on the others."""
    reduced, pivots = _reduced(table, last + 1)
    return None if last in pivots else [j for i, j in enumerate(pivots) if reduced[i, last] != 0]


def _pivots_of_rows(table: list[Row], columns: list[int]) -> list[int]:
    """Rows that make those columns a regular square matrix."""
    transposed = [{i: row[j] for i, row in enumerate(table) if j in row} for j in columns]
    return _reduced(transposed, len(table))[1]


def _reduced(table: list[Row], width: int) -> tuple[flint.nmod_mat, list[int]]:
    """The echelon form and the places of its leading ones."""
    matrix = flint.nmod_mat(len(table), width, PRIME)
    for i, row in enumerate(table):
        for j, value in row.items():
            matrix[i, j] = value
    form, rank = matrix.rref()
    pivots: list[int] = []
    for i in range(rank):
        pivots.append(next(j for j in range(pivots[-1] + 1 if pivots else 0, width) if form[i, j] != 0))
    return form, pivots


def _cofactor(k: int, multiples: list[Multiple], weights: dict[Multiple, Fraction]) -> Sparse:
    return {rest: weights[which, rest] for which, rest in multiples if which == k and (which, rest) in weights}
