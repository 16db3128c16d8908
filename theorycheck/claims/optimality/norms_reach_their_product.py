r"""The product of K norms is the mean of their K-th powers exactly if all norms are equal.

Meaning. The two regularisers of degree K agree at balanced weights, and nowhere else.
Proof idea. Equality in the inequality of the means.
Sharpness. Both directions; equal norms of some, but not all, layers are not enough.
Source. Survey, §III-D, after Haeffele and Vidal 2015.
How the formula differs. "Equal" is written as: equal to that of layer j, whichever j < K is chosen.  Every depth
K >= 1, every width.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    family,
    forall,
    have,
    implies,
    le,
    lt,
    matrix,
    norm,
    product,
    summation,
    survey,
)

K, i, j = dims("K i j")
d = dims("d", upto=K)
W = family("W", matrix(d.this, d.next), upto=K)
p = product(K, lambda k: norm(W[k]))
powers = summation(K, lambda k: norm(W[k]) ** K)
reached = eq(p, powers / K)
balanced = forall(K, lambda k: eq(norm(W[k]), norm(W[j])))

claim = Claim(
    title="A product of norms is the mean of their powers exactly at balanced weights",
    source=survey("III-D"),
    given=[lt(j, K)],
    conclude=and_(implies(reached, balanced), implies(balanced, reached)),
    lemmas=[
        have(forall(K, lambda k: le(0, norm(W[k]))), by="auto"),
        have(eq(powers / K * K, powers), by="quotients_and_roots, auto"),
        have(implies(reached, eq(K * p, powers)), by="ideal"),
        have(implies(and_(reached, lt(i, K)), eq(norm(W[i]), norm(W[j]))), by="auto"),
        have(implies(balanced, and_(eq(p, norm(W[j]) ** K), eq(powers, K * norm(W[j]) ** K))), by="auto"),
        have(implies(balanced, eq(K * p, powers)), by="ideal"),
        have(implies(balanced, and_(le(p, powers / K), le(powers / K, p))), by="quotients_and_roots, contradict"),
    ],
    proof="auto",
    uses=["optimality.equality_of_means", "optimality.means_of_equal_numbers"],
    covers={"hv.product-norm-equals-sum": "part: the case of equality"},
    fidelity="exact",
    expect="PROVED",
    neighbours=[
        Neighbour("always", conclude=reached),
        Neighbour("only-at-norm-one", conclude=implies(reached, eq(p, 1)), near=True),
    ],
)
