r"""Points that are at least 1 apart along a direction are interpolated by a ReLU network with one hidden layer.

Meaning. X holds N >= 1 points as rows, |<a, x_i> - <a, x_j>| >= 1 for all i, j other than i, and v any values.
There are w, b and c such that the network x -> sum_i c_i relu(<w, x> + b_i), i < N, takes the value v_p at x_p for
every p < N.
Proof idea. w = a and b_i = 1 - <a, x_i>; representation.units_interpolate.
Sharpness. Equal points cannot have two values; equal factors will not do (neighbour).
Source. Textbook; used by representation.relu_net_interpolates.
How the formula differs. It does not.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    exists,
    forall,
    have,
    implies,
    le,
    lt,
    matrix,
    ne,
    own,
    relu,
    summation,
    tabulate,
    vector,
)

N, D = dims("N D")
X = matrix("X", N, D)
a, v = vector("a", D), vector("v", N)
t = X @ a


def net(w, b, c, p):
    return summation(N, lambda i: c[i] * relu((X @ w)[p] + b[i]))


def interpolates(w, b, c):
    return forall(N, lambda p: eq(net(w, b, c, p), v[p]))


def greatest(m):
    return forall(N, lambda i: le(t[i], t[m]))


biases = tabulate(N, lambda i: 1 - t[i])
ones = tabulate(N, lambda i: 1)
apart = forall(N, lambda i: forall(N, lambda j: implies(ne(i, j), le(1, (t[i] - t[j]) ** 2))))
some_net = exists(vector(D), lambda w: exists(vector(N), lambda b: exists(vector(N), lambda c: interpolates(w, b, c))))


def every_net(relation):
    return forall(vector(D), lambda w: forall(vector(N), lambda b: forall(vector(N), lambda c: relation(w, b, c))))


claim = Claim(
    title="Points apart along a direction are interpolated",
    source=own("textbook"),
    given=[apart, lt(0, N)],
    conclude=some_net,
    uses=["representation.units_interpolate"],
    lemmas=[
        have(exists(N, greatest), by="attained"),
        have(exists(vector(N), lambda c: interpolates(a, biases, c)), by="cases, auto"),
        have(every_net(lambda w, b, c: implies(interpolates(w, b, c), some_net)), by="exhibit, auto"),
    ],
    proof="cases, auto",
    example=dict(N=1, D=0, X=[[]], a=[], v=[0]),
    expect="PROVED",
    neighbours=[Neighbour("equal-factors", conclude=interpolates(a, biases, ones), near=True)],
)
