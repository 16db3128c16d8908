r"""The Moreau envelope lies between two parabolas: its gradient is (x - prox(x))/t where the prox is continuous.

Meaning.  M(x) is the least value of f(y) + |x - y|^2/(2 t) over y in R^d, t > 0; it is attained at p for x, and at q
for z, and a = f(p), c = f(q).  Then

    |z - x|^2/(2 t) - <q - p, z - x>/t  <=  M(z) - M(x) - <x - p, z - x>/t  <=  |z - x|^2/(2 t).

Where q tends to p as z tends to x (the prox is single valued and continuous), both sides are o(|z - x|): M is
differentiable at x and its gradient is (x - p)/t.  No derivative of f is asked for.
Proof idea.  M(z) is at most its candidate p, and M(x) its candidate q.
Sharpness.  Both inequalities are attained; neither holds where p or q is no minimiser (neighbours).
Source.  Survey, §I-D; textbook (Moreau 1965).
The survey's words.  "connections between variants of SGD with good empirical performance and standard methods in convex
optimization such as infconvolutions and proximal methods".
How the formula differs.  Of "attained" only what is used is a hypothesis: the candidate of one point is no better for
the other.  The limit z -> x is left to the reader; the survey gives no formula.
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    and_,
    dims,
    eq,
    have,
    inner,
    le,
    ne,
    positive,
    rational,
    real,
    squared_norm,
    survey,
    vector,
)

d = dims("d")
x, z, p, q = vector("x z p q", d)
a, c = real("a c")
t = real("t", positive)


def penalised(value, at, point):
    """f(y) + |x - y|^2/(2 t), the value f(y) being given."""
    return value + squared_norm(point - at) / (2 * t)


Mx, Mz = penalised(a, p, x), penalised(c, q, z)
p_is_nearest = le(Mx, penalised(c, q, x))
q_is_nearest = le(Mz, penalised(a, p, z))
gap = squared_norm(z - x) / (2 * t)
rest = Mz - Mx - inner(x - p, z - x) / t
drift = inner(q - p, z - x) / t

claim = Claim(
    title="The Moreau envelope lies between two parabolas that touch it",
    source=survey("I-D"),
    given=[p_is_nearest, q_is_nearest],
    conclude=and_(le(gap - drift, rest), le(rest, gap)),
    lemmas=[
        have(ne(t, 0), by="auto"),
        have(eq(rest, gap - (penalised(a, p, z) - Mz)), by="tidy, quotients_and_roots, ideal"),
        have(eq(rest, gap - drift + (penalised(c, q, x) - Mx)), by="tidy, quotients_and_roots, ideal"),
    ],
    proof="auto",
    covers={
        "ent.inf-convolution-hopf-lax": "part: the gradient where the prox is continuous, as two inequalities; not the "
        "equation in t"
    },
    fidelity="looser",
    expect="PROVED",
    domain=Domain(sizes={"d": (1, 2)}),
    example={"d": 1, "x": [1], "z": [1], "p": [0], "q": [0], "a": 0, "c": 0, "t": 1},
    neighbours=[
        Neighbour("p-is-no-minimiser", given=[q_is_nearest], near=True),
        Neighbour("q-is-no-minimiser", given=[p_is_nearest], near=True),
        Neighbour("nine-tenths-of-the-curvature", conclude=le(rest, rational("9/10") * gap), near=True),
    ],
)
