r"""Rescaling each hidden unit by a factor of its own leaves a ReLU network as it is: its weights are not determined.

Meaning. Unit i's incoming weights and bias are multiplied by s_i > 0 and its outgoing weights divided by it:
relu(X V diag(s) + 1 (s b)') diag(1/s) U = relu(X V + 1 b') U.
Proof idea. relu is positively homogeneous.
Sharpness. The bias must be scaled along; false for negative factors and for tanh.
Source. Survey, §II eq. (1).
The survey's words. "Notice also that the map Phi can be seen as a function of the network weights".
How the formula differs. The survey does not speak of it; it is what [23] and Path-SGD (§III-D) rest on.  The biases are
added, for eq. (1) take b = 0.
"""

from theorycheck import (
    Claim,
    Neighbour,
    add_to_rows,
    dims,
    eq,
    forall,
    have,
    lt,
    matrix,
    positive,
    relu,
    survey,
    tabulate,
    tanh,
    vector,
)

N, D, h, C = dims("N D h C")
X, V, U, b = matrix("X", N, D), matrix("V", D, h), matrix("U", h, C), vector("b", h)
s = vector("s", h, entry=positive)


def incoming(factors):
    return tabulate(D, h, lambda d, i: V[d, i] * factors[i])


def outgoing(factors):
    return tabulate(h, C, lambda i, c: (1 / factors[i]) * U[i, c])


def times(factors, bias):
    return tabulate(h, lambda i: factors[i] * bias[i])


def hidden(activation, first, bias):
    return activation(add_to_rows(X @ first, bias))


def net(activation, first, bias, second):
    return hidden(activation, first, bias) @ second


def same(activation, factors=s, bias=None):
    scaled = times(factors, b) if bias is None else bias
    return eq(net(activation, incoming(factors), scaled, outgoing(factors)), net(activation, V, b, U))


def scales(activation, n, i):
    before, after = hidden(activation, V, b), hidden(activation, incoming(s), times(s, b))
    return eq(after[n, i], s[i] * before[n, i])


claim = Claim(
    title="Rescaled units compute the same function",
    source=survey("II eq. (1)"),
    conclude=same(relu),
    lemmas=[
        have(forall(h, lambda i: eq(s[i] * (1 / s[i]), 1)), by="at_indices, quotients_and_roots, auto"),
        have(forall(h, lambda i: lt(0, s[i])), by="auto"),
        have(forall(N, lambda n: forall(h, lambda i: scales(relu, n, i))), by="at_indices, scale"),
    ],
    proof="matrix",
    covers={"pre.weights.non-identifiability": "part: the rescaling of units"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("bias-kept", conclude=same(relu, bias=b), near=True),
        Neighbour("tanh", conclude=same(tanh)),
    ],
)
