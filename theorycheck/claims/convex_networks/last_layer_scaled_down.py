r"""Where the loss is above its value for the output 0, shrinking the output decreases it, at once and strictly.

Meaning. L: R^n -> R is convex and P in R^n is the network's output; scaling a last layer in which the network is
positively homogeneous by s scales P by s.  If L(0) < L(P), let c = 1 - (L(P) - L(0))/(L(2 P) - L(P)).  Then 0 <= c <
1, and L(s P) < L(t P) for all s and t with 0 <= s < t, c < t <= 1: as the scale decreases from 1 to c, the objective
decreases strictly.
Proof idea. g(s) = L(s P) is convex.  1 lies between t and 2, which bounds g(t) from below, so that g(t) > g(0) for t
> c; and s lies between 0 and t, so that g(s) < g(t).  Nothing need be differentiable.
Sharpness. Nothing is said where L(0) = L(P) (neighbour `as-good-as-zero`), nor without convexity.
Source. Survey, §III-C, on Safran and Shamir 2016 [49]: the step of the catalogue, not the theorem of [49].
The survey's words. "the authors of [49] study the problem when a given initialization of a neural network is likely
to be within the basin of attraction of a global minimizer".
How the formula differs. The survey names the problem only.  This is the start of a decreasing path, from any
initialization that is worse than the output 0; how likely that is, is not said, nor that gradient descent follows it.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    convex,
    dims,
    eq,
    function,
    have,
    implies,
    le,
    lt,
    nonnegative,
    positive,
    rational,
    real,
    squared_norm,
    survey,
    symbol,
    tabulate,
    vector,
)

n = dims("n")
L = function("L", vector(n), real())
P, Y = vector("P Y", n)
s, t = symbol("s", nonnegative), symbol("t", positive)
zero, half = tabulate(n, lambda i: 0), rational("1/2")


def g(scale):
    return L(scale * P)


here, below, beyond = L(P), L(zero), g(2)
threshold = 1 - (here - below) / (beyond - here)
q, r = s / t, (1 - t) / (2 - t)
order = and_(lt(s, t), lt(threshold, t), le(t, 1))
kept = (1 - r) * g(t) + r * beyond - here

claim = Claim(
    title="Where the loss is above its value at the output 0, shrinking the output decreases it strictly",
    source=survey("III-C", "after Safran and Shamir 2016"),
    given=[convex(L), lt(below, here)],
    conclude=and_(le(0, threshold), lt(threshold, 1), implies(order, lt(g(s), g(t)))),
    lemmas=[
        have(eq(here, L((1 - half) * zero + half * (2 * P))), by="congruence, ideal"),
        have(le(L((1 - half) * zero + half * (2 * P)), (1 - half) * below + half * beyond), by="auto"),
        have(le(here - below, beyond - here), by="auto"),
        have(lt(0, beyond - here), by="auto"),
        have(eq((1 - threshold) * (beyond - here), here - below), by="quotients_and_roots, ideal"),
        have(and_(le(0, threshold), lt(threshold, 1)), by="contradict"),
        have(implies(order, lt(0, (t - threshold) * (beyond - here))), by="auto"),
        have(implies(order, lt((1 - t) * (beyond - here), here - below)), by="auto"),
        have(implies(le(t, 1), and_(le(0, r), le(r, 1))), by="quotients_and_roots, contradict"),
        have(implies(le(t, 1), eq(r * (2 - t), 1 - t)), by="quotients_and_roots, ideal"),
        have(implies(le(t, 1), le(L((1 - r) * (t * P) + r * (2 * P)), (1 - r) * g(t) + r * beyond)), by="auto"),
        have(implies(le(t, 1), eq(here, L((1 - r) * (t * P) + r * (2 * P)))), by="congruence, ideal"),
        have(implies(le(t, 1), le(0, (2 - t) * kept)), by="auto"),
        have(implies(le(t, 1), eq((2 - t) * kept, g(t) + (1 - t) * beyond - (2 - t) * here)), by="ideal"),
        have(implies(order, lt(below, g(t))), by="auto"),
        have(implies(lt(s, t), and_(le(0, q), lt(q, 1))), by="quotients_and_roots, contradict"),
        have(implies(lt(s, t), le(L((1 - q) * zero + q * (t * P)), (1 - q) * below + q * g(t))), by="auto"),
        have(implies(lt(s, t), eq(g(s), L((1 - q) * zero + q * (t * P)))), by="congruence, quotients_and_roots, ideal"),
        have(implies(order, lt(0, (1 - q) * (g(t) - below))), by="auto"),
    ],
    proof="auto",
    covers={
        "sas.scaling-path": "part: the initial interval, for the output P scaled; that a last layer scales it is "
        "homogeneity in that layer"
    },
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        # the squared loss: without the threshold, at all scales below 1
        Neighbour(
            "all-the-way",
            given=[lt(squared_norm(Y), squared_norm(Y - P))],
            conclude=implies(and_(lt(s, t), le(t, 1)), lt(squared_norm(Y - s * P), squared_norm(Y - t * P))),
            near=True,
        ),
        Neighbour(
            "as-good-as-zero",
            given=[eq(squared_norm(Y), squared_norm(Y - P))],
            conclude=lt(squared_norm(Y), squared_norm(Y - t * P)),
        ),
    ],
)
