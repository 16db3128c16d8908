r"""No entry of a matrix exceeds the sum of its positive entries.

Meaning. R is n x m: R_ij <= sum_p sum_q relu(R_pq) for each of its entries.  So finitely many numbers have an explicit
common upper bound.
Proof idea. The sum of row i is relu(R_ij) and terms that are not negative; the whole sum is that of row i and rows that
are not negative.
Sharpness. Negative entries must be left out of the sum.
Source. Textbook; used by representation.two_points_come_apart.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, dims, eq, forall, have, identity_matrix, le, lt, matrix, own, relu, summation

n, m, i, j = dims("n m i j")
R = matrix("R", n, m)


def row(p):
    return summation(m, lambda q: relu(R[p, q]))


def other_columns(q):
    return relu(R[i, q]) * (1 - identity_matrix(m)[q, j])


def other_rows(p):
    return row(p) * (1 - identity_matrix(n)[p, i])


claim = Claim(
    title="No entry exceeds the sum of the positive entries",
    source=own("textbook"),
    given=[lt(i, n), lt(j, m)],
    conclude=le(R[i, j], summation(n, row)),
    lemmas=[
        have(forall(n, lambda p: le(0, row(p))), by="induct(m), at_indices, auto"),
        have(forall(m, lambda q: le(0, other_columns(q))), by="at_indices, split, auto"),
        have(le(0, summation(m, other_columns)), by="auto"),
        have(eq(row(i), summation(m, other_columns) + relu(R[i, j])), by="one_term(j), rewrite, auto"),
        have(forall(n, lambda p: le(0, other_rows(p))), by="at_indices, split, auto"),
        have(le(0, summation(n, other_rows)), by="auto"),
        have(eq(summation(n, row), summation(n, other_rows) + row(i)), by="one_term(i), rewrite, auto"),
        have(le(R[i, j], relu(R[i, j])), by="auto"),
    ],
    proof="auto",
    expect="PROVED",
    neighbours=[
        Neighbour(
            "negative-entries-too",
            conclude=le(R[i, j], summation(n, lambda p: summation(m, lambda q: R[p, q]))),
            near=True,
        )
    ],
)
