r"""Critical points of a linear network with one hidden layer are projections of the least-squares solution.

Meaning. E(B, A) = ||Y - X B A||^2 is the squared loss of a linear network with p hidden units, X'X invertible with
inverse Q.  At a critical point whose A has full rank p (so A A' has an inverse G), let P = A' G A, the projection onto
A's row space, and S = Y' X Q X' Y.  Then B A = Q X' Y P, P is a symmetric projection that commutes with S, and
E = ||Y||^2 - tr(P S).
Proof idea. The gradient in B gives X'X B A A' = X'Y A', the gradient in A gives B' X'X B A = B' X'Y; everything follows
from these two by matrix algebra, in every dimension (the kernel derives both from the gradient's definition).
Sharpness. Without the gradient in A, P need not commute with S (neighbour `one-gradient`).
Source. Survey, §III-B: "for networks with a single hidden layer and linear activations, the squared loss has a unique
global minimum and all other critical points are saddle points", after Baldi and Hornik 1989, whose Facts 1 to 3 these
are.
How the formula differs. Rows are data, as in the survey's eq. (1).  That eigenvectors of S span the row space of A is
the next step, and is not in this file.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    and_,
    critical,
    dims,
    eq,
    gradient,
    have,
    inverses,
    matrix,
    squared_norm,
    survey,
    tabulate,
    trace,
)

N, D, p, C = dims("N D p C")
X, Y = matrix("X", N, D), matrix("Y", N, C)
B, A = matrix("B", D, p), matrix("A", p, C)
G, Q = matrix("G", p, p), matrix("Q", D, D)
E = squared_norm(Y - X @ B @ A)
P = A.T @ G @ A
S = Y.T @ X @ Q @ X.T @ Y

full_rank = [inverses(A @ A.T, G), inverses(X.T @ X, Q)]
stationary_in_B = eq(gradient(E, B), tabulate(D, p, lambda i, j: 0))

claim = Claim(
    title="Critical points of a linear network are projections of the least-squares solution",
    source=survey("III-B", "after Baldi and Hornik 1989, Facts 1 to 3"),
    given=[critical(E, [B, A]), *full_rank],
    conclude=and_(
        eq(B @ A, Q @ X.T @ Y @ P),
        eq(P.T, P),
        eq(P @ P, P),
        eq(P @ S, S @ P),
        eq(E, squared_norm(Y) - trace(P @ S)),
    ),
    lemmas=[have(eq(G.T @ A @ A.T @ G, G), by="matrix"), have(eq(G.T, G), by="matrix")],
    proof="derive, matrix(Y)",
    example=dict(N=1, D=1, p=1, C=2, X=[[1]], Q=[[1]], G=[[1]], Y=[[1, 0]], B=[[1]], A=[[1, 0]]),
    covers={"lin.bh.critical-form": "part: the projection identities, for A of full rank"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("one-gradient", given=[stationary_in_B, *full_rank], conclude=eq(P @ S, S @ P), near=True),
        Neighbour("half-the-trace", conclude=eq(E, squared_norm(Y) - trace(P @ S) / 2)),
    ],
)
