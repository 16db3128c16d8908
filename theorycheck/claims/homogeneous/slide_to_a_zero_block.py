r"""The meta-algorithm's path may be followed until a block is zero, and the regularizer never increases on the way.

Meaning. As in homogeneous.meta_algorithm_path, with sum_i b_i phi(X_i) = 0 and sum_i b_i theta(X_i) <= 0. Let b_j be
the least of the b_i, and b_j < 0. Then X_i(t) = (1 + t b_i)^{1/p} X_i is defined for 0 <= t <= -1/b_j, there
Phi(X(t)) = Phi(X) and Theta(X(t)) = Theta(X) + t sum_i b_i theta(X_i) <= Theta(X), and at t = -1/b_j block j is zero.
Proof idea. 1 + t b_i >= 1 + t b_j >= 0, and 1 + t b_j = 0 at the end.
Sharpness. The path does not go on for longer (neighbour `beyond`), nor as far for a b_j that is not the least
(neighbour `not-the-least`).
Source. Haeffele and Vidal 2015 (arXiv:1506.07540), the meta-algorithm; survey, §III-D and Fig. 3.
The survey's words. "Starting from points on a plateau, a simple "sliding" method exists to find the edge of the plateau
(green points)."
How the formula differs. "The edge of the plateau" is made precise: one block is zero there. That some b other than 0
has sum_i b_i phi(X_i) = 0, for more blocks than the output has entries, is homogeneous.more_blocks_than_outputs; of b
and -b one has sum_i b_i theta(X_i) <= 0 and, as theta >= 0, a negative entry. That choice of the sign is
homogeneous.choice_of_the_sign.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    dims,
    eq,
    family,
    fn,
    forall,
    function,
    have,
    homogeneous,
    implies,
    le,
    lt,
    positive,
    real,
    root,
    summation,
    survey,
    symbol,
    vector,
)

r, n, m, j = dims("r n m j")
p = symbol("p", positive)
t = real("t")
X = family("X", vector(n), upto=r)
b = vector("b", r)
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())


def moved(i):
    return root(p, 1 + t * b[i]) * X[i]


def total(entry):
    return summation(r, entry)


slope = total(lambda i: b[i] * theta(X[i]))
at_once = [homogeneous(phi, p), homogeneous(theta, p)]
balanced = forall(m, lambda k: eq(total(lambda i: b[i] * phi(X[i])[k]), 0))
least = [lt(j, r), lt(b[j], 0), forall(r, lambda i: le(b[j], b[i]))]
on_the_way = [le(0, t), le(-t * b[j], 1)]
possible = forall(r, lambda i: le(0, 1 + t * b[i]))
constant = forall(m, lambda k: eq(total(lambda i: phi(moved(i))[k]), total(lambda i: phi(X[i])[k])))
affine = eq(total(lambda i: theta(moved(i))), total(lambda i: theta(X[i])) + t * slope)
no_larger = le(total(lambda i: theta(moved(i))), total(lambda i: theta(X[i])))
ends_at_zero = implies(eq(-t * b[j], 1), forall(n, lambda k: eq(moved(j)[k], 0)))  # at t = -1/b_j

claim = Claim(
    title="The meta-algorithm slides along a plateau until a block is zero",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[*at_once, balanced, le(slope, 0), *least, *on_the_way],
    conclude=and_(possible, constant, affine, no_larger, ends_at_zero),
    lemmas=[
        have(possible, by="at_indices, auto"),
        have(and_(constant, affine), by="auto"),
        have(le(t * slope, 0), by="auto"),
        have(ends_at_zero, by="split, auto"),
    ],
    proof="auto",
    example=dict(
        r=1,
        n=1,
        m=1,
        j=0,
        p=1,
        t=0,
        X=[[0]],
        b=[-1],
        phi=fn(vector(1), lambda x: x),
        theta=fn(vector(1), lambda x: absolute(x[0])),
    ),
    uses=["homogeneous.meta_algorithm_path"],
    covers={"hv.path.meta-algorithm": "part: one slide as far as it goes, given b; not that b exists"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("beyond", given=[*least, le(0, t)], conclude=possible, near=True),
        Neighbour("not-the-least", given=[*least[:2], *on_the_way], conclude=possible, near=True),
    ],
)
