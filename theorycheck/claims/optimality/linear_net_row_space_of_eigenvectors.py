r"""At a critical point of a linear network the row space of A is spanned by eigenvectors, if the eigenvalues are distinct.

Meaning. Let (B, A) be a critical point of E(B, A) = ||Y - X B A||^2, X'X invertible (inverse Q) and A of full rank
(A A' has an inverse G), and let S = Y' X Q X' Y have an orthonormal basis of eigenvectors, the columns of U, with
distinct eigenvalues l.  In that basis the projection P = A' G A on A's row space is a diagonal matrix Z = U' P U, with
Z Z = Z, so that its entries are 0 and 1: the row space is spanned by the eigenvectors where they are 1.
Proof idea. P commutes with S, so Z_ij l_j = l_i Z_ij, and l_i - l_j has an inverse for i other than j.
Sharpness. With equal eigenvalues any mixture of their eigenvectors will do (neighbour `with-equal-eigenvalues`).
Source. Survey, §III-B, after Baldi and Hornik 1989, Fact 4, "only if".
How the formula differs. It is the step from `optimality.linear_net_projections` to Fact 4: Z stands for the index set.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    and_,
    critical,
    diagonal,
    dims,
    eq,
    forall,
    have,
    implies,
    inverses,
    matrix,
    ne,
    squared_norm,
    survey,
    vector,
)

N, D, p, C = dims("N D p C")
X, Y = matrix("X", N, D), matrix("Y", N, C)
B, A = matrix("B", D, p), matrix("A", p, C)
G, Q = matrix("G", p, p), matrix("Q", D, D)
U, l = matrix("U", C, C), vector("l", C)
E = squared_norm(Y - X @ B @ A)
P = A.T @ G @ A
S = Y.T @ X @ Q @ X.T @ Y
Z = U.T @ P @ U

of_any_eigenvalues = [
    critical(E, [B, A]),
    inverses(X.T @ X, Q),
    inverses(A @ A.T, G),
    inverses(U.T, U),
    eq(S @ U, U @ diagonal(l)),
]
distinct = forall(C, lambda i: forall(C, lambda j: implies(ne(i, j), ne(l[i], l[j]))))
is_diagonal = forall(C, lambda i: forall(C, lambda j: implies(ne(i, j), eq(Z[i, j], 0))))
example = {
    "N": 2, "D": 2, "p": 1, "C": 2, "X": [[1, 0], [0, 1]], "Y": [[2, 0], [0, 1]], "B": [[2], [0]], "A": [[1, 0]],
    "G": [[1]], "Q": [[1, 0], [0, 1]], "U": [[1, 0], [0, 1]], "l": [4, 1],
}  # fmt: skip

claim = Claim(
    title="Rows of a critical linear network span eigenvectors",
    source=survey("III-B", "after Baldi and Hornik 1989, Fact 4"),
    given=[*of_any_eigenvalues, distinct],
    conclude=and_(is_diagonal, eq(Z @ Z, Z)),
    lemmas=[
        have(eq(G.T @ A @ A.T @ G, G), by="matrix"),
        have(eq(G.T, G), by="matrix"),
        have(eq(P @ S, S @ P), by="derive, matrix(Y)"),
        have(eq(Z @ diagonal(l), U.T @ P @ S @ U), by="matrix(l)"),
        have(eq(U.T @ S, diagonal(l) @ U.T), by="matrix"),
        have(forall(C, lambda i: forall(C, lambda j: eq(Z[i, j] * l[j], l[i] * Z[i, j]))), by="matrix"),
    ],
    proof="matrix",
    example=example,
    covers={"lin.bh.critical-form": "part: the row space of A of full rank is spanned by eigenvectors"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("with-equal-eigenvalues", given=of_any_eigenvalues, conclude=is_diagonal, near=True)],
)
