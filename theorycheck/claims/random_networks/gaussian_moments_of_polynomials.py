r"""E[x g(x)] = E[g'(x)] for polynomials g of every degree, by the moments of N(0, 1).

Meaning. Let m_i = E[x^i] be the moments of N(0, 1): m_0 = 1, m_1 = 0, m_(i+2) = (i + 1) m_i.  For g(x) = c_0 + c_1 x
+ ... + c_n x^n, E[x g(x)] = sum_i c_i m_(i+1) and E[g'(x)] = sum_i (i + 1) c_(i+1) m_i are equal. For g = f S_m, with
the score functions S_(m+1) = x S_m - S_m', it says E[f S_(m+1)] = E[f' S_m]; so, m times, E[f S_m] = E[f^(m)] for
polynomials f of every degree and every order m.
Proof idea. Induction on n: the new summands are c_(n+1) m_(n+2) and (n + 1) c_(n+1) m_n.
Sharpness. An identity; the law must be of variance 1.
Source. Survey, §III-C, on Janzamin et al. 2015 (arXiv:1506.08473): the step of their induction, for the Gaussian law.
The survey says: "the authors use tensor decomposition methods to estimate the network weights from high order
statistical moments of the network mapping".
How the formula differs. Expectations are written by moments, whose recursion defines them here (it is the case f = x^i,
m = 1 of `random_networks.steins_identity`, by integrals, for i <= 5).  The step from m = 1 to every m is told.
"""

from theorycheck import Claim, Neighbour, and_, dims, eq, forall, summation, survey, vector

n = dims("n")
c = vector("c", n + 1)
m, above = vector("m above", n + 1)  # E[x^i] and E[x^(i + 1)]


def variance(v):
    moments = forall(n, lambda i: and_(eq(m[i + 1], above[i]), eq(above[i + 1], v * (i + 1) * m[i])))
    return [eq(m[0], 1), eq(above[0], 0), moments]


claim = Claim(
    title="Stein's identity of order 1, for polynomials of every degree, by moments",
    source=survey("III-C", "after Janzamin, Sedghi and Anandkumar 2015"),
    given=variance(1),
    conclude=eq(summation(n + 1, lambda i: c[i] * above[i]), summation(n, lambda i: (i + 1) * c[i + 1] * m[i])),
    proof="induct(n), at_indices, auto",
    example=dict(n=1, c=[1, 1], m=[1, 0], above=[0, 1]),
    covers={"ten.stein-identity": "part: order 1, every degree; the induction to every order is told"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("of-variance-2", given=variance(2), near=True)],
)
