r"""The critical points of a quadratic form on the sphere are its unit eigenvectors.

Meaning. Let A be symmetric and |x| = 1.  Among unit vectors u, <u, A u> has a critical point at x if and only if
h(z) = <z, A z> - <x, A x> |z|^2 has one at z = x among all vectors: along x itself h is constant, and along the sphere
it is <u, A u> but for a constant.  That is so if and only if x is an eigenvector, whose eigenvalue is then <x, A x>.
Proof idea. The gradient of h at x is 2 A x - 2 <x, A x> x.
Sharpness. Only a unit eigenvector will do.  For a matrix that is not symmetric the gradient has (A + A')/2 instead,
and eigenvectors of A need not be critical.
Source. Survey, §III-C, on Choromanska et al. 2015 [22], whose model is the spherical spin glass of order p; p = 2.
The survey says: "as the number of hidden units in a network increases, the distribution of local minima becomes
increasingly concentrated in a small band of objective function values near the global optimum".
How the formula differs. The model at p = 2, a quadratic form on a sphere, in every dimension, for every matrix, random
or not.  [22] has p >= 3, where nothing of this is true.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    critical,
    dims,
    eq,
    implies,
    inner,
    matrix,
    real,
    squared_norm,
    survey,
    vector,
)

n = dims("n")
A, m = matrix("A", n, n), real("m")
x, z = vector("x z", n)
value = inner(x, A @ x)
is_critical = critical(inner(z, A @ z) - value * squared_norm(z), [z], at=[x])
unit = eq(squared_norm(x), 1)
symmetric = eq(A.T, A)

claim = Claim(
    title="Critical points of a quadratic form on the sphere are its eigenvectors",
    source=survey("III-C"),
    given=[symmetric, unit],
    conclude=and_(
        implies(is_critical, eq(A @ x, value * x)),
        implies(eq(A @ x, m * x), is_critical),
    ),
    proof="derive, matrix",
    example=dict(n=1, A=[[2]], x=[1], m=2),
    covers={"crit.choromanska-band": "part: the critical points at p = 2"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("any-matrix", given=[unit], near=True),
        Neighbour("any-length", given=[symmetric], conclude=implies(eq(A @ x, m * x), is_critical), near=True),
    ],
)
