r"""ReLU units that turn on one after the other are independent at points with gaps of at least 1, below some bound.

Meaning. t_0, ..., t_{N-1} are at least 1 apart, in any order, and below B.  The units relu(t + (1 - t_i)), i < N, are 0
at every t_p below t_i, and 1 at t_i itself.  If sum_i c_i relu(t_p + (1 - t_i)) = 0 for every p < N, then c = 0.
Proof idea. Of the i with c_i other than 0 there would be one with the least t_i; representation.first_unit_alone.
Sharpness. Closer points are too few for units that wide: two that agree cannot be told apart (neighbour `any-gaps`).
Source. Textbook (triangular systems); used by representation.units_are_independent.
How the formula differs. "c = 0" is written as |c|^2 = 0.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    exists,
    forall,
    have,
    implies,
    le,
    lt,
    ne,
    own,
    real,
    relu,
    step,
    summation,
    vector,
)

N, k = dims("N k")
t, c = vector("t c", N)
B = real("B")


def every(relation):
    return forall(N, relation)


def unit(i, p):
    """What the unit of point i gives at point p."""
    return relu(t[p] + (1 - t[i]))


def weight(i, bound):
    """Positive where c_i is not 0, and greater for smaller t_i."""
    return step(c[i] ** 2) * (bound - t[i])


def first(p, bound):
    return every(lambda i: le(weight(i, bound), weight(p, bound)))


apart = every(lambda i: every(lambda p: implies(ne(i, p), le(1, (t[i] - t[p]) ** 2))))
silent = every(lambda p: eq(summation(N, lambda i: c[i] * unit(i, p)), 0))
squares = summation(N, lambda i: c[i] ** 2)
below = every(lambda i: lt(t[i], B))

claim = Claim(
    title="Units that turn on one after the other, below some bound, are independent",
    source=own("textbook"),
    given=[apart, silent, below, lt(0, N)],
    conclude=eq(squares, 0),
    uses=["representation.first_unit_alone"],
    lemmas=[have(exists(N, lambda p: first(p, B)), by="attained")],
    proof="cases, auto",
    example=dict(N=1, t=[0], c=[0], B=1),
    expect="PROVED",
    neighbours=[Neighbour("any-gaps", given=[silent, below], near=True)],
)
