r"""One more independent Bernoulli entry keeps the two moments of a dropout mask: so masks of any size have them.

Meaning. A law on masks of d entries, outcome m < M with the probability q_m, has the moments E e_j = p and
E e_j e_k = p^2 (j != k) or p (j = k).  The mask with one more entry, which is 1 with probability p and else 0, whatever
the others are, has the outcomes (m, 1) and (m, 0) with the probabilities q_m p and q_m (1 - p); it has them too.
Proof idea. The new entry b has E b = E b^2 = p, and E e_j b = E e_j E b = p^2.
Sharpness. An entry with another probability spoils it, and the mean alone tells nothing of the products (neighbours).
Source. Textbook; used by homogeneous.dropout_in_linear_regression.
How the formula differs. It is the step of an induction over the number of entries; the empty mask (M = 1, q_0 = 1,
d = 0) has nothing to show.  So every d independent Bernoulli(p) entries have the moments.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    forall,
    identity_matrix,
    lt,
    matrix,
    own,
    real,
    summation,
    vector,
)

M, d, j, k = dims("M d j k")
q, e = vector("q", M), matrix("e", M, d)
p, r = real("p r")


def mean(of):
    """Over the old outcomes."""
    return summation(M, lambda m: q[m] * of(m))


def longer(of, chance=p):
    """Over the new ones: of(m, b), where b is the new entry."""
    return summation(M, lambda m: q[m] * chance * of(m, 1) + q[m] * (1 - chance) * of(m, 0))


def same(a, b):
    return p**2 + (p - p**2) * identity_matrix(d)[a, b]


total = eq(mean(lambda m: 1), 1)
first = forall(d, lambda a: eq(mean(lambda m: e[m, a]), p))
second = forall(d, lambda a: forall(d, lambda b: eq(mean(lambda m: e[m, a] * e[m, b]), same(a, b))))


def moments(chance=p):
    old = and_(
        eq(longer(lambda m, b: e[m, j], chance), p),
        eq(longer(lambda m, b: e[m, j] * e[m, k], chance), same(j, k)),
    )
    new = and_(
        and_(eq(longer(lambda m, b: b, chance), p), eq(longer(lambda m, b: b * b, chance), p)),
        eq(longer(lambda m, b: e[m, j] * b, chance), p**2),
    )
    return and_(and_(eq(longer(lambda m, b: 1, chance), 1), old), new)


claim = Claim(
    title="A dropout mask keeps its two moments with one more independent entry",
    source=own("textbook"),
    given=[lt(j, d), lt(k, d), total, first, second],
    conclude=moments(),
    proof="matrix",
    example=dict(M=2, d=1, j=0, k=0, q=["1/2", "1/2"], e=[[0], [1]], p="1/2"),
    expect="PROVED",
    neighbours=[
        Neighbour("another-probability", conclude=moments(r)),
        Neighbour(
            "mean-only",
            given=[lt(j, d), lt(k, d), total, first],
            conclude=eq(longer(lambda m, b: e[m, j] * e[m, k]), same(j, k)),
            near=True,
        ),
    ],
)
