r"""On the way from few blocks to a global minimum in free places no objective increases.

Meaning. phi and theta are positively homogeneous of one real degree p > 0, f = l(Phi) + lambda Theta with l convex and
lambda >= 0; X_1, ..., X_r have weights w_i >= 0, U_i is 0 wherever w_i is not, and U is a global minimum of f. On the
path X_i(u) = ((1 - u) w_i)^{1/p} X_i + u^{1/p} U_i, 0 <= u <= 1, f does not increase: at u = v + h (1 - v), which is
any later point, it is at most f at u = v.
Proof idea. Phi and Theta are affine in u (homogeneous.exchange_in_free_places), so f is convex in u, and has its least
value at u = 1.
Sharpness. Not towards any U, already where l is 0, theta the squared norm and X is 0 (neighbour `any-end`).
Source. Haeffele and Vidal 2015 (arXiv:1506.07540); survey, §III-D and Fig. 3.
The survey's words. "Starting from any initialization, a non-increasing path exists to a global minimizer."
How the formula differs. It is the second of the two legs of that path, homogeneous.two_legs, for given weights and
blocks in free places. The minimum is attained, which the survey does not say.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    convex,
    dims,
    eq,
    forall,
    function,
    have,
    homogeneous,
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
h, u, v = real("h u v", interval(0, 1))
X, U = matrix("X", r, n), matrix("U", r, n)
w = vector("w", r)
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
loss = function("l", vector(m), real())


def total(term):
    return summation(r, term)


def rows(V):
    return lambda i: tabulate(n, lambda l: V[i, l])


def leg(u):
    return lambda i: tabulate(n, lambda l: root(p, (1 - u) * w[i]) * X[i, l] + root(p, u) * U[i, l])


def outputs(block):
    return tabulate(m, lambda k: total(lambda i: phi(block(i))[k]))


def cost(block):
    return total(lambda i: theta(block(i)))


def objective(block):
    return loss(outputs(block)) + penalty * cost(block)


def straight(f, u):
    return (1 - u) * total(lambda i: w[i] * f(rows(X)(i))) + u * total(lambda i: f(rows(U)(i)))


def squares(u):
    """The squared norm of the blocks on the way from X = 0, for degree 2."""
    return total(lambda i: summation(n, lambda l: (root(2, u) * U[i, l]) ** 2))


at_once = [homogeneous(phi, p), homogeneous(theta, p)]
weights = forall(r, lambda i: le(0, w[i]))
free = forall(r, lambda i: forall(n, lambda l: eq(w[i] * U[i, l], 0)))
least = forall(matrix(r, n), lambda V: le(objective(rows(U)), objective(rows(V))))
between = (1 - h) * outputs(leg(v)) + h * outputs(rows(U))
later = v + h * (1 - v)
between = (1 - h) * outputs(leg(v)) + h * outputs(rows(U))

claim = Claim(
    title="On the way from few blocks to a global minimum in free places no objective increases",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[*at_once, convex(loss), weights, free, least],
    conclude=le(objective(leg(later)), objective(leg(v))),
    lemmas=[
        have(and_(le(0, later), le(later, 1)), by="auto"),
        have(
            and_(
                forall(m, lambda k: eq(outputs(leg(u))[k], straight(lambda x: phi(x)[k], u))),
                eq(cost(leg(u)), straight(theta, u)),
            ),
            by="auto",
        ),
        have(forall(m, lambda k: eq(outputs(leg(v))[k], straight(lambda x: phi(x)[k], v))), by="at_premises, auto"),
        have(
            forall(m, lambda k: eq(outputs(leg(later))[k], straight(lambda x: phi(x)[k], later))),
            by="at_premises, auto",
        ),
        have(eq(cost(leg(v)), straight(theta, v)), by="at_premises, auto"),
        have(eq(cost(leg(later)), straight(theta, later)), by="at_premises, auto"),
        have(le(objective(rows(U)), objective(leg(v))), by="auto"),
        have(forall(m, lambda k: eq(outputs(leg(later))[k], between[k])), by="at_indices, ideal"),
        have(eq(loss(outputs(leg(later))), loss(between)), by="congruence, auto"),
        have(le(loss(between), (1 - h) * loss(outputs(leg(v))) + h * loss(outputs(rows(U)))), by="auto"),
        have(le(h * objective(rows(U)), h * objective(leg(v))), by="auto"),
        have(
            eq(penalty * cost(leg(later)), (1 - h) * (penalty * cost(leg(v))) + h * (penalty * cost(rows(U)))),
            by="ideal",
        ),
    ],
    proof="auto",
    uses=["homogeneous.exchange_in_free_places"],
    covers={"hv.path.meta-algorithm": "part: the second leg of the path, for given weights and blocks in free places"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("any-end", given=[], conclude=le(squares(later), squares(v)), near=True),
    ],
)
