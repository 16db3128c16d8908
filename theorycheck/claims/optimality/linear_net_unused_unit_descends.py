r"""A linear network with a hidden unit to spare can descend towards any eigenvector that it leaves out.

Meaning. At a critical point (B, A) of E = ||Y - X B A||^2 where A has not full rank (some unit vector h has h' A = 0),
let v be a unit eigenvector of S = Y' X Q X' Y with S v = b v, b > 0, orthogonal to A's row space.  Then the point is a
strict saddle.
Proof idea. Along A + t b h v', B + t (c + 1) Q X'Y v h' with c = ||X B h||^2 the second derivative of E is
2 b^2 c - 4 b^2 (c + 1) < 0: matrix algebra, in every dimension.
Sharpness. With b = 0 there is nothing to gain: at Y = 0 every critical point is a global minimum.
Source. Survey, §III-B, "all other critical points are saddle points"; the rank-deficient case that Baldi and Hornik's
exchange of eigenvectors does not cover.
How the formula differs. As in `optimality.linear_net_exchange_descends`.
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
    le,
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
Q = matrix("Q", D, D)
h, v = vector("h", p), vector("v", C)
b = real("b")
E = squared_norm(Y - X @ B @ A)
S = Y.T @ X @ Q @ X.T @ Y
c = squared_norm(X @ (B @ h))
slope = 2 * b * b * c - 4 * b * b * (c + 1)

without_gain = [
    critical(E, [B, A]),
    inverses(X.T @ X, Q),
    eq(S @ v, b * v),
    eq(A @ v, tabulate(p, lambda i: 0)),
    eq(A.T @ h, tabulate(C, lambda i: 0)),
    eq(h @ h, 1),
    eq(v @ v, 1),
]

claim = Claim(
    title="A spare hidden unit lets a linear network descend towards an eigenvector it leaves out",
    source=survey("III-B", "the rank-deficient case"),
    given=[*without_gain, lt(0, b)],
    conclude=strict_saddle(E, [B, A]),
    lemmas=[
        have(
            eq(curvature(E, [B, A], [(c + 1) * (Q @ X.T @ Y @ outer(v, h)), outer(h, b * v)]), slope),
            by="derive, matrix(Y)",
        ),
        have(le(0, c), by="auto"),
        have(lt(0, b * b), by="auto"),
        have(le(0, b * b * c), by="auto"),
        have(lt(slope, 0), by="auto"),
    ],
    proof="exhibit",
    example=dict(N=1, D=1, p=1, C=1, X=[[1]], Q=[[1]], Y=[[1]], B=[[0]], A=[[0]], h=[1], v=[1], b=1),
    covers={"lin.bh.strict-saddles": "part: A of lower rank, given the eigenvector"},
    domain=Domain(sizes={"N": (1, 2), "D": (1, 2), "p": (1, 1), "C": (1, 1)}),
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("without-gain", given=without_gain, near=True)],
)
