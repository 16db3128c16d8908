r"""Second-order moments as enough to find the units of a network: false.

Meaning. Two sets of orthonormal directions, the rows of A and of B, with equal weights give the same matrix
sum_j A_j A_j^T = sum_j B_j B_j^T.  The sentence says that each A_i is then one of the B_j, up to its sign.
Proof idea. A rotation of the plane by an angle with cosine 3/5.
Sharpness. `random_networks.second_moments_keep_rotations` is the theorem: no rotation is seen, in any dimension.
Source. Survey, §III-C, on "high order statistical moments": what order 2 instead of 3 would mean.
How the formula differs. It is not said by the survey.
"""

from theorycheck import Claim, dims, eq, exists, forall, identity_matrix, lt, matrix, or_, survey

k, d, i = dims("k d i")
A, B = matrix("A", k, d), matrix("B", k, d)


def same(i, j, sign):
    return forall(d, lambda n: eq(A[i, n], sign * B[j, n]))


claim = Claim(
    title="Second-order moments identify the units of a network",
    source=survey("III-C"),
    given=[
        lt(i, k),
        eq(A @ A.T, identity_matrix(k)),
        eq(B @ B.T, identity_matrix(k)),
        eq(A.T @ A, B.T @ B),
    ],
    conclude=exists(k, lambda j: or_(same(i, j, 1), same(i, j, -1))),
    covers={"mut.ten.matrix-suffices": "whole"},
    fidelity="equivalent",
    expect="REFUTED",
)
