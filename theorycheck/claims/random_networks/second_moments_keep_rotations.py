r"""The second-order tensor of a network's moments does not see rotations of its units.

Meaning. For units with directions A_1, ..., A_k (the rows of A) and equal weights a, the matrix sum_j a A_j A_j^T,
which second-order moments estimate, is the same for the units Q A, for every k x k matrix Q with Q^T Q = I.
Proof idea. (Q A)^T (Q A) = A^T Q^T Q A = A^T A.
Sharpness. Equal weights are needed: for weights (1, 2) a rotation by a quarter turn changes the matrix.
Source. Survey, §III-C, on Janzamin et al. 2015: why moments of order 3 are taken.
The survey says: "the authors use tensor decomposition methods to estimate the network weights from high order
statistical moments of the network mapping".
How the formula differs. It is not said by the survey; it is why "high order" must be there.  Moments are written by
what they are equal to, a sum over the units.
"""

from theorycheck import Claim, Neighbour, diagonal, dims, eq, identity_matrix, matrix, real, survey, vector

k, d = dims("k d")
A, Q = matrix("A", k, d), matrix("Q", k, k)
a, b = real("a"), vector("b", k)
rotation = eq(Q.T @ Q, identity_matrix(k))


def second_order(units):
    return a * (units.T @ units)


def weighted(units):
    return units.T @ diagonal(b) @ units


claim = Claim(
    title="Second-order moments do not see rotations of the units",
    source=survey("III-C"),
    given=[rotation],
    conclude=eq(second_order(Q @ A), second_order(A)),
    proof="matrix",
    fidelity="equivalent",
    repairs="random_networks.second_moments_identify_units",
    expect="PROVED",
    neighbours=[
        Neighbour("any-weights", conclude=eq(weighted(Q @ A), weighted(A)), near=True),
        Neighbour("any-matrix", given=[], near=True),
    ],
)
