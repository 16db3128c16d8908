r"""With twice as many blocks as outputs, any network has weights that leave room for a global minimum, at no cost.

Meaning. f(V) = l(Phi(V)) + lambda Theta(V) for blocks V_1, ..., V_r, lambda >= 0, phi and theta positively homogeneous
of one real degree p > 0, theta >= 0, and r >= 2 m. Let f have a global minimum Z. For all blocks Y_1, ..., Y_r there
are weights w_i >= 0 with sum_i w_i phi(Y_i) = sum_i phi(Y_i) and sum_i w_i theta(Y_i) <= sum_i theta(Y_i), and a
global minimum U of f that is 0 wherever w_i is not. These w and U are what homogeneous.two_legs starts from; with both,
homogeneous.whole_path: from any Y a path of two legs leads to a global minimum and f does not increase, l being convex.
Proof idea. The weights leave m places free, and m blocks are as good as Z (homogeneous.few_blocks_and_room).
Sharpness. The straight way to a global minimum will not do: for phi(x, y) = x y, l(z) = (z - 1)^2 and lambda = 0 it can
lead over a hill (neighbour `straight-way`; further blocks are 0).
Source. Haeffele and Vidal 2015 (arXiv:1506.07540); survey, §III-D and Fig. 3.
The survey's words. "if the network size is large enough [...] Starting from any initialization, a non-increasing path
exists to a global minimizer."
How the formula differs. "Large enough" is r >= 2 m, m = N C entries of the output for N samples and C outputs. That the
minimum is attained is assumed. The path between what exists here is homogeneous.two_legs, whose hypotheses are, word by
word, what is said here of w and U.
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
    interval,
    le,
    matrix,
    nonnegative,
    positive,
    real,
    summation,
    survey,
    symbol,
    tabulate,
    vector,
)

n, m, r = dims("n m r")
p, penalty = symbol("p", positive), symbol("lambda", nonnegative)
a, b = real("a b")
u = real("u", interval(0, 1))
Y, Z, U, V = matrix("Y", r, n), matrix("Z", r, n), matrix("U", r, n), matrix("V", r, n)
w = vector("w", r)
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
loss = function("l", vector(m), real())
nonnegative_cost = forall(vector(n), lambda x: le(0, theta(x)))


def total(term):
    return summation(r, term)


def rows(V):
    return lambda i: tabulate(n, lambda l: V[i, l])


def outputs(block):
    return tabulate(m, lambda k: total(lambda i: phi(block(i))[k]))


def cost(block):
    return total(lambda i: theta(block(i)))


def objective(block):
    return loss(outputs(block)) + penalty * cost(block)


def least(U):
    return forall(matrix(r, n), lambda V: le(objective(rows(U)), objective(rows(V))))


def in_place(w, U):
    """What homogeneous.two_legs asks for, of weights and of blocks in places of weight 0."""
    return [
        forall(r, lambda i: le(0, w[i])),
        forall(m, lambda k: eq(total(lambda i: w[i] * phi(rows(Y)(i))[k]), total(lambda i: phi(rows(Y)(i))[k]))),
        le(total(lambda i: w[i] * theta(rows(Y)(i))), cost(rows(Y))),
        forall(r, lambda i: forall(n, lambda l: eq(w[i] * U[i, l], 0))),
    ]


def turn(w, U):
    """What homogeneous.few_blocks_and_room says of weights and blocks."""
    return and_(
        *in_place(w, U),
        forall(m, lambda k: eq(total(lambda i: phi(rows(U)(i))[k]), total(lambda i: phi(rows(Z)(i))[k]))),
        le(cost(rows(U)), cost(rows(Z))),
    )


def suits(w, U):
    return and_(*in_place(w, U), least(U))


def at_turn(what, by):
    return have(implies(turn(w, U), what), by=by)


def straight_way(u):
    """The objective (x y - 1)^2 on the straight way from x = a, y = b to its global minimum x = y = 1."""
    return (((1 - u) * a + u) * ((1 - u) * b + u) - 1) ** 2


found = exists(vector(r), lambda w: exists(matrix(r, n), lambda U: suits(w, U)))

claim = Claim(
    title="With twice as many blocks as outputs, there is room for a global minimum, at no cost",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[homogeneous(phi, p), homogeneous(theta, p), nonnegative_cost, le(m + m, r), least(Z)],
    conclude=found,
    lemmas=[
        at_turn(eq(loss(outputs(rows(U))), loss(outputs(rows(Z)))), "congruence, at_indices, auto"),
        at_turn(le(penalty * cost(rows(U)), penalty * cost(rows(Z))), "auto"),
        at_turn(le(objective(rows(U)), objective(rows(Z))), "auto"),
        have(le(objective(rows(Z)), objective(rows(V))), by="auto"),
        at_turn(le(objective(rows(U)), objective(rows(V))), "auto"),
        at_turn(least(U), "auto"),
        have(implies(suits(w, U), found), by="exhibit(w, U), auto"),
        at_turn(found, "auto"),
        have(exists(vector(r), lambda w: exists(matrix(r, n), lambda U: turn(w, U))), by="auto"),
    ],
    proof="cases, auto",
    uses=["homogeneous.few_blocks_and_room"],
    covers={"hv.path.meta-algorithm": "part: where the path to a global minimum turns and ends, for r >= 2 m"},
    fidelity="hypotheses added",
    expect="PROVED",
    neighbours=[
        Neighbour("straight-way", given=[], conclude=le(straight_way(u), straight_way(0)), near=True),
    ],
)
