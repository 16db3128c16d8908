r"""With threshold errors and a part of the hidden layer for each output, separable classes leave no spurious minimum.

Meaning. Output k of a network is sigmoid(c_k + sum_j v_kj sigmoid(<W_kj, x>)): each output has p >= 1 hidden units of
its own, with weights W_k.  It shall give at least a where T_nk > 0 and at most b elsewhere, by errors relu(a - y)^2 and
relu(y - b)^2, summed over samples and outputs.  If each class k is separated from the others by some s_k, then at each
local minimum the loss is 0.
Proof idea. Not given here.  The loss is a sum of losses of networks with one output each, of which
`backpropagation.hidden_layer_separates` speaks; points at which the output weights v_k of some k are all 0 need
derivatives.
Sharpness. Whether it holds where all outputs share the hidden units is not claimed: the terms of different outputs may
cancel in the gradient of a shared unit.
Source. Gori and Tesi 1992 ([44] in the survey, §III-B), abstract: "Some conditions on the network architecture and the
learning environment that ensure the convergence of the BP algorithm are proposed. It is proven in particular that the
convergence holds if the classes are linearly separable."
How the formula differs. The paper's theorem was not at hand: the architecture, the errors and the reading of
"convergence" as the absence of spurious local minima are ours.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    array,
    dims,
    eq,
    forall,
    local_minimum,
    lt,
    matrix,
    paper,
    real,
    relu,
    sigmoid,
    step,
    summation,
    vector,
)

N, D, C, p = dims("N D C p")
X, T, S = matrix("X", N, D), matrix("T", N, C), matrix("S", C, D)
W, v, c = array("W", C, D, p), matrix("v", C, p), vector("c", C)
a, b = real("a b")


def output(n, k):
    hidden = summation(p, lambda j: v[k, j] * sigmoid(summation(D, lambda d: X[n, d] * W[k, d, j])))
    return sigmoid(c[k] + hidden)


def error(n, k):
    wanted, y = step(T[n, k]), output(n, k)
    return wanted * relu(a - y) ** 2 + (1 - wanted) * relu(y - b) ** 2


loss = summation(N, lambda n: summation(C, lambda k: error(n, k)))
separable = forall(N, lambda n: forall(C, lambda k: lt(0, T[n, k] * summation(D, lambda d: X[n, d] * S[k, d]))))

claim = Claim(
    title="With threshold errors and hidden units for each output, separable classes leave no spurious minimum",
    source=paper("Gori and Tesi: On the problem of local minima in backpropagation (1992)", "abstract"),
    given=[lt(0, p), separable, local_minimum(loss, [W, v, c])],
    conclude=eq(loss, 0),
    assumed="cited",
    covers={"bp.gori-tesi.separable": "part: several outputs, from the paper's abstract"},
    fidelity="looser",
    expect="CITED",
    neighbours=[Neighbour("anywhere", given=[lt(0, p), separable], near=True)],
)
