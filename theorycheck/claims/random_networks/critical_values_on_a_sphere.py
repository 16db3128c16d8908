r"""On a sphere the critical values of a homogeneous function are its multipliers, up to one factor.

Meaning. H: R^n -> R is positively homogeneous of degree p with the gradient G, such as the Hamiltonian of a spherical
p-spin glass.  At a critical point x on the sphere |x|^2 = N the gradient is normal: G(x) = m x for a multiplier m.
Then p H(x) = m |x|^2, which is m N.
Proof idea. Euler's identity at x: <G(x), x> = p H(x).
Sharpness. H must be homogeneous and x critical (neighbours).
Source. Survey, §III-C, on Choromanska et al. 2015 [22], whose model is the spherical spin glass of order p.
The survey says: "as the number of hidden units in a network increases, the distribution of local minima becomes
increasingly concentrated in a small band of objective function values near the global optimum".
How the formula differs. Critical points are written by their multipliers.  It holds for every p and every H, random or
not, and is only where the study of the critical values begins: how many there are, and where they lie as N grows, is
not said.  The theorem on the band (Auffinger, Ben Arous and Cerny 2013) counts critical points and speaks of the
probability that there is one, for all large N: neither can be said here.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    function,
    has_gradient,
    have,
    homogeneous,
    inner,
    real,
    squared_norm,
    survey,
    vector,
)

n = dims("n")
p, m = real("p m")
x = vector("x", n)
H, G = function("H", vector(n), real()), function("G", vector(n), vector(n))
normal = eq(G(x), m * x)

claim = Claim(
    title="Critical values of a homogeneous function on a sphere are its multipliers",
    source=survey("III-C"),
    given=[homogeneous(H, p), has_gradient(H, G), normal],
    conclude=eq(p * H(x), m * squared_norm(x)),
    lemmas=[have(eq(inner(G(x), x), p * H(x)), by="euler"), have(eq(inner(G(x), x), m * squared_norm(x)), by="matrix")],
    proof="auto",
    covers={"crit.choromanska-band": "part: for every p, the critical values by their multipliers"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("not-homogeneous", given=[has_gradient(H, G), normal], near=True),
        Neighbour("any-point", given=[homogeneous(H, p), has_gradient(H, G)], near=True),
    ],
)
