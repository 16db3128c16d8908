r"""Hidden units that have moved along s cannot leave the output weights stationary again, unless the loss is 0.

Meaning. For a network with one hidden layer, all output weights 0 and the bias c of its last unit, let h_n(y) be the
sum of the hidden outputs at x_n, the rows of X, when all hidden weights have moved by y s, and g_m(y) that for U.  The
loss is sum_n P^2 + sum_m Q^2, P = relu(a - sigma(c)), Q = relu(sigma(c) - b), and its derivative in a common output
weight is 2 slope(c) (Q sum_m g_m(y) - P sum_n h_n(y)).  If that is 0 for y = 0 and for y = x, though h_n(0) < h_n(x)
and g_m(x) < g_m(0), then the loss is 0.
Proof idea. `backpropagation.outputs_that_part_are_not_stationary`.
Sharpness. Each class must move (neighbours `positive-class-stays`, `negative-class-stays`).
Source. Own, after Gori and Tesi 1992 ([44] in the survey, §III-B).
How the formula differs. It is not in the survey; a step of `backpropagation.no_minimum_with_zero_output_weights`.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    dims,
    eq,
    forall,
    function,
    have,
    le,
    lt,
    matrix,
    own,
    real,
    relu,
    summation,
    vector,
)

N, M, D, p = dims("N M D p")
X, U = matrix("X", N, D), matrix("U", M, D)
W, s = matrix("W", D, p), vector("s", D)
sigma, slope = function("sigma", real(), real()), function("slope", real(), real())
a, b, c, x = real("a b c x")
P, Q = relu(a - sigma(c)), relu(sigma(c) - b)


def hidden(data, x, n):
    """The sum of the hidden units' outputs, where all of them have moved by x s."""
    return summation(p, lambda j: sigma((data @ W)[n, j] + x * (data @ s)[n]))


def level(x):
    """The derivative of that loss in t is 0 at t = 0."""
    second, first = summation(M, lambda m: hidden(U, x, m)), summation(N, lambda n: hidden(X, x, n))
    return eq(2 * slope(c) * (Q * second - P * first), 0)


constant_loss = summation(N, lambda n: P**2) + summation(M, lambda m: Q**2)
rise = forall(N, lambda n: lt(hidden(X, 0, n), hidden(X, x, n)))
fall = forall(M, lambda m: lt(hidden(U, x, m), hidden(U, 0, m)))
steep = lt(0, slope(c))

claim = Claim(
    title="Hidden units that have moved along a separating direction do not leave the output weights stationary again",
    source=own("after Gori and Tesi 1992, the survey's [44]"),
    given=[level(0), level(x), steep, rise, fall],
    conclude=eq(constant_loss, 0),
    uses=["backpropagation.outputs_that_part_are_not_stationary"],
    lemmas=[have(le(0, P), by="split"), have(le(0, Q), by="split")],
    proof="auto",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("positive-class-stays", given=[level(0), level(x), steep, fall], near=True),
        Neighbour("negative-class-stays", given=[level(0), level(x), steep, rise], near=True),
    ],
)
