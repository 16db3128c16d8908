r"""Equality in the inequality of the means: if K a_1 ... a_K = a_1^K + ... + a_K^K, all a_k >= 0 are equal.

Meaning. The product of K numbers reaches the mean of their K-th powers at equal numbers only.
Proof idea. Where the product p is positive, every K-th power is p, and a power determines its base.  Where p = 0, the
sum of the powers is 0, and every number is.
Sharpness. For two numbers of opposite signs there is equality at (1, -1) with K = 1 only, and none with K = 2.
Source. Textbook; used by optimality.norms_reach_their_product.
How the formula differs. It does not.
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
    identity_matrix,
    implies,
    le,
    lt,
    nonnegative,
    or_,
    own,
    product,
    real,
    summation,
)

K, M, i, j = dims("K M i j")
a = family("a", nonnegative, upto=K)
x = real("x")
p = product(a)
s = summation(K, lambda k: a[k] ** K)
some = lt(0, p)


def below(k, m):
    """That a_m <= a_k where both have the K-th power p > 0."""
    less, rise = lt(a[k], a[m]), K * (a[m] - a[k])
    power, gap = rise * a[k] ** K, a[k] * (a[m] ** K - a[k] ** K)
    return [
        have(implies(less, le(power, gap)), by="at_indices, auto"),
        have(implies(less, lt(0, rise)), by="auto"),
        have(implies(some, and_(eq(power, rise * p), eq(gap, 0))), by="ideal"),
        have(implies(some, implies(less, lt(0, rise * p))), by="auto"),
        have(implies(some, le(a[m], a[k])), by="contradict"),
    ]


def vanishes(k):
    """That a_k = 0 where p = 0: its K-th power is one of the non-negative parts of the sum."""
    others = summation(K, lambda l: a[l] ** K * (1 - identity_matrix(K)[l, k]))
    return [
        have(eq(s, a[k] ** K + others), by="matrix"),
        have(
            forall(K, lambda l: le(0, a[l] ** K * (1 - identity_matrix(K)[l, k]))),
            by="at_indices, split, compute, auto",
        ),
        have(le(0, others), by="auto"),
        have(implies(lt(0, a[k]), lt(0, a[k] ** K)), by="auto"),
        have(implies(le(p, 0), le(a[k], 0)), by="contradict"),
    ]


claim = Claim(
    title="The inequality of the means is an equality for equal numbers only",
    source=own("textbook"),
    given=[lt(i, K), lt(j, K), eq(K * p, s)],
    conclude=eq(a[i], a[j]),
    lemmas=[
        have(implies(lt(0, x), lt(0, x**M)), by="induct(M), auto"),
        *vanishes(i),
        *vanishes(j),
        have(implies(le(p, 0), eq(a[i], a[j])), by="at_indices, auto"),
        have(le(1, K), by="auto"),
        have(implies(some, and_(eq(a[i] ** K, p), eq(a[j] ** K, p))), by="auto"),
        *below(i, j),
        *below(j, i),
        have(implies(some, eq(a[i], a[j])), by="auto"),
        have(or_(some, le(p, 0)), by="either, auto"),
    ],
    proof="cases, auto",
    uses=["optimality.powers_at_equality", "optimality.powers_grow"],
    example=dict(K=2, i=0, j=1, a=[1, 1]),
    expect="PROVED",
    neighbours=[
        Neighbour("inequality-only", given=[lt(i, K), lt(j, K)], near=True),
    ],
)
