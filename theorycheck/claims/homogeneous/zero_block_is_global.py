r"""A local minimum with a zero block is a global minimum, for any number of blocks (Haeffele and Vidal).

Meaning. f_r(X) = l(phi(X_1) + ... + phi(X_r)) + lam (theta(X_1) + ... + theta(X_r)), with blocks X_i of n numbers; phi
(m outputs) and theta >= 0 are positively homogeneous of one real degree p > 0, l is convex and differentiable, and
lam >= 0.  If X is a local minimum of f_r and one of its blocks is 0, then f_r(X) <= f_s(Z) for every number s of blocks
and all Z.  Every n, m, r, s; nothing else is asked of phi and theta, not even continuity.
Proof idea. With the gradient G of l at Phi(X): (1) shrinking X does not decrease f, so <G, Phi(X)> + lam Theta(X) <= 0;
(2) neither does a small block t z in place of the zero block, so <G, phi(z)> + lam theta(z) >= 0 for every z;
(3) l lies above its tangent: f_s(Z) >= l(Phi(X)) + <G, Phi(Z) - Phi(X)> + lam Theta(Z) >= l(Phi(X)) - <G, Phi(X)>
>= f_r(X).  Neither (1) nor (2) is assumed: they are derived from the definition of a local minimum.
Sharpness. Without a zero block, with different degrees, with degree 0, or for a loss that is not convex it is false
(neighbours); one zero *entry* of a block does not suffice (homogeneous.zero_entries_are_global).
Source. Survey, §III-D, on Haeffele and Vidal (arXiv:1506.07540, of which the abstract was read); the proof is our own.
The survey's words. "if the network size is large enough and the functions [...] and [...] are sums of positively
homogeneous functions of the same degree, any local minimizer such that some of its entries are zero is also a global
minimizer."
How the formula differs. The sums are Phi and Theta; the copy of the survey that was read has lost the two letters, and
§I-D has "both the loss function and the regularizer", which is false (homogeneous.sums_of_homogeneous_losses).  "Some
of its entries" are those of one whole block; what the survey calls large enough is that there is such a block; the
network is a sum of r parallel blocks, which a fully connected deep one is not.  Convexity and differentiability of the
loss, which the survey leaves out, are hypotheses of the theorem.  That X is a global minimum is said for every number
of blocks.  theta >= 0 and lam >= 0 are not used. t^p is exp(p log t).
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    convex,
    dims,
    eq,
    fn,
    forall,
    function,
    has_gradient,
    have,
    homogeneous,
    inner,
    le,
    local_minimum,
    lt,
    matrix,
    nonnegative,
    positive,
    rational,
    real,
    relu,
    substitute,
    summation,
    survey,
    symbol,
    tabulate,
    vector,
)

n, m, r, s, j = dims("n m r s j")
p = real("p", positive)
lam = symbol("lam", nonnegative)
l, G = function("l", vector(m), real()), function("G", vector(m), vector(m))
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
X, Z = matrix("X", r, n), matrix("Z", s, n)


def block(V, k):
    return tabulate(n, lambda a: V[k, a])


def output(V, count):
    return tabulate(m, lambda c: summation(count, lambda k: phi(block(V, k))[c]))


def cost(V, count):
    return summation(count, lambda k: theta(block(V, k)))


def objective(V, count):
    return l(output(V, count)) + lam * cost(V, count)


here, there = output(X, r), output(Z, s)
slope = G(here)
minimum = local_minimum(objective(X, r), [X])
zero_block = [lt(j, r), forall(n, lambda a: eq(X[j, a], 0))]
nonnegative_cost = forall(vector(n), lambda z: le(0, theta(z)))
smooth = has_gradient(l, G)


# instances with one block of one number; `degree-nought` is phi = theta = 1
x, y = real("x y")
one_sided = (x**2 - 1) ** 2 + rational("3/2") * x * relu(x)  # l(z) = (z - 1)^2, phi = x^2, theta = x relu(x)
cubic = 3 * x**2 - x**6  # l(z) = z^3 - 3 z, phi = -x^2, theta = 0
quartic = x**2 - x**4  # l(z) = -z, phi = x^4, theta = x^2


def at_least(f):
    return le(f, substitute(f, {x: y}))


def rate(k):
    return inner(slope, phi(block(Z, k))) + lam * theta(block(Z, k))


# a model: (x + y - 1)^2 + 2 |x| + 2 |y| at 0
linear, size = fn(vector(1), lambda v: v), fn(vector(1), lambda v: absolute(v[0]))
square, its_slope = (
    fn(vector(1), lambda v: (v[0] - 1) ** 2),
    fn(vector(1), lambda v: tabulate(1, lambda i: 2 * v[0] - 2)),
)
model = dict(phi=linear, theta=size, l=square, G=its_slope)

claim = Claim(
    title="A local minimum with a zero block is global (Haeffele and Vidal)",
    source=survey("III-D"),
    given=[homogeneous(phi, p), homogeneous(theta, p), nonnegative_cost, convex(l), smooth, minimum, *zero_block],
    conclude=le(objective(X, r), objective(Z, s)),
    lemmas=[
        have(le(l(here) + inner(slope, there - here), l(there)), by="supporting"),
        have(forall(s, lambda k: le(0, rate(k))), by="auto"),
        have(le(0, summation(s, rate)), by="auto"),
        have(eq(summation(s, rate), inner(slope, there) + lam * cost(Z, s)), by="sums"),
        have(
            eq(inner(slope, there - here), inner(slope, there) + inner(slope, tabulate(m, lambda c: -here[c]))),
            by="sums",
        ),
    ],
    proof="contradict",
    uses=["homogeneous.no_descent_into_a_zero_block", "homogeneous.no_descent_towards_zero"],
    repairs="homogeneous.zero_entries_are_global",
    covers={"hv.main.zero-block-global": "whole"},
    fidelity="exact",
    example=dict(n=1, m=1, r=2, s=1, j=1, p=1, lam=2, X=[[0], [0]], Z=[[1]], **model),
    expect="PROVED",
    neighbours=[
        Neighbour("no-zero-block", given=[local_minimum(one_sided, [x])], conclude=at_least(one_sided), near=True),
        Neighbour("not-convex", given=[local_minimum(cubic, [x]), eq(x, 0)], conclude=at_least(cubic), near=True),
        Neighbour("two-degrees", given=[local_minimum(quartic, [x]), eq(x, 0)], conclude=at_least(quartic), near=True),
        Neighbour("degree-nought", given=[lt(j, r)], conclude=le(lam * r, lam * s), near=True),
    ],
)
