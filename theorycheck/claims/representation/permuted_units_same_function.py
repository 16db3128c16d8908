r"""Permuting the hidden units leaves a network as it is, whatever its activation.

Meaning. P is a permutation matrix: in each column the entries add up to 1, and P_kj P_lj is P_kj for k = l, else 0; P
P' = 1. For any function psi of a real number, entry by entry: psi(Z P) P' U = psi(Z) U.  Z = X V + 1 b' are the
pre-activations, so that incoming weights and biases are permuted together, and the outgoing weights along.
Proof idea. Column j of Z P is the one column k of Z with P_kj = 1, hence psi(Z P) = psi(Z) P.
Sharpness. False for other matrices with P P' = 1, such as rotations.
Source. Survey, §II eq. (1).
The survey's words. "Let psi_k: R -> R be a non-linear activation function ... This non-linearity is applied to each
entry".
How the formula differs. The survey does not speak of it; it is the other reason why weights are not determined.
Pooling across units is excluded, as in these words.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    forall,
    function,
    have,
    identity_matrix,
    matrix,
    real,
    relu,
    summation,
    survey,
    tabulate,
)

N, h, C = dims("N h C")
Z, U, P = matrix("Z", N, h), matrix("U", h, C), matrix("P", h, h)
V = matrix("V", h, C)
psi = function("psi", real(), real())
unit = identity_matrix(h)
total = forall(h, lambda q: eq(summation(h, lambda p: P[p, q]), 1))
exclusive = forall(h, lambda q: forall(h, lambda p: forall(h, lambda l: eq(P[p, q] * P[l, q], unit[p, l] * P[p, q]))))
inverse = eq(P @ P.T, unit)


def applied(f, A):
    return tabulate(N, h, lambda n, i: f(A[n, i]))


def same(f):
    return eq(applied(f, Z @ P) @ (P.T @ U), applied(f, Z) @ U)


def moved(n, k, j):
    return eq(P[k, j] * psi((Z @ P)[n, j]), P[k, j] * psi(Z[n, k]))


claim = Claim(
    title="Permuted units compute the same function",
    source=survey("II eq. (1)"),
    given=[total, exclusive, inverse],
    conclude=same(psi),
    uses=["representation.a_permutation_moves_values"],
    lemmas=[
        have(forall(N, lambda n: forall(h, lambda j: forall(h, lambda k: moved(n, k, j)))), by="auto"),
        have(eq(applied(psi, Z @ P), applied(psi, Z) @ P), by="matrix"),
        have(eq(applied(psi, Z) @ P @ (P.T @ U), applied(psi, Z) @ U), by="matrix(P)"),
        have(eq(applied(psi, Z @ P) @ V, applied(psi, Z) @ P @ V), by="matrix"),
        have(eq(applied(psi, Z @ P) @ (P.T @ U), applied(psi, Z) @ P @ (P.T @ U)), by="matrix"),
    ],
    proof="matrix",
    covers={"pre.weights.non-identifiability": "part: the permutation of units"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("rotation", given=[inverse], conclude=same(relu), near=True),
    ],
)
