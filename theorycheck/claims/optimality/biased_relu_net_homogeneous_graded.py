r"""With biases, scaling W_k by a and b_k by a^k (layers counted from 1) scales a ReLU network by a^K.

Meaning. Biases are not left out of the homogeneity of ReLU networks; they only have to be scaled by the power that
belongs to their depth.
Proof idea. Induction over the layers: at layer k the whole pre-activation carries the factor a^k.
Sharpness. Scaling every bias by a alone is false from two layers on; so is any other power.
Source. Survey, §II, eq. (1) with an affine part; the catalogue's graded form.
How the formula differs. The survey writes eq. (1) without biases; this is its extension to psi(X W_k + 1 b_k^T).
The hypothesis a >= 0 is needed and stated.  Layers are counted from 0 here, so that b_k carries a^(k+1).
"""

from theorycheck import (
    Claim,
    Neighbour,
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
d = dims("d", upto=K)
W = family("W", matrix(d.this, d.next), upto=K)
b = family("b", vector(d.next), upto=K)
a = symbol("a", nonnegative)
X = matrix("X", N, d[0])
scaled = family_of(K, lambda k: a * W[k])


def net(V, bias):
    return network(X, V, relu, bias=bias)


claim = Claim(
    title="ReLU networks with biases are homogeneous in a graded sense",
    source=survey("II eq. (1)"),
    conclude=eq(net(scaled, family_of(K, lambda k: a ** (k + 1) * b[k])), a**K * net(W, b)),
    proof="induct(K)",
    covers={"pre.homogeneity.bias-graded": "whole"},
    fidelity="exact",
    expect="PROVED",
    neighbours=[
        Neighbour(
            "uniform-biases",
            conclude=eq(net(scaled, family_of(K, lambda k: a * b[k])), a**K * net(W, b)),
            covers={"mut.pre.bias-uniform": "whole"},
        ),
        Neighbour(
            "bias-power-off-by-one",
            conclude=eq(net(scaled, family_of(K, lambda k: a**k * b[k])), a**K * net(W, b)),
            near=True,
        ),
    ],
)
