r"""At a critical point of a linear network, eigenvectors span the row space of A, if no two eigenvalues are equal.

Meaning. Let (B, A) be a critical point of E(B, A) = ||Y - X B A||^2, X'X invertible (inverse Q) and A of full rank p
(A A' has an inverse G), and let S = Y' X Q X' Y have an orthonormal basis of eigenvectors, the columns of U, with
distinct eigenvalues l.  In that basis the projection P = A' G A on A's row space is a diagonal matrix Z = U' P U with
Z Z = Z and trace p: p of its entries are 1, the others 0, and the row space is spanned by the eigenvectors of the ones.
Proof idea. P commutes with S, so Z_ij l_j = l_i Z_ij, and l_i - l_j has an inverse for i other than j.
Sharpness. Not without the gradient in A (neighbour `one-gradient`); nor with equal eigenvalues: at Y = 0 any A will do.
Source. Survey, §III-B, after Baldi and Hornik 1989, Fact 4, "only if".
How the formula differs. It is the step from `optimality.linear_net_projections` to Fact 4: Z stands for the index set.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Domain,
    Neighbour,
    and_,
    critical,
    diagonal,
    dims,
    eq,
    forall,
    gradient,
    have,
    implies,
    inverses,
    matrix,
    ne,
    squared_norm,
    survey,
    tabulate,
    trace,
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

stationary_in_B = eq(gradient(E, B), tabulate(D, p, lambda i, k: 0))
of_the_basis = [
    inverses(X.T @ X, Q),
    inverses(A @ A.T, G),
    inverses(U.T, U),
    eq(S @ U, U @ diagonal(l)),
    forall(C, lambda i: forall(C, lambda j: implies(ne(i, j), ne(l[i], l[j])))),
]
is_diagonal = forall(C, lambda i: forall(C, lambda j: implies(ne(i, j), eq(Z[i, j], 0))))
example = {
    "N": 1, "D": 1, "p": 1, "C": 2, "X": [[1]], "Y": [[1, 0]], "B": [[1]], "A": [[1, 0]],
    "G": [[1]], "Q": [[1]], "U": [[1, 0], [0, 1]], "l": [1, 0],
}  # fmt: skip

claim = Claim(
    title="Eigenvectors span the row space of A at a critical point of a linear network",
    source=survey("III-B", "after Baldi and Hornik 1989, Fact 4"),
    given=[critical(E, [B, A]), *of_the_basis],
    conclude=and_(is_diagonal, eq(Z @ Z, Z), eq(trace(Z), p)),
    lemmas=[
        have(eq(G.T @ A @ A.T @ G, G), by="matrix"),
        have(eq(G.T, G), by="matrix"),
        have(eq(Q.T @ X.T @ X @ Q, Q), by="matrix"),
        have(eq(Q.T, Q), by="matrix"),
        have(eq(P @ S, S @ P), by="derive, matrix(Y)"),
        have(eq(U.T @ S, diagonal(l) @ U.T), by="matrix"),
        have(forall(C, lambda i: forall(C, lambda j: eq(Z[i, j] * l[j], l[i] * Z[i, j]))), by="matrix(l)"),
    ],
    proof="at_indices, first(ideal, matrix)",
    example=example,
    covers={"lin.bh.critical-form": "part: the row space of A of full rank is spanned by eigenvectors"},
    domain=Domain(sizes={"N": (1, 2), "D": (1, 2), "p": (1, 1), "C": (2, 2)}),
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("one-gradient", given=[stationary_in_B, *of_the_basis], conclude=is_diagonal, near=True),
    ],
)
