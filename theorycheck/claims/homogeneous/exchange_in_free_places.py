r"""While the weights shrink to 0 and other blocks grow in free places, output and regularizer move on straight lines.

Meaning. X_1, ..., X_r have weights w_i >= 0, and U_i is 0 wherever w_i is not. On the path
X_i(u) = ((1 - u) w_i)^{1/p} X_i + u^{1/p} U_i, 0 <= u <= 1, entry k of the output is
(1 - u) sum_i w_i phi(X_i)_k + u sum_i phi(U_i)_k, and the regularizer moves likewise.
Proof idea. One of the two parts of each block is 0, and the other is scaled by a root (homogeneous.root_scaling).
Sharpness. Where both parts of a block are there, it is false, for p = 2 and the squared norm as well (neighbour
`no-free-place`).
Source. The last part of the path to a global minimum, after Haeffele and Vidal 2015 (arXiv:1506.07540); survey, §III-D
and Fig. 3.
The survey's words. "Starting from any initialization, a non-increasing path exists to a global minimizer."
How the formula differs. It is homogeneous.blocks_exchanged_in_zero_places with the places of the network kept: the new
blocks stand where homogeneous.free_places puts them. No loss stands in it.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    forall,
    function,
    have,
    homogeneous,
    implies,
    interval,
    le,
    matrix,
    ne,
    or_,
    positive,
    real,
    root,
    summation,
    survey,
    symbol,
    tabulate,
    vector,
)

n, m, r = dims("n m r")
p = symbol("p", positive)
u = real("u", interval(0, 1))
X, U = matrix("X", r, n), matrix("U", r, n)
w = vector("w", r)
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
zero = tabulate(n, lambda l: 0)
at_once = [homogeneous(phi, p), homogeneous(theta, p)]
weights = forall(r, lambda i: le(0, w[i]))
free = forall(r, lambda i: forall(n, lambda l: eq(w[i] * U[i, l], 0)))


def old(i):
    return tabulate(n, lambda l: X[i, l])


def new(i):
    return tabulate(n, lambda l: U[i, l])


def shrunk(i):
    return tabulate(n, lambda l: root(p, (1 - u) * w[i]) * X[i, l])


def grown(i):
    return tabulate(n, lambda l: root(p, u) * U[i, l])


def moved(i):
    return tabulate(n, lambda l: root(p, (1 - u) * w[i]) * X[i, l] + root(p, u) * U[i, l])


def total(term):
    return summation(r, term)


def straight(f):
    return (1 - u) * total(lambda i: w[i] * f(old(i))) + u * total(lambda i: f(new(i)))


def mixed(f, i):
    return (1 - u) * w[i] * f(old(i)) + u * f(new(i))


outputs = forall(m, lambda k: eq(total(lambda i: phi(moved(i))[k]), straight(lambda x: phi(x)[k])))
cost = eq(total(lambda i: theta(moved(i))), straight(theta))


def squared_norm(x):
    return summation(n, lambda l: x[l] ** 2)


def squares(i):
    """The squared norm of a block on the way, for degree 2."""
    return summation(n, lambda l: (root(2, (1 - u) * w[i]) * X[i, l] + root(2, u) * U[i, l]) ** 2)


def each(what, by, where=None):
    """A step about every block, or those where something holds."""
    return have(forall(r, lambda i: what(i) if where is None else implies(where(i), what(i))), by=by)


def no_weight(i):
    return eq(w[i], 0)


def no_block(i):
    return forall(n, lambda l: eq(U[i, l], 0))


def as_mixed(i):
    return and_(
        forall(m, lambda k: eq(phi(moved(i))[k], mixed(lambda x: phi(x)[k], i))), eq(theta(moved(i)), mixed(theta, i))
    )


claim = Claim(
    title="While blocks are exchanged in free places, output and regularizer move on straight lines",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[*at_once, weights, free],
    conclude=and_(outputs, cost),
    lemmas=[
        each(lambda i: le(0, (1 - u) * w[i]), "at_indices, auto"),
        each(lambda i: forall(m, lambda k: eq(phi(shrunk(i))[k], (1 - u) * w[i] * phi(old(i))[k])), "at_indices, auto"),
        each(lambda i: eq(theta(shrunk(i)), (1 - u) * w[i] * theta(old(i))), "at_indices, auto"),
        each(lambda i: forall(m, lambda k: eq(phi(grown(i))[k], u * phi(new(i))[k])), "auto"),
        each(lambda i: eq(theta(grown(i)), u * theta(new(i))), "auto"),
        each(
            lambda i: forall(n, lambda l: eq(root(p, (1 - u) * w[i]) * X[i, l], 0)), "rewrite, split, auto", no_weight
        ),
        each(
            lambda i: forall(m, lambda k: eq(phi(moved(i))[k], phi(grown(i))[k])),
            "congruence, at_indices, auto",
            no_weight,
        ),
        each(lambda i: eq(theta(moved(i)), theta(grown(i))), "congruence, at_indices, auto", no_weight),
        each(
            lambda i: forall(m, lambda k: eq(phi(moved(i))[k], phi(shrunk(i))[k])),
            "congruence, at_indices, ideal",
            no_block,
        ),
        each(lambda i: eq(theta(moved(i)), theta(shrunk(i))), "congruence, at_indices, ideal", no_block),
        each(lambda i: forall(m, lambda k: eq(phi(new(i))[k], phi(zero)[k])), "congruence, at_indices, auto", no_block),
        each(lambda i: eq(theta(new(i)), theta(zero)), "congruence, at_indices, auto", no_block),
        each(as_mixed, "at_indices, ideal", no_weight),
        each(as_mixed, "at_indices, ideal", no_block),
        each(no_block, "at_indices, ideal", lambda i: ne(w[i], 0)),
        each(lambda i: or_(no_weight(i), no_block(i)), "either, at_indices, auto"),
        each(as_mixed, "at_indices, cases, at_indices, auto"),
        have(
            forall(m, lambda k: eq(total(lambda i: phi(moved(i))[k]), total(lambda i: mixed(lambda x: phi(x)[k], i)))),
            by="congruence, at_indices, auto",
        ),
        have(eq(total(lambda i: theta(moved(i))), total(lambda i: mixed(theta, i))), by="congruence, at_indices, auto"),
        have(
            forall(m, lambda k: eq(total(lambda i: mixed(lambda x: phi(x)[k], i)), straight(lambda x: phi(x)[k]))),
            by="sums",
        ),
        have(eq(total(lambda i: mixed(theta, i)), straight(theta)), by="sums"),
    ],
    proof="at_indices, ideal",
    uses=["homogeneous.root_scaling", "homogeneous.root_scaling_of_a_number"],
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("no-free-place", given=[weights], conclude=eq(total(squares), straight(squared_norm)), near=True),
    ],
)
