r"""Scaling layer k by a_k >= 0 scales a bias-free ReLU network by the product of the a_k.

Meaning. A ReLU network without biases is positively homogeneous of degree 1 in each layer's weights, and so is one with
leaky ReLUs relu(z) - q relu(-z), with absolute values or with linear units; with all a_k equal to a it is homogeneous
of degree K in all weights together.  The theorems of Haeffele and Vidal on global optimality rest on this.
Proof idea. Induction over the layers: relu(c z) = c relu(z) for c >= 0, and a factor passes through X W_k.
Sharpness. False for a negative factor, for sigmoid, tanh and softplus, and for any other power of the factors.
Source. Survey, §II eq. (1) and §III-D: "Interestingly, ReLU and max-pooling non-linearities are positively
homogeneous, while sigmoids are not".
How the formula differs. It is stated for one activation at every layer, the last included, as in eq. (1); max pooling
between layers is not in the formula (optimality.pooling_homogeneous is its step); every depth K (0 included), every
width (0 included), every number N of rows, every real input.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    dims,
    eq,
    family,
    family_of,
    matrix,
    network,
    nonnegative,
    product,
    real,
    relu,
    sigmoid,
    softplus,
    survey,
    symbol,
    tanh,
)  # fmt: skip

K, N = dims("K N")
d = dims("d", upto=K)
W = family("W", matrix(d.this, d.next), upto=K)
a = family("a", nonnegative, upto=K)
b = family("b", real(), upto=K)
c, q = symbol("c", nonnegative), real("q")
X = matrix("X", N, d[0])


def net(V, activation=relu):
    return network(X, V, activation)


def scales(activation):
    return eq(net(a * W, activation), product(a) * net(W, activation))


def identity(z):
    return z


def leaky(z):
    """Of any slope on the left."""
    return relu(z) - q * relu(-z)


claim = Claim(
    title="ReLU networks are positively homogeneous in each layer",
    source=survey("II eq. (1), III-D"),
    conclude=and_(scales(relu), scales(leaky), scales(absolute), scales(identity)),
    proof="induct(K)",
    covers={"pre.homogeneity.relu-mlp-degree": "part: not max pooling between the layers"},
    fidelity="exact",
    expect="PROVED",
    neighbours=[
        Neighbour("sigmoid", conclude=scales(sigmoid), covers={"mut.pre.sigmoid-homogeneous": "whole"}),
        Neighbour("tanh", conclude=scales(tanh)),
        Neighbour("softplus", conclude=scales(softplus)),
        Neighbour(
            "negative-factors",
            conclude=eq(net(b * W), product(b) * net(W)),
            near=True,
            covers={"mut.pre.negative-alpha": "whole"},
        ),
        Neighbour(
            "degree-off-by-one",
            conclude=eq(net(family_of(K, lambda k: c * W[k])), c ** (K + 1) * net(W)),
            near=True,
        ),
    ],
)
