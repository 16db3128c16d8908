r"""A network does not determine its weights: units can be permuted, and ReLU units rescaled one by one.

Meaning. V and b are the weights and biases of a hidden layer, U its outgoing weights, and its activation is applied to
Z = X V + 1 b'.  (1) For a permutation matrix P and any activation psi, psi(X V P + 1 (P' b)') P' U = psi(Z) U.
(2) For s_i > 0, relu(X V diag(s) + 1 (s b)') diag(1/s) U = relu(X V + 1 b') U.  X is the data, or what the layers
before make of them; the layers after see the same.
Proof idea. representation.permuted_units_same_function and representation.rescaled_units_same_function.
Sharpness. See there: no rotation, no negative factor, and no rescaling of tanh.
Source. Survey, §II eq. (1).
The survey's words. "Notice also that the map Phi can be seen as a function of the network weights".
How the formula differs. The survey does not speak of it; it is what [23] and Path-SGD (§III-D) rest on.  That P is a
permutation matrix is said by its entries: those of each column add up to 1, P_kj P_lj is P_kj for k = l, else 0, and
P P' = 1.  Pooling across units is excluded.
"""

from theorycheck import (
    Claim,
    Neighbour,
    add_to_rows,
    and_,
    dims,
    eq,
    fn,
    forall,
    function,
    have,
    identity_matrix,
    implies,
    matrix,
    positive,
    real,
    relu,
    summation,
    survey,
    tabulate,
    vector,
)

N, D, h, C = dims("N D h C")
Z = matrix("Z", N, h)
X, V, U, P = matrix("X", N, D), matrix("V", D, h), matrix("U", h, C), matrix("P", h, h)
b, s = vector("b", h), vector("s", h, entry=positive)
psi = function("psi", real(), real())
unit = identity_matrix(h)
total = forall(h, lambda q: eq(summation(h, lambda p: P[p, q]), 1))
exclusive = forall(h, lambda q: forall(h, lambda p: forall(h, lambda l: eq(P[p, q] * P[l, q], unit[p, l] * P[p, q]))))
inverse = eq(P @ P.T, unit)
permutation = and_(total, and_(exclusive, inverse))
inputs, permuted = add_to_rows(X @ V, b), add_to_rows(X @ (V @ P), P.T @ b)


def applied(f, A):
    return tabulate(N, h, lambda n, i: f(A[n, i]))


def same_when_permuted(f):
    return eq(applied(f, permuted) @ (P.T @ U), applied(f, Z) @ U)


def rescaled(bias):
    incoming = tabulate(D, h, lambda d, i: V[d, i] * s[i])
    outgoing = tabulate(h, C, lambda i, c: (1 / s[i]) * U[i, c])
    return relu(add_to_rows(X @ incoming, bias)) @ outgoing


def same_when_rescaled(bias):
    return eq(rescaled(bias), relu(inputs) @ U)


scaled_biases = tabulate(h, lambda i: s[i] * b[i])

claim = Claim(
    title="A network does not determine its weights",
    source=survey("II eq. (1)"),
    given=[eq(Z, inputs)],
    conclude=and_(implies(permutation, same_when_permuted(psi)), same_when_rescaled(scaled_biases)),
    uses=["representation.permuted_units_same_function", "representation.rescaled_units_same_function"],
    lemmas=[
        have(forall(N, lambda n: forall(h, lambda i: eq(permuted[n, i], (inputs @ P)[n, i]))), by="sums"),
        have(
            forall(N, lambda n: forall(h, lambda i: eq((inputs @ P)[n, i], (Z @ P)[n, i]))),
            by="congruence, at_indices, auto",
        ),
        have(eq(applied(psi, permuted), applied(psi, Z @ P)), by="congruence, at_indices, auto"),
        have(implies(permutation, eq(applied(psi, Z @ P) @ (P.T @ U), applied(psi, Z) @ U)), by="auto"),
        have(eq(applied(psi, permuted) @ (P.T @ U), applied(psi, Z @ P) @ (P.T @ U)), by="matrix"),
        have(implies(permutation, same_when_permuted(psi)), by="matrix"),
    ],
    proof="auto",
    example=dict(
        N=1, D=1, h=1, C=1, Z=[[1]], X=[[1]], V=[[1]], U=[[1]], P=[[1]], b=[0], s=[2], psi=fn(real(), lambda x: x)
    ),
    covers={"pre.weights.non-identifiability": "whole"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("biases-kept", conclude=same_when_rescaled(b), near=True),
    ],
)
