r"""Critical points of a linear network with one row space are one orbit of a change of basis in the hidden layer.

Meaning. For E = ||Y - X B A||^2 with X'X invertible: two critical points (B, A) and (B', A') with A and A' of full rank
and the same row space have the same product B A = B' A', and differ by an invertible p × p matrix M = A A'^T G' alone:
B' = B M and A' = M^{-1} A, with M^{-1} = A' A^T G.
Proof idea. Both products are the projection Q X'Y P of the least-squares solution onto one row space.
Sharpness. Without the common row space the products differ (neighbour `another-row-space`): where the p-th and the next
eigenvalue are equal and positive there are global minima with different products.
Source. Repairs the survey's §III-B, "a unique global minimum", after Baldi and Hornik 1989: unique up to the basis.
How the formula differs. Uniqueness is stated for points of one row space; that all global minima have one row space if
and only if there is a gap after the p-th eigenvalue is the spectral theorem again, and is not in this file.
"""

from theorycheck import Claim, Domain, Neighbour, and_, critical, dims, eq, have, inverses, matrix, squared_norm, survey

N, D, p, C = dims("N D p C")
X, Y = matrix("X", N, D), matrix("Y", N, C)
B, A, B_2, A_2 = matrix("B", D, p), matrix("A", p, C), matrix("B_2", D, p), matrix("A_2", p, C)
G, G_2, Q = matrix("G", p, p), matrix("G_2", p, p), matrix("Q", D, D)
E = squared_norm(Y - X @ B @ A)
P, P_2 = A.T @ G @ A, A_2.T @ G_2 @ A_2
M, M_inverse = A @ A_2.T @ G_2, A_2 @ A.T @ G

two_points = [
    critical(E, [B, A]),
    critical(E, [B, A], at=[B_2, A_2]),
    inverses(X.T @ X, Q),
    inverses(A @ A.T, G),
    inverses(A_2 @ A_2.T, G_2),
]

claim = Claim(
    title="Critical points of a linear network with one row space differ by a change of basis",
    source=survey("III-B", "the squared loss has a unique global minimum"),
    given=[*two_points, eq(P, P_2)],
    conclude=and_(
        eq(B @ A, B_2 @ A_2),
        eq(B @ M, B_2),
        eq(M_inverse @ A, A_2),
        inverses(M, M_inverse),
    ),
    lemmas=[
        have(eq(B, Q @ X.T @ Y @ A.T @ G), by="derive, matrix(Y)"),
        have(eq(B_2, Q @ X.T @ Y @ A_2.T @ G_2), by="derive, matrix(Y)"),
        have(eq(P_2 @ A_2.T, A_2.T), by="matrix"),
        have(eq(P @ A_2.T, A_2.T), by="matrix"),
        have(eq(P_2 @ A.T, A.T), by="matrix"),
    ],
    proof="matrix(B, B_2)",
    example={
        **dict(N=1, D=1, p=1, C=2, X=[[1]], Q=[[1]], Y=[[1, 0]]),
        **dict(B=[[1]], A=[[1, 0]], G=[[1]], B_2=[["1/2"]], A_2=[[2, 0]], G_2=[["1/4"]]),
    },
    repairs="optimality.linear_net_unique_minimiser",
    covers={"lin.bh.uniqueness-up-to-GL": "part: within one row space; the gap of the eigenvalues is missing"},
    domain=Domain(sizes={"N": (1, 2), "D": (1, 2), "p": (1, 1), "C": (2, 2)}),
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("another-row-space", given=two_points, conclude=eq(B @ A, B_2 @ A_2), near=True)],
)
