r"""Scaling the layers of a ReLU network by positive numbers of product one changes neither its function nor any loss.

Meaning. T_a(W_1, b, W_2) = (a W_1, a b, W_2 / a), a > 0, computes what (W_1, b, W_2) computes: relu(X W_1 + 1 b^T) W_2.
Likewise in a network of K layers without biases, if the layers are scaled by a_k > 0 with a_1 ... a_K = 1.  Every loss
that sees the outputs alone is the same.
Proof idea. relu is positively homogeneous: the factor a passes through it and meets 1/a.
Sharpness. The bias of the first layer must be scaled with its weights (neighbour `bias-not-scaled`); false for a < 0
and for tanh.
Source. Survey, §I-D, on flat regions; Dinh, Pascanu, Bengio, Bengio 2017, definition 5 and theorem 2 ([23]).
The survey's words. "local minima discovered by SGD that lead to good generalization error belong to very flat regions
of the parameter space [23]."
How the formula differs. It is the observation on which [23] builds its argument against these words.  The loss is an
unknown function of the outputs; the first layer's bias is added (without it take b = 0).
"""

from theorycheck import (
    Claim,
    Neighbour,
    add_to_rows,
    and_,
    dims,
    eq,
    family,
    forall,
    function,
    have,
    le,
    matrix,
    network,
    positive,
    product,
    real,
    relu,
    survey,
    symbol,
    tanh,
    vector,
)

N, D, h, C, K = dims("N D h C K")
d = dims("d", upto=K)
a = symbol("a", positive)
X, V, b, U = matrix("X", N, D), matrix("V", D, h), vector("b", h), matrix("U", h, C)
loss = function("loss", matrix(N, C), real())
Z = matrix("Z", N, d[0])
W = family("W", matrix(d.this, d.next), upto=K)
s = family("s", positive, upto=K)


def hidden(first, bias):
    return relu(add_to_rows(X @ first, bias))


def net(first, bias, second, activation=relu):
    return activation(add_to_rows(X @ first, bias)) @ second


same = eq(net(a * V, a * b, (1 / a) * U), net(V, b, U))

claim = Claim(
    title="Rescaled layers compute the same function",
    source=survey("I-D", "[23]"),
    given=[eq(product(s), 1)],
    conclude=and_(
        and_(same, eq(loss(net(a * V, a * b, (1 / a) * U)), loss(net(V, b, U)))),
        eq(network(Z, s * W), network(Z, W)),
    ),
    lemmas=[
        have(eq(a * (1 / a), 1), by="quotients_and_roots, auto"),
        have(eq(hidden(a * V, a * b), a * hidden(V, b)), by="scale"),
        have(same, by="rewrite, matrix"),
        have(forall(K, lambda k: le(0, s[k])), by="at_indices, auto"),
        have(eq(network(Z, s * W), product(s) * network(Z, W)), by="induct(K)"),
        have(eq(network(Z, s * W), network(Z, W)), by="at_indices, ideal"),
    ],
    proof="congruence, auto",
    covers={"flat.dinh.rescaling-function": "whole"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("bias-not-scaled", given=[], conclude=eq(net(a * V, b, (1 / a) * U), net(V, b, U)), near=True),
        Neighbour("second-layer-not-scaled", given=[], conclude=eq(net(a * V, a * b, U), net(V, b, U))),
        Neighbour("tanh", given=[], conclude=eq(net(a * V, a * b, (1 / a) * U, tanh), net(V, b, U, tanh))),
    ],
)
