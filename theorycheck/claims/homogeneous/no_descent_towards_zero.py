r"""Shrinking all blocks does not decrease the objective at a local minimum: <G, Phi> + lam Theta <= 0 there.

Meaning. f(X) = l(Phi(X)) + lam Theta(X), Phi(X) = sum_i phi(X_i), Theta(X) = sum_i theta(X_i), phi and theta positively
homogeneous of one degree p > 0, l differentiable with the gradient G.  If X is a local minimum of f, the slope of f
from X towards e^(-t) X, which is -(<G(Phi(X)), Phi(X)> + lam Theta(X)) in 1 - e^(-p t), is not negative.
Proof idea. f(e^(-t) X) = l(e^(-p t) Phi) + lam e^(-p t) Theta, and 1 - e^(-p t) takes values as small as one likes.
Sharpness. It is an equality (homogeneous.stationary_blocks); this half needs no zero block and no convexity.
Source. Survey, §III-D, after Haeffele and Vidal; part of step (1) of the proof of homogeneous.zero_block_is_global.
How the formula differs. It is the step, not the theorem.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exists,
    exp,
    fn,
    forall,
    function,
    has_gradient,
    have,
    homogeneous,
    implies,
    inner,
    le,
    local_minimum,
    log,
    lt,
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
p, t = real("p t", positive)
lam = symbol("lam", nonnegative)
l, G = function("l", vector(m), real()), function("G", vector(m), vector(m))
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
X = matrix("X", r, n)


def block(V, k):
    return tabulate(n, lambda a: V[k, a])


def output(V):
    return tabulate(m, lambda c: summation(r, lambda k: phi(block(V, k))[c]))


def cost(V):
    return summation(r, lambda k: theta(block(V, k)))


def objective(V):
    return l(output(V)) + lam * cost(V)


def shrunk(s):
    return tabulate(r, n, lambda k, a: exp(-s) * X[k, a])


factor = exp(-(p * t))
step = 1 - factor
less = tabulate(m, lambda c: output(X)[c] + step * -output(X)[c])
slope = inner(G(output(X)), tabulate(m, lambda c: -output(X)[c])) + -(lam * cost(X))
minimum = local_minimum(objective(X), [X])

x = real("x")  # one block of one number: l(v) = (v - 1)^2, phi = x^2, theta = 0

nothing, nought = fn(vector(1), lambda v: 0 * v), fn(vector(1), lambda v: 0 * v[0])

claim = Claim(
    title="At a local minimum the objective does not decrease towards zero",
    source=survey("III-D"),
    given=[homogeneous(phi, p), homogeneous(theta, p), has_gradient(l, G), minimum],
    conclude=le(0, slope),
    lemmas=[
        have(lt(0, exp(-t)), by="laws(exp_positive), auto"),
        have(eq(log(exp(-t)), -t), by="laws(log_of_exp), auto"),
        have(eq(p * -t, -(p * t)), by="auto"),
        have(eq(exp(p * log(exp(-t))), factor), by="rewrite, rewrite, auto"),
        have(
            forall(r, lambda k: forall(m, lambda c: eq(phi(block(shrunk(t), k))[c], factor * phi(block(X, k))[c]))),
            by="at_terms, rewrite, rewrite, rewrite, auto",
        ),
        have(
            forall(r, lambda k: eq(theta(block(shrunk(t), k)), factor * theta(block(X, k)))),
            by="at_terms, rewrite, rewrite, rewrite, auto",
        ),
        have(
            forall(m, lambda c: eq(output(shrunk(t))[c], summation(r, lambda k: factor * phi(block(X, k))[c]))),
            by="congruence, at_indices, auto",
        ),
        have(
            forall(m, lambda c: eq(summation(r, lambda k: factor * phi(block(X, k))[c]), factor * output(X)[c])),
            by="sums",
        ),
        have(
            eq(cost(shrunk(t)), summation(r, lambda k: factor * theta(block(X, k)))), by="congruence, at_indices, auto"
        ),
        have(eq(summation(r, lambda k: factor * theta(block(X, k))), factor * cost(X)), by="sums"),
        have(eq(objective(shrunk(t)), l(less) + lam * (factor * cost(X))), by="congruence, at_indices, auto"),
        have(
            exists(
                positive,
                lambda R: forall(
                    real(),
                    lambda s: implies(and_(lt(-R, s), lt(s, R)), le(objective(X), objective(shrunk(s)))),
                ),
            ),
            by="on_curve",
        ),
    ],
    proof="ray",
    uses=["homogeneous.scalings_become_small"],
    example=dict(n=1, m=1, r=1, p=1, lam=1, X=[[0]], phi=nothing, G=nothing, theta=nought, l=nought),
    expect="PROVED",
    neighbours=[Neighbour("anywhere", given=[], conclude=le(0, -(2 * (x**2 - 1) * x**2)), near=True)],
)
