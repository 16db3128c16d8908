r"""Any N different points of R^D, with any values, are interpolated by a ReLU network with N units in one hidden layer.

Meaning. X holds the points as rows, no two of them equal, N >= 1, and v any values.  There are a in R^D and b, c in R^N
such that the network x -> sum_i c_i relu(<a, x> + b_i) takes the value v_p at x_p for every p < N.  It memorises its
data, with 2 N + D weights.
Proof idea. Along some direction the points are at least 1 apart (representation.separating_direction).  There, with
t_p = <a, x_p>, the units relu(t + (1 - t_i)) make a square system without kernel
(representation.relu_net_along_a_direction).
Sharpness. Equal points cannot have two values.  Without biases the network is homogeneous in x
(representation.bias_free_nets_are_homogeneous_in_the_input), and fails.
Source. Survey, §I-A, and §VI: a network "could trivially memorize" its training data.
The survey's words. "neural networks with a single hidden layer and sigmoidal activations are universal function
approximators"; interpolation is what the proof for ReLU units rests on.
How the formula differs. Every first-layer weight vector is a.  "No two of them equal" is written as |x_i - x_j|^2 > 0.
The network has no output bias; representation.relu_net_interpolates_points_in_order has its weights written out, and
one unit less.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    exists,
    forall,
    implies,
    lt,
    matrix,
    ne,
    relu,
    summation,
    survey,
    tabulate,
    vector,
)

N, D = dims("N D")
X = matrix("X", N, D)
v = vector("v", N)


def every_pair(relation):
    return forall(N, lambda i: forall(N, lambda j: implies(ne(i, j), relation(i, j))))


def net(a, b, c, p):
    return summation(N, lambda i: c[i] * relu((X @ a)[p] + b[i]))


def interpolates(a, b, c):
    return forall(N, lambda p: eq(net(a, b, c, p), v[p]))


sums = tabulate(D, lambda d: 1)
zeros, ones = (tabulate(N, lambda i, u=u: u) for u in (0, 1))
different = every_pair(lambda i, j: lt(0, summation(D, lambda d: (X[i, d] - X[j, d]) ** 2)))
with_equal_factors = forall(N, lambda p: eq(net(sums, zeros, ones, p), v[p]))
some_net = exists(vector(D), lambda a: exists(vector(N), lambda b: exists(vector(N), lambda c: interpolates(a, b, c))))


claim = Claim(
    title="A ReLU network with one hidden layer of N units interpolates any N points",
    source=survey("I-A; VI"),
    given=[different, lt(0, N)],
    conclude=some_net,
    uses=["representation.separating_direction", "representation.relu_net_along_a_direction"],
    proof="cases, auto",
    example=dict(N=1, D=0, X=[[]], v=[0]),
    covers={"pre.universal.1d-interpolation": "whole"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("equal-factors", conclude=with_equal_factors, near=True)],
)
