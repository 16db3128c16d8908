r"""Rescaled weights have the Hessian D^{-1} H D^{-1}: its quadratic form takes the same values, and has the same signs.

Meaning. H is the Hessian at w and T that at D w, D = diag(s), s > 0: s_i s_j T_ij = H_ij for all i, j, which is
flatness.hessian_entries_of_rescaled_weights.  Then <D v, T D v> = <v, H v> for every v.  So a subspace on which H is
positive (the range of U: n x m with <U c, H U c> > 0 for c != 0) is carried by D to one of the same dimension where T
is, and likewise for negative; 1/s leads back.  So n+ and n- of the two are the same, and with them n0 = n - n+ - n-:
Sylvester's law of inertia.  H v = D (T D v), so that H v = 0 exactly if T D v = 0.  The determinant is divided by
(s_1 ... s_n)^2: det is multiplicative and is the product of the diagonal at diagonal matrices; with a on n_1 and 1/a on
n_2 weights that is a^{2 (n_2 - n_1)}.
Proof idea. T = D^{-1} H D^{-1}, entry by entry; H = D T D.
Sharpness. The form at the same v is another one (neighbour `same-vector`), and the determinant changes
(neighbour `determinant-invariant`).
Source. Dinh, Pascanu, Bengio, Bengio 2017, section 4 ([23] of the survey, cited in §I-D).
How the formula differs. Scales are any positive numbers.  det is any function with the two properties; that the
determinant has them is textbook.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    diagonal,
    dims,
    eq,
    fn,
    forall,
    function,
    have,
    implies,
    inner,
    lt,
    matrix,
    paper,
    positive,
    product,
    real,
    squared_norm,
    vector,
)

n, m = dims("n m")
s = vector("s", n, entry=positive)
v, c = vector("v", n), vector("c", m)
H, T, U = matrix("H", n, n), matrix("T", n, n), matrix("U", n, m)
a, b = real("a b", positive)
x, y, z = real("x y z")  # a Hessian of two weights
det = function("det", matrix(n, n), real())
D = diagonal(s)
congruence = forall(n, lambda i: forall(n, lambda j: eq(s[i] * s[j] * T[i, j], H[i, j])))
multiplicative = forall(matrix(n, n), lambda A: forall(matrix(n, n), lambda B: eq(det(A @ B), det(A) * det(B))))
of_diagonals = forall(vector(n), lambda d: eq(det(diagonal(d)), product(d)))


def form(A, u):
    return inner(u, A @ u)


def positive_on(A, V):
    """A is positive on the range of V, and V c = 0 for c = 0 only."""
    return forall(vector(m), lambda d: implies(lt(0, squared_norm(d)), lt(0, form(A, V @ d))))


def negative_on(A, V):
    return forall(vector(m), lambda d: implies(lt(0, squared_norm(d)), lt(form(A, V @ d), 0)))


claim = Claim(
    title="The inertia of the Hessian is invariant under rescaled weights, and its determinant is not",
    source=paper("Dinh et al. 2017, Sharp minima can generalize for deep nets", "section 4"),
    given=[congruence, multiplicative, of_diagonals],
    conclude=and_(
        and_(
            and_(eq(form(T, D @ v), form(H, v)), eq(D @ (T @ (D @ v)), H @ v)),
            and_(implies(positive_on(H, U), positive_on(T, D @ U)), implies(negative_on(H, U), negative_on(T, D @ U))),
        ),
        eq(product(s) ** 2 * det(T), det(H)),
    ),
    lemmas=[
        have(eq(form(T, D @ v), form(H, v)), by="matrix"),
        have(eq(D @ (T @ (D @ v)), H @ v), by="matrix"),
        have(eq(form(T, (D @ U) @ c), form(H, U @ c)), by="matrix"),
        have(forall(vector(m), lambda d: eq(form(T, (D @ U) @ d), form(H, U @ d))), by="auto"),
        have(implies(positive_on(H, U), positive_on(T, D @ U)), by="at_terms, rewrite, auto"),
        have(implies(negative_on(H, U), negative_on(T, D @ U)), by="at_terms, rewrite, auto"),
        have(eq((D @ T) @ D, H), by="matrix"),
        have(eq(det((D @ T) @ D), det(H)), by="congruence, auto"),
        have(eq(det((D @ T) @ D), det(D @ T) * det(D)), by="auto"),
        have(eq(det(D @ T), det(D) * det(T)), by="auto"),
        have(eq(det(D), product(s)), by="auto"),
        have(eq(product(s) * product(s) * det(T), det(H)), by="ideal"),
    ],
    proof="auto",
    example=dict(n=1, m=1, s=[2], v=[1], H=[[4]], T=[[1]], U=[[1]], det=fn(matrix(1, 1), lambda A: A[0, 0])),
    covers={"flat.dinh.hessian-transform": "part: inertia and determinant, given the entries"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("same-vector", given=[congruence], conclude=eq(form(T, v), form(H, v)), near=True),
        Neighbour(
            "determinant-invariant",
            given=[],
            conclude=eq((x / a**2) * (y / b**2) - (z / (a * b)) ** 2, x * y - z**2),
        ),
    ],
)
