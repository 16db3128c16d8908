r"""Along a path of the meta-algorithm Phi stays constant and Theta is affine.

Meaning. X_1, ..., X_r are the blocks (sub-networks), Phi(X) = sum_i phi(X_i) the output and Theta(X) = sum_i theta(X_i)
the regularizer, phi and theta positively homogeneous of one real degree p > 0. Let sum_i b_i phi(X_i) = 0 and
X_i(t) = (1 + t b_i)^{1/p} X_i, as long as every 1 + t b_i >= 0. Then Phi(X(t)) = Phi(X), and
Theta(X(t)) = Theta(X) + t sum_i b_i theta(X_i): with sum_i b_i theta(X_i) <= 0 the regularizer does not increase in t,
so that no objective l(Y, Phi) + lambda Theta with lambda >= 0 does.
Proof idea. phi(X_i(t)) = (1 + t b_i) phi(X_i), and likewise theta: homogeneous.root_scaling.
Sharpness. Not without sum_i b_i phi(X_i) = 0, nor with scales (1 + t b_i)^{1/q} for q other than p.
Source. Haeffele and Vidal 2015 (arXiv:1506.07540), the meta-algorithm; survey, §III-D and Fig. 3.
The survey's words. "Starting from any initialization, a non-increasing path exists to a global minimizer. Starting from
points on a plateau, a simple "sliding" method exists to find the edge of the plateau (green points)."
How the formula differs. It is one slide along a plateau. The output space is R^m, m = N C for N samples and C outputs;
that there is such a b for r > m blocks is homogeneous.more_blocks_than_outputs, and that the slide ends at a zero block
homogeneous.slide_to_a_zero_block.
The sign of theta is not used.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    family,
    forall,
    function,
    have,
    homogeneous,
    le,
    positive,
    real,
    root,
    summation,
    survey,
    symbol,
    vector,
)

r, n, m = dims("r n m")
p = symbol("p", positive)
t = real("t")
X = family("X", vector(n), upto=r)
b = vector("b", r)
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
at_once = [homogeneous(phi, p), homogeneous(theta, p)]
balanced = forall(m, lambda k: eq(summation(r, lambda i: b[i] * phi(X[i])[k]), 0))
possible = forall(r, lambda i: le(0, 1 + t * b[i]))


def moved(i, degree=p):
    return root(degree, 1 + t * b[i]) * X[i]


def total(entry):
    return summation(r, entry)


def keeps_outputs(degree=p):
    return forall(m, lambda k: eq(total(lambda i: phi(moved(i, degree))[k]), total(lambda i: phi(X[i])[k])))


def outputs_spread(k):
    whole = total(lambda i: (1 + t * b[i]) * phi(X[i])[k])
    return eq(whole, total(lambda i: phi(X[i])[k]) + t * total(lambda i: b[i] * phi(X[i])[k]))


slope = total(lambda i: b[i] * theta(X[i]))
scaled = total(lambda i: (1 + t * b[i]) * theta(X[i]))
spread = total(lambda i: theta(X[i])) + t * slope

claim = Claim(
    title="The meta-algorithm's path keeps the outputs and moves the regularizer at a constant rate",
    source=survey("III-D, Fig. 3", "after Haeffele and Vidal 2015"),
    given=[*at_once, balanced, possible],
    conclude=and_(keeps_outputs(), eq(total(lambda i: theta(moved(i))), spread)),
    lemmas=[
        have(
            forall(r, lambda i: forall(m, lambda k: eq(phi(moved(i))[k], (1 + t * b[i]) * phi(X[i])[k]))),
            by="at_indices, auto",
        ),
        have(forall(r, lambda i: eq(theta(moved(i)), (1 + t * b[i]) * theta(X[i]))), by="at_indices, auto"),
        have(
            forall(
                m,
                lambda k: eq(total(lambda i: phi(moved(i))[k]), total(lambda i: (1 + t * b[i]) * phi(X[i])[k])),
            ),
            by="congruence, at_indices, auto",
        ),
        have(forall(m, outputs_spread), by="sums"),
        have(eq(total(lambda i: theta(moved(i))), scaled), by="congruence, at_indices, auto"),
        have(eq(scaled, spread), by="sums"),
    ],
    proof="at_indices, ideal",
    uses=["homogeneous.root_scaling", "homogeneous.root_scaling_of_a_number"],
    covers={"hv.path.meta-algorithm": "part: one slide along a plateau, given b, not how far it goes"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("any-weights", given=[homogeneous(phi, p), possible], conclude=keeps_outputs(), near=True),
        Neighbour(
            "roots-of-another-degree",
            given=[homogeneous(theta, p), possible],
            conclude=eq(total(lambda i: theta(moved(i, 2 * p))), spread),
            near=True,
        ),
    ],
)
