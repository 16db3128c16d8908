r"""A random symmetric 3 by 3 matrix is positive definite with probability (pi - 2 sqrt 2)/(4 pi).

Meaning. Entries are independent normals, of variance 2 on the diagonal and 1 beside it (the Gaussian orthogonal
ensemble).  If that is the law of the Hessian at a critical point in three dimensions, 2.5 % of the critical points are
minima: five times fewer than three independent coin flips would give, for eigenvalues repel each other.
Proof idea. `random_networks.goe_three_definite` is the integral.
Sharpness. An equality.  In n dimensions the probability falls like exp(-n^2 log(3)/4) (Dean and Majumdar 2006).
Source. Survey, §III-C, on Dauphin et al. 2014 [21].
The survey says: "it is vastly more likely that a critical point of a high-dimensional optimization problem be a saddle
point rather than a local minimizer".
How the formula differs. The random matrix of that argument, in three dimensions, instead of critical points of a loss.
Definite is said by leading minors, with diagonal sqrt(2) a, sqrt(2) b, sqrt(2) c and x, y, z beside it.
"""

from theorycheck import Claim, Neighbour, and_, eq, gaussian, lt, pi, probability, rational, real, sqrt, survey

a, b, c, x, y, z = real("a b c x y z")


def definite(ratio):
    """That it is positive definite, the variance of the diagonal being `ratio` times that of the entries beside it."""
    determinant = ratio * sqrt(ratio) * a * b * c + 2 * x * y * z - sqrt(ratio) * (a * z**2 + b * y**2 + c * x**2)
    event = and_(lt(0, a), and_(lt(x**2, ratio * a * b), lt(0, determinant)))
    return probability(event, of=dict.fromkeys((a, b, c, x, y, z), gaussian))


value = (pi - 2 * sqrt(2)) / (4 * pi)
claim = Claim(
    title="A random symmetric 3 by 3 matrix is positive definite with probability (pi - 2 sqrt 2)/(4 pi)",
    source=survey("III-C"),
    conclude=eq(definite(2), value),
    covers={
        "crit.goe-posdef": "part: n = 3, by draws",
        "survey.III-C.saddles-are-likelier": "part: the argument's random matrix, n = 3",
    },
    fidelity="looser",
    expect="SURVIVED",
    neighbours=[
        Neighbour("coin-flips", conclude=eq(definite(2), rational("1/8")), expect="REJECTED"),
        Neighbour("equal-variances", conclude=eq(definite(1), value), expect="REJECTED", near=True),
    ],
)
