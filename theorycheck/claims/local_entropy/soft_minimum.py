r"""Local entropy is a soft minimum: min h <= -(1/b) log sum_i p_i exp(-b h_i) <= h_k + log(1/p_k)/b for every k.

Meaning.  With h_i = f(y_i) + |x - y_i|^2/(2 g) the least h_i is the Moreau envelope of f at x, over the points y_i, and
local entropy tends to it as b grows, at the rate 1/b: the error is at most (log n)/b for n points of one weight,
whatever f, g, x and the points are.
Proof idea.  The k-th term alone is at most the sum, and the sum is at most exp(-b min h).
Sharpness.  The rate is right: for equal h_i there is equality below, and for one h_k far below the others above.
Source.  Survey, §I-D; Chaudhari et al. 2018.
The survey's words.  "connections between variants of SGD with good empirical performance and standard methods in convex
optimization such as infconvolutions and proximal methods".
How the formula differs.  Finitely many points with weights p_i > 0 that sum to 1 in place of the Gaussian on R^d; the
limit is stated by its rate, and m stands for any number below all h_i, in particular the least of them.
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    and_,
    dims,
    eq,
    exp,
    forall,
    have,
    identity_matrix,
    implies,
    le,
    log,
    lt,
    ne,
    positive,
    rational,
    real,
    summation,
    survey,
    vector,
)

n, k = dims("n k")
p = vector("p", n, entry=positive)
h = vector("h", n)
b, m = real("b", positive), real("m")


def weight(i):
    return p[i] * exp(-b * h[i])


def others(i):
    """The terms without the k-th."""
    return weight(i) * (1 - identity_matrix(n)[i, k])


total = summation(n, weight)
F = -log(total) / b
single = log(p[k]) + -b * h[k]


def above(rate=1):
    return le(F, h[k] - rate * log(p[k]) / b)


claim = Claim(
    title="Local entropy is the minimum up to an error of order 1/b",
    source=survey("I-D"),
    given=[lt(0, n), lt(k, n), eq(summation(p), 1), forall(n, lambda i: le(m, h[i]))],
    conclude=and_(le(m, F), le(F, h[k] - log(p[k]) / b)),
    lemmas=[
        have(ne(b, 0), by="auto"),
        have(forall(n, lambda i: le(0, 1 - identity_matrix(n)[i, k])), by="auto"),
        have(forall(n, lambda i: le(0, others(i))), by="at_indices, auto"),
        have(le(0, summation(n, others)), by="auto"),
        have(eq(summation(n, others), total - weight(k)), by="matrix"),
        have(and_(lt(0, total), lt(0, p[k])), by="at_indices, auto"),
        have(and_(eq(exp(log(total)), total), eq(exp(log(p[k])), p[k])), by="laws(exp_of_log), auto"),
        have(eq(exp(single), exp(log(p[k])) * exp(-b * h[k])), by="laws(exp_sum), auto"),
        have(eq(exp(single), weight(k)), by="ideal"),
        have(implies(lt(log(total), single), lt(exp(log(total)), exp(single))), by="laws(exp_increasing)"),
        have(le(single, log(total)), by="contradict"),
        have(and_(le(m, F), lt(k, n)), by="auto"),
    ],
    proof="quotients_and_roots, contradict",
    uses=["local_entropy.between_infimum_and_mean"],
    covers={"ent.moreau-limit": "part: over finitely many points, uniformly, with the rate; not the Gaussian"},
    fidelity="looser",
    expect="PROVED",
    domain=Domain(sizes={"n": (1, 2)}),
    neighbours=[
        Neighbour("nine-tenths-of-the-error", conclude=above(rational("9/10")), near=True),
        Neighbour("no-error", conclude=le(F, h[k]), near=True),
    ],
)
