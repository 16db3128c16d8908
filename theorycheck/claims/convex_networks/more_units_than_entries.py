r"""More units than the output has entries are linearly dependent, with whatever weights they enter.

Meaning. H has M units as its columns, each with n entries, n < M, and w are their weights.  Then there are numbers
c_j, not all of them 0, with sum_j c_j (H_ij w_j) = 0 for every i: some combination of the weighted units is 0.
Proof idea. A homogeneous system of n linear equations in M > n unknowns has a solution other than 0.
Sharpness. Not for M = n: one unit alone, not 0, is independent.  The c_j are not equal in general (a neighbour).
Source. Survey, §III-B: why a finite number of units is enough; textbook (Hoffman and Kunze, Linear Algebra, chapter
1).
The survey's words. "selecting a finite number of hidden units from a potentially infinite dimensional space of all
possible hidden units".
How the formula differs. It is the algebraic half of the reason; the other is `convex_networks.one_unit_less`.
"""

from theorycheck import Claim, Neighbour, and_, dims, eq, exists, forall, lt, matrix, ne, summation, survey, vector

n, M = dims("n M")
H = matrix("H", n, M)
w = vector("w", M)


def dependent(c):
    return and_(
        exists(M, lambda j: ne(c[j], 0)),
        forall(n, lambda i: eq(summation(M, lambda j: c[j] * (H[i, j] * w[j])), 0)),
    )


claim = Claim(
    title="More units than the output has entries are linearly dependent",
    source=survey("III-B"),
    given=[lt(n, M)],
    conclude=exists(vector(M), dependent),
    proof="dependence",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour(
            "with-equal-factors",
            conclude=forall(n, lambda i: eq(summation(M, lambda j: H[i, j] * w[j]), 0)),
            near=True,
        )
    ],
)
