r"""The Moreau envelope of a quadratic solves the Hamilton-Jacobi equation u_t + |grad u|^2/2 = 0.

Meaning.  For f(x) = c |x|^2/2 on R^d, t > 0 and 1 + c t > 0, u(x, t) = c |x|^2/(2 (1 + c t)) is the Moreau envelope
(local_entropy.quadratic_tends_to_moreau_envelope), with the prox x/(1 + c t); its gradient is (x - prox)/t.
Proof idea.  Differentiate.
Sharpness.  An equation; for c < 0 the solution blows up at t = -1/c.
Source.  Survey, §I-D; Chaudhari et al. 2018; Evans, Partial Differential Equations, section 3.3.
The survey's words.  "Surprisingly, these techniques from statistical physics are intimately connected to the
regularization properties of partial differential equations (PDEs)".
How the formula differs.  One family of losses, for which the solution is smooth; in general it is a viscosity solution
(local_entropy.hopf_lax_is_the_viscosity_solution).
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    and_,
    dims,
    eq,
    gradient,
    have,
    lt,
    ne,
    rational,
    real,
    squared_norm,
    survey,
    vector,
)

d = dims("d")
x = vector("x", d)
c = real("c")
t = real("t")
u = c * squared_norm(x) / (2 * (1 + c * t))
prox = x * (1 / (1 + c * t))
slope = 1 / t * (x - prox)


def solves(factor=1):
    return eq(gradient(u, t) + factor * squared_norm(slope) / 2, 0)


claim = Claim(
    title="The Moreau envelope of a quadratic solves the Hamilton-Jacobi equation",
    source=survey("I-D"),
    given=[lt(0, t), lt(0, 1 + c * t)],
    conclude=and_(eq(gradient(u, x), slope), solves()),
    lemmas=[have(and_(ne(t, 0), ne(1 + c * t, 0)), by="auto")],
    proof="derive, tidy, quotients_and_roots, ideal",
    covers={"ent.inf-convolution-hopf-lax": "part: quadratic f, in all dimensions"},
    fidelity="looser",
    expect="PROVED",
    domain=Domain(sizes={"d": (1, 1)}),
    neighbours=[
        Neighbour("eleven-tenths", conclude=solves(rational("11/10")), near=True),
        Neighbour("towards-the-prox", conclude=eq(gradient(u, x), -slope)),
    ],
)
