r"""From any blocks one straight slide leads to at most m that are not zero, m entries of the output; nothing increases.

Meaning. phi and theta are positively homogeneous of one real degree p > 0, theta >= 0. For any blocks X_1, ..., X_r
there are b_i >= -1, at most m of them other than -1, so that on the whole path X_i(t) = (1 + t b_i)^{1/p} X_i,
0 <= t <= 1: Phi(X(t)) = Phi(X), and Theta(X(t)) = Theta(X) + t sum_i b_i theta(X_i), where the sum is <= 0. So no
objective l(Phi) + lambda Theta with lambda >= 0 increases on the way, for any l; and at its end, t = 1, all but at most
m blocks are 0.
Proof idea. 1 + b are the weights of Caratheodory's theorem for cones (convex_networks.few_terms_suffice), and the path
is homogeneous.meta_algorithm_path: no slide has to be repeated, and none has to be shown to end.
Sharpness. Not every direction of constant output will do: it can cost more (neighbour `any-direction`).
Source. Haeffele and Vidal 2015 (arXiv:1506.07540), the meta-algorithm; survey, §III-D and Fig. 3.
The survey's words. "Starting from any initialization, a non-increasing path exists to a global minimizer. Starting from
points on a plateau, a simple "sliding" method exists to find the edge of the plateau (green points)."
How the formula differs. It is the first part of that path, up to a point with at most m = N C blocks that are not zero,
for N samples and C outputs; with r >= 2 m the last part follows, homogeneous.path_to_a_global_minimum, where the blocks
are numbered so that the zero ones come last. step(s) is 1 for s > 0, else 0. That roots are continuous, and the path
with them, the formula does not say.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exists,
    family,
    forall,
    function,
    have,
    homogeneous,
    implies,
    interval,
    le,
    positive,
    real,
    root,
    step,
    summation,
    survey,
    symbol,
    tabulate,
    vector,
)

r, n, m = dims("r n m")
p = symbol("p", positive)
t = real("t", interval(0, 1))
X = family("X", vector(n), upto=r)
b, w = vector("b w", r)
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
nonnegative_cost = forall(vector(n), lambda x: le(0, theta(x)))
at_once = [homogeneous(phi, p), homogeneous(theta, p)]


def total(term):
    return summation(r, term)


def moved(b, t, i):
    return root(p, 1 + t * b[i]) * X[i]


def same_outputs(w):
    return forall(m, lambda k: eq(total(lambda i: w[i] * phi(X[i])[k]), total(lambda i: phi(X[i])[k])))


def no_dearer(w):
    return le(total(lambda i: w[i] * theta(X[i])), total(lambda i: theta(X[i])))


def suits(w):
    few = le(total(lambda i: step(w[i])), m)
    return and_(forall(r, lambda i: le(0, w[i])), same_outputs(w), no_dearer(w), few)


def slope(b):
    return total(lambda i: b[i] * theta(X[i]))


def balanced(b):
    return forall(m, lambda k: eq(total(lambda i: b[i] * phi(X[i])[k]), 0))


def direction(b):
    few = le(total(lambda i: step(1 + b[i])), m)
    return and_(forall(r, lambda i: le(0, 1 + b[i])), balanced(b), le(slope(b), 0), few)


def possible(b, t):
    return forall(r, lambda i: le(0, 1 + t * b[i]))


def constant(b, t):
    return forall(m, lambda k: eq(total(lambda i: phi(moved(b, t, i))[k]), total(lambda i: phi(X[i])[k])))


def affine(b, t):
    return eq(total(lambda i: theta(moved(b, t, i))), total(lambda i: theta(X[i])) + t * slope(b))


def slides(b):
    return and_(direction(b), *[forall(interval(0, 1), lambda t, f=f: f(b, t)) for f in (possible, constant, affine)])


def along(what, by):
    return have(implies(direction(b), what), by=by)


def weighted(what, by):
    return have(implies(suits(w), what), by=by)


found = exists(vector(r), slides)
less = tabulate(r, lambda i: w[i] - 1)

claim = Claim(
    title="From any blocks one slide leads to at most as many as the output has entries",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[*at_once, nonnegative_cost],
    conclude=found,
    lemmas=[
        have(forall(r, lambda i: le(0, theta(X[i]))), by="auto"),
        have(exists(vector(r), suits), by="auto"),
        along(forall(r, lambda i: le(0, t * (1 + b[i]))), "at_indices, auto"),
        along(possible(b, t), "at_indices, auto"),
        have(implies(and_(direction(b), possible(b, t)), and_(constant(b, t), affine(b, t))), by="auto"),
        along(constant(b, t), "auto"),
        along(affine(b, t), "auto"),
        along(slides(b), "at_premises, auto"),
        have(implies(slides(b), found), by="exhibit(b), auto"),
        along(found, "auto"),
        have(
            forall(
                m,
                lambda k: eq(
                    total(lambda i: less[i] * phi(X[i])[k]),
                    total(lambda i: w[i] * phi(X[i])[k]) - total(lambda i: phi(X[i])[k]),
                ),
            ),
            by="sums",
        ),
        have(eq(slope(less), total(lambda i: w[i] * theta(X[i])) - total(lambda i: theta(X[i]))), by="sums"),
        have(eq(total(lambda i: step(1 + less[i])), total(lambda i: step(w[i]))), by="congruence, split, auto"),
        weighted(direction(less), "at_indices, auto"),
        weighted(found, "auto"),
    ],
    proof="cases, auto",
    uses=["convex_networks.few_terms_suffice", "homogeneous.meta_algorithm_path"],
    covers={"hv.path.meta-algorithm": "part: the first part of the path, from any point to one with at most m blocks"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("any-direction", given=[nonnegative_cost, balanced(b)], conclude=le(slope(b), 0), near=True),
    ],
)
