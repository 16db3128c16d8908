r"""All local minima of a wide ReLU network as nearly global: false, for all its units may be dead.

Meaning. The network maps a row x_n of the data to sum_j v_j relu(<x_n, w_j> + b_j): r hidden units with biases, no
output bias; r is at least the number N of samples.  The sentence says that at every local minimum of the squared loss
the value is within 1/100 of every other.
Proof idea. One sample, one unit that is off: the loss is y^2 there and around it, and 0 elsewhere.
Sharpness. No width helps: `random_networks.dead_units_are_a_minimum` is the theorem, for every r and N.
Source. Survey, §III-A (and §III-C, on [22]).
The survey says: "this empirically suggests that when the size of the network is large enough and ReLU non-linearities
are used all local minima could be global"; "the distribution of local minima becomes increasingly concentrated in a
small band of objective function values near the global optimum (and thus all local minima become increasingly close to
being global minima)".
How the formula differs. "Large enough" is r >= N, which suffices to fit distinct data; "close" is 1/100.  The words on
the band speak of a distribution and of assumptions on data and weights; what is refuted is their "all", for a network
as it is trained, and the suggestion of §III-A.
"""

from theorycheck import (
    Claim,
    dims,
    le,
    local_minimum,
    matrix,
    rational,
    relu,
    substitute,
    summation,
    survey,
    vector,
)

N, D, r = dims("N D r")
X, y = matrix("X", N, D), vector("y", N)
W, b, v = matrix("W", D, r), vector("b", r), vector("v", r)
W_2, b_2, v_2 = matrix("W_2", D, r), vector("b_2", r), vector("v_2", r)


def net(n):
    return summation(r, lambda j: v[j] * relu(summation(D, lambda i: X[n, i] * W[i, j]) + b[j]))


loss = summation(N, lambda n: (y[n] - net(n)) ** 2)
other = substitute(loss, {W: W_2, b: b_2, v: v_2})

claim = Claim(
    title="All local minima of a wide ReLU network are nearly global",
    source=survey("III-A, III-C"),
    given=[local_minimum(loss, [W, b, v]), le(N, r)],
    conclude=le(loss, other + rational("1/100")),
    covers={"mut.crit.all-local-near-global": "whole"},
    fidelity="equivalent",
    expect="REFUTED",
)
