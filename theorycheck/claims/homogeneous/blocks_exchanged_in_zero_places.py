r"""While some blocks shrink and others grow in places that were zero, the outputs move on a straight line.

Meaning. X_1, ..., X_a are the blocks that are not zero, and there are c further places, all zero, for Z_1, ..., Z_c.
On the path X_i(u) = (1 - u)^{1/p} X_i, Z_j(u) = u^{1/p} Z_j, 0 <= u <= 1, from X to Z:
Phi = (1 - u) Phi(X) + u Phi(Z), entry by entry. Places that stay zero add nothing.
Proof idea. Each block is scaled by a root (homogeneous.root_scaling).
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
    lt,
    positive,
    real,
    root,
    summation,
    survey,
    symbol,
    vector,
)

a, c, n, m, k = dims("a c n m k")
p = symbol("p", positive)
u = real("u", interval(0, 1))
X, Z = family("X", vector(n), upto=a), family("Z", vector(n), upto=c)
phi = function("phi", vector(n), vector(m))


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


outputs = eq(moving(lambda x: phi(x)[k]), mixed(lambda x: phi(x)[k]))  # entry k of the output
scaled_outputs = total(lambda i: (1 - u) * phi(X[i])[k], lambda j: u * phi(Z[j])[k])

claim = Claim(
    title="While blocks are exchanged in zero places, the outputs move on a straight line",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[homogeneous(phi, p), lt(k, m)],
    conclude=outputs,
    lemmas=[
        have(forall(a, lambda i: eq(phi(shrunk(i))[k], (1 - u) * phi(X[i])[k])), by="auto"),
        have(forall(c, lambda j: eq(phi(grown(j))[k], u * phi(Z[j])[k])), by="auto"),
        have(eq(moving(lambda x: phi(x)[k]), scaled_outputs), by="congruence, auto"),
        have(eq(scaled_outputs, mixed(lambda x: phi(x)[k])), by="sums"),
    ],
    proof="first(ideal, auto)",
    uses=["homogeneous.root_scaling"],
    fidelity="exact",
    expect="PROVED",
    neighbours=[
        Neighbour("wrong-root", conclude=eq(moving(lambda x: phi(x)[k], 2 * p), mixed(lambda x: phi(x)[k])), near=True),
        Neighbour("not-homogeneous", given=[lt(k, m)], near=True),
    ],
)
