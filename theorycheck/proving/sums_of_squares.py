"""Weighted sums of squares with exact rational coefficients: target = Σ σ_k · g_k + Σ c_j · h_j, σ_k sums of squares.

A semidefinite program proposes Gram matrices; they are rounded, put back on the equations exactly (projection), and
factored as L D Lᵀ over the rationals (Peyrl and Parrilo, "Computing sum of squares decompositions with rational
coefficients", 2008).  Where every solution is singular, rounding leaves the cone; then the rational kernel of the
proposed matrices is taken out of the bases first, so that what is left has an interior.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from theorycheck.algebra.linear_systems import solve

from .semidefinite import feasible, svec_places
from .sparse import Exponents, Sparse, product

DENOMINATORS = (1, 2, 12, 60, 2**10, 2**20, 2**30, 2**44)
KERNEL_DENOMINATOR = 60
SINGULAR = (1e-6, 1e-4, 1e-3)  # eigenvalues below these parts of the largest are taken for 0, one after the other
MAX_UNKNOWNS = 3_000

Matrix = list[list[Fraction]]
Root = tuple[Fraction, Sparse]  # weight ≥ 0, and what is squared


@dataclass(frozen=True)
class Block:
    """σ · factor, where σ is a sum of squares of combinations of the basis."""

    factor: Sparse
    basis: tuple[Sparse, ...]


@dataclass(frozen=True)
class Found:
    """The squares of each block, and the weight of each free term."""

    squares: list[list[Root]]
    weights: list[Fraction]


def weighted_squares(
    clarabel: Any, target: Sparse, blocks: Sequence[Block], free: Sequence[Sparse], positive: int = 0
) -> Found | str:
    """An exact identity, or why none was found.

    positive: how many blocks there are at the end of which not all may be 0, because a strict sign rests on them.
    """
    unknowns = sum(len(b.basis) * (len(b.basis) + 1) // 2 for b in blocks) + len(free)
    if unknowns > MAX_UNKNOWNS:
        return f"the search would have {unknowns} unknowns, more than {MAX_UNKNOWNS}"
    only_weak = False
    for threshold in SINGULAR:
        problem = _Problem(target, tuple(blocks), tuple(free))
        for _ in range(4):
            proposed, word = problem.proposed(clarabel)
            if proposed is None:
                break
            for denominator in DENOMINATORS:
                found = problem.rounded(proposed, denominator)
                if found is not None and (not positive or any(found.squares[-positive:])):
                    return found
                only_weak = only_weak or found is not None
            smaller = problem.without_kernels(proposed, threshold)
            if smaller is None:
                break
            problem = smaller
        if proposed is None and problem.blocks == tuple(blocks):
            return f"there is none, says the solver ({word})" if "Infeasible" in word else f"the solver says {word}"
    return "only ≤ was found" if only_weak else "the solver's sum of squares could not be made exact"


@dataclass(frozen=True)
class _Problem:
    target: Sparse
    blocks: tuple[Block, ...]
    free: tuple[Sparse, ...]

    def columns(self) -> list[Sparse]:
        """What each unknown contributes: the entries of the upper triangles, then the free terms."""
        found = []
        for block in self.blocks:
            for i, j in svec_places(len(block.basis)):
                entry = product(product(block.basis[i], block.basis[j]), block.factor)
                found.append({m: c * (1 if i == j else 2) for m, c in entry.items()})
        return [*found, *self.free]

    def monomials(self) -> dict[Exponents, int]:
        return {m: row for row, m in enumerate(dict.fromkeys(m for p in (*self.columns(), self.target) for m in p))}

    def proposed(self, clarabel: Any) -> tuple[list[float] | None, str]:
        rows = self.monomials()
        try:
            entries = [(rows[m], k, float(c)) for k, column in enumerate(self.columns()) for m, c in column.items()]
            right = [float(self.target.get(m, 0)) for m in rows]
        except OverflowError:
            return None, "numbers beyond floats"
        return feasible(clarabel, entries, right, [len(b.basis) for b in self.blocks], len(self.free))

    def rounded(self, proposed: Sequence[float], denominator: int) -> Found | None:
        """The proposal with short denominators, moved onto the equations; None where it leaves the cone."""
        start = [Fraction(round(x * denominator), denominator) for x in proposed]
        exact = self.projected(start)
        if exact is None:
            return None
        squares, place = [], 0
        for block in self.blocks:
            size = len(block.basis)
            gram: Matrix = [[Fraction(0)] * size for _ in range(size)]
            for i, j in svec_places(size):
                gram[i][j] = gram[j][i] = exact[place]
                place += 1
            roots = factored(gram)
            if roots is None:
                return None
            squares.append([(weight, _combined(row, block.basis)) for weight, row in roots])
        return Found(squares, exact[place:])

    def projected(self, start: Sequence[Fraction]) -> list[Fraction] | None:
        """The nearest exact solution of the equations."""
        rows, columns = self.monomials(), self.columns()
        missing = [self.target.get(m, Fraction(0)) for m in rows]
        normal = [[Fraction(0)] * len(rows) for _ in rows]
        for x, column in zip(start, columns, strict=True):
            for m, c in column.items():
                missing[rows[m]] -= x * c
                for other, e in column.items():
                    normal[rows[m]][rows[other]] += c * e
        if not any(missing):
            return list(start)
        moves = solve(normal, missing)
        if moves is None:
            return None
        return [
            x + sum(moves[rows[m]] * c for m, c in column.items()) for x, column in zip(start, columns, strict=True)
        ]

    def without_kernels(self, proposed: Sequence[float], threshold: float) -> _Problem | None:
        """The problem on the face where the proposal seems to lie; None where it is not seen to lie on one."""
        blocks, place, changed = [], 0, False
        for block in self.blocks:
            size = len(block.basis)
            gram = [[0.0] * size for _ in range(size)]
            for i, j in svec_places(size):
                gram[i][j] = gram[j][i] = proposed[place]
                place += 1
            kept = _range(gram, threshold)
            changed = changed or len(kept) < size
            whole = len(kept) == size
            blocks.append(block if whole else Block(block.factor, tuple(_combined(r, block.basis) for r in kept)))
        return replace(self, blocks=tuple(blocks)) if changed else None


def _combined(row: Sequence[Fraction], basis: Sequence[Sparse]) -> Sparse:
    total: Sparse = {}
    for weight, p in zip(row, basis, strict=True):
        for m, c in p.items():
            total[m] = total.get(m, Fraction(0)) + weight * c
    return {m: c for m, c in total.items() if c}


def factored(gram: Matrix) -> list[tuple[Fraction, list[Fraction]]] | None:
    """(d, ℓ) with gram = Σ d · ℓ ℓᵀ and d > 0, by L D Lᵀ without floats; None if it is not positive semidefinite."""
    rest, found = [row[:] for row in gram], []
    for k in range(len(rest)):
        pivot = rest[k][k]
        if pivot < 0 or (pivot == 0 and any(rest[k])):
            return None
        if pivot == 0:
            continue
        column = [value / pivot for value in rest[k]]
        found.append((pivot, column))
        for i in range(k, len(rest)):
            if column[i]:
                scaled = column[i] * pivot
                rest[i] = [a - scaled * b if b else a for a, b in zip(rest[i], column, strict=True)]
    return found


def _range(gram: list[list[float]], threshold: float) -> list[list[Fraction]]:
    """A rational basis of the space on which the matrix is not (nearly) zero; the unit vectors if that is all."""
    from scipy.linalg import eigh

    size = len(gram)
    units = [[Fraction(int(i == j)) for j in range(size)] for i in range(size)]
    if not size:
        return []
    values, vectors = eigh(gram)
    small = [k for k in range(size) if values[k] < threshold * max(values[-1], 1e-3)]
    kernel = _rationalised([[float(vectors[i, k]) for i in range(size)] for k in small])
    if not kernel:
        return units
    pivots = [next(j for j, x in enumerate(row) if x) for row in kernel]
    # the kernel is in echelon form, so what stands across it is read off its other columns
    across = []
    for j in (j for j in range(size) if j not in pivots):
        row = units[j][:]
        for pivot, vector in zip(pivots, kernel, strict=True):
            row[pivot] = -vector[j]
        across.append(row)
    return across


def _rationalised(rows: list[list[float]]) -> list[list[Fraction]]:
    """The echelon form of these rows with short rationals; without the rows that are not near to any."""
    done = 0
    width = len(rows[0]) if rows else 0
    for column in range(width):
        if done == len(rows):
            break
        best = max(range(done, len(rows)), key=lambda i: abs(rows[i][column]))
        if abs(rows[best][column]) < 1e-2:
            for row in rows[done:]:
                row[column] = 0.0
            continue
        rows[done], rows[best] = rows[best], rows[done]
        rows[done] = [x / rows[done][column] for x in rows[done]]
        for i in range(len(rows)):
            if i != done:
                factor = rows[i][column]
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[done], strict=True)]
        done += 1
    exact = [[Fraction(x).limit_denominator(KERNEL_DENOMINATOR) for x in row] for row in rows[:done]]
    near = [
        all(abs(float(e) - x) < 1e-2 for e, x in zip(r, row, strict=True)) for r, row in zip(exact, rows, strict=False)
    ]
    return [row for row, good in zip(exact, near, strict=True) if good]
