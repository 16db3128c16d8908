r"""Where one norm vanishes, some rescaling brings the mean of powers as close to the product as one likes.

Meaning. u_k >= 0 are the norms of K layers, and u_j = 0.  For every e > 0 there are scales s_k > 0 with s_1 ... s_K = 1
for which the mean of the (s_k u_k)^K is at most u_1 ... u_K + e.  With optimality.rescaled_norms the product is the
infimum of the mean over all rescalings; where some other norm does not vanish it is not attained.
Proof idea. With P the sum of the u_k^K and Y = log(1 + P/e): scale layer j by exp(Y - Y/K) and the others by
exp(-Y/K).  Layer j does not count, and the sum of the powers becomes exp(-Y) P = e P / (e + P) <= e.
Sharpness. Not without a norm that vanishes, for the same scales (neighbour `no-norm-vanishes`).
Source. Survey, §III-D, after Haeffele and Vidal 2015; the erratum of the catalogue ("say infimum").
How the formula differs. The scales are given, not only that there are some; the bound is multiplied by K.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exp,
    family,
    forall,
    have,
    identity_matrix,
    implies,
    le,
    log,
    lt,
    nonnegative,
    own,
    positive,
    product,
    real,
    summation,
)

K, M, j = dims("K M j")
u = family("u", nonnegative, upto=K)
b, h = family("b", real(), upto=K), family("h", real(), upto=K)
e, x, z = real("e", positive), *real("x z")
one = identity_matrix(K)
P = summation(K, lambda k: u[k] ** K)
Y = log(1 + P / e)
y = Y / K


def scale(k):
    return exp(Y * one[k, j] - y)


after = summation(K, lambda k: (scale(k) * u[k]) ** K)

claim = Claim(
    title="Where a norm vanishes, the mean of powers comes as close to the product as one likes",
    source=own("the missing case of optimality.balanced_scales"),
    given=[lt(j, K), eq(u[j], 0)],
    conclude=and_(
        and_(forall(K, lambda k: lt(0, scale(k))), eq(product(K, scale), 1)), le(after, K * (product(u) + e))
    ),
    lemmas=[
        have(le(1, K), by="auto"),
        have(le(e, K * e), by="contradict"),
        have(implies(le(0, z), le(0, K * z)), by="auto"),
        have(implies(and_(le(x, e), le(0, z)), le(x, K * (z + e))), by="contradict"),
        have(eq(product(K, lambda k: exp(b[k])), exp(summation(b))), by="induct(K), laws(exp_sum), ideal"),
        have(implies(forall(K, lambda k: eq(b[k], h[k])), eq(summation(b), summation(h))), by="matrix"),
        have(eq((x * z) ** M, x**M * z**M), by="induct(M), ideal"),
        have(implies(eq(x, z), eq(x**M, z**M)), by="induct(M), ideal"),
        have(le(0, P), by="auto"),
        have(eq(P / e * e, P), by="quotients_and_roots, auto"),
        have(le(0, P / e), by="contradict"),
        have(lt(0, 1 + P / e), by="auto"),
        have(eq(exp(Y), 1 + P / e), by="laws(exp_of_log), auto"),
        have(eq(exp(-Y) * exp(Y), 1), by="laws(exp_negative), auto"),
        have(lt(0, exp(-Y)), by="laws(exp_positive), auto"),
        have(eq(exp(-Y) * (e + P), e), by="ideal"),
        have(lt(0, exp(-Y) * e), by="auto"),
        have(le(exp(-Y) * P, e), by="contradict"),
        have(eq(y * K, Y), by="quotients_and_roots, auto"),
        have(eq(summation(K, lambda k: Y * one[k, j] - y), Y - K * y), by="matrix"),
        have(eq(Y - K * y, 0), by="ideal"),
        have(eq(product(K, scale), exp(summation(K, lambda k: Y * one[k, j] - y))), by="auto"),
        have(eq(product(K, scale), 1), by="rewrite, rewrite, rewrite, auto"),
        have(forall(K, lambda k: eq(one[k, j] * u[k], 0)), by="split, rewrite, auto"),
        have(forall(K, lambda k: eq(exp(Y * one[k, j]), 1 + (exp(Y) - 1) * one[k, j])), by="split, compute, auto"),
        have(forall(K, lambda k: eq(scale(k), exp(Y * one[k, j]) * exp(-y))), by="laws(exp_sum), auto"),
        have(forall(K, lambda k: eq(scale(k) * u[k], exp(-y) * u[k])), by="at_indices, ideal"),
        have(forall(K, lambda k: eq((scale(k) * u[k]) ** K, (exp(-y) * u[k]) ** K)), by="at_indices, auto"),
        have(forall(K, lambda k: eq((exp(-y) * u[k]) ** K, exp(-y) ** K * u[k] ** K)), by="at_terms, auto"),
        have(forall(K, lambda k: eq((scale(k) * u[k]) ** K, exp(-y) ** K * u[k] ** K)), by="at_indices, ideal"),
        have(eq(after, summation(K, lambda k: exp(-y) ** K * u[k] ** K)), by="auto"),
        have(eq(summation(K, lambda k: exp(-y) ** K * u[k] ** K), exp(-y) ** K * P), by="matrix"),
        have(eq(exp(-y) ** K, exp(summation(K, lambda k: -y))), by="auto"),
        have(eq(summation(K, lambda k: -y), -(K * y)), by="matrix"),
        have(eq(-(K * y), -Y), by="ideal"),
        have(eq(exp(-y) ** K, exp(-Y)), by="rewrite, rewrite, rewrite, auto"),
        have(eq(after, exp(-Y) * P), by="ideal"),
        have(le(after, e), by="auto"),
        have(le(0, product(u)), by="auto"),
        have(le(after, K * (product(u) + e)), by="auto"),
    ],
    proof="laws(exp_positive), auto",
    example=dict(K=2, j=0, u=[0, 1], e=1),
    covers={"hv.product-norm-equals-sum": "part: the infimum, where some but not all norms vanish"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("no-norm-vanishes", given=[lt(j, K)], conclude=le(after, K * (product(u) + e)), near=True)],
)
