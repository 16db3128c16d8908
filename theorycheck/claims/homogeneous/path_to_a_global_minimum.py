r"""From a point with enough zero blocks a path leads to a global minimum along which the objective never increases.

Meaning. The objective of blocks W is f(W) = l(Phi(W)) + lambda Theta(W), l convex, lambda >= 0, phi and theta
positively homogeneous of one degree p > 0. At the start X_1, ..., X_a are not zero, and c further places are zero;
Z_1, ..., Z_c is a global minimum, or only no worse than every point of the path X_i(s) = (1 - s)^{1/p} X_i,
Z_j(s) = s^{1/p} Z_j, 0 <= s <= 1. Then f does not increase along the path: at s = v + h (1 - v), which is any later
point, it is at most f at s = v. With a <= m and c <= m for m entries of the output, 2 m blocks are enough; no
derivative is asked for.
Proof idea. f is convex in s, as Phi and Theta are affine in s (homogeneous.blocks_exchanged_in_zero_places), and has
its least value at s = 1.
Sharpness. Not towards any point, already where l is 0 (neighbour `any-end`).
Source. Haeffele and Vidal 2015 (arXiv:1506.07540); survey, §III-D and Fig. 3.
The survey's words. "Starting from any initialization, a non-increasing path exists to a global minimizer."
How the formula differs. It is the last part of that path, from a point with at most half of its blocks non-zero; the
first part is homogeneous.slide_to_a_zero_block, again and again. The minimum is attained, which the survey does not
say. The path is continuous, as roots are; the formula does not say that.
"""

from theorycheck import (
    Claim,
    Neighbour,
    convex,
    dims,
    eq,
    family,
    forall,
    function,
    have,
    homogeneous,
    interval,
    le,
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

a, c, n, m = dims("a c n m")
p, penalty = symbol("p", positive), symbol("lambda", nonnegative)
v, h = real("v h", interval(0, 1))
X, Z = family("X", vector(n), upto=a), family("Z", vector(n), upto=c)
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
loss = function("l", vector(m), real())
later = v + h * (1 - v)


def moving(f, s):
    """The sum of f over the blocks of the path at s."""
    return summation(a, lambda i: f(root(p, 1 - s) * X[i])) + summation(c, lambda j: f(root(p, s) * Z[j]))


def mixed(f, s):
    return (1 - s) * summation(a, lambda i: f(X[i])) + s * summation(c, lambda j: f(Z[j]))


def outputs(s):
    return tabulate(m, lambda k: moving(lambda x: phi(x)[k], s))


def straight(s):
    return tabulate(m, lambda k: mixed(lambda x: phi(x)[k], s))


def objective(s):
    return loss(outputs(s)) + penalty * moving(theta, s)


goal_outputs = tabulate(m, lambda k: summation(c, lambda j: phi(Z[j])[k]))
between = (1 - h) * straight(v) + h * goal_outputs
least = loss(goal_outputs) + penalty * summation(c, lambda j: theta(Z[j]))
no_worse = forall(interval(0, 1), lambda s: le(least, objective(s)))
at_once = [homogeneous(phi, p), homogeneous(theta, p)]

there, at_the_end = penalty * moving(theta, v), penalty * summation(c, lambda j: theta(Z[j]))

claim = Claim(
    title="With enough zero blocks, the objective never increases on the way to a global minimum",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[*at_once, convex(loss), no_worse],
    conclude=le(objective(later), objective(v)),
    lemmas=[
        have(le(0, later), by="auto"),
        have(le(later, 1), by="auto"),
        have(eq(moving(theta, v), mixed(theta, v)), by="auto"),
        have(eq(moving(theta, later), mixed(theta, later)), by="auto"),
        have(forall(m, lambda k: eq(outputs(v)[k], straight(v)[k])), by="auto"),
        have(forall(m, lambda k: eq(outputs(later)[k], straight(later)[k])), by="auto"),
        have(eq(loss(outputs(v)), loss(straight(v))), by="congruence, auto"),
        have(eq(loss(outputs(later)), loss(straight(later))), by="congruence, auto"),
        have(forall(m, lambda k: eq(straight(later)[k], between[k])), by="ideal"),
        have(eq(loss(straight(later)), loss(between)), by="congruence, auto"),
        have(le(loss(between), (1 - h) * loss(straight(v)) + h * loss(goal_outputs)), by="auto"),
        have(le(least, objective(v)), by="auto"),
        have(le(h * least, h * objective(v)), by="auto"),
        have(eq(penalty * moving(theta, later), (1 - h) * there + h * at_the_end), by="ideal"),
        have(le(loss(outputs(later)), (1 - h) * loss(outputs(v)) + h * loss(goal_outputs)), by="auto"),
    ],
    proof="auto",
    uses=["homogeneous.blocks_exchanged_in_zero_places", "homogeneous.regularizer_exchanged_in_zero_places"],
    covers={
        "hv.path.meta-algorithm": "part: the last part of the path, from a point with as many zero blocks as a global "
        "minimum has others"
    },
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour(
            "any-end",
            given=[homogeneous(theta, p)],
            conclude=le(moving(theta, later), moving(theta, v)),
            near=True,
        ),
    ],
)
