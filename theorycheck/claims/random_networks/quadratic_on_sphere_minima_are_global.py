r"""Every local minimum of a quadratic form on the sphere is a global minimum.

Meaning. Let A be any square matrix and |x| = 1.  Among unit vectors u, <u, A u> has a local minimum at x if and only
if h(z) = <z, A z> - <x, A x> |z|^2 has one at z = x among all vectors: h(z) >= 0 says <u, A u> >= <x, A x> for u =
z/|z|, and z and u are near x together.  Then <y, A y> >= <x, A x> |y|^2 for all y: the minimum is global, and no
eigenvector of a larger eigenvalue is one.
Proof idea. On the line x + t y the second derivative of h is 2 h(y); were it negative, x would be no local minimum.
Sharpness. Being critical does not suffice (neighbour `critical`).
Source. Survey, §III-C, on Choromanska et al. 2015 [22], whose model is the spherical spin glass of order p; p = 2.
The survey says: "all local minima become increasingly close to being global minima".
How the formula differs. The model at p = 2, in every dimension, where "all local minima are global" is exact and needs
no chance.  [22] has p >= 3, "certain assumptions" on data and weights, and an asymptotic statement, of which nothing is
proved here.
"""

from theorycheck import (
    Claim,
    Neighbour,
    critical,
    curvature,
    dims,
    eq,
    have,
    inner,
    le,
    local_minimum,
    lt,
    matrix,
    or_,
    rational,
    squared_norm,
    survey,
    vector,
)

n = dims("n")
A = matrix("A", n, n)
x, y, z = vector("x y z", n)
value = inner(x, A @ x)


def h(z):
    return inner(z, A @ z) - value * squared_norm(z)


unit = eq(squared_norm(x), 1)
larger = value * rational("11/10")
bend = curvature(h(z), [z], [y], at=[x])

claim = Claim(
    title="Local minima of a quadratic form on the sphere are global",
    source=survey("III-C"),
    given=[unit, local_minimum(h(z), [z], at=[x])],
    conclude=le(value * squared_norm(y), inner(y, A @ y)),
    lemmas=[have(eq(bend, 2 * h(y)), by="derive, matrix"), have(or_(le(0, h(y)), lt(bend, 0)), by="either")],
    proof="cases, first(auto, no_descent)",
    example=dict(n=1, A=[[2]], x=[1], y=[1]),
    covers={
        "crit.choromanska-band": "part: p = 2, where all local minima are global; the band, at p >= 3, needs a "
        "probability under a quantifier over the dimension, which the language does not have"
    },
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("critical", given=[unit, critical(h(z), [z], at=[x])], near=True),
        Neighbour("a-little-more", conclude=le(larger * squared_norm(y), inner(y, A @ y)), near=True),
    ],
)
