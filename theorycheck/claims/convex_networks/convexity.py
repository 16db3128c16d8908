r"""Over a fixed dictionary of units, the objective of eq. (3) is convex in the weights.

Meaning. H has the M units h_1(X), ..., h_M(X) as its columns, each with n entries (n = N for one output, N C for C
outputs).  If l: R^n -> R is convex and lam >= 0, then w -> l(H w) is convex, and so is w -> l(H w) + lam ||w||_1, for
every n and M, M = 0 included.
Proof idea. H((1-t) w + t z) = (1-t) H w + t H z, and |(1-t) a + t b| <= (1-t) |a| + t |b| for each weight.
Sharpness. Not for a loss that is not convex, not for lam < 0, not if the units are weights of the problem too (mut
`joint`: (1 - a b)^2), and not if the number of units is punished instead of their l1 norm (mut `l0`).
Source. Survey, §III-B, eq. (3), after Bengio et al. 2005.
The survey's words. "Clearly (3) is a convex optimization problem on w (assuming l(Y, w) is convex on w)".
How the formula differs. That a function is convex is written out: for every w, z and t between 0 and 1.  "l(Y, w) is
convex on w" is read of the loss as a function of the network's output, Y fixed; that l(Y, sum_i h_i(X) w_i) is then
convex on w, the other reading, is part of what is proved.  The dictionary is finite: any two w of finitely many units
each lie over one such.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    convex,
    dims,
    eq,
    forall,
    function,
    have,
    interval,
    le,
    matrix,
    nonnegative,
    real,
    relu,
    squared_norm,
    step,
    summation,
    survey,
    symbol,
    vector,
)

n, M, D = dims("n M D")
l = function("l", vector(n), real())
H = matrix("H", n, M)
lam = symbol("lam", nonnegative)
t = symbol("t", interval(0, 1))
w, z = vector("w z", M)
any_factor = real("any_factor")
between = (1 - t) * w + t * z


def size(v):
    return summation(M, lambda i: absolute(v[i]))


def objective(v):
    return l(H @ v) + lam * size(v)


def convex_between(f):
    return le(f(between), (1 - t) * f(w) + t * f(z))


def gap(i):
    return (1 - t) * absolute(w[i]) + t * absolute(z[i]) - absolute(between[i])


shorter = (1 - t) * size(w) + t * size(z) - size(between)
X, Y = matrix("X", n, D), vector("Y", n)
U, V = matrix("U V", D, M)


def count(v):
    return summation(M, lambda i: step(absolute(v[i])))


def trained(units, v):
    return squared_norm(Y - relu(X @ units) @ v) + lam * size(v)


claim = Claim(
    title="Over a fixed dictionary of units, training the output weights is a convex problem",
    source=survey("III-B, eq. (3)"),
    given=[convex(l)],
    conclude=and_(convex_between(lambda v: l(H @ v)), convex_between(objective)),
    lemmas=[
        have(eq(l(H @ between), l((1 - t) * (H @ w) + t * (H @ z))), by="congruence, matrix"),
        have(le(l((1 - t) * (H @ w) + t * (H @ z)), (1 - t) * l(H @ w) + t * l(H @ z)), by="auto"),
        have(forall(M, lambda i: le(0, gap(i))), by="split, contradict"),
        have(le(0, lam * summation(M, gap)), by="auto"),
        have(eq(summation(M, gap), shorter), by="sums"),
        have(eq(lam * summation(M, gap), lam * shorter), by="ideal"),
    ],
    proof="auto",
    covers={"cvx.convexity": "whole"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("loss-not-convex", given=[], near=True),
        Neighbour("any-factor", conclude=convex_between(lambda v: l(H @ v) + any_factor * size(v)), near=True),
        Neighbour(
            "joint",
            given=[],
            conclude=le(trained((1 - t) * U + t * V, between), (1 - t) * trained(U, w) + t * trained(V, z)),
            covers={"mut.cvx.joint": "whole"},
        ),
        Neighbour(
            "l0",
            given=[],
            conclude=convex_between(lambda v: squared_norm(Y - H @ v) + lam * count(v)),
            covers={"mut.cvx.l0": "whole"},
        ),
    ],
)
