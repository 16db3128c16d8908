r"""Finitely many different points of R^D have a direction along which any two of them are at least 1 apart.

Meaning. X holds N points as rows, no two of them equal.  There is a vector a with |<a, x_i> - <a, x_j>| >= 1 for all
i, j other than i.  So a finite union of hyperplanes through 0, those with <a, x_i - x_j> = 0, does not cover R^D.
Proof idea. Order the points as words: a = sum_d w_d e_d with weights so far apart that a difference in one coordinate
is not made up for by the others (representation.direction_from_gaps, where the inverses of the gaps are named).
Sharpness. Not every direction will do: the sum of the coordinates may not.  Equal points have no such direction.
Source. Textbook; the first step of interpolation by a network, representation.relu_net_interpolates.
How the formula differs. "No two of them equal" is written as |x_i - x_j|^2 > 0.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    dims,
    eq,
    exists,
    forall,
    have,
    implies,
    le,
    lt,
    matrix,
    ne,
    own,
    real,
    step,
    summation,
    tabulate,
    vector,
)

N, D = dims("N D")
X = matrix("X", N, D)
y = real("y")


def guarded(z):
    """|z|, or 1 for z = 0."""
    return absolute(z) + (1 - step(absolute(z)))


def inverts(d, p, q):
    gap = X[p, d] - X[q, d]
    return eq(1 / guarded(gap) * guarded(gap), 1)


def every_pair(relation):
    return forall(N, lambda i: forall(N, lambda j: implies(ne(i, j), relation(i, j))))


def separates(a):
    return every_pair(lambda i, j: le(1, ((X @ a)[i] - (X @ a)[j]) ** 2))


different = every_pair(lambda i, j: lt(0, summation(D, lambda d: (X[i, d] - X[j, d]) ** 2)))

claim = Claim(
    title="Different points have a direction that separates them",
    source=own("textbook"),
    given=[different],
    conclude=exists(vector(D), separates),
    uses=["representation.direction_from_gaps"],
    lemmas=[
        have(lt(0, guarded(y)), by="split, contradict"),
        have(eq(1 / guarded(y) * guarded(y), 1), by="quotients_and_roots, auto"),
        have(forall(D, lambda d: forall(N, lambda p: forall(N, lambda q: inverts(d, p, q)))), by="auto"),
    ],
    proof="auto",
    example=dict(N=1, D=0, X=[[]]),
    expect="PROVED",
    neighbours=[
        Neighbour("sum-of-coordinates", conclude=separates(tabulate(D, lambda d: 1)), near=True),
    ],
)
