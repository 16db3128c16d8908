r"""Weights that are optimal among those with the same units balance the gradient against the penalty, unit by unit.

Meaning. F(w) = l(H w) + lam ||w||_1, H with the M units h_j as its columns, l: R^n -> R with the gradient G, lam >=
0.  If F(w) <= F(z) for every z that uses no other units than w does (z_i = 0 wherever w_i = 0), then for each unit j
w_j <h_j, G(H w)> = -lam |w_j|, so <h_j, G(H w)> = -lam sign(w_j) where w_j is not 0.
Proof idea. Rescaling the one weight w_j stays on the support; then `convex_networks.weight_at_its_best`.
Sharpness. Nothing is said of units that w does not use (neighbour `also-off-the-support`).
Source. Survey, §III-B, eq. (3): re-optimising all weights after each new unit, which gradient boosting with a convex
loss does in its totally corrective form.
The survey's words. None: "sequentially adding hidden units" leaves open whether earlier weights are trained again.
How the formula differs. It is a step of `convex_networks.stopping_rule`.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    dims,
    eq,
    forall,
    function,
    has_gradient,
    have,
    identity_matrix,
    implies,
    inner,
    le,
    local_minimum,
    lt,
    matrix,
    nonnegative,
    real,
    squared_norm,
    summation,
    survey,
    symbol,
    tabulate,
    vector,
)

n, M, j = dims("n M j")
l, G = function("l", vector(n), real()), function("G", vector(n), vector(n))
H = matrix("H", n, M)
lam = symbol("lam", nonnegative)
s = real("s")
w, a = vector("w", M), real("a")
h, k, y = vector("h k y", n)
at = identity_matrix(M)
unit = tabulate(n, lambda i: H[i, j])
slope = inner(G(H @ w), unit)


def size(v):
    return summation(M, lambda i: absolute(v[i]))


def objective(v):
    return l(H @ v) + lam * size(v)


def same_units(z):
    return forall(M, lambda i: implies(eq(w[i], 0), eq(z[i], 0)))


def scaled(s):
    return tabulate(M, lambda i: w[i] + s * at[i, j] * w[i])


def gap(i):
    return absolute(w[i]) + (absolute(w[i] + s * w[i]) - absolute(w[i])) * at[i, j] - absolute(scaled(s)[i])


def growth(s):
    return absolute(w[j] + s * w[j]) - absolute(w[j])


optimal = forall(vector(M), lambda z: implies(same_units(z), le(objective(w), objective(z))))
total, rest = summation(M, gap), size(w) + growth(s) - size(scaled(s))

claim = Claim(
    title="Weights that are optimal on their support balance the gradient against the penalty",
    source=survey("III-B"),
    given=[lt(j, M), has_gradient(l, G), optimal],
    conclude=eq(w[j] * slope, -lam * absolute(w[j])),
    uses=["convex_networks.weight_at_its_best"],
    lemmas=[
        have(same_units(scaled(s)), by="at_indices, ideal"),
        have(le(objective(w), objective(scaled(s))), by="auto"),
        have(eq(l(H @ scaled(s)), l(H @ w + s * w[j] * unit)), by="congruence, matrix"),
        have(forall(M, lambda i: le(0, gap(i))), by="split, contradict"),
        have(le(0, lam * total), by="auto"),
        have(eq(total, rest), by="matrix"),
        have(eq(lam * total, lam * rest), by="ideal"),
        have(
            forall(
                real(),
                lambda s: le(l(H @ w) + lam * size(w), l(H @ w + s * w[j] * unit) + lam * (size(w) + growth(s))),
            ),
            by="auto",
        ),
    ],
    proof="auto",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour(  # units h and k, squared loss, a the best weight of h (convex: local is global), k unused
            "also-off-the-support",
            given=[local_minimum(squared_norm(a * h - y) / 2 + lam * absolute(a), [a])],
            conclude=le(absolute(inner(a * h - y, k)), lam),
            near=True,
        ),
        Neighbour("any-weights", given=[lt(j, M), has_gradient(l, G)], near=True),
    ],
)
