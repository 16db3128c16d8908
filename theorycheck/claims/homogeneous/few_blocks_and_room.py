r"""With twice as many blocks as outputs, any network has weights that leave room for any other, at no cost to either.

Meaning. phi: R^n -> R^m and theta: R^n -> R are positively homogeneous of one real degree p > 0, theta >= 0, and
r >= 2 m. For all blocks Y_1, ..., Y_r and X_1, ..., X_r there are weights w_i >= 0 with
sum_i w_i phi(Y_i) = sum_i phi(Y_i) and sum_i w_i theta(Y_i) <= sum_i theta(Y_i), and blocks U_1, ..., U_r, 0 wherever
w_i is not, with sum_i phi(U_i) = sum_i phi(X_i) and sum_i theta(U_i) <= sum_i theta(X_i).
Proof idea. At most m of the w_i are not 0 (convex_networks.few_terms_suffice), m blocks are as good as X
(homogeneous.as_many_blocks_as_outputs), and m places are free for them (homogeneous.free_places).
Sharpness. The weights must be chosen: others of the same output can cost more (neighbour `any-weights`).
Source. Caratheodory's theorem for cones; after Haeffele and Vidal 2015 (arXiv:1506.07540); survey, §III-D and Fig. 3.
The survey's words. "if the network size is large enough".
How the formula differs. It is where the path from Y to a global minimum X turns, homogeneous.two_legs, for the
numbers: no loss stands in it.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exists,
    forall,
    function,
    have,
    homogeneous,
    implies,
    le,
    matrix,
    positive,
    real,
    step,
    summation,
    survey,
    symbol,
    tabulate,
    vector,
)

n, m, r = dims("n m r")
p = symbol("p", positive)
X, Y, U, V = matrix("X", r, n), matrix("Y", r, n), matrix("U", r, n), matrix("V", m, n)
w = vector("w", r)
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
nonnegative_cost = forall(vector(n), lambda x: le(0, theta(x)))
zero = tabulate(n, lambda l: 0)


def total(entry):
    return summation(r, entry)


def block(V, i):
    return tabulate(n, lambda l: V[i, l])


def outputs_of(V, count=r):
    return lambda k: summation(count, lambda i: phi(block(V, i))[k])


def cost_of(V, count=r):
    return summation(count, lambda i: theta(block(V, i)))


def weighted(w):
    """Weights that change no output and raise no cost."""
    return [
        forall(r, lambda i: le(0, w[i])),
        forall(m, lambda k: eq(total(lambda i: w[i] * phi(block(Y, i))[k]), outputs_of(Y)(k))),
        le(total(lambda i: w[i] * theta(block(Y, i))), cost_of(Y)),
    ]


def few(w):
    return le(total(lambda i: step(w[i])), m)


def as_good(V, count):
    """The blocks V have the outputs of X at no more than its cost."""
    return [forall(m, lambda k: eq(outputs_of(V, count)(k), outputs_of(X)(k))), le(cost_of(V, count), cost_of(X))]


def placed(w, U):
    return forall(r, lambda i: forall(n, lambda l: eq(w[i] * U[i, l], 0)))


def like_V(U):
    return and_(
        placed(w, U),
        forall(m, lambda k: eq(outputs_of(U)(k), outputs_of(V, m)(k))),
        eq(cost_of(U), cost_of(V, m)),
    )


def turn(w, U):
    return and_(*weighted(w), placed(w, U), *as_good(U, r))


found = exists(vector(r), lambda w: exists(matrix(r, n), lambda U: turn(w, U)))
chosen = and_(*weighted(w), few(w), *as_good(V, m))

claim = Claim(
    title="With twice as many blocks as outputs, any network leaves room for any other, at no cost",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[homogeneous(phi, p), homogeneous(theta, p), nonnegative_cost, le(m + m, r)],
    conclude=found,
    lemmas=[
        have(forall(r, lambda i: le(0, theta(block(Y, i)))), by="auto"),
        have(exists(vector(r), lambda w: and_(*weighted(w), few(w))), by="auto"),
        have(exists(matrix(m, n), lambda V: and_(*as_good(V, m))), by="auto"),
        have(forall(m, lambda k: eq(phi(zero)[k], 0)), by="auto"),
        have(eq(theta(zero), 0), by="auto"),
        have(implies(few(w), le(total(lambda i: step(w[i])) + m, r)), by="auto"),
        have(implies(and_(forall(r, lambda i: le(0, w[i])), few(w)), exists(matrix(r, n), like_V)), by="auto"),
        have(implies(turn(w, U), found), by="exhibit(w, U), auto"),
        have(implies(and_(chosen, like_V(U)), and_(*as_good(U, r))), by="at_indices, first(ideal, auto)"),
        have(implies(and_(chosen, like_V(U)), found), by="auto"),
        have(implies(chosen, found), by="cases, auto"),
    ],
    proof="cases, auto",
    uses=[
        "convex_networks.few_terms_suffice",
        "homogeneous.as_many_blocks_as_outputs",
        "homogeneous.free_places",
        "homogeneous.root_scaling",
        "homogeneous.root_scaling_of_a_number",
    ],
    covers={"hv.path.meta-algorithm": "part: the two networks between which the path's last part runs, for r >= 2 m"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("any-weights", given=[nonnegative_cost, *weighted(w)[:2]], conclude=weighted(w)[2], near=True),
    ],
)
