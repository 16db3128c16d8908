r"""If c a_1 ... a_K = 1, for a_1, ..., a_K >= 0 and c > 0, then c (a_1^K + ... + a_K^K) >= K.

Meaning. This is the inequality of the means with the product scaled away.
Proof idea. The numbers c a_k^K have the product (c a_1 ... a_K)^K = 1, and a product is at most the exponential of the
sum of (factor - 1): 1 <= exp(c (a_1^K + ... + a_K^K) - K).
Sharpness. Equality if all a_k are equal.
Source. Textbook (Pólya's proof); used by optimality.arithmetic_geometric_mean.
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
    implies,
    le,
    lt,
    nonnegative,
    own,
    positive,
    product,
    real,
    summation,
)

K, M = dims("K M")
a = family("a", nonnegative, upto=K)
b = family("b", real(), upto=K)
c = real("c", positive)
x, y = real("x y")
powers = summation(K, lambda k: a[k] ** K)


def scaled(exponent):
    return product(K, lambda k: c * a[k] ** exponent)


excess = summation(K, lambda k: c * a[k] ** K - 1)

claim = Claim(
    title="The mean of powers whose product is one",
    source=own("textbook, after Pólya"),
    given=[eq(c * product(a), 1)],
    conclude=le(K, c * powers),
    lemmas=[
        have(eq((x * y) ** M, x**M * y**M), by="induct(M), ideal"),
        have(implies(eq(x, 1), eq(x**M, 1)), by="rewrite, induct(M)"),
        have(eq(scaled(M), c**K * product(a) ** M), by="induct(K), at_terms, first(ideal, auto)"),
        have(eq(summation(K, lambda k: c * b[k] - 1), c * summation(b) - K), by="induct(K)"),
        have(eq((c * product(a)) ** K, 1), by="rewrite, induct(K)"),
        have(eq(c**K * product(a) ** K, 1), by="specialise, ideal"),
        have(forall(K, lambda k: le(0, c * a[k] ** K)), by="auto"),
        have(le(scaled(K), exp(excess)), by="auto"),
        have(eq(scaled(K), c**K * product(a) ** K), by="auto"),
        have(eq(excess, c * powers - K), by="auto"),
        have(implies(lt(c * powers, K), lt(exp(excess), exp(0))), by="laws(exp_increasing)"),
        have(eq(exp(0), 1), by="auto"),
    ],
    proof="contradict",
    uses=["optimality.product_below_exponential"],
    expect="PROVED",
    neighbours=[
        Neighbour("product-of-any-size", given=[], near=True),
    ],
)
