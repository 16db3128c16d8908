r"""A random symmetric n by n matrix has a positive diagonal with probability 2^-n: the coins, and an upper bound.

Meaning. A positive definite matrix has positive diagonal entries; in the Gaussian orthogonal ensemble these are n
independent normals, all positive with probability 2^-n.  So 2^-n bounds the chance of a definite matrix from above, for
n = 1 it is that chance, and for n = 2 and 3 it is not (`random_networks.goe_three_definite`).
Proof idea. Signs of independent normals are independent coins.
Sharpness. An equality.
Source. Survey, §III-C, on Dauphin et al. 2014 [21], beside whose argument the coins are often told.
The survey says: "it is vastly more likely that a critical point of a high-dimensional optimization problem be a saddle
point rather than a local minimizer".
How the formula differs. The diagonal of the random matrix of that argument, instead of critical points of a loss.  That
definite matrices have a positive diagonal is told.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Domain,
    Neighbour,
    dims,
    eq,
    forall,
    gaussian,
    lt,
    probability,
    product,
    rational,
    survey,
    vector,
)

n = dims("n")
a = vector("a", n)
positive_diagonal = probability(forall(n, lambda i: lt(0, a[i])), of={a: gaussian})


def coins(bias):
    return product(n, lambda i: rational(bias))


claim = Claim(
    title="A random symmetric matrix has a positive diagonal with probability 2^-n",
    source=survey("III-C"),
    conclude=eq(positive_diagonal, coins("1/2")),
    covers={"crit.goe-posdef": "part: n = 1; for other n an upper bound"},
    fidelity="looser",
    expect="SURVIVED",
    domain=Domain(instances=[{"n": 1}, {"n": 2}, {"n": 5}]),
    neighbours=[
        Neighbour("a-little-more", conclude=eq(positive_diagonal, coins("11/20")), expect="REJECTED", near=True)
    ],
)
