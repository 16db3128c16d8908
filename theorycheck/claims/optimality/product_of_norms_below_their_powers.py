r"""The product of K norms is at most the mean of their K-th powers.

Meaning. For a network of depth K, ||W_1|| ... ||W_K|| <= (||W_1||^K + ... + ||W_K||^K) / K: of the two regularisers of
degree K that fit a positively homogeneous network of degree K, the product is never the larger one.
Proof idea. The inequality of the means, for every K, by 1 + x <= exp x.
Sharpness. Equality if all norms are equal; not for one of the matrices alone.
Source. Survey, §III-D, after Haeffele and Vidal 2015: Theta may be a product of norms or a sum of their K-th powers.
How the formula differs. Norms are Euclidean (Frobenius); the proof asks of them only that they are not negative.  Every
depth K >= 1, every width.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    dims,
    family,
    forall,
    have,
    le,
    lt,
    matrix,
    norm,
    product,
    summation,
    survey,
)

K = dims("K")
d = dims("d", upto=K)
W = family("W", matrix(d.this, d.next), upto=K)
p = product(K, lambda k: norm(W[k]))
powers = summation(K, lambda k: norm(W[k]) ** K)
squares = summation(K, lambda k: norm(W[k]) ** 2)

claim = Claim(
    title="A product of K norms is at most the mean of their K-th powers",
    source=survey("III-D"),
    given=[lt(0, K)],
    conclude=le(p, powers / K),
    lemmas=[
        have(forall(K, lambda k: le(0, norm(W[k]))), by="auto"),
        have(le(K * p, powers), by="auto"),
    ],
    proof="quotients_and_roots, contradict",
    uses=["optimality.arithmetic_geometric_mean"],
    covers={"hv.product-norm-equals-sum": "part: the inequality; not the case of equality, nor the infimum"},
    fidelity="exact",
    expect="PROVED",
    neighbours=[
        Neighbour("nine-tenths-of-the-mean", conclude=le(p, powers * 9 / (10 * K)), near=True),
        Neighbour("squares", conclude=le(p, squares / K)),
    ],
)
