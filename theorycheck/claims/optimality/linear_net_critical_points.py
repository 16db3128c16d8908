r"""The critical points of a linear network are exactly those that p eigenvectors give.

Meaning. Let E(B, A) = ||Y - X B A||^2 with X'X invertible (inverse Q), and let S = Y' X Q X' Y have an orthonormal
basis of eigenvectors, the columns of U, with eigenvalues l_0 > l_1 > ... > 0.  A point (B, A) whose A has full rank p
(A A' has an inverse G) is critical if and only if A = M U_I' and B = Q X'Y U_I M^{-1}, for some invertible M and some p
of the columns of U: U_I = U J, where J has entries 0 and 1 and J'J = 1.
Proof idea. If: `optimality.linear_net_eigenvectors_are_critical`.  Only if: the projection P on A's row space commutes
with S; as the eigenvalues are distinct, U'P U is diagonal, with p entries 1 and the others 0
(`optimality.linear_net_row_space_of_eigenvectors`); these choose I, and M = A U_I.
Sharpness. Without full rank B moves by more than the form allows: A = 0 leaves B free (neighbour `at-lower-rank`).
Source. Survey, §III-B, after Baldi and Hornik 1989, Fact 4.
How the formula differs. Rows are data.  The sentence is Baldi's and Hornik's, with their assumptions that the survey
omits; the rank-deficient half of it is false as often quoted, and is not in this formula.  Nothing proves the whole
today: "only if" lacks the choice of I from the diagonal of U'P U.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    and_,
    critical,
    diagonal,
    dims,
    eq,
    exists,
    forall,
    identity_matrix,
    implies,
    inverses,
    lt,
    matrix,
    or_,
    squared_norm,
    survey,
    tabulate,
    vector,
)

N, D, p, C = dims("N D p C")
X, Y = matrix("X", N, D), matrix("Y", N, C)
B, A = matrix("B", D, p), matrix("A", p, C)
G, Q = matrix("G", p, p), matrix("Q", D, D)
U, l = matrix("U", C, C), vector("l", C)
E = squared_norm(Y - X @ B @ A)
S = Y.T @ X @ Q @ X.T @ Y


def chosen(J):
    """J has entries 0 and 1, a single 1 in each column, at most one in each row."""
    entries = forall(C, lambda i: forall(p, lambda k: or_(eq(J[i, k], 0), eq(J[i, k], 1))))
    return and_(entries, eq(J.T @ J, identity_matrix(p)))


def given_by(J, M, M_inverse):
    columns = U @ J
    form = and_(eq(A, M @ columns.T), eq(B, Q @ X.T @ Y @ columns @ M_inverse))
    return and_(chosen(J), inverses(M, M_inverse), form)


of_this_form = exists(
    matrix(C, p), lambda J: exists(matrix(p, p), lambda M: exists(matrix(p, p), lambda W: given_by(J, M, W)))
)
zero = tabulate(p, C, lambda k, j: 0)
example = {
    "N": 1, "D": 1, "p": 1, "C": 1, "X": [[1]], "Y": [[1]], "B": [[1]], "A": [[1]],
    "G": [[1]], "Q": [[1]], "U": [[1]], "l": [1],
}  # fmt: skip

claim = Claim(
    title="The critical points of a linear network are those that eigenvectors give",
    source=survey("III-B", "after Baldi and Hornik 1989, Fact 4"),
    given=[
        inverses(X.T @ X, Q),
        inverses(A @ A.T, G),
        inverses(U.T, U),
        eq(S @ U, U @ diagonal(l)),
        forall(C, lambda i: lt(0, l[i])),
        forall(C, lambda j: forall(j, lambda i: lt(l[j], l[i]))),
    ],
    conclude=and_(implies(critical(E, [B, A]), of_this_form), implies(of_this_form, critical(E, [B, A]))),
    example=example,
    covers={"lin.bh.critical-form": "part: A of full rank; not the value of E, nor lower ranks"},
    fidelity="equivalent",
    expect="UNKNOWN",
    neighbours=[
        Neighbour(
            "at-lower-rank",
            given=[inverses(X.T @ X, Q), critical(E, [B, A]), eq(A, zero)],
            conclude=eq(B, tabulate(D, p, lambda i, k: 0)),
            near=True,
        ),
    ],
)
