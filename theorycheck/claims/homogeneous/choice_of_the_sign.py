r"""With more blocks than the output has entries, some slide shrinks a block and does not raise the regularizer.

Meaning. phi(X_1), ..., phi(X_r) are vectors with m entries, m < r, and theta >= 0. Then some c has
sum_i c_i phi(X_i) = 0 and sum_i c_i theta(X_i) <= 0, and a negative entry c_k, the least of all. phi is any map, and
nothing else is asked of theta.
Proof idea. Some d other than 0 has sum_i d_i phi(X_i) = 0 (homogeneous.more_blocks_than_outputs); c is d or -d, and
homogeneous.sign_of_a_slide tells which.
Sharpness. Not for m = r (neighbour `as-many-blocks`).
Source. Haeffele and Vidal 2015 (arXiv:1506.07540), the meta-algorithm; survey, §III-D and Fig. 3.
The survey's words. "Starting from points on a plateau, a simple "sliding" method exists to find the edge of the plateau
(green points)."
How the formula differs. It is the direction of one slide; the slide itself is homogeneous.slide_to_a_zero_block. The
output space is R^m, m = N C for N samples and C outputs.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exists,
    family,
    forall,
    function,
    le,
    lt,
    real,
    summation,
    survey,
    vector,
)

r, n, m = dims("r n m")
X = family("X", vector(n), upto=r)
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())


def slope(c):
    return summation(r, lambda i: c[i] * theta(X[i]))


def balanced(c):
    return forall(m, lambda k: eq(summation(r, lambda i: c[i] * phi(X[i])[k]), 0))


def shrinks(c):
    return exists(r, lambda k: and_(lt(c[k], 0), forall(r, lambda i: le(c[k], c[i]))))


downhill = exists(vector(r), lambda c: and_(balanced(c), le(slope(c), 0), shrinks(c)))
nonnegative_cost = forall(vector(n), lambda x: le(0, theta(x)))

claim = Claim(
    title="More blocks than entries of the output have a slide that does not raise the regularizer",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[nonnegative_cost, lt(m, r)],
    conclude=downhill,
    proof="cases, auto",
    uses=["homogeneous.more_blocks_than_outputs", "homogeneous.sign_of_a_slide"],
    covers={"hv.path.meta-algorithm": "part: the direction of one slide, from any point with more blocks than outputs"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("as-many-blocks", given=[nonnegative_cost, le(m, r)], near=True),
    ],
)
