r"""With more blocks than the output has entries, whatever is walled in holds a global minimum.

Meaning. f(X) = l(Phi(X)) + lam Theta(X) for r > m blocks of n numbers; phi (m outputs) and theta >= 0 are continuous
and positively homogeneous of one real degree p > 0, l is convex and differentiable, lam >= 0. If f is above f(X) at
each point of the surface of the cube of radius rho about X, then some W in the cube has f(W) <= f(Z) for every Z.
Proof idea. Not checked here. Among the points of the cube with a value of at most f(X), one has the least, W. A slide
from W (homogeneous.choice_of_the_sign, homogeneous.slide_to_a_zero_block) does not raise f, so that it cannot cross the
surface; it ends inside, at a minimum with a zero block, which is global (homogeneous.zero_block_is_global). What the
library does not have is that a continuous function has a least value on a closed part of a cube, and that a path from
inside to outside crosses the surface.
Sharpness. Not for r = m (homogeneous.strict_minimum_is_global, neighbour `as-many-blocks`).
Source. Haeffele and Vidal 2015 (arXiv:1506.07540), abstract: "if the size of the factorized variables is large enough
then from any initialization it is possible to find a global minimizer using a purely local descent algorithm"; survey,
§III-D and Fig. 3.
The survey's words. "Starting from any initialization, a non-increasing path exists to a global minimizer."
How the formula differs. It is weaker: a path from X that never rises must leave each cube without a global minimum, and
so must cross its surface at a value of at most f(X); the formula says that it can, not that there is a path. "Large
enough" is r > m, m = N C for N samples and C outputs. Continuity, convexity and differentiability are hypotheses that
the survey leaves out. The paper was read in its abstract; this formula does not stand in it.
"""

from theorycheck import (
    Claim,
    absolute,
    and_,
    convex,
    dims,
    eq,
    exists,
    forall,
    function,
    has_gradient,
    homogeneous,
    implies,
    le,
    lt,
    matrix,
    nonnegative,
    paper,
    positive,
    real,
    squared_norm,
    summation,
    symbol,
    tabulate,
    vector,
)

r, n, m = dims("r n m")
p, rho, lam = symbol("p", positive), symbol("rho", positive), symbol("lam", nonnegative)
l, G = function("l", vector(m), real()), function("G", vector(m), vector(m))
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
X = matrix("X", r, n)


def objective(V):
    def total(f):
        return summation(r, lambda i: f(tabulate(n, lambda a: V[i, a])))

    return l(tabulate(m, lambda k: total(lambda x: phi(x)[k]))) + lam * total(theta)


def continuous(g):
    """At each point x, for each error: all points near enough have a value within that error of g(x)."""

    def near(x, error):
        return exists(
            positive,
            lambda s: forall(
                vector(n), lambda y: implies(lt(squared_norm(y - x), s), lt(absolute(g(y) - g(x)), error))
            ),
        )

    return forall(vector(n), lambda x: forall(positive, lambda error: near(x, error)))


def distance(V, i, a):
    return absolute(V[i, a] - X[i, a])


def in_the_cube(V):
    return forall(r, lambda i: forall(n, lambda a: le(distance(V, i, a), rho)))


def on_the_surface(V):
    return and_(in_the_cube(V), exists(r, lambda i: exists(n, lambda a: eq(distance(V, i, a), rho))))


def globally_least(V):
    return forall(matrix(r, n), lambda Z: le(objective(V), objective(Z)))


walls = forall(matrix(r, n), lambda Y: implies(on_the_surface(Y), lt(objective(X), objective(Y))))
framework = [
    homogeneous(phi, p),
    homogeneous(theta, p),
    forall(vector(n), lambda x: le(0, theta(x))),
    forall(m, lambda k: continuous(lambda x: phi(x)[k])),
    continuous(theta),
    convex(l),
    has_gradient(l, G),
]

claim = Claim(
    title="With more blocks than outputs, whatever is walled in holds a global minimum",
    source=paper("Haeffele and Vidal 2015, arXiv:1506.07540", "abstract, as far as the language goes"),
    given=[*framework, lt(m, r), walls],
    conclude=exists(matrix(r, n), lambda W: and_(in_the_cube(W), globally_least(W))),
    assumed="cited",
    covers={
        "hv.path.meta-algorithm": "part: with one block more than outputs no point is walled in, cited; that a path "
        "exists is not said"
    },
    fidelity="looser",
    expect="CITED",
)
