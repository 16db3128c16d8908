r"""With more blocks than the output has entries, a minimum within walls is a global minimum.

Meaning. As in homogeneous.walls_hold_a_global_minimum, with r > m blocks for m entries of the output: if f(X) <= f(Y)
for each Y in the cube of radius rho about X, and f(X) < f(Y) on its surface, then f(X) <= f(Z) for every Z, where f has
a least value. No derivative of phi and theta is asked for, and no block need be zero.
Proof idea. The cube holds a global minimum (homogeneous.walls_hold_a_global_minimum), and X is no worse.
Sharpness. Not for r = m (neighbour `as-many-blocks`: one block of one number, one output).
Source. After Haeffele and Vidal 2015 (arXiv:1506.07540); survey, §III-D and Fig. 3.
The survey's words. "Starting from any initialization, a non-increasing path exists to a global minimizer."
How the formula differs. It is weaker: from a minimum within walls no non-increasing path leads away, and so it must be
global itself. It rests on that the meta-algorithm ends, which is not derived here, and on the intermediate value
theorem.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    convex,
    dims,
    exists,
    forall,
    function,
    has_gradient,
    homogeneous,
    implies,
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
    substitute,
    summation,
    survey,
    symbol,
    tabulate,
    vector,
)

r, n, m = dims("r n m")
p, rho, lam = symbol("p", positive), symbol("rho", positive), symbol("lam", nonnegative)
l, G = function("l", vector(m), real()), function("G", vector(m), vector(m))
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
X, Z = matrix("X", r, n), matrix("Z", r, n)


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


def higher(V, i, a):
    return implies(le(rho, distance(V, i, a)), lt(objective(X), objective(V)))


def above_on_the_surface(V):
    return implies(in_the_cube(V), forall(r, lambda i: forall(n, lambda a: higher(V, i, a))))


def globally_least(V):
    return forall(matrix(r, n), lambda W: le(objective(V), objective(W)))


walls = forall(matrix(r, n), above_on_the_surface)
least_inside = forall(matrix(r, n), lambda Y: implies(in_the_cube(Y), le(objective(X), objective(Y))))
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

x, y = real("x y")
one_sided = (x**2 - 1) ** 2 + rational("3/2") * x * relu(x)  # l(z) = (z - 1)^2, phi = x^2, theta = x relu(x)

claim = Claim(
    title="With more blocks than outputs, a minimum within walls is global",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[*framework, lt(m, r), walls, least_inside],
    conclude=le(objective(X), objective(Z)),
    proof="cases, specialise, specialise, auto",
    uses=["homogeneous.walls_hold_a_global_minimum"],
    covers={"hv.path.meta-algorithm": "part: with one block more than outputs a minimum within walls is global"},
    fidelity="looser",
    expect="CONDITIONAL",
    neighbours=[
        Neighbour(
            "as-many-blocks",
            given=[local_minimum(one_sided, [x])],
            conclude=le(one_sided, substitute(one_sided, {x: y})),
            near=True,
        ),
    ],
)
