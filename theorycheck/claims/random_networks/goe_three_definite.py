r"""The integral that is the chance of a definite random symmetric 3 by 3 matrix: (pi - 2 sqrt 2)/(4 pi).

Meaning. The eigenvalues of a matrix of the Gaussian orthogonal ensemble have the density of independent normals times
the product of their distances.  Write them by their mean and by polar coordinates of what is left: t/sqrt 3 plus r
sqrt(2/3) cos(c + 2 pi j/3), 0 <= c <= pi/3, with t = p cos h and r = p sin h.  The product of distances is a multiple
of r^3 sin 3c, so the angles have a density proportional to sin(h)^4 sin(3c), of total pi/4; and the least eigenvalue
is positive where cos c < q = cot(h)/sqrt 2.  With u = cos c and sin 3c dc = -(4 u^2 - 1) du the integral over c is
2/3 where q >= 1, that is for h <= a = arctan(1/sqrt 2), and 4 q^3/3 - q + 1/3 where 1/2 <= q <= 1, that is up to h =
pi/2 - a.
Hence the probability is 4/pi times the sum of the two integrals below: 0.0249.
Proof idea. Both are integrals of polynomials in sin h and cos h; sin a = 1/sqrt 3.
Sharpness. An equality; 1/8, the chance of three independent coins, is five times as much.
Source. Survey, §III-C, on Dauphin et al. 2014 [21].
The survey says: "it is vastly more likely that a critical point of a high-dimensional optimization problem be a saddle
point rather than a local minimizer".
How the formula differs. The formula is the integral over h.  The steps before it are told and not stated: the density
of the eigenvalues (standard), the change of coordinates and the integral over c.  The probability itself is put to the
test by draws, in the claim that `closed_form` names.
"""

from theorycheck import Claim, Neighbour, arctan, cos, eq, have, integral, pi, rational, real, sin, sqrt, survey

h = real("h")
a = arctan(1 / sqrt(2))
S, C = sin(a), cos(a)


def between(integrand):
    """The integral from a to pi/2 - a."""
    return integral(integrand, (h, a, pi / 2 - a))


some_angles = sqrt(2) / 3 * between(cos(h) ** 3 * sin(h)) - sqrt(2) / 2 * between(cos(h) * sin(h) ** 3)
total = rational("2/3") * integral(sin(h) ** 4, (h, 0, a)) + (some_angles + between(sin(h) ** 4) / 3)
chance = 4 / pi * total
value = (pi - 2 * sqrt(2)) / (4 * pi)

claim = Claim(
    title="The chance of a definite random symmetric 3 by 3 matrix, as an integral",
    source=survey("III-C"),
    conclude=eq(chance, value),
    lemmas=[
        have(eq(sqrt(2) * S, C), by="laws(tan_of_arctan), quotients_and_roots, ideal"),
        have(eq(S * S + C * C, 1), by="laws(pythagoras), auto"),
        have(eq(S * S, rational("1/3")), by="quotients_and_roots, ideal"),
        have(eq(C * C, rational("2/3")), by="auto"),
        have(eq(S * C, sqrt(2) / 3), by="ideal"),
        have(eq(sqrt(2) * S**4, sqrt(2) / 9), by="ideal"),
        have(eq(sqrt(2) * C**4, 4 * sqrt(2) / 9), by="ideal"),
        have(eq(S**3 * C, sqrt(2) / 9), by="ideal"),
        have(eq(S * C**3, 2 * sqrt(2) / 9), by="ideal"),
        have(eq(sin(pi / 2 - a), C), by="identity"),
        have(eq(cos(pi / 2 - a), S), by="identity"),
        have(eq(total, (pi - 2 * sqrt(2)) / 16), by="antiderivative, laws(sin_zero), rewrite, auto"),
    ],
    proof="rewrite, identity",
    closed_form={"random_networks.goe_three_definite_by_draws": "that the integral is the probability"},
    covers={"crit.goe-posdef": "part: n = 3, the integral"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("coins", conclude=eq(chance, rational("1/8"))),
        Neighbour("two-percent-more", conclude=eq(chance, rational("51/50") * value), near=True),
    ],
)
