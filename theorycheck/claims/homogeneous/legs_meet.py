r"""The two legs of the path to a global minimum start, meet and end where they should.

Meaning. For weights w_i >= 0 and blocks Y, U the first leg is Y_i(v) = (1 + v (w_i - 1))^{1/p} Y_i and the second
Y_i(u) = ((1 - u) w_i)^{1/p} Y_i + u^{1/p} U_i. The first starts at Y, v = 0; it ends, v = 1, where the second starts,
u = 0; and that one ends at U, u = 1. p > 0 is real.
Proof idea. 1^{1/p} = exp(log(1) / p) = 1 and 0^{1/p} = 0.
Sharpness. The first leg does not end where it starts (neighbour `no-move`).
Source. Haeffele and Vidal 2015 (arXiv:1506.07540); survey, §III-D and Fig. 3.
The survey's words. "Starting from any initialization, a non-increasing path exists to a global minimizer."
How the formula differs. It is the word "path" for the formulas of homogeneous.two_legs, at the ends of its legs.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exp,
    forall,
    have,
    le,
    log,
    matrix,
    ne,
    positive,
    root,
    survey,
    symbol,
    tabulate,
    vector,
)

n, r = dims("n r")
p = symbol("p", positive)
Y, U = matrix("Y", r, n), matrix("U", r, n)
w = vector("w", r)


def rows(V):
    return lambda i: tabulate(n, lambda l: V[i, l])


def first(v):
    return lambda i: tabulate(n, lambda l: root(p, 1 + v * (w[i] - 1)) * Y[i, l])


def second(u):
    return lambda i: tabulate(n, lambda l: root(p, (1 - u) * w[i]) * Y[i, l] + root(p, u) * U[i, l])


def same(one, other):
    return forall(r, lambda i: forall(n, lambda l: eq(one(i)[l], other(i)[l])))


def each(one, other):
    return have(forall(r, lambda i: eq(one(w[i]), other(w[i]))), by="ideal")


weights = forall(r, lambda i: le(0, w[i]))

claim = Claim(
    title="The two legs of the path to a global minimum start, meet and end where they should",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[weights],
    conclude=and_(same(first(0), rows(Y)), same(first(1), second(0)), same(second(1), rows(U))),
    lemmas=[
        have(ne(p, 0), by="auto"),
        have(eq(log(1), 0), by="auto"),
        have(eq(log(1) / p, 0), by="quotients_and_roots, ideal"),
        have(eq(0 / p, 0), by="quotients_and_roots, ideal"),
        have(eq(exp(log(1) / p), 1), by="rewrite, rewrite, auto"),
        have(eq(root(p, 1), 1), by="rewrite, rewrite, auto"),
        each(lambda a: 1 + 0 * (a - 1), lambda a: 1),
        each(lambda a: 1 + 1 * (a - 1), lambda a: a),
        each(lambda a: (1 - 0) * a, lambda a: a),
        each(lambda a: (1 - 1) * a, lambda a: 0),
        have(same(first(0), rows(Y)), by="at_indices, rewrite, rewrite, auto"),
        have(same(second(1), rows(U)), by="at_indices, rewrite, rewrite, auto"),
        have(same(first(1), second(0)), by="at_indices, rewrite, rewrite, auto"),
    ],
    proof="auto",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("no-move", conclude=same(first(1), rows(Y)), near=True),
    ],
)
