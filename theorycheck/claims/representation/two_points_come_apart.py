r"""Two different ones of N points of R^D are at least 1 apart along a direction that serves all pairs.

Meaning. X holds the points as rows.  R_dpq is 1/|X_pd - X_qd|, or 1 where these are equal; T_d = 1 + sum_pq R_dpq and
S_d = 1 + T_d sum_pq |X_pd - X_qd|.  The gaps X_id - X_jd, added by z -> S_d z + T_d (X_id - X_jd) from coordinate to
coordinate, give a number of absolute value >= 1 wherever points i and j differ.
Proof idea. No entry exceeds the sum (representation.entry_below_the_sum): T_d >= R_dij scales each gap to 0 or at least
1, and S_d >= 1 + T_d |X_id - X_jd|.  The rest is representation.lexicographic_gap.
Sharpness. R is needed: for T_d = 1 a small gap stays small.
Source. Textbook; used by representation.direction_from_gaps.
How the formula differs. relu stands around what is added up, where it changes nothing.  That the points differ is
written as |x_i - x_j|^2 > 0.
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    absolute,
    array,
    dims,
    eq,
    fold,
    forall,
    have,
    le,
    lt,
    matrix,
    own,
    real,
    relu,
    step,
    summation,
)

N, D, i, j = dims("N D i j")
X = matrix("X", N, D)
R = array("R", D, N, N)
y = real("y")


def gap(d, p, q):
    return X[p, d] - X[q, d]


def size(d, p, q):
    return absolute(gap(d, p, q))


def inverse(d, p, q):
    return R[d, p, q]


def pairs(of, d):
    return summation(N, lambda p: summation(N, lambda q: relu(of(d, p, q))))


def new(d):
    """The factor of coordinate d: it makes the gaps there at least 1."""
    return 1 + pairs(inverse, d)


def old(d):
    """The factor of the coordinates before: it keeps their gaps above those of coordinate d."""
    return 1 + new(d) * pairs(size, d)


def apart(p, q):
    return fold(D, 0, lambda k, z: old(k) * z + new(k) * gap(k, p, q))


def inverts(d, p, q):
    return eq(R[d, p, q] * (size(d, p, q) + (1 - step(size(d, p, q)))), 1)


def away(u):
    """u is 0, or at least 1 in absolute value."""
    return le(step(u**2), u**2)


def every(relation):
    return forall(D, relation)


two_points = [lt(i, N), lt(j, N), lt(0, summation(D, lambda d: gap(d, i, j) ** 2))]
inverses = forall(D, lambda d: forall(N, lambda p: forall(N, lambda q: inverts(d, p, q))))

claim = Claim(
    title="Two points come apart along a direction for all pairs",
    source=own("textbook"),
    given=[inverses, *two_points],
    conclude=le(1, apart(i, j) ** 2),
    uses=["representation.entry_below_the_sum", "representation.scaled_above_one", "representation.lexicographic_gap"],
    lemmas=[
        have(every(lambda d: inverts(d, i, j)), by="auto"),
        have(every(lambda d: le(size(d, i, j), pairs(size, d))), by="auto"),
        have(every(lambda d: le(inverse(d, i, j), pairs(inverse, d))), by="auto"),
        have(every(lambda d: le(inverse(d, i, j), new(d))), by="at_indices, contradict"),
        have(le(0, relu(y)), by="auto"),
        have(every(lambda d: le(0, pairs(inverse, d))), by="auto"),
        have(every(lambda d: lt(0, new(d))), by="at_indices, auto"),
        have(every(lambda d: away(new(d) * gap(d, i, j))), by="at_indices, auto"),
        have(every(lambda d: le(1 + new(d) * size(d, i, j), old(d))), by="at_indices, contradict"),
    ],
    proof="auto",
    domain=Domain(sizes={"N": (1, 2), "D": (1, 2)}),
    example=dict(N=2, D=1, i=0, j=1, X=[[0], [1]], R=[[[1, 1], [1, 1]]]),
    expect="PROVED",
    neighbours=[Neighbour("no-inverses", given=two_points, near=True)],
)
