"""Statements that the suite searches: false neighbours with known witnesses, and truths that must never be refuted."""
from __future__ import annotations

from collections.abc import Callable

from theorycheck.statement.arithmetic import rational
from theorycheck.statement.binders import product, summation
from theorycheck.statement.nodes import Pi
from theorycheck.statement.relations import eq, le, lt
from theorycheck.statement.sorts import REAL
from theorycheck.statement.statements import Statement
from theorycheck.statement.symbols import dims, family, interval, matrix, nonnegative, real, vector
from theorycheck.statement.vocabulary.elementwise import absolute, cos, relu, sigmoid, sin, softplus, sqrt, tanh
from theorycheck.statement.vocabulary.networks import network

K, N, L, D, q, c = dims("K N L D q c")
d = dims("d", upto=K)
W = family("W", matrix(d.this, d.next), upto=K)
a = family("a", nonnegative, upto=K)
s = family("s", REAL, upto=K)
X = matrix("X", N, d[0])
alpha = real("alpha", nonnegative)
beta = real("beta")
theta, phi = real("theta", interval(0, Pi())), real("phi", interval(0, Pi()))
x, y = real("x y")
A, B = matrix("A", N, N), matrix("B", N, N)
bias = family("b", vector(d.next), upto=K)


def net(weights, activation=relu, biases=None):
    return network(X, weights, activation, biases) if biases is not None else network(X, weights, activation)


def homogeneous(activation=relu) -> Statement:
    return Statement([], eq(net(a * W, activation), product(a) * net(W, activation)))


def ratio(t):
    """The share of the squared distance that a random ReLU layer keeps between unit vectors at angle t."""
    return rational("1/2") - (sin(t) - t * cos(t)) / (2 * Pi() * (1 - cos(t)))


FALSE: dict[str, Callable[[], Statement]] = {
    "sigmoid": lambda: homogeneous(sigmoid),
    "tanh": lambda: homogeneous(tanh),
    "softplus": lambda: homogeneous(softplus),
    "negative-scale": lambda: Statement([], eq(net(s * W), product(s) * net(W))),
    "uniform-with-biases": lambda: Statement(
        [], eq(net(alpha * W, relu, alpha * bias), alpha**K * net(W, relu, bias))
    ),
    "degree-off-by-one": lambda: Statement([], eq(net(alpha * W), alpha ** (K + 1) * net(W))),
    "doubling-channels": lambda: Statement(
        [le(1, q), le(1, c)], le(q * c**2 * summation(L, lambda l: 2 * 4**l), 8 * q * c**2 * L)
    ),
    "dense-head": lambda: Statement([eq(D, 2**L)], le(L + D, 8 * L + 8)),
    "exponential": lambda: Statement([le(1, L)], le(L + 2**L, 8 * L)),
    "solved-power": lambda: Statement([eq(D * rational("1/2") ** L, 1)], le(D, 10 * L + 1)),
    "angle-monotone": lambda: Statement([lt(0, theta), lt(theta, phi)], lt(ratio(theta), ratio(phi))),
    "strict-at-a-tie": lambda: Statement([], lt(-absolute(x), absolute(x))),
    "solved-real": lambda: Statement([eq(3 * x + y, 1)], le(x * y, rational("1/13"))),
    "thin-ball": lambda: Statement(
        [], le(rational("1/10000"), (x - rational("1/3")) ** 2 + (y - rational("2/7")) ** 2)
    ),
    "thin-kink": lambda: Statement(
        [], le(softplus(x - rational("17/7")), relu(x - rational("17/7")) + rational("69/100"))
    ),
    "far-away": lambda: Statement([], le(sin(x) + sin(rational("141/100") * x), rational("199/100"))),
    "matrices-commute": lambda: Statement([], eq(A @ B, B @ A)),
    "rare-region": lambda: Statement([], le(relu(x + y - 12), relu(x - y + 12) / 100)),
}

TRUE: dict[str, Callable[[], Statement]] = {
    "homogeneous": homogeneous,
    "square-nonnegative": lambda: Statement([], le(0, x**2)),
    "absolute-even": lambda: Statement([], eq(absolute(x), absolute(-x))),
    "root-of-square": lambda: Statement([], eq(sqrt(x**2), absolute(x))),
    "tie-of-maxima": lambda: Statement([], le(absolute(x + y), absolute(x) + absolute(y))),
    "first-doubling": lambda: Statement([le(L, 3)], le(summation(L, lambda l: 2 * 4**l), 16 * L)),
}
