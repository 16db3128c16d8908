r"""A square system of linear equations that has only the solution 0 for the right side 0 has one for every right side.

Meaning. A is N x N, and A s = 0 only for s = 0; then there is an s with A s = v, for each v.
Proof idea. The N columns of A and v are N + 1 vectors in R^N: some combination of them, not all of whose coefficients
vanish, is 0.  It solves the system (representation.solution_from_a_dependence).
Sharpness. A = 0 has no solution for v other than 0; and s = v will not do in general (neighbour).
Source. Textbook; used by representation.units_interpolate.
How the formula differs. "Only for s = 0" is written as |s|^2 = 0.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exists,
    forall,
    have,
    implies,
    matrix,
    ne,
    own,
    summation,
    unit_vector,
    vector,
)

N = dims("N")
A = matrix("A", N, N)
v = vector("v", N)


def times(s, k):
    return summation(N, lambda i: s[i] * A[k, i])


def unit(i, p):
    return unit_vector(N, i)[p]


def extended(k, i):
    """Entry k of the i-th of the columns of A and v."""
    return summation(N, lambda p: unit(i, p) * A[k, p]) + (1 - summation(N, lambda p: unit(i, p))) * v[k]


def dependent(c):
    vanishes = forall(N, lambda k: eq(summation(N + 1, lambda i: c[i] * extended(k, i)), 0))
    return and_(exists(N + 1, lambda i: ne(c[i], 0)), vanishes)


def squares(s):
    return summation(N, lambda i: s[i] ** 2)


def solves(s):
    return forall(N, lambda k: eq(times(s, k), v[k]))


no_kernel = forall(vector(N), lambda s: implies(forall(N, lambda k: eq(times(s, k), 0)), eq(squares(s), 0)))

claim = Claim(
    title="Injective square systems are solvable",
    source=own("textbook"),
    conclude=implies(no_kernel, exists(vector(N), solves)),
    uses=["representation.solution_from_a_dependence"],
    lemmas=[have(exists(vector(N + 1), dependent), by="dependence")],
    proof="cases, auto",
    expect="PROVED",
    neighbours=[Neighbour("right-side-itself", conclude=solves(v), near=True)],
)
