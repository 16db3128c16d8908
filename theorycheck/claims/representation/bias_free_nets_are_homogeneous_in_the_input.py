r"""ReLU networks without biases scale with their input, whatever their depth: they interpolate no (1, 1), (2, 1).

Meaning. Phi(a X) = a Phi(X) for a >= 0.  So the values at x and at 2 x are not free, and no bias-free network comes
near a function of one variable that does not scale.
Proof idea. Induction over the layers.
Sharpness. False with biases, and for negative factors.
Source. Survey, §I-A and §II eq. (1), which has no biases.
The survey's words. "neural networks with a single hidden layer and sigmoidal activations are universal function
approximators".
How the formula differs. It is what fails without biases, for ReLU units and any depth.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    family,
    matrix,
    network,
    nonnegative,
    real,
    relu,
    survey,
    symbol,
    vector,
)

K, N = dims("K N")
d = dims("d", upto=K)
W, c = family("W", matrix(d.this, d.next), upto=K), family("c", vector(d.next), upto=K)
X = matrix("X", N, d[0])
a, b = symbol("a", nonnegative), real("b")

claim = Claim(
    title="ReLU networks without biases are homogeneous in their input",
    source=survey("I-A; II eq. (1)"),
    conclude=eq(network(a * X, W), a * network(X, W)),
    proof="induct(K)",
    covers={"survey.I-A.universal-approximators": "part: that biases are needed"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("any-factor", conclude=eq(network(b * X, W), b * network(X, W)), near=True),
        Neighbour("biases", conclude=eq(network(a * X, W, relu, bias=c), a * network(X, W, relu, bias=c)), near=True),
    ],
)
