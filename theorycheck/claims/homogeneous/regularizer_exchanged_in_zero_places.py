r"""While some blocks shrink and others grow in places that were zero, the regularizer moves on a straight line.

Meaning. X_1, ..., X_a are the blocks that are not zero, and there are c further places, all zero, for Z_1, ..., Z_c.
On the path X_i(u) = (1 - u)^{1/p} X_i, Z_j(u) = u^{1/p} Z_j, 0 <= u <= 1, from X to Z:
Theta = (1 - u) Theta(X) + u Theta(Z). Places that stay zero add nothing.
Proof idea. Each block is scaled by a root (homogeneous.root_scaling_of_a_number).
Sharpness. Not with the roots of another degree (neighbour `wrong-root`).
Source. The last part of the path to a global minimum, after Haeffele and Vidal 2015 (arXiv:1506.07540); survey, §III-D
and Fig. 3.
The survey's words. "Starting from any initialization, a non-increasing path exists to a global minimizer."
How the formula differs. It is the step that makes the last part of that path; no loss stands in it. The places are
numbered so that the non-zero blocks come first.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    family,
    forall,
    function,
    have,
    homogeneous,
    interval,
    positive,
    real,
    root,
    summation,
    survey,
    symbol,
    vector,
)

a, c, n = dims("a c n")
p = symbol("p", positive)
u = real("u", interval(0, 1))
X, Z = family("X", vector(n), upto=a), family("Z", vector(n), upto=c)
theta = function("theta", vector(n), real())


def shrunk(i, q=p):
    return root(q, 1 - u) * X[i]


def grown(j, q=p):
    return root(q, u) * Z[j]


def total(one, other):
    return summation(a, one) + summation(c, other)


def mixed(f):
    return (1 - u) * summation(a, lambda i: f(X[i])) + u * summation(c, lambda j: f(Z[j]))


def moving(f, q=p):
    return total(lambda i: f(shrunk(i, q)), lambda j: f(grown(j, q)))


scaled = total(lambda i: (1 - u) * theta(X[i]), lambda j: u * theta(Z[j]))

claim = Claim(
    title="While blocks are exchanged in zero places, the regularizer moves on a straight line",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[homogeneous(theta, p)],
    conclude=eq(moving(theta), mixed(theta)),
    lemmas=[
        have(forall(a, lambda i: eq(theta(shrunk(i)), (1 - u) * theta(X[i]))), by="auto"),
        have(forall(c, lambda j: eq(theta(grown(j)), u * theta(Z[j]))), by="auto"),
        have(eq(moving(theta), scaled), by="congruence, auto"),
        have(eq(scaled, mixed(theta)), by="sums"),
    ],
    proof="first(ideal, auto)",
    uses=["homogeneous.root_scaling_of_a_number"],
    fidelity="exact",
    expect="PROVED",
    neighbours=[
        Neighbour("wrong-root", conclude=eq(moving(theta, 2 * p), mixed(theta)), near=True),
        Neighbour("not-homogeneous", given=[], near=True),
    ],
)
