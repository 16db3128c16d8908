r"""The outputs of a network with one hidden layer where its output weights are equal and its units have moved alike.

Meaning. The network is sigma(c + sum_j v_j sigma(<W_j, u>)), u its input.  When each W_j has moved by x s and all
output weights are t, its output is sigma(c + t h) with h = sum_j sigma(<W_j, u> + x <s, u>).
Proof idea. The preactivations are linear in the weights.
Sharpness. Not where the units have moved by another multiple of s (neighbour `moved-twice`).
Source. Own, after Gori and Tesi 1992 ([44] in the survey, §III-B).
How the formula differs. It is not in the survey; a step of `backpropagation.minima_with_zero_output_weights`.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    dims,
    eq,
    forall,
    function,
    have,
    matrix,
    own,
    real,
    summation,
    tabulate,
    vector,
)

D, p = dims("D p")
W, s, u = matrix("W", D, p), *vector("s u", D)
sigma = function("sigma", real(), real())
c, t, x = real("c t x")
same = tabulate(p, lambda j: t)


def dot(column):
    return summation(D, lambda d: u[d] * column(d))


def output(step):
    layer = tabulate(D, p, lambda d, j: W[d, j] + step * s[d])
    return sigma(c + summation(p, lambda j: same[j] * sigma(dot(lambda d: layer[d, j]))))


def unit(j):
    return dot(lambda d: W[d, j]) + x * dot(lambda d: s[d])


hidden = summation(p, lambda j: sigma(unit(j)))
summed = summation(p, lambda j: t * sigma(unit(j)))

claim = Claim(
    title="The outputs where all output weights are equal and the hidden units have moved alike",
    source=own("after Gori and Tesi 1992, the survey's [44]"),
    conclude=eq(output(x), sigma(c + t * hidden)),
    lemmas=[
        have(forall(p, lambda j: eq(dot(lambda d: W[d, j] + x * s[d]), unit(j))), by="sums"),
        have(eq(output(x), sigma(c + summed)), by="congruence, at_indices, auto"),
        have(eq(summed, t * hidden), by="sums"),
        have(eq(sigma(c + summed), sigma(c + t * hidden)), by="rewrite, auto"),
    ],
    proof="auto",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("moved-twice", conclude=eq(output(2 * x), sigma(c + t * hidden)), near=True)],
)
