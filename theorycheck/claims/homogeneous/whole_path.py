r"""With at least twice as many blocks as outputs, a path of two legs leads from anywhere to a global minimum.

Meaning. f(V) = l(Phi(V)) + lambda Theta(V) for blocks V_1, ..., V_r, l: R^m -> R convex, lambda >= 0, phi and theta
positively homogeneous of one real degree p > 0, theta >= 0, and r >= 2 m. Let f have a global minimum Z. For all blocks
Y_1, ..., Y_r there are weights w_i >= 0 and blocks U_1, ..., U_r so that f does not increase along the first leg,
Y_i(v) = (1 + v (w_i - 1))^{1/p} Y_i from v = 0 to 1, nor along the second,
((1 - u) w_i)^{1/p} Y_i + u^{1/p} U_i from u = 0 to 1; the first starts at Y, the second where the first ends, and it
ends at U, a global minimum of f. At v + h (1 - v), 0 <= h <= 1, is any point of a leg later than v.
Proof idea. The weights leave m places free, and there is a global minimum of m blocks for them
(homogeneous.few_blocks_and_room); homogeneous.two_legs.
Sharpness. Not the straight way to a global minimum: for phi(x, y) = x y, l(z) = (z - 1)^2 and lambda = 0 it can lead
over a hill (neighbour `straight-way`; further blocks are 0).
Source. Haeffele and Vidal 2015 (arXiv:1506.07540); survey, §III-D and Fig. 3.
The survey's words. "if the network size is large enough [...] Starting from any initialization, a non-increasing path
exists to a global minimizer."
How the formula differs. "Large enough" is r >= 2 m, m = N C entries of the output for N samples and C outputs; Haeffele
and Vidal ask for r > m. That the minimum is attained and l convex is assumed. That roots are continuous, and the path
with them, the formula does not say.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    convex,
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
    root,
    summation,
    survey,
    symbol,
    tabulate,
    vector,
)

n, m, r = dims("n m r")
p, penalty = symbol("p", positive), symbol("lambda", nonnegative)
a, b, u = *real("a b"), real("u", interval(0, 1))
Y, Z, U, V = matrix("Y", r, n), matrix("Z", r, n), matrix("U", r, n), matrix("V", r, n)
w = vector("w", r)
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
loss = function("l", vector(m), real())
nonnegative_cost = forall(vector(n), lambda x: le(0, theta(x)))
unit = interval(0, 1)


def total(term):
    return summation(r, term)


def rows(V):
    return lambda i: tabulate(n, lambda l: V[i, l])


def first(w, v):
    return lambda i: tabulate(n, lambda l: root(p, 1 + v * (w[i] - 1)) * Y[i, l])


def second(w, U, u):
    return lambda i: tabulate(n, lambda l: root(p, (1 - u) * w[i]) * Y[i, l] + root(p, u) * U[i, l])


def outputs(block):
    return tabulate(m, lambda k: total(lambda i: phi(block(i))[k]))


def cost(block):
    return total(lambda i: theta(block(i)))


def objective(block):
    return loss(outputs(block)) + penalty * cost(block)


def least(U):
    return forall(matrix(r, n), lambda V: le(objective(rows(U)), objective(rows(V))))


def same(one, other):
    return forall(r, lambda i: forall(n, lambda l: eq(one(i)[l], other(i)[l])))


def later(v, h):
    return v + h * (1 - v)


def falls(leg):
    return forall(unit, lambda v: forall(unit, lambda h: le(objective(leg(later(v, h))), objective(leg(v)))))


def path(w, U):
    return and_(
        forall(r, lambda i: le(0, w[i])),
        falls(lambda v: first(w, v)),
        falls(lambda u: second(w, U, u)),
        same(first(w, 0), rows(Y)),
        same(first(w, 1), second(w, U, 0)),
        same(second(w, U, 1), rows(U)),
        least(U),
    )


def turn(w, U):
    """What homogeneous.few_blocks_and_room says of weights and blocks."""
    return and_(
        forall(r, lambda i: le(0, w[i])),
        forall(m, lambda k: eq(total(lambda i: w[i] * phi(rows(Y)(i))[k]), total(lambda i: phi(rows(Y)(i))[k]))),
        le(total(lambda i: w[i] * theta(rows(Y)(i))), cost(rows(Y))),
        forall(r, lambda i: forall(n, lambda l: eq(w[i] * U[i, l], 0))),
        forall(m, lambda k: eq(total(lambda i: phi(rows(U)(i))[k]), total(lambda i: phi(rows(Z)(i))[k]))),
        le(cost(rows(U)), cost(rows(Z))),
    )


def at_turn(what, by):
    return have(implies(turn(w, U), what), by=by)


def straight_way(u):
    """The objective (x y - 1)^2 on the straight way from x = a, y = b to its global minimum x = y = 1."""
    return (((1 - u) * a + u) * ((1 - u) * b + u) - 1) ** 2


found = exists(vector(r), lambda w: exists(matrix(r, n), lambda U: path(w, U)))

claim = Claim(
    title="With twice as many blocks as outputs, a path leads from anywhere to a global minimum",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[homogeneous(phi, p), homogeneous(theta, p), nonnegative_cost, convex(loss), le(m + m, r), least(Z)],
    conclude=found,
    lemmas=[
        have(exists(vector(r), lambda w: exists(matrix(r, n), lambda U: turn(w, U))), by="auto"),
        at_turn(eq(loss(outputs(rows(U))), loss(outputs(rows(Z)))), "congruence, at_indices, auto"),
        at_turn(le(penalty * cost(rows(U)), penalty * cost(rows(Z))), "auto"),
        at_turn(le(objective(rows(U)), objective(rows(Z))), "auto"),
        have(le(objective(rows(Z)), objective(rows(V))), by="auto"),
        at_turn(le(objective(rows(U)), objective(rows(V))), "auto"),
        at_turn(least(U), "auto"),
        at_turn(path(w, U), "auto"),
        have(implies(path(w, U), found), by="exhibit(w, U), auto"),
        at_turn(found, "auto"),
    ],
    proof="cases, auto",
    uses=[
        "homogeneous.few_blocks_and_room",
        "homogeneous.first_leg",
        "homogeneous.legs_meet",
        "homogeneous.second_leg",
    ],
    covers={"hv.path.meta-algorithm": "part: the whole path for r >= 2 m; not for r > m, nor that it is continuous"},
    fidelity="hypotheses added",
    expect="PROVED",
    neighbours=[
        Neighbour("straight-way", given=[], conclude=le(straight_way(u), straight_way(0)), near=True),
    ],
)
