r"""Scales of product one that make all norms equal bring the mean of their powers down to the product.

Meaning. Scaling layer k by s_k > 0 with s_1 ... s_K = 1 does not change a positively homogeneous network. Where no norm
vanishes, s_k = exp(m - log u_k), with m the mean of the log u_k, is such a scaling, and afterwards the mean of the K-th
powers of the norms is the product u_1 ... u_K: after optimal rescaling the two regularisers coincide.
Proof idea. exp and log turn the products into sums.
Sharpness. If some but not all norms vanish, the infimum 0 is not attained.
Source. Survey, §III-D, after Haeffele and Vidal 2015.
How the formula differs. The u_k stand for the norms, which scale with their layers.
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
    le,
    log,
    lt,
    positive,
    product,
    real,
    summation,
    survey,
)

K, M = dims("K M")
u = family("u", positive, upto=K)
b = family("b", real(), upto=K)
x, z = real("x z")
logs = summation(K, lambda k: log(u[k]))
m = logs / K


def scale(k):
    return exp(m - log(u[k]))


mean = summation(K, lambda k: (scale(k) * u[k]) ** K) / K

claim = Claim(
    title="Where no norm vanishes, rescaling makes the mean of powers the product of norms",
    source=survey("III-D"),
    given=[lt(0, K)],
    conclude=and_(
        eq(product(K, scale), 1),
        eq(mean, product(u)),
    ),
    lemmas=[
        have(eq(product(K, lambda k: exp(b[k])), exp(summation(b))), by="induct(K), laws(exp_sum), ideal"),
        have(eq(summation(K, lambda k: z - b[k]), K * z - summation(b)), by="induct(K)"),
        have(eq(summation(K, lambda k: z), K * z), by="induct(K)"),
        have(eq(product(u), exp(logs)), by="induct(K), at_indices, laws(exp_sum, exp_of_log), ideal"),
        have(eq(m * K, logs), by="quotients_and_roots, auto"),
        have(eq(summation(K, lambda k: m - log(u[k])), 0), by="at_terms, ideal"),
        have(eq(product(K, scale), exp(summation(K, lambda k: m - log(u[k])))), by="auto"),
        have(eq(product(K, scale), 1), by="rewrite, rewrite, auto"),
        have(
            forall(K, lambda k: eq(scale(k) * u[k], exp(m))),
            by="at_indices, laws(exp_sum, exp_negative, exp_of_log), ideal",
        ),
        have(eq(exp(m) ** K, exp(summation(K, lambda k: m))), by="auto"),
        have(eq(summation(K, lambda k: m), logs), by="at_terms, ideal"),
        have(eq(exp(summation(K, lambda k: m)), exp(logs)), by="rewrite, auto"),
        have(eq(exp(m) ** K, product(u)), by="ideal"),
        have(forall(K, lambda k: eq((scale(k) * u[k]) ** K, product(u))), by="at_indices, rewrite, auto"),
        have(eq(summation(K, lambda k: (scale(k) * u[k]) ** K), K * product(u)), by="matrix"),
        have(and_(le(mean, product(u)), le(product(u), mean)), by="quotients_and_roots, first(auto, contradict)"),
    ],
    proof="auto",
    covers={"hv.product-norm-equals-sum": "part: the optimal rescaling, where no norm vanishes"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("unscaled", conclude=eq(summation(K, lambda k: u[k] ** K) / K, product(u)), near=True),
    ],
)
