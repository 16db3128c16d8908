r"""The share of a round cone that is the chance of a definite random symmetric 2 by 2 matrix: (2 - sqrt 2)/4.

Meaning. A symmetric 2 by 2 matrix with independent normal entries, of variance 2 on the diagonal and 1 beside it (the
Gaussian orthogonal ensemble), is t I plus a traceless part of norm r up to factors: t and the two coordinates of that
part are independent normals of one variance, and the matrix is positive definite where r < t.  That is a cone of
half-angle pi/4 in R^3, and the share of the unit sphere inside it is (1/2) int_0^{pi/4} sin a da.
Proof idea. The integral is 1 - cos(pi/4).
Sharpness. An equality; 1/4, the chance of two independent coins, is far off.
Source. Survey, §III-C, on Dauphin et al. 2014 [21].
The survey says: "it is vastly more likely that a critical point of a high-dimensional optimization problem be a saddle
point rather than a local minimizer".
How the formula differs. The formula is the integral.  That it is a probability is the reduction above (rotation
invariance of the Gaussian law and polar coordinates), which is told and not stated; the probability itself is put to
the test by draws, in the claim that `closed_form` names.
"""

from theorycheck import Claim, Neighbour, cos, eq, have, integral, lt, ne, pi, rational, real, sin, sqrt, survey

a = real("a")
share = integral(sin(a), (a, 0, pi / 4)) / 2
value = (2 - sqrt(2)) / 4

claim = Claim(
    title="A round cone of half-angle pi/4 is (2 - sqrt 2)/4 of the sphere",
    source=survey("III-C"),
    conclude=eq(share, value),
    lemmas=[
        have(eq(share, (1 - cos(pi / 4)) / 2), by="antiderivative, identity"),
        have(eq(cos(2 * (pi / 4)), cos(pi / 2)), by="identity"),
        have(eq(cos(pi / 2), 0), by="laws(cos_half_pi), auto"),
        have(eq(cos(2 * (pi / 4)), 1 - 2 * sin(pi / 4) ** 2), by="laws(cos_double), auto"),
        have(eq(sin(pi / 4) * sin(pi / 4) + cos(pi / 4) * cos(pi / 4), 1), by="laws(pythagoras), auto"),
        have(eq(2 * cos(pi / 4) ** 2, 1), by="auto"),
        have(lt(0, cos(pi / 4)), by="auto"),
        have(ne(cos(pi / 4) + sqrt(2) / 2, 0), by="quotients_and_roots, auto"),
        have(eq(cos(pi / 4), sqrt(2) / 2), by="quotients_and_roots, ideal"),
    ],
    proof="rewrite, auto",
    closed_form={"optimality.random_symmetric_matrix_definite": "that the share is the probability"},
    covers={"crit.goe-posdef": "part: n = 2, the integral"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("coins", conclude=eq(share, rational("1/4"))),
        Neighbour("two-percent-more", conclude=eq(share, rational("51/50") * value), near=True),
    ],
)
