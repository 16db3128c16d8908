r"""On the way to the chosen weights the output stays and no objective increases.

Meaning. phi and theta are positively homogeneous of one real degree p > 0; w_i >= 0 are weights with
sum_i w_i phi(Y_i) = sum_i phi(Y_i) and sum_i w_i theta(Y_i) <= sum_i theta(Y_i). On the path
Y_i(v) = (1 + v (w_i - 1))^{1/p} Y_i, 0 <= v <= 1, the output is Phi(Y), and
Theta(Y(t)) <= Theta(Y(v)) for v <= t: f = l(Phi) + lambda Theta does not increase, for any l and lambda >= 0.
Proof idea. Theta(Y(v)) = Theta(Y) + v (sum_i w_i theta(Y_i) - Theta(Y)) (homogeneous.root_scaling).
Sharpness. Not if the weights may raise the cost, already for the squared norm, p = 2 (neighbour `dearer`).
Source. Haeffele and Vidal 2015 (arXiv:1506.07540), the meta-algorithm; survey, §III-D and Fig. 3.
The survey's words. "Starting from any initialization, a non-increasing path exists to a global minimizer."
How the formula differs. It is the first of the two legs of that path, homogeneous.two_legs, for given weights.
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
q, v, t = real("q v t", interval(0, 1))
Y = matrix("Y", r, n)
w = vector("w", r)
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
loss = function("l", vector(m), real())


def total(term):
    return summation(r, term)


def start(i):
    return tabulate(n, lambda l: Y[i, l])


def leg(v):
    return lambda i: tabulate(n, lambda l: root(p, 1 + v * (w[i] - 1)) * Y[i, l])


def outputs(block):
    return tabulate(m, lambda k: total(lambda i: phi(block(i))[k]))


def cost(block):
    return total(lambda i: theta(block(i)))


def objective(block):
    return loss(outputs(block)) + penalty * cost(block)


def scaled(f):
    return total(lambda i: w[i] * f(start(i)))


def on_the_way(f, v):
    return total(lambda i: (1 + v * (w[i] - 1)) * f(start(i)))


def straight(f, v):
    return total(lambda i: f(start(i))) + v * (scaled(f) - total(lambda i: f(start(i))))


def squares(v):
    """The squared norm of the blocks on the way, for degree 2."""
    return total(lambda i: summation(n, lambda l: (root(2, 1 + v * (w[i] - 1)) * Y[i, l]) ** 2))


at_once = [homogeneous(phi, p), homogeneous(theta, p)]
weights = forall(r, lambda i: le(0, w[i]))
same_outputs = forall(m, lambda k: eq(scaled(lambda x: phi(x)[k]), total(lambda i: phi(start(i))[k])))
no_dearer = le(scaled(theta), cost(start))
constant = forall(m, lambda k: eq(outputs(leg(v))[k], outputs(start)[k]))

claim = Claim(
    title="On the way to the chosen weights the output stays and no objective increases",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[*at_once, weights, same_outputs, no_dearer, le(v, t)],
    conclude=and_(constant, le(cost(leg(t)), cost(leg(v))), le(objective(leg(t)), objective(leg(v)))),
    lemmas=[
        have(forall(r, lambda i: le(0, q * w[i])), by="at_indices, auto"),
        have(forall(r, lambda i: le(0, 1 + q * (w[i] - 1))), by="at_indices, auto"),
        have(
            forall(r, lambda i: forall(m, lambda k: eq(phi(leg(q)(i))[k], (1 + q * (w[i] - 1)) * phi(start(i))[k]))),
            by="at_indices, auto",
        ),
        have(forall(r, lambda i: eq(theta(leg(q)(i)), (1 + q * (w[i] - 1)) * theta(start(i)))), by="at_indices, auto"),
        have(
            forall(m, lambda k: eq(outputs(leg(q))[k], on_the_way(lambda x: phi(x)[k], q))),
            by="congruence, at_indices, auto",
        ),
        have(eq(cost(leg(q)), on_the_way(theta, q)), by="congruence, at_indices, auto"),
        have(
            forall(m, lambda k: eq(on_the_way(lambda x: phi(x)[k], q), straight(lambda x: phi(x)[k], q))),
            by="sums",
        ),
        have(eq(on_the_way(theta, q), straight(theta, q)), by="sums"),
        have(forall(m, lambda k: eq(outputs(leg(q))[k], outputs(start)[k])), by="at_indices, ideal"),
        have(eq(cost(leg(q)), straight(theta, q)), by="auto"),
        have(constant, by="at_premises, auto"),
        have(eq(cost(leg(v)), straight(theta, v)), by="at_premises, auto"),
        have(forall(m, lambda k: eq(outputs(leg(t))[k], outputs(start)[k])), by="at_premises, auto"),
        have(eq(cost(leg(t)), straight(theta, t)), by="at_premises, auto"),
        have(le(0, (t - v) * (cost(start) - scaled(theta))), by="auto"),
        have(le(cost(leg(t)), cost(leg(v))), by="auto"),
        have(forall(m, lambda k: eq(outputs(leg(t))[k], outputs(leg(v))[k])), by="at_indices, ideal"),
        have(eq(loss(outputs(leg(t))), loss(outputs(leg(v)))), by="congruence, at_indices, auto"),
        have(le(penalty * cost(leg(t)), penalty * cost(leg(v))), by="auto"),
    ],
    proof="auto",
    uses=["homogeneous.root_scaling", "homogeneous.root_scaling_of_a_number"],
    covers={"hv.path.meta-algorithm": "part: the first leg of the path, for given weights"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("dearer", given=[weights, le(v, t)], conclude=le(squares(t), squares(v)), near=True),
    ],
)
