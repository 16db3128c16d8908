r"""A linear network that uses an eigenvector u and leaves out a better one v can descend towards v.

Meaning. At a critical point (B, A) of E = ||Y - X B A||^2 with A of full rank, let u and v be orthonormal eigenvectors
of S = Y' X Q X' Y, with S u = a u and S v = b v, u in A's row space and v orthogonal to it.  If a < b, the point is a
strict saddle: along B + t Q X'Y v u' A' G, A + t (A u) v' the second derivative of E is 2 (a - b).
Proof idea. Both directions are put into the second derivative, and matrix algebra with the two gradient equations does
the rest, in every dimension.
Sharpness. With a = b the curvature along this line is 0.
Source. Survey, §III-B, "all other critical points are saddle points"; the direction is that of Baldi and Hornik 1989.
How the formula differs. That a critical point which is no global minimum has such a pair of eigenvectors is linear
algebra, stated in `optimality.linear_net_spectral_alternative`.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Domain,
    Neighbour,
    critical,
    curvature,
    dims,
    eq,
    have,
    inverses,
    lt,
    matrix,
    outer,
    real,
    squared_norm,
    strict_saddle,
    survey,
    tabulate,
    vector,
)

N, D, p, C = dims("N D p C")
X, Y = matrix("X", N, D), matrix("Y", N, C)
B, A = matrix("B", D, p), matrix("A", p, C)
G, Q = matrix("G", p, p), matrix("Q", D, D)
u, v = vector("u v", C)
a, b = real("a b")
E = squared_norm(Y - X @ B @ A)
P = A.T @ G @ A
S = Y.T @ X @ Q @ X.T @ Y
towards_v = [Q @ X.T @ Y @ outer(v, G @ A @ u), outer(A @ u, v)]

without_gap = [
    critical(E, [B, A]),
    inverses(A @ A.T, G),
    inverses(X.T @ X, Q),
    eq(S @ u, a * u),
    eq(S @ v, b * v),
    eq(P @ u, u),
    eq(A @ v, tabulate(p, lambda i: 0)),
    eq(u @ u, 1),
    eq(v @ v, 1),
]

claim = Claim(
    title="Exchanging an eigenvector for a better one lowers the loss of a linear network",
    source=survey("III-B", "after Baldi and Hornik 1989, Fact 4"),
    given=[*without_gap, lt(a, b)],
    conclude=strict_saddle(E, [B, A]),
    lemmas=[
        have(eq(u @ (P @ (S @ u)), a), by="matrix(Y)"),
        have(eq(curvature(E, [B, A], towards_v), 2 * (a - b)), by="derive, matrix(Y)"),
    ],
    proof="exhibit",
    example={
        **dict(N=1, D=1, p=1, C=2, X=[[1]], Q=[[1]], G=[[1]], Y=[[0, 1]], B=[[0]], A=[[1, 0]]),
        **dict(u=[1, 0], v=[0, 1], a=0, b=1),
    },
    covers={"lin.bh.strict-saddles": "part: A of full rank, given the two eigenvectors"},
    domain=Domain(sizes={"N": (1, 2), "D": (1, 2), "p": (1, 1), "C": (2, 2)}),
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("without-the-gap", given=without_gap, near=True)],
)
