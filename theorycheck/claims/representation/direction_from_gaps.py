r"""Along one explicit direction any two of finitely many different points of R^D are at least 1 apart.

Meaning. X holds N points as rows, no two of them equal; R_dpq is 1/|X_pd - X_qd|, or 1 where these are equal.  There is
a vector a with |<a, x_i> - <a, x_j>| >= 1 for all i, j other than i.
Proof idea. The direction of representation.weights_grow_along_a_direction, with the factors of
representation.two_points_come_apart.
Sharpness. Not every direction will do: the sum of the coordinates may not.
Source. Textbook; used by representation.separating_direction.
How the formula differs. "No two of them equal" is written as |x_i - x_j|^2 > 0; R is given by its property, so that
nothing is divided by 0.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    array,
    dims,
    eq,
    exists,
    fold,
    forall,
    have,
    implies,
    le,
    lt,
    matrix,
    ne,
    own,
    relu,
    step,
    summation,
    tabulate,
    unit_vector,
    vector,
)

N, D = dims("N D")
X = matrix("X", N, D)
R = array("R", D, N, N)


def gap(d, p, q):
    return X[p, d] - X[q, d]


def size(d, p, q):
    return absolute(gap(d, p, q))


def inverse(d, p, q):
    return R[d, p, q]


def pairs(of, d):
    return summation(N, lambda p: summation(N, lambda q: relu(of(d, p, q))))


def new(d):
    return 1 + pairs(inverse, d)


def old(d):
    return 1 + new(d) * pairs(size, d)


def inverts(d, p, q):
    return eq(R[d, p, q] * (size(d, p, q) + (1 - step(size(d, p, q)))), 1)


direction = fold(
    D, tabulate(D, lambda c: 0), lambda k, a: tabulate(D, lambda c: old(k) * a[c] + new(k) * unit_vector(D, k)[c])
)


def apart(p, q):
    return fold(D, 0, lambda k, z: old(k) * z + new(k) * gap(k, p, q))


def every_pair(relation):
    return forall(N, lambda i: forall(N, lambda j: implies(ne(i, j), relation(i, j))))


def separates(a):
    return every_pair(lambda i, j: le(1, ((X @ a)[i] - (X @ a)[j]) ** 2))


def along(i, j):
    return summation(D, lambda d: gap(d, i, j) * direction[d])


different = every_pair(lambda i, j: lt(0, summation(D, lambda d: gap(d, i, j) ** 2)))
inverses = forall(D, lambda d: forall(N, lambda p: forall(N, lambda q: inverts(d, p, q))))

claim = Claim(
    title="Different points come apart along an explicit direction",
    source=own("textbook"),
    given=[inverses, different],
    conclude=exists(vector(D), separates),
    uses=["representation.two_points_come_apart", "representation.weights_grow_along_a_direction"],
    lemmas=[
        have(forall(vector(D), lambda a: implies(separates(a), exists(vector(D), separates))), by="exhibit, auto"),
        have(every_pair(lambda i, j: le(1, apart(i, j) ** 2)), by="at_indices, auto"),
        have(every_pair(lambda i, j: eq(along(i, j), apart(i, j))), by="auto"),
        have(every_pair(lambda i, j: eq((X @ direction)[i] - (X @ direction)[j], along(i, j))), by="matrix"),
        have(separates(direction), by="at_indices, rewrite, rewrite, auto"),
    ],
    proof="auto",
    example=dict(N=1, D=0, X=[[]], R=[]),
    expect="PROVED",
    neighbours=[
        Neighbour("sum-of-coordinates", given=[different], conclude=separates(tabulate(D, lambda d: 1)), near=True),
    ],
)
