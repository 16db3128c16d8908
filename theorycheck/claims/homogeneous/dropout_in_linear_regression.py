r"""Dropout in linear regression is, in the mean, shrunken weights with an l2 penalty weighted by the norms of features.

Meaning. E ||y - X (e o w)||^2 = ||y - p X w||^2 + p (1 - p) sum_j ||x_j||^2 w_j^2 for masks e with independent entries
that are 1 with probability p and else 0; x_j is the j-th column of X.
Proof idea. Mean and variance: E e_j = p and E e_j e_k = p^2 for j != k, p for j = k; the square is quadratic in e.
Sharpness. Without rescaling by p, or with p for p (1 - p), it is false (neighbours); it is so for masks that are
correlated, and the law enters by its first two moments only.
Source. Survey, §III-D and [11] (Srivastava et al. 2014, section 9.1).
The survey's words. "many state-of-the-art networks are not trained with classical regularization, such as an l1 or l2
norm penalty on the weight parameters but instead rely on techniques such as dropout [11]."
How the formula differs. The survey has no formula; this is that of [11].  The expectation is over any finite law:
outcome m < M has the probability q_m and the mask e_m; what is used of independence are the two moments.  That
independent masks have them, whatever the number of entries, is `homogeneous.dropout_masks_have_two_moments`.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    forall,
    hadamard,
    identity_matrix,
    matrix,
    real,
    squared_norm,
    summation,
    survey,
    tabulate,
    vector,
)

M, N, d = dims("M N d")
q, e = vector("q", M), matrix("e", M, d)
p = real("p")
X, y, w = matrix("X", N, d), vector("y", N), vector("w", d)


def mean(of):
    """The expectation of what depends on the outcome."""
    return summation(M, lambda m: q[m] * of(m))


def mask(m):
    return tabulate(d, lambda j: e[m, j])


total = eq(mean(lambda m: 1), 1)
first = forall(d, lambda j: eq(mean(lambda m: e[m, j]), p))
second = forall(
    d,
    lambda j: forall(d, lambda k: eq(mean(lambda m: e[m, j] * e[m, k]), p**2 + (p - p**2) * identity_matrix(d)[j, k])),
)
risk = mean(lambda m: squared_norm(y - X @ hadamard(mask(m), w)))
fit = squared_norm(y - p * (X @ w))
penalty = summation(d, lambda j: summation(N, lambda i: X[i, j] ** 2) * w[j] ** 2)

claim = Claim(
    title="Dropout in linear regression is a weighted l2 penalty",
    source=survey("III-D", "rely on techniques such as dropout [11]"),
    given=[total, first, second],
    conclude=eq(risk, fit + p * (1 - p) * penalty),
    proof="matrix",
    example=dict(M=2, N=1, d=1, q=["1/2", "1/2"], e=[[0], [1]], p="1/2", X=[[1]], y=[1], w=[1]),
    covers={"hv.dropout.linear-reg": "whole"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("p-for-its-variance", conclude=eq(risk, fit + p * penalty), near=True),
        Neighbour("weights-not-shrunken", conclude=eq(risk, squared_norm(y - X @ w) + p * (1 - p) * penalty)),
        Neighbour("correlated-masks", given=[total, first], near=True),
    ],
)
