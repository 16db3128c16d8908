r"""exp(v) b_1 ... b_K <= exp(sum (b_k - 1) + b_j (exp v - 1)) for b_k >= 0: one factor of a product is stretched.

Meaning. The product below the exponential of a sum, for the numbers b_k of which the j-th is multiplied by exp v; what
it says for every v finds out whether b_j is 1.
Proof idea. The stretched product is exp v times the product; the sum grows by b_j (exp v - 1).
Sharpness. Equality if all factors are 1 and v = 0; v may have either sign.
Source. Own; used by optimality.equality_of_means.
How the formula differs. It does not.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    exp,
    family,
    forall,
    have,
    identity_matrix,
    le,
    lt,
    nonnegative,
    own,
    product,
    real,
    summation,
)

K, j = dims("K j")
b = family("b", nonnegative, upto=K)
v = real("v")
one = identity_matrix(K)


def stretch(k):
    return 1 + (exp(v) - 1) * one[k, j]


stretched = product(K, lambda k: b[k] * stretch(k))
excess = summation(K, lambda k: b[k] - 1) + b[j] * (exp(v) - 1)
stretched_excess = summation(K, lambda k: b[k] * stretch(k) - 1)

claim = Claim(
    title="A product below the exponential of a sum, one factor stretched",
    source=own("after Pólya"),
    given=[lt(j, K)],
    conclude=le(exp(v) * product(b), exp(excess)),
    lemmas=[
        have(
            eq(product(K, stretch), exp(summation(K, lambda k: v * one[k, j]))),
            by="induct(K), split, compute, laws(exp_sum), ideal",
        ),
        have(eq(summation(K, lambda k: v * one[k, j]), v), by="matrix"),
        have(eq(product(K, stretch), exp(v)), by="rewrite, rewrite, auto"),
        have(eq(stretched, product(b) * product(K, stretch)), by="induct(K), ideal"),
        have(eq(excess, stretched_excess), by="matrix"),
        have(forall(K, lambda k: le(0, b[k] * stretch(k))), by="at_indices, split, compute, laws(exp_positive), auto"),
        have(le(stretched, exp(stretched_excess)), by="auto"),
    ],
    proof="rewrite, auto",
    uses=["optimality.product_below_exponential"],
    expect="PROVED",
    neighbours=[
        Neighbour("not-stretched", conclude=le(exp(v) * product(b), exp(summation(K, lambda k: b[k] - 1))), near=True),
    ],
)
