r"""The Hopf-Lax formula: the viscosity solution of u_t + |grad u|^2/2 = 0 with u(., 0) = f is the Moreau envelope.

Meaning.  f and u are bounded and Lipschitz; u, a function of z = (x, t), is a viscosity solution for t > 0, and is f at
t = 0.  Then u(x, t) is the infimum of f(y) + |x - y|^2/(2 t) over y, for t > 0.  "Viscosity solution" is said by sub-
and superdifferentials: g = (g_x, g_t) is a superdifferential of u at z if u(y) <= u(z) + <g, y - z> + o(|y - z|), and
then g_t + |g_x|^2/2 <= 0; for a subdifferential it is the other way round.
Proof idea.  Comparison of a subsolution with a supersolution by doubling the variables.
Sharpness.  Without the equation u is any function.
Source.  Crandall and Lions 1983; Evans, Partial Differential Equations, section 10.3.
The survey's words.  "connections between variants of SGD with good empirical performance and standard methods in convex
optimization such as infconvolutions and proximal methods".
How the formula differs.  The survey states no theorem.  Of the theorem only one half is stated, uniqueness together
with the formula; that the formula defines such a solution is the other.  Bounded and Lipschitz is what is known to
suffice for it; the class in which solutions are unique is larger.  Nothing is checked here but this statement; it is
written from memory of the theorem, not from its text.
"""

from theorycheck import (
    Claim,
    and_,
    dims,
    eq,
    exists,
    fn,
    forall,
    function,
    implies,
    inner,
    le,
    lt,
    norm,
    paper,
    positive,
    real,
    squared_norm,
    summation,
    tabulate,
    vector,
)

d = dims("d")
space, space_time = vector(d), vector(d + 1)
z = vector("z", d + 1)
f, u = function("f", space, real()), function("u", space_time, real())


def place(y):
    """The point x of (x, t)."""
    return tabulate(d, lambda i: y[i])


def bounded_and_lipschitz(function_, sort, domain=lambda y: le(0, 1)):
    return exists(
        positive,
        lambda L: forall(
            sort,
            lambda y: implies(
                domain(y),
                and_(
                    le(function_(y) ** 2, L),
                    forall(
                        sort,
                        lambda w: implies(domain(w), le((function_(y) - function_(w)) ** 2, L * squared_norm(y - w))),
                    ),
                ),
            ),
        ),
    )


def near(y, bound):
    """What holds for each e > 0 at all points close enough to y."""
    def close(e):
        return exists(
            positive,
            lambda r: forall(space_time, lambda w: implies(lt(squared_norm(w - y), r), bound(w, e * norm(w - y)))),
        )

    return forall(positive, close)


def superdifferential(g, y):
    return near(y, lambda w, error: le(u(w) - u(y) - inner(g, w - y), error))


def subdifferential(g, y):
    return near(y, lambda w, error: le(-error, u(w) - u(y) - inner(g, w - y)))


def hamiltonian(g):
    return g[d] + summation(d, lambda i: g[i] ** 2) / 2


def later(relation):
    return forall(space_time, lambda y: implies(lt(0, y[d]), forall(space_time, lambda g: relation(g, y))))


def penalised(y):
    return f(y) + squared_norm(place(z) - y) / (2 * z[d])


regular = [
    bounded_and_lipschitz(f, space),
    bounded_and_lipschitz(u, space_time, lambda y: le(0, y[d])),
    lt(0, z[d]),
]
is_viscosity_solution = and_(
    forall(space_time, lambda y: implies(eq(y[d], 0), eq(u(y), f(place(y))))),
    later(lambda g, y: implies(superdifferential(g, y), le(hamiltonian(g), 0))),
    later(lambda g, y: implies(subdifferential(g, y), le(0, hamiltonian(g)))),
)

claim = Claim(
    title="The viscosity solution of the Hamilton-Jacobi equation is given by the Hopf-Lax formula",
    source=paper("Evans, Partial Differential Equations", "section 10.3; Crandall and Lions 1983"),
    given=[*regular, is_viscosity_solution],
    conclude=and_(
        forall(space, lambda y: le(u(z), penalised(y))),
        forall(positive, lambda e: exists(space, lambda y: le(penalised(y), u(z) + e))),
    ),
    assumed="standard",
    example={"d": 0, "z": [1], "f": fn(vector(0), lambda y: 0), "u": fn(vector(1), lambda y: 0)},
    covers={"ent.inf-convolution-hopf-lax": "part: the formula for the viscosity solution, cited"},
    fidelity="looser",
    expect="CITED",
)
