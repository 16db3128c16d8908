r"""With more blocks than the output has entries, the meta-algorithm ends: at a local minimum with a zero block.

Meaning. f(X) = l(Phi(X)) + lam Theta(X) for r > m blocks of n numbers; phi (m outputs) and theta >= 0 are continuous
and positively homogeneous of one real degree p > 0, l is convex and differentiable, lam >= 0, and f has a least value.
Then for each X there is g: [0, 1] -> R^(r x n), continuous, with g(0) = X, f(g(t)) <= f(g(s)) for s <= t, and g(1) a
local minimum of f of which one block is 0.
Proof idea. Not checked here: descents to local minima and slides to a zero block (homogeneous.slide_to_a_zero_block)
take turns, and nobody says here why they end. For 2 m blocks there is a path that needs no such argument
(homogeneous.whole_path). For m + 1 this might be one: the simplex method on the blocks of X and of a minimum, at most m
of each (homogeneous.as_many_blocks_as_outputs), scaled so as to cost least at the outputs (1 - s) Phi(X) + s Phi(X*). A
basis has at most m blocks and a pivot needs one more; the least cost is convex in s, and so is f, which is least at
s = 1.
Sharpness. Not for r = m: a strict local minimum without a zero block need not be global, and no path leaves it
(neighbour `as-many-blocks`).
Source. Survey, §III-D and Fig. 3, after Haeffele and Vidal 2015 (arXiv:1506.07540), abstract: "if the size of the
factorized variables is large enough then from any initialization it is possible to find a global minimizer using a
purely local descent algorithm".
The survey's words. "Starting from any initialization, a non-increasing path exists to a global minimizer."
How the formula differs. It is the part of the sentence that is not proved here, in our own words; the rest is derived
from it (homogeneous.non_increasing_path_from_anywhere). "Large enough" is r > m, m = N C for N samples and C outputs.
That a global minimizer exists, continuity, convexity and differentiability are hypotheses that the sentence leaves out.
The paper was read in its abstract: its theorem may ask for less or for more.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    convex,
    dims,
    eq,
    exists,
    forall,
    function,
    global_minimum,
    has_gradient,
    homogeneous,
    implies,
    interval,
    le,
    local_minimum,
    lt,
    matrix,
    nonnegative,
    positive,
    rational,
    real,
    relu,
    squared_norm,
    summation,
    survey,
    symbol,
    tabulate,
    vector,
)

r, n, m = dims("r n m")
p, lam = symbol("p", positive), symbol("lam", nonnegative)
l, G = function("l", vector(m), real()), function("G", vector(m), vector(m))
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
X = matrix("X", r, n)
path = function("g", real(), matrix(r, n))


def objective(V):
    def total(f):
        return summation(r, lambda i: f(tabulate(n, lambda a: V[i, a])))

    return l(tabulate(m, lambda k: total(lambda x: phi(x)[k]))) + lam * total(theta)


def continuous(h):
    """At each point x, for each error: all points near enough have a value within that error of h(x)."""

    def near(x, error):
        return exists(
            positive,
            lambda s: forall(
                vector(n), lambda y: implies(lt(squared_norm(y - x), s), lt(absolute(h(y) - h(x)), error))
            ),
        )

    return forall(vector(n), lambda x: forall(positive, lambda error: near(x, error)))


def entries_continuous(g):
    """At each t in [0, 1], for each error: the entries of g(s) are within that error, for all s near enough there."""

    def near(t, error, i, a):
        within = interval(0, 1)
        return exists(
            positive,
            lambda d: forall(
                within, lambda s: implies(lt(absolute(s - t), d), lt(absolute(g(s)[i, a] - g(t)[i, a]), error))
            ),
        )

    return forall(
        interval(0, 1),
        lambda t: forall(positive, lambda error: forall(r, lambda i: forall(n, lambda a: near(t, error, i, a)))),
    )


def starts(g):
    return forall(r, lambda i: forall(n, lambda a: eq(g(0)[i, a], X[i, a])))


def never_rises(g):
    def falls(s, t):
        return implies(le(s, t), le(objective(g(t)), objective(g(s))))

    return forall(interval(0, 1), lambda s: forall(interval(0, 1), lambda t: falls(s, t)))


def globally_least(V):
    return forall(matrix(r, n), lambda Z: le(objective(V), objective(Z)))


def ends_with_a_zero_block(g):
    zero_block = exists(r, lambda j: forall(n, lambda a: eq(g(1)[j, a], 0)))
    return and_(local_minimum(objective(X), [X], at=[g(1)]), zero_block)


def leads_down(g):
    return and_(and_(starts(g), entries_continuous(g)), and_(never_rises(g), ends_with_a_zero_block(g)))


framework = [
    homogeneous(phi, p),
    homogeneous(theta, p),
    forall(vector(n), lambda x: le(0, theta(x))),
    forall(m, lambda k: continuous(lambda x: phi(x)[k])),
    continuous(theta),
    convex(l),
    has_gradient(l, G),
    exists(matrix(r, n), globally_least),
]

x = real("x")
one_sided = (x**2 - 1) ** 2 + rational("3/2") * x * relu(x)  # l(z) = (z - 1)^2, phi = x^2, theta = x relu(x)

claim = Claim(
    title="With more blocks than outputs, the meta-algorithm ends at a local minimum with a zero block",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015, arXiv:1506.07540"),
    given=[*framework, lt(m, r)],
    conclude=exists(path.sort, leads_down),
    assumed="cited",
    covers={"hv.path.meta-algorithm": "part: that descents and slides end, with one block more than outputs, cited"},
    fidelity="looser",
    expect="CITED",
    neighbours=[
        Neighbour(
            "as-many-blocks",
            given=[local_minimum(one_sided, [x])],
            conclude=global_minimum(one_sided, [x]),
            near=True,
        ),
    ],
)
