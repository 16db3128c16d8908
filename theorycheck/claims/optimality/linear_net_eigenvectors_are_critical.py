r"""Any p eigenvectors give critical points of a linear network with one hidden layer.

Meaning. Let E(B, A) = ||Y - X B A||^2 with X'X invertible (inverse Q), and let the p columns of U be orthonormal
eigenvectors of S = Y' X Q X' Y, with eigenvalues l.  For every invertible p × p matrix M, the point A = M U',
B = Q X'Y U M^{-1} is critical, and E = ||Y||^2 - (l_1 + ... + l_p) there.
Proof idea. B A = Q X'Y U U' is the least-squares solution projected on the span of U; both gradients vanish by matrix
algebra, in every dimension.
Sharpness. Orthonormal columns that are no eigenvectors give no critical point (neighbour `any-subspace`).
Source. Survey, §III-B, after Baldi and Hornik 1989, Fact 4, "if".
How the formula differs. It is one direction of `optimality.linear_net_critical_points`.  No eigenvalue need be positive
or simple here.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    and_,
    critical,
    diagonal,
    dims,
    eq,
    have,
    identity_matrix,
    inverses,
    matrix,
    squared_norm,
    summation,
    survey,
    vector,
)

N, D, p, C = dims("N D p C")
X, Y = matrix("X", N, D), matrix("Y", N, C)
B, A = matrix("B", D, p), matrix("A", p, C)
Q, M, M_inverse = matrix("Q", D, D), matrix("M", p, p), matrix("M_inverse", p, p)
U, l = matrix("U", C, p), vector("l", p)
E = squared_norm(Y - X @ B @ A)
S = Y.T @ X @ Q @ X.T @ Y
point = [Q @ X.T @ Y @ U @ M_inverse, M @ U.T]
E_there = squared_norm(Y - X @ point[0] @ point[1])

of_any_subspace = [inverses(X.T @ X, Q), inverses(M, M_inverse), eq(U.T @ U, identity_matrix(p))]
example = {
    "N": 1, "D": 1, "p": 1, "C": 2, "X": [[1]], "Y": [[1, 0]],
    "Q": [[1]], "M": [[1]], "M_inverse": [[1]], "U": [[1], [0]], "l": [1],
}  # fmt: skip

claim = Claim(
    title="Eigenvectors give critical points of a linear network",
    source=survey("III-B", "after Baldi and Hornik 1989, Fact 4"),
    given=[*of_any_subspace, eq(S @ U, U @ diagonal(l))],
    conclude=and_(critical(E, [B, A], at=point), eq(E_there, squared_norm(Y) - summation(l))),
    lemmas=[have(eq(Q.T @ X.T @ X @ Q, Q), by="matrix"), have(eq(Q.T, Q), by="matrix")],
    proof="derive, matrix",
    example=example,
    covers={"lin.bh.critical-form": "part: points of this form are critical, for A of full rank"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("any-subspace", given=of_any_subspace, conclude=critical(E, [B, A], at=point), near=True),
        Neighbour(
            "half-the-eigenvalues",
            conclude=and_(critical(E, [B, A], at=point), eq(E_there, squared_norm(Y) - summation(l) / 2)),
        ),
    ],
)
