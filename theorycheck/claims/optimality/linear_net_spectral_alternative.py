r"""A critical point of a linear network that is no global minimum leaves out an eigenvector that would help.

Meaning. For E = ||Y - X B A||^2 with X'X invertible (inverse Q) and S = Y' X Q X' Y: at a critical point that is no
global minimum either A has full rank, and there are orthonormal eigenvectors u in its row space and v orthogonal to it
with eigenvalues a < b; or A has lower rank, and there is a unit eigenvector v orthogonal to its row space with
eigenvalue b > 0.
Proof idea. The projection P onto A's row space commutes with the symmetric S, so by the spectral theorem they have a
common orthonormal basis of eigenvectors, r = rank A of which span the row space; E = ||Y||^2 - tr(P S), and by Ky Fan's
maximum principle (or Eckart and Young's theorem) the least value of E is ||Y||^2 less the sum of the p largest
eigenvalues of S.  If tr(P S) is less than that sum, one of the p largest is left out in favour of a smaller one, or,
where r < p, one that is positive is left out.
Sharpness. The first case needs r = p: with r < p and only zero eigenvalues left out the point is a global minimum.
Source. The spectral theorem and Ky Fan's maximum principle as in Horn and Johnson, Matrix Analysis, 2nd edition,
Theorem 2.5.6 and Corollary 4.3.39; put together as in Baldi and Hornik 1989.
How the formula differs. Nothing of this file is proved here: it is assumed as textbook linear algebra, and whatever
uses it says so.
"""

from theorycheck import (  # fmt: skip
    Claim,
    and_,
    critical,
    dims,
    eq,
    exists,
    global_minimum,
    inverses,
    lt,
    matrix,
    not_,
    or_,
    paper,
    real,
    squared_norm,
    tabulate,
    vector,
)

N, D, p, C = dims("N D p C")
X, Y = matrix("X", N, D), matrix("Y", N, C)
B, A = matrix("B", D, p), matrix("A", p, C)
Q = matrix("Q", D, D)
E = squared_norm(Y - X @ B @ A)
S = Y.T @ X @ Q @ X.T @ Y


def left_out(v, b):
    """v is a unit eigenvector of S for b, orthogonal to A's row space."""
    return and_(eq(S @ v, b * v), eq(A @ v, tabulate(p, lambda i: 0)), eq(v @ v, 1))


def used(u, a, G):
    """u is a unit eigenvector of S for a, in A's row space; G is the inverse of A A'."""
    return and_(inverses(A @ A.T, G), eq(S @ u, a * u), eq(A.T @ G @ A @ u, u), eq(u @ u, 1))


def exists_all(sorts, body):
    """exists of several variables."""
    return exists(sorts[0], lambda x: exists_all(sorts[1:], lambda *rest: body(x, *rest))) if sorts else body()


exchange = exists_all(
    [matrix(p, p), vector(C), vector(C), real(), real()],
    lambda G, u, v, a, b: and_(used(u, a, G), left_out(v, b), lt(a, b)),
)
spare_unit = exists_all(
    [vector(p), vector(C), real()],
    lambda h, v, b: and_(eq(A.T @ h, tabulate(C, lambda i: 0)), eq(h @ h, 1), left_out(v, b), lt(0, b)),
)

claim = Claim(
    title="A critical point of a linear network that is no global minimum leaves out an eigenvector",
    source=paper("Horn and Johnson 2013", "Theorem 2.5.6 and Corollary 4.3.39, as used by Baldi and Hornik 1989"),
    given=[critical(E, [B, A]), not_(global_minimum(E, [B, A])), inverses(X.T @ X, Q)],
    conclude=or_(exchange, spare_unit),
    assumed="standard",
    example=dict(N=1, D=1, p=1, C=1, X=[[1]], Q=[[1]], Y=[[1]], B=[[0]], A=[[0]]),
    fidelity="equivalent",
    expect="CITED",
)
