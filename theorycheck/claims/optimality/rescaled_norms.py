r"""Whatever the scales, the mean of powers stays above the product of the norms; it gets there if all or none vanish.

Meaning. For norms u_k >= 0 and scales s_k > 0 with s_1 ... s_K = 1: K u_1 ... u_K <= (s_1 u_1)^K + ... + (s_K u_K)^K;
and where there is equality and one u_i is 0, every u_j is 0. With optimality.balanced_scales: the bound is attained if
no norm vanishes (or all do), and only then.
Proof idea. The inequality of the means for the s_k u_k, whose product is that of the u_k, and its case of equality.
Sharpness. Attained by the scales of optimality.balanced_scales.
Source. Survey, §III-D, after Haeffele and Vidal 2015.
How the formula differs. The u_k stand for the norms. That the bound is the infimum also where some, but not all, norms
vanish is not stated.
Weight decay, the sum of the squares, is not left alone by rescaling: not even that of a single unit (a neighbour).
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
    nonnegative,
    positive,
    product,
    squared_norm,
    summation,
    survey,
    symbol,
    vector,
)

K, i, j = dims("K i j")
u = family("u", nonnegative, upto=K)
s = family("s", positive, upto=K)
total = summation(K, lambda k: (s[k] * u[k]) ** K)
bound = K * product(u)
attained = eq(bound, total)
n, m, c = *dims("n m"), symbol("c", positive)
w, v = vector("w", n), vector("v", m)  # the weights into a unit and out of it

claim = Claim(
    title="Rescaled norms reach their product only if all or none vanish",
    source=survey("III-D"),
    given=[lt(i, K), lt(j, K), eq(product(s), 1)],
    conclude=and_(le(bound, total), implies(and_(attained, eq(u[i], 0)), eq(u[j], 0))),
    lemmas=[
        have(eq(product(K, lambda k: s[k] * u[k]), product(s) * product(u)), by="induct(K), ideal"),
        have(eq(product(K, lambda k: s[k] * u[k]), product(u)), by="ideal"),
        have(forall(K, lambda k: le(0, s[k] * u[k])), by="at_indices, auto"),
        have(le(K * product(K, lambda k: s[k] * u[k]), total), by="auto"),
        have(implies(attained, eq(K * product(K, lambda k: s[k] * u[k]), total)), by="ideal"),
        have(implies(attained, eq(s[i] * u[i], s[j] * u[j])), by="auto"),
        have(implies(and_(attained, eq(u[i], 0)), eq(s[j] * u[j], 0)), by="ideal"),
        have(implies(and_(attained, eq(u[i], 0)), le(u[j], 0)), by="at_indices, contradict"),
    ],
    proof="at_indices, auto",
    uses=["optimality.arithmetic_geometric_mean", "optimality.equality_of_means"],
    covers={"hv.product-norm-equals-sum": "part: the bound for every rescaling, and when it is attained"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("any-scales", given=[lt(i, K), lt(j, K)], near=True),
        Neighbour(
            "weight-decay-does-not-see-scales",
            given=[],
            conclude=eq(squared_norm(c * w) + squared_norm(v / c), squared_norm(w) + squared_norm(v)),
            covers={"mut.hv.wd-node-invariant": "whole"},
        ),
    ],
)
