r"""Of K equal numbers, the product is the K-th power, and the sum of the K-th powers is K times one of them.

Meaning. What balanced weights make of a product of norms and of a sum of powers of norms.
Proof idea. Induction over K.
Sharpness. One number that differs is enough to spoil both.
Source. Textbook; used by optimality.norms_reach_their_product.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, and_, dims, eq, family, forall, have, lt, own, product, real, summation

K, M, j = dims("K M j")
a = family("a", real(), upto=K)

claim = Claim(
    title="Products and sums of powers of equal numbers",
    source=own("textbook"),
    given=[lt(j, K), forall(K, lambda k: eq(a[k], a[j]))],
    conclude=and_(eq(product(a), a[j] ** K), eq(summation(K, lambda k: a[k] ** K), K * a[j] ** K)),
    lemmas=[
        have(eq(product(a), a[j] ** K), by="induct(K), at_indices, rewrite, auto"),
        have(eq(summation(K, lambda k: a[k] ** M), K * a[j] ** M), by="induct(K), at_indices, rewrite, auto"),
    ],
    proof="auto",
    expect="PROVED",
    neighbours=[Neighbour("unequal", given=[lt(j, K)], near=True)],
)
