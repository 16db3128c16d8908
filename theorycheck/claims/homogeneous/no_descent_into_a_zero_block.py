r"""At a local minimum with a zero block nothing put into that block decreases the objective to first order.

Meaning. f(X) = l(sum_i phi(X_i)) + lam sum_i theta(X_i) for blocks X_1, ..., X_r of n numbers, phi and theta positively
homogeneous of one degree p > 0, l differentiable with the gradient G.  If X is a local minimum of f and the block X_j
is 0, then <G(sum_i phi(X_i)), phi(z)> + lam theta(z) >= 0 for every z in R^n.
Proof idea. X_j = t z, t > 0, changes f by l(Phi + t^p phi(z)) - l(Phi) + lam t^p theta(z), and is near X for small t;
the slope of that in k = t^p at 0 from the right is the left side.  phi(0) = 0 as 0 = 2 · 0; t^p takes values as small
as one likes.  phi and theta need not be continuous.
Sharpness. The block must be zero: else only its own scalings are allowed (neighbour `any-block`).
Source. Survey, §III-D, after Haeffele and Vidal; step (2) of the proof of homogeneous.zero_block_is_global.
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
    rational,
    real,
    relu,
    summation,
    survey,
    symbol,
    tabulate,
    unit_vector,
    vector,
)

n, m, r, j = dims("n m r j")
p, t = real("p t", positive)
lam = symbol("lam", nonnegative)
l, G = function("l", vector(m), real()), function("G", vector(m), vector(m))
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
X, z = matrix("X", r, n), vector("z", n)
at_j = unit_vector(r, j)


def block(V, k):
    return tabulate(n, lambda a: V[k, a])


def output(V):
    return tabulate(m, lambda c: summation(r, lambda k: phi(block(V, k))[c]))


def cost(V):
    return summation(r, lambda k: theta(block(V, k)))


def objective(V):
    return l(output(V)) + lam * cost(V)


def filled(s):
    """X, with s z added to the block j."""
    return tabulate(r, n, lambda k, a: X[k, a] + s * at_j[k] * z[a])


power = exp(p * log(t))
zero, scaled = tabulate(n, lambda a: 0), tabulate(n, lambda a: t * z[a])
more = tabulate(m, lambda c: summation(r, lambda k: phi(block(X, k))[c]) + power * phi(z)[c])
slope = inner(G(output(X)), phi(z)) + lam * theta(z)
minimum = local_minimum(objective(X), [X])
known = [homogeneous(phi, p), homogeneous(theta, p), has_gradient(l, G), minimum, lt(j, r)]

# one block of one number: l(v) = (v - 1)^2, phi = x^2, theta = x relu(x); the slope there, towards y
x, y = real("x y")
one_sided = (x**2 - 1) ** 2 + rational("3/2") * x * relu(x)
outwards = 2 * (x**2 - 1) * y**2 + rational("3/2") * y * relu(y)

nothing, nought = fn(vector(1), lambda v: 0 * v), fn(vector(1), lambda v: 0 * v[0])

claim = Claim(
    title="A zero block of a local minimum offers no descent",
    source=survey("III-D"),
    given=[*known, forall(n, lambda a: eq(X[j, a], 0))],
    conclude=le(0, slope),
    lemmas=[
        have(eq(theta(block(X, j)), theta(zero)), by="congruence, at_indices, auto"),
        have(forall(m, lambda c: eq(phi(block(X, j))[c], phi(zero)[c])), by="congruence, at_indices, auto"),
        have(eq(at_j[j], 1), by="auto"),
        have(eq(theta(block(filled(t), j)), theta(scaled)), by="congruence, rewrite, at_indices, auto"),
        have(
            forall(m, lambda c: eq(phi(block(filled(t), j))[c], phi(scaled)[c])),
            by="congruence, rewrite, at_indices, auto",
        ),
        have(eq(theta(scaled), power * theta(z)), by="at_terms, auto"),
        have(forall(m, lambda c: eq(phi(scaled)[c], power * phi(z)[c])), by="at_terms, auto"),
        have(
            forall(m, lambda c: eq(phi(block(filled(t), j))[c], phi(block(X, j))[c] + power * phi(z)[c])),
            by="at_indices, auto",
        ),
        have(eq(theta(block(filled(t), j)), theta(block(X, j)) + power * theta(z)), by="auto"),
        have(
            forall(m, lambda c: eq(output(filled(t))[c], output(X)[c] + power * phi(z)[c])),
            by="one_term(j), congruence",
        ),
        have(eq(cost(filled(t)), cost(X) + power * theta(z)), by="one_term(j), congruence"),
        have(
            eq(objective(filled(t)), l(more) + lam * (cost(X) + power * theta(z))),
            by="congruence, at_indices, auto",
        ),
        have(
            exists(
                positive,
                lambda R: forall(
                    real(),
                    lambda s: implies(and_(lt(-R, s), lt(s, R)), le(objective(X), objective(filled(s)))),
                ),
            ),
            by="on_curve",
        ),
    ],
    proof="ray",
    uses=["homogeneous.vanishes_at_zero", "homogeneous.powers_become_small"],
    example=dict(n=1, m=1, r=1, j=0, p=1, lam=1, X=[[0]], z=[1], phi=nothing, G=nothing, theta=nought, l=nought),
    expect="PROVED",
    neighbours=[
        Neighbour("any-block", given=[local_minimum(one_sided, [x])], conclude=le(0, outwards), near=True),
    ],
)
