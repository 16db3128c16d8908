r"""Local entropy of a quadratic solves the viscous Hamilton-Jacobi equation u_t + |grad u|^2/2 = (1/(2 b)) Laplacian u.

Meaning.  For f(x) = c |x|^2/2 on R^d, u(x, t) = c |x|^2/(2 (1 + c t)) + d log(1 + c t)/(2 b), where 1 + c t > 0.  Its
gradient is k x with k = c/(1 + c t), its second derivative along every v is k |v|^2, so that its Laplacian is d k; and
u(x, 0) = f(x).
Proof idea.  Differentiate.
Sharpness.  An equation.  With the other sign of |grad u|^2, with u_t = |grad u|^2/2 + ..., or without viscosity it is
false; for c < 0 the solution blows up at t = -1/c.
Source.  Survey, §I-D; Chaudhari et al. 2018 (Deep relaxation).
The survey's words.  "local entropy, the loss that Entropy-SGD minimizes, is the solution of the HamiltonJacobi-Bellman
PDE".
How the formula differs.  One family of losses; that u is their local entropy is a Gaussian integral (see
local_entropy.quadratic_tends_to_moreau_envelope), which the equation itself does not need.  The survey does not write
its equation: read as the first-order Hamilton-Jacobi equation it is false at every finite b (a neighbour).
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    and_,
    curvature,
    dims,
    eq,
    gradient,
    have,
    log,
    lt,
    ne,
    positive,
    real,
    squared_norm,
    survey,
    vector,
)

d = dims("d")
x, v = vector("x v", d)
c, t = real("c t")
b = real("b", positive)


def value(time):
    return c * squared_norm(x) / (2 * (1 + c * time)) + d * log(1 + c * time) / (2 * b)


u = value(t)
bend = c / (1 + c * t)
slope = squared_norm(bend * x) / 2
diffusion = d * bend / (2 * b)

claim = Claim(
    title="Local entropy of a quadratic solves the viscous Hamilton-Jacobi equation",
    source=survey("I-D"),
    given=[lt(0, 1 + c * t)],
    conclude=and_(
        eq(gradient(u, x), bend * x),
        eq(curvature(u, [x], [v]), bend * squared_norm(v)),
        eq(gradient(u, t) + slope, diffusion),
        eq(value(0), c * squared_norm(x) / 2),
    ),
    lemmas=[have(and_(ne(b, 0), ne(1 + c * t, 0)), by="auto"), have(eq(log(1), 0), by="auto")],
    proof="derive, tidy, quotients_and_roots, ideal",
    covers={
        "ent.cole-hopf": "part: for quadratic f, in all dimensions; the general equation is local_entropy.cole_hopf",
        "survey.I-D.hamilton-jacobi": "part: the equation and the value at t = 0, for quadratic f",
    },
    fidelity="looser",
    expect="PROVED",
    domain=Domain(sizes={"d": (1, 1)}),
    neighbours=[
        Neighbour(
            "other-sign", conclude=eq(gradient(u, t), slope + diffusion), near=True, covers={"mut.ent.sign": "whole"}
        ),
        Neighbour("without-viscosity", conclude=eq(gradient(u, t) + slope, 0), near=True),
        Neighbour("after-the-blow-up", given=[], conclude=eq(gradient(u, t) + slope, diffusion)),
    ],
)
