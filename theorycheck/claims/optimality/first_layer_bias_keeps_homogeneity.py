r"""A bias in the first layer only keeps homogeneity: scaling all weights and that bias by a >= 0 scales by a^K.

Meaning. A trap for a search that expects biases to break homogeneity.  The first pre-activation X W_1 + 1 c^T is
linear in (W_1, c) together, so that this bias belongs to the degree 1 of its layer.
Proof idea. The first layer carries a, each of the K that follow one more factor.
Sharpness. With a bias in a later layer the same statement is false.
Source. The catalogue's row `mut.pre.only-first-bias-breaks`, marked there as a true statement.
How the formula differs. The catalogue speaks of two layers; here K layers follow the first, for every K.
"""

from theorycheck import (
    Claim,
    Neighbour,
    add_to_rows,
    dims,
    eq,
    family,
    family_of,
    matrix,
    network,
    nonnegative,
    relu,
    survey,
    symbol,
    vector,
)  # fmt: skip

K, N = dims("K N")
d = dims("d", upto=K + 1)
W = family("W", matrix(d.this, d.next), upto=K + 1)
b = vector("b", d[1])
c = family("c", vector(d.next), upto=K + 1)
a = symbol("a", nonnegative)
X = matrix("X", N, d[0])


def by_a(x):
    return a * x


def as_is(x):
    return x


def net(scale, bias_scale):
    first = relu(add_to_rows(X @ scale(W[0]), bias_scale(b)))
    return network(first, family_of(K, lambda k: scale(W[k + 1])))


def biased(scale):
    return network(X, family_of(K + 1, lambda k: scale(W[k])), relu, bias=family_of(K + 1, lambda k: scale(c[k])))


claim = Claim(
    title="A first-layer bias keeps a ReLU network homogeneous",
    source=survey("II eq. (1)"),
    conclude=eq(net(by_a, by_a), a ** (K + 1) * net(as_is, as_is)),
    proof="induct(K)",
    covers={"mut.pre.only-first-bias-breaks": "whole"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("bias-not-scaled", conclude=eq(net(by_a, as_is), a ** (K + 1) * net(as_is, as_is)), near=True),
        Neighbour("bias-everywhere", conclude=eq(biased(by_a), a ** (K + 1) * biased(as_is))),
    ],
)
