r"""A random symmetric 2 by 2 matrix is positive definite with probability (2 - sqrt 2)/4.

Meaning. Entries are independent normals, of variance 2 on the diagonal and 1 beside it (the Gaussian orthogonal
ensemble).  If that is the law of the Hessian at a critical point, it is the probability of a minimum among the critical
points in two dimensions: far below the 1/4 of two independent coin flips, for eigenvalues repel each other.
Proof idea. A = s I + a traceless part of norm r, with s and the two coordinates of that part independent normals of one
variance; A is definite where s > r, a cone of half-angle pi/4 in three dimensions.
Sharpness. An equality.  In n dimensions the probability falls like exp(-n^2 log(3)/4) (Dean and Majumdar 2006).
Source. Survey, §III-C, on Dauphin et al. 2014.
The survey says: "it is vastly more likely that a critical point of a high-dimensional optimization problem be a saddle
point rather than a local minimizer".
How the formula differs. The random matrix of that argument, in two dimensions, instead of critical points of a loss.
Definite is said by minors: with diagonal sqrt(2) a, sqrt(2) c and b beside it, 0 < a and b^2 < 2 a c.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    eq,
    gaussian,
    lt,
    probability,
    rational,
    real,
    sqrt,
    survey,
)

a, b, c = real("a b c")


def definite(ratio):
    """That it is positive definite, the variance of the diagonal being `ratio` times that of the entry beside it."""
    return probability(and_(lt(0, a), lt(b**2, ratio * a * c)), of={a: gaussian, b: gaussian, c: gaussian})


claim = Claim(
    title="A random symmetric 2 by 2 matrix is positive definite with probability (2 - sqrt 2)/4",
    source=survey("III-C"),
    conclude=eq(definite(2), (2 - sqrt(2)) / 4),
    covers={"crit.goe-posdef": "part: n = 2"},
    fidelity="looser",
    expect="SURVIVED",
    neighbours=[
        Neighbour(
            "coin-flips",
            conclude=eq(definite(2), rational("1/4")),
            covers={"mut.crit.coin-flip": "whole"},
            expect="REJECTED",
        ),
        Neighbour("equal-variances", conclude=eq(definite(1), (2 - sqrt(2)) / 4), near=True, expect="REJECTED"),
    ],
)
