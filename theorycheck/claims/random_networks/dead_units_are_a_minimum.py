r"""All units dead: a local minimum of a ReLU network's squared loss, of value |Y|^2, at every width.

Meaning. The network maps a row x_n of the data to sum_j v_j relu(<x_n, w_j> + b_j): r hidden units with biases, no
output bias.  Where all W are 0, all b are -1 and the output weights v are anything, every unit is off on all data, and
stays off nearby: the squared loss is |Y|^2 there, and constant around it.  So the point is a local minimum, for every
number of units, of samples and of inputs, all data, and all v.
Proof idea. Take s > 0 with s sum_i |x_ni| + s < 1 for every n (there is one, for there are finitely many data).  If no
entry of W and b moves by s or more, then <x_n, w_j> + b_j <= s sum_i |x_ni| - 1 + s < 0.
Sharpness. The minimum is not a global one wherever Y is not 0 and can be fitted better (neighbour `global`).
Source. Survey, §III-A.
The survey says: "when the size of the network is large enough and the non-linearity is chosen to be a ReLU, many
weights are zero, a phenomenon known as dead neurons [...]. While this empirically suggests that when the size of the
network is large enough and ReLU non-linearities are used all local minima could be global, there is currently no
rigorous theory".
How the formula differs. It is a counterexample to the suggestion, if biases are allowed: wherever Y can be fitted
better than by 0, the minimum is not global.  A dead unit has output 0; its weights need not be 0, and here
only happen to be.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    dims,
    eq,
    forall,
    global_minimum,
    have,
    implies,
    le,
    local_minimum,
    lt,
    matrix,
    positive,
    relu,
    squared_norm,
    substitute,
    summation,
    survey,
    symbol,
    tabulate,
    vector,
)

N, D, r = dims("N D r")
X, y = matrix("X", N, D), vector("y", N)
W, b, v, u = matrix("W", D, r), vector("b", r), vector("v", r), vector("u", r)
s = symbol("s", positive)


def input_of(n, j):
    return summation(D, lambda i: X[n, i] * W[i, j]) + b[j]


def room(n, i, j):
    return absolute(X[n, i]) * s - X[n, i] * W[i, j]


def size(n):
    return summation(D, lambda i: absolute(X[n, i]))


def net(n):
    return summation(r, lambda j: v[j] * relu(input_of(n, j)))


def dead(bias):
    return [tabulate(D, r, lambda i, j: 0), tabulate(r, lambda j: bias), v]


loss = summation(N, lambda n: (y[n] - net(n)) ** 2)
near = and_(
    forall(D, lambda i: forall(r, lambda j: and_(lt(0 - s, W[i, j]), lt(W[i, j], 0 + s)))),
    forall(r, lambda j: and_(lt(-1 - s, b[j]), lt(b[j], -1 + s))),
)


def everywhere(relation):
    return implies(near, forall(N, lambda n: forall(r, lambda j: relation(n, j))))


all_dead = {W: dead(-1)[0], b: dead(-1)[1]}
claim = Claim(
    title="All units dead is a local minimum of a ReLU network, at every width",
    source=survey("III-A"),
    given=[forall(N, lambda n: lt(s * size(n) + s, 1))],
    conclude=local_minimum(loss, [W, b, v], at=dead(-1)),
    lemmas=[
        have(lt(-1, -1 + s), by="auto"),
        have(everywhere(lambda n, j: forall(D, lambda i: le(0, room(n, i, j)))), by="at_indices, split, contradict"),
        have(everywhere(lambda n, j: le(0, summation(D, lambda i: room(n, i, j)))), by="auto"),
        have(
            forall(
                N,
                lambda n: forall(
                    r, lambda j: eq(summation(D, lambda i: room(n, i, j)), s * size(n) - input_of(n, j) + b[j])
                ),
            ),
            by="sums",
        ),
        have(everywhere(lambda n, j: le(input_of(n, j), 0)), by="at_indices, contradict"),
        have(everywhere(lambda n, j: eq(relu(input_of(n, j)), 0)), by="at_indices, auto"),
        have(implies(near, forall(N, lambda n: eq(substitute(net(n), {v: u}), 0))), by="matrix"),
        have(implies(near, eq(substitute(loss, {v: u}), squared_norm(y))), by="matrix"),
        have(substitute(near, all_dead), by="auto"),
        have(eq(substitute(loss, all_dead), squared_norm(y)), by="specialise, auto"),
    ],
    proof="exhibit, specialise, auto",
    example=dict(N=1, D=1, r=1, X=[[1]], y=[1], v=[1], s="1/4"),
    fidelity="equivalent",
    repairs="random_networks.wide_relu_minima_are_nearly_global",
    expect="PROVED",
    neighbours=[
        Neighbour("global", conclude=global_minimum(loss, [W, b, v], at=dead(-1)), near=True),
    ],
)
