r"""N + 1 points in R^D, numbered along a direction that separates them, are interpolated by N ReLU units in one layer.

Meaning. X holds the points as rows, <a, x_0> < ... < <a, x_N>, and v any values.  The network with one hidden layer,
x -> v_0 + sum_i c_i relu(<a, x> - <a, x_i>), i < N, takes the value v_p at x_p for every p <= N, where
c_i = s_i - s_{i-1}, s_i = (v_{i+1} - v_i) / (<a, x_{i+1}> - <a, x_i>) and s_{-1} = 0.  It memorises its data.
Proof idea. <a, x_0>, ..., <a, x_N> are points of the line, for which see representation.relu_units_interpolate.
Sharpness. The order matters, and so do the biases (neighbours `any-order`, `no-biases`).
Source. Survey, §I-A, and §VI: a network "could trivially memorize" its training data.
The survey's words. "neural networks with a single hidden layer and sigmoidal activations are universal function
approximators"; interpolation is what the proof for ReLU units rests on.
How the formula differs. Existence is shown by the weights; every first-layer weight vector is a, so that there are D
numbers in a, N biases, N output weights and v_0.  Any finite set of different points has a direction that separates
them (representation.separating_direction); that they are numbered along it is the hypothesis on X and a.  Without it,
and with one unit more: representation.relu_net_interpolates.  On the line
a = 1 will do, and the hypothesis says only that the points are numbered in order.
"""

from theorycheck import (
    Claim,
    Neighbour,
    add_to_rows,
    dims,
    eq,
    fold,
    forall,
    have,
    lt,
    matrix,
    not_,
    outer,
    relu,
    summation,
    survey,
    tabulate,
    vector,
)

N, D, p = dims("N D p")
X = matrix("X", N + 1, D)
a = vector("a", D)
t, v = vector("t v", N + 1)


def slope(i):
    return (v[i + 1] - v[i]) / (t[i + 1] - t[i])


def slope_before(i):
    return fold(i, 0, lambda m, _: slope(m))


def weight(i):
    return slope(i) - slope_before(i)


directions = outer(a, tabulate(N, lambda i: 1))
biases = tabulate(N, lambda i: -t[i])


def interpolates(hidden):
    return eq(v[0] + (hidden @ tabulate(N, weight))[p], v[p])


projected = eq(t, X @ a)
in_order = forall(N + 1, lambda m: forall(m, lambda i: lt(t[i], t[m])))
different = forall(N, lambda i: not_(eq(t[i + 1] - t[i], 0)))
some_point = lt(p, N + 1)
with_biases = relu(add_to_rows(X @ directions, biases))

claim = Claim(
    title="A ReLU network with one hidden layer of N units interpolates N + 1 points",
    source=survey("I-A; VI"),
    given=[projected, in_order, some_point],
    conclude=interpolates(with_biases),
    uses=["representation.relu_units_interpolate"],
    lemmas=[
        have(eq(summation(D, lambda d: X[p, d] * (a[d] * 1)), t[p]), by="matrix"),
    ],
    proof="rewrite, auto",
    covers={
        "pre.universal.1d-interpolation": "part: the points are numbered in order along a direction that separates them"
    },
    fidelity="hypotheses added",
    expect="PROVED",
    neighbours=[
        Neighbour("any-order", given=[projected, different, some_point], near=True),
        Neighbour("no-biases", conclude=interpolates(relu(X @ directions)), near=True),
    ],
)
