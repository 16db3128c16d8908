"""Hypotheses on thin sets: what is said of which symbols, and which method makes it true."""
from __future__ import annotations

from typing import Any

from theorycheck.statement.arithmetic import rational
from theorycheck.statement.binders import forall, product, summation
from theorycheck.statement.relations import eq, le, lt
from theorycheck.statement.sorts import REAL
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import dims, family, interval, matrix, nonnegative, positive, real, vector
from theorycheck.statement.vocabulary.elementwise import relu, sqrt
from theorycheck.statement.vocabulary.linear_algebra import (
    entry_sum,
    identity_matrix,
    inverses,
    norm,
    norm_1,
    squared_norm,
    trace,
)

n, m, K = dims("n m K")
x, y = vector("x y", n)
w = vector("w", m)
p, q = vector("p", n, entry=nonnegative), vector("q", n)
r = vector("r", n, entry=interval(0, 1))
A, S, P = matrix("A", n, n), matrix("S", n, n), matrix("P", n, n, entry=nonnegative)
B = matrix("B", n, m)
a, b, c = real("a b c")
alpha = real("alpha", nonnegative)
f, g = family("f", positive, upto=K), family("g", REAL, upto=K)

sphere = [eq(squared_norm(x), 1)]
simplex = [eq(entry_sum(p), 1)]
orthogonal = [eq(A.T @ A, identity_matrix(n))]
stochastic = [forall(n, lambda i: eq(summation(n, lambda j: P[i, j]), 1))]
symmetric = [eq(S, S.T)]

# name -> hypotheses and the methods that make them true, in order
RECOGNISED: dict[str, tuple[list[Any], list[str]]] = {
    "sphere": (sphere, ["Sphere"]),
    "norm": ([eq(norm(x), 2)], ["Sphere"]),
    "inner product": ([eq(x @ x, rational("1/4"))], ["Sphere"]),
    "sum of squares that is no square": ([eq(summation(n, lambda i: x[i] ** 2), 2)], ["Sphere"]),
    "unit rows": ([forall(n, lambda i: eq(summation(m, lambda j: B[i, j] ** 2), 1))], ["Sphere"]),
    "unit columns": ([forall(m, lambda j: eq(summation(n, lambda i: B[i, j] ** 2), 1))], ["Sphere"]),
    "norms of rows": ([forall(n, lambda i: eq(sqrt(summation(m, lambda j: B[i, j] ** 2)), 1))], ["Sphere"]),
    "equal norms": ([eq(squared_norm(x), squared_norm(y))], ["EqualNorms"]),
    "a norm that is a symbol": ([eq(norm(x), alpha)], ["Folded", "EqualNorms"]),
    "a squared norm that is a square": ([eq(squared_norm(B), (a + 2 * b) ** 2)], ["EqualNorms"]),
    "a norm of a product": ([eq(squared_norm(A @ x), squared_norm(y))], ["EqualNorms"]),
    "simplex": (simplex, ["Scaled"]),
    "simplex by inequalities": ([eq(entry_sum(q), 1), forall(n, lambda i: le(0, q[i]))], ["Folded", "Scaled"]),
    "simplex in a cube": ([eq(entry_sum(r), 1)], ["Scaled"]),
    "stochastic rows": (stochastic, ["Scaled"]),
    "norm of sums": ([eq(norm_1(x), 1)], ["Scaled"]),
    "orthogonal": (orthogonal, ["Orthogonal"]),
    "orthonormal rows": ([eq(A @ A.T, identity_matrix(n))], ["Orthogonal"]),
    "orthonormal columns": ([eq(B.T @ B, identity_matrix(m))], ["Orthogonal"]),
    "symmetric": (symmetric, ["Mirrored"]),
    "skew-symmetric": ([eq(S.T, -S)], ["Mirrored"]),
    "symmetric of trace 1": ([*symmetric, eq(trace(S), 1)], ["Mirrored", "Scaled"]),
    "positive semidefinite": ([eq(S, B @ B.T)], ["Assigned"]),
    "correlation matrix": (
        [forall(n, lambda i: eq(summation(m, lambda j: B[i, j] ** 2), 1)), eq(S, B @ B.T)], ["Sphere", "Assigned"],
    ),
    "linear map": ([eq(A @ x, y)], ["Assigned"]),
    "kernel": ([eq(B @ w, 0 * x)], ["Affine"]),
    "orthogonal to a unit vector": ([*sphere, eq(x @ y, 0)], ["Sphere", "Affine"]),
    "centred": ([eq(entry_sum(x), 0)], ["Affine"]),
    "inverse": ([inverses(A.T @ A, S)], ["Affine"]),
    "three scalars": ([eq(a + b + c, 1), eq(a - b, 2), eq(a + 2 * b - c, 1)], ["Affine"]),
    "chain of scalars": ([eq(a + b, 1), eq(b + c, 2)], ["Affine", "Affine"]),
    "product of a family": ([eq(product(f), 1)], ["Affine"]),
    "sum of a family": ([eq(summation(g), 1)], ["Affine"]),
    "ordered scalars": ([le(a, b), lt(b, c)], ["Folded", "Folded"]),
    "root": ([eq(b, sqrt(alpha))], ["Folded", "Assigned"]),
    "circle without rational points": ([eq(a**2 + b**2, 3)], []),
    "kink": ([eq(relu(a), 0)], []),
}  # fmt: skip


def about(given: list[Any]) -> Statement:
    """A statement with these hypotheses."""
    return Statement(given, le(a, a + 1))
