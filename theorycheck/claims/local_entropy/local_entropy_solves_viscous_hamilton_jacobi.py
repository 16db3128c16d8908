r"""Local entropy solves the viscous Hamilton-Jacobi equation u_t + u_x^2/2 = (1/(2 b)) u_xx: in one dimension.

Meaning.  f: R -> R is continuous and bounded below, v(., t) is the convolution of exp(-b f) with the normal law of
variance t/b, and u = -(1/b) log v, so that u(., t) is the local entropy f_{b,t}.  For t > 0, u has the derivatives that
local_entropy.cole_hopf names and solves the equation; and exp(-b u) tends to exp(-b f) as t -> 0.
Proof idea.  v solves the heat equation (local_entropy.gaussian_convolution_solves_the_heat_equation, which is believed
here), and Cole and Hopf's transformation does the rest.
Sharpness.  The heat equation is needed (the neighbour of local_entropy.cole_hopf).
Source.  Survey, §I-D; Chaudhari et al. 2018 (Deep relaxation).
The survey's words.  "local entropy, the loss that Entropy-SGD minimizes, is the solution of the HamiltonJacobi-Bellman
PDE".
How the formula differs.  d = 1; f is bounded below, which the survey does not say (it must at least make the integral
finite).  The integral is a limit of Riemann sums.  What is supposed of f and v stands as premises within the conclusion
(see the claim that is used).  That there is no other solution is not stated.
"""

from theorycheck import Claim, and_, have, implies, le, lt, ne, survey
from theorycheck.claims.local_entropy import cole_hopf
from theorycheck.claims.local_entropy.gaussian_convolution_solves_the_heat_equation import premises, starts

d, z, v = cole_hopf.d, cole_hopf.z, cole_hopf.v

claim = Claim(
    title="Local entropy solves the viscous Hamilton-Jacobi equation",
    source=survey("I-D"),
    given=[lt(0, d), le(d, 1), lt(0, z[d])],
    conclude=implies(premises, and_(cole_hopf.claim.conclude, starts)),
    lemmas=[
        have(implies(premises, lt(0, v(z))), by="auto"),
        have(implies(premises, ne(v(z), 0)), by="auto"),
    ],
    proof="auto",
    uses=["local_entropy.gaussian_convolution_solves_the_heat_equation", "local_entropy.cole_hopf"],
    covers={
        "ent.cole-hopf": "part: all of it in one dimension, for f bounded below, with the heat equation believed",
        "survey.I-D.hamilton-jacobi": "part: in one dimension, with the heat equation believed; not uniqueness",
    },
    fidelity="hypotheses added",
    expect="CONDITIONAL",
)
