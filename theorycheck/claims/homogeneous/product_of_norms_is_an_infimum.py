r"""The product of the norms of K layers is the infimum of the mean of their K-th powers over all rescalings.

Meaning. u_k >= 0 are the norms of the K >= 1 layers; scaling layer k by s_k > 0 with s_1 ... s_K = 1 does not change a
positively homogeneous network.  (1) u_1 ... u_K <= (u_1^K + ... + u_K^K) / K, with equality exactly if all are equal.
(2) The same bound holds after every rescaling.  (3) If no norm vanishes, the scales exp(m - log u_k), m the mean of the
log u_k, attain it; if all vanish it is attained as they are equal, by (1).  (4) If some u_j = 0, then for every e > 0
the scales of homogeneous.norms_rescaled_near_their_product come within e; where it is attained, all vanish.
Proof idea. The inequality of the means and its case of equality; the other parts are claims of their own.
Sharpness. Where some but not all norms vanish the bound is not attained (neighbour `always-attained`).
Source. Survey, §III-D, after Haeffele and Vidal 2015; the catalogue's statement with its erratum.
The survey's words. "sums of positively homogeneous functions of the same degree".
How the formula differs. The survey names no regulariser; these are the two of the network's degree K.  u_k stands for
the norm of layer k, which scales with it; all is multiplied by K.  i and j are any two layers.
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
    positive,
    product,
    real,
    summation,
    survey,
)

K, i, j = dims("K i j")
u = family("u", nonnegative, upto=K)
s = family("s", positive, upto=K)
e = real("e", positive)
one = identity_matrix(K)
powers = summation(K, lambda k: u[k] ** K)
bound = K * product(u)
rescaled = summation(K, lambda k: (s[k] * u[k]) ** K)
Y = log(1 + powers / e)


def balanced(k):
    return exp(summation(K, lambda l: log(u[l])) / K - log(u[k]))


def near(k):
    return exp(Y * one[k, j] - Y / K)


def after(scale):
    return summation(K, lambda k: (scale(k) * u[k]) ** K)


equal = forall(K, lambda k: eq(u[k], u[j]))
none_vanishes = forall(K, lambda k: lt(0, u[k]))
means = and_(le(bound, powers), and_(implies(eq(bound, powers), eq(u[i], u[j])), implies(equal, eq(bound, powers))))
lower = implies(
    eq(product(s), 1), and_(le(bound, rescaled), implies(and_(eq(bound, rescaled), eq(u[i], 0)), eq(u[j], 0)))
)
attained = implies(none_vanishes, and_(eq(product(K, balanced), 1), eq(after(balanced) / K, product(u))))
approached = implies(eq(u[j], 0), and_(eq(product(K, near), 1), le(after(near), K * (product(u) + e))))

claim = Claim(
    title="The product of norms is the infimum of the mean of their powers over rescalings",
    source=survey("III-D"),
    given=[lt(i, K), lt(j, K)],
    conclude=and_(and_(means, lower), and_(attained, approached)),
    lemmas=[
        have(lt(0, K), by="auto"),
        have(forall(K, lambda k: le(0, u[k])), by="auto"),
        have(le(bound, powers), by="auto"),
        have(implies(eq(bound, powers), eq(u[i], u[j])), by="auto"),
        have(implies(equal, and_(eq(product(u), u[j] ** K), eq(powers, K * u[j] ** K))), by="auto"),
        have(implies(equal, eq(bound, powers)), by="ideal"),
        have(lower, by="auto"),
        have(attained, by="auto"),
        have(approached, by="auto"),
    ],
    proof="auto",
    uses=[
        "optimality.arithmetic_geometric_mean",
        "optimality.equality_of_means",
        "optimality.means_of_equal_numbers",
        "optimality.rescaled_norms",
        "optimality.balanced_scales",
        "homogeneous.norms_rescaled_near_their_product",
    ],
    example=dict(K=1, i=0, j=0, u=[0], s=[1], e=1),
    covers={"hv.product-norm-equals-sum": "whole"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour(
            "always-attained",
            conclude=implies(eq(product(s), 1), eq(bound, rescaled)),
            near=True,
        ),
    ],
)
