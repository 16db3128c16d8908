r"""Batch normalization (eps = 0) undoes a positive scale of the weights before it: BN(X (a W)) = BN(X W).

Meaning. Column j of X W holds the inputs of unit j over the batch, N rows; a > 0 scales the weights into all m units;
m = 1 is one unit.
What follows a batch normalization does not see the scale: it is positively homogeneous of degree 0 in these weights.
Proof idea. Mean and standard deviation of a column carry the factor a, and it cancels; so the variance stays positive.
Sharpness. With eps > 0 it is false, and for a < 0 the sign flips (neighbours); where the variance is 0 there is
nothing to divide by.
Source. Survey, §III-D; [51] (Ioffe and Szegedy 2015, section 3.3).
The survey's words. "more recently proposed forms of regularization such as Path-SGD [50] or batch normalization [51]
can be easily incorporated into the analysis framework of [30], [31]".
How the formula differs. It is the statement of [51] on which any way to incorporate it must rest, for a batch of N rows
and eps = 0; that the degree is 0, not that of the network, speaks against the survey's word "easily"
(the neighbour `degree-one` of homogeneous.batch_norm_gradient_orthogonal).
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    batch_norm,
    batch_variance,
    dims,
    eq,
    forall,
    have,
    le,
    lt,
    matrix,
    positive,
    real,
    sqrt,
    summation,
    survey,
)

N, D, m = dims("N D m")
X, W = matrix("X", N, D), matrix("W", D, m)
a, eps = real("a eps", positive)
b = real("b")
Z = X @ W


def deviation(of, i, k):
    return of[i, k] - summation(N, lambda l: of[l, k]) / N


def spread(of, k):
    return sqrt(batch_variance(of)[k] + 0)


def each(body):
    """For each unit."""
    return forall(m, body)


def entries(body):
    return forall(N, lambda i: forall(m, lambda k: body(i, k)))


moved = X @ (a * W)
variances = batch_variance(Z)
alive = [lt(0, N), each(lambda k: lt(0, variances[k]))]

claim = Claim(
    title="Batch normalization undoes a positive scale of the weights",
    source=survey("III-D", "Path-SGD [50] or batch normalization [51] can be easily incorporated"),
    given=alive,
    conclude=and_(each(lambda k: lt(0, batch_variance(moved)[k])), eq(batch_norm(moved, 0), batch_norm(Z, 0))),
    lemmas=[
        have(le(0, a), by="auto"),
        have(each(lambda k: eq(batch_variance(moved)[k], a * a * variances[k])), by="scale"),
        have(each(lambda k: lt(0, a * a * variances[k])), by="at_indices, auto"),
        have(each(lambda k: and_(lt(0, variances[k] + 0), le(0, spread(Z, k)))), by="at_indices, auto"),
        have(each(lambda k: lt(0, batch_variance(moved)[k])), by="at_indices, contradict"),
        have(each(lambda k: lt(0, batch_variance(moved)[k] + 0)), by="at_indices, contradict"),
        have(each(lambda k: eq(spread(moved, k), a * spread(Z, k))), by="at_indices, scale"),
        have(each(lambda k: lt(0, spread(Z, k))), by="at_indices, quotients_and_roots, contradict"),
        have(each(lambda k: lt(0, a * spread(Z, k))), by="at_indices, auto"),
        have(each(lambda k: lt(0, spread(moved, k))), by="at_indices, contradict"),
        have(entries(lambda i, k: eq(deviation(moved, i, k), a * deviation(Z, i, k))), by="scale"),
        have(
            entries(lambda i, k: eq(batch_norm(moved, 0)[i, k], batch_norm(Z, 0)[i, k])),
            by="at_indices, auto",
        ),
    ],
    proof="auto",
    uses=["homogeneous.common_factor_cancels"],
    covers={"hv.bn.scale-invariance": "part: the invariance; not that the gradient is orthogonal to the weights"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("eps-positive", given=[lt(0, N)], conclude=eq(batch_norm(moved, eps), batch_norm(Z, eps)), near=True),
        Neighbour(
            "any-sign",
            given=[*alive, lt(0, b**2)],
            conclude=eq(batch_norm(X @ (b * W), 0), batch_norm(Z, 0)),
        ),
    ],
)
