r"""A path from the centre of a cube that is nowhere on its surface ends in it.

Meaning. g: [0, 1] -> R^(r x n) is continuous and g(0) = X. If each g(t) that lies in the cube of radius rho about X
lies in its interior, then g(1) lies in the cube.
Proof idea. Not checked here: the greatest distance of an entry from the centre's is continuous in t, and takes each
value between two of its values.
Sharpness. The start must be in the cube: a constant path elsewhere is nowhere on the surface.
Source. Intermediate value theorem: Rudin, Principles of Mathematical Analysis, 4.23.
How the formula differs. It is the theorem for the distance in the greatest entry.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    dims,
    eq,
    exists,
    forall,
    function,
    implies,
    interval,
    le,
    lt,
    matrix,
    own,
    positive,
    real,
    symbol,
)

r, n = dims("r n")
rho = symbol("rho", positive)
X = matrix("X", r, n)
g = function("g", real(), matrix(r, n))
x, y = real("x y")


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


def distance(V, i, a):
    return absolute(V[i, a] - X[i, a])


def in_the_cube(V):
    return forall(r, lambda i: forall(n, lambda a: le(distance(V, i, a), rho)))


def inside(V):
    return forall(r, lambda i: forall(n, lambda a: lt(distance(V, i, a), rho)))


claim = Claim(
    title="A path that is nowhere on the surface of a cube stays in it",
    source=own("textbook: Rudin, Principles of Mathematical Analysis, 4.23"),
    given=[
        starts(g),
        entries_continuous(g),
        forall(interval(0, 1), lambda t: implies(in_the_cube(g(t)), inside(g(t)))),
    ],
    conclude=in_the_cube(g(1)),
    assumed="standard",
    expect="CITED",
    neighbours=[
        Neighbour(
            "from-elsewhere",
            given=[implies(le(absolute(y - x), rho), lt(absolute(y - x), rho))],
            conclude=le(absolute(y - x), rho),
            near=True,
        ),
    ],
)
