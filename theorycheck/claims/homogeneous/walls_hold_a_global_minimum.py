r"""With more blocks than the output has entries, whatever is walled in holds a global minimum.

Meaning. As in homogeneous.non_increasing_path_from_anywhere, with r > m blocks for m entries of the output, where f has
a least value. If f is above f(X) at each point of the surface of the cube of radius rho about X, then some W in the
cube has f(W) <= f(Z) for every Z.
Proof idea. A path leads from X to a global minimum (homogeneous.non_increasing_path_from_anywhere) and never rises: on
the surface f would be above f(X). So it stays in the cube (homogeneous.path_stays_in_a_cube).
Sharpness. Not for r = m (neighbour `as-many-blocks`: one block of one number, one output).
Source. After Haeffele and Vidal 2015 (arXiv:1506.07540); survey, §III-D and Fig. 3.
The survey's words. "Starting from any initialization, a non-increasing path exists to a global minimizer."
How the formula differs. It is a consequence of our own, weaker than the sentence; a global minimizer is assumed to
exist. It rests on two premises that are not derived here: that the meta-algorithm ends, and the intermediate value
theorem.
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
    have,
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

r, n, m, i, a = dims("r n m i a")
p, rho, lam = symbol("p", positive), symbol("rho", positive), symbol("lam", nonnegative)
l, G = function("l", vector(m), real()), function("G", vector(m), vector(m))
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
X = matrix("X", r, n)
within = interval(0, 1)
g, t = function("g", real(), matrix(r, n)), real("t", within)


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


def leads_down(g):
    return and_(and_(starts(g), entries_continuous(g)), and_(never_rises(g), globally_least(g(1))))


def distance(V, i, a):
    return absolute(V[i, a] - X[i, a])


def in_the_cube(V):
    return forall(r, lambda i: forall(n, lambda a: le(distance(V, i, a), rho)))


def inside(V):
    return forall(r, lambda i: forall(n, lambda a: lt(distance(V, i, a), rho)))


def higher(V, i, a):
    return implies(le(rho, distance(V, i, a)), lt(objective(X), objective(V)))


def above_on_the_surface(V):
    return implies(in_the_cube(V), forall(r, lambda i: forall(n, lambda a: higher(V, i, a))))


def indexed(statement):
    return implies(lt(i, r), implies(lt(a, n), statement))


walls = forall(matrix(r, n), above_on_the_surface)
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
    title="With more blocks than outputs, whatever is walled in holds a global minimum",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015, arXiv:1506.07540"),
    given=[*framework, lt(m, r), walls],
    conclude=exists(matrix(r, n), lambda W: and_(in_the_cube(W), globally_least(W))),
    lemmas=[
        have(implies(starts(g), eq(objective(g(0)), objective(X))), by="congruence, at_indices, auto"),
        have(implies(starts(g), implies(never_rises(g), le(objective(g(t)), objective(g(0))))), by="auto"),
        have(implies(starts(g), implies(never_rises(g), le(objective(g(t)), objective(X)))), by="auto"),
        have(above_on_the_surface(g(t)), by="auto"),
        have(indexed(implies(in_the_cube(g(t)), higher(g(t), i, a))), by="auto"),
        have(
            implies(
                starts(g),
                implies(never_rises(g), indexed(implies(in_the_cube(g(t)), lt(distance(g(t), i, a), rho)))),
            ),
            by="contradict",
        ),
        have(
            implies(starts(g), implies(never_rises(g), implies(in_the_cube(g(t)), inside(g(t))))),
            by="at_indices, contradict",
        ),
        have(
            implies(
                starts(g), implies(never_rises(g), forall(within, lambda s: implies(in_the_cube(g(s)), inside(g(s)))))
            ),
            by="auto",
        ),
        have(
            implies(starts(g), implies(entries_continuous(g), implies(never_rises(g), in_the_cube(g(1))))),
            by="at_indices, contradict",
        ),
        have(implies(leads_down(g), le(objective(g(1)), objective(X))), by="auto"),
        have(
            implies(leads_down(g), exists(matrix(r, n), lambda W: and_(in_the_cube(W), globally_least(W)))),
            by="exhibit, auto",
        ),
    ],
    proof="cases, auto",
    uses=["homogeneous.non_increasing_path_from_anywhere", "homogeneous.path_stays_in_a_cube"],
    covers={"hv.path.meta-algorithm": "part: with one block more than outputs no point is walled in, conditionally"},
    fidelity="looser",
    expect="CONDITIONAL",
    neighbours=[
        Neighbour(
            "as-many-blocks",
            given=[local_minimum(one_sided, [x])],
            conclude=global_minimum(one_sided, [x]),
            near=True,
        ),
    ],
)
