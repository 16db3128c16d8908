r"""A unit with output weight 0 whose outputs part the classes is not stationary before and after, unless the loss is 0.

Meaning. A hidden unit has the outputs h_i and g_j on the two classes, and k_i > h_i and d_j < g_j when it has moved; P
and Q >= 0 are the errors on them, and m > 0 the slope of the last unit.  The derivative of the loss in the output
weight, where that is 0, is 2 m (Q sum_j g_j - P sum_i h_i).  If it is 0 before and after, then sum_i P^2 + sum_j Q^2,
the loss, is 0.
Proof idea. It is the smaller after, strictly so unless each P (k_i - h_i) and each Q (g_j - d_j) is 0.
Sharpness. Once is not enough (neighbour `once`).
Source. Own, after Gori and Tesi 1992 ([44] in the survey, §III-B).
How the formula differs. It is not in the survey; a step of `backpropagation.no_minimum_with_zero_output_weights`.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    dims,
    eq,
    forall,
    have,
    implies,
    le,
    lt,
    own,
    real,
    summation,
    vector,
)

N, M = dims("N M")
h, k = vector("h k", N)
g, d = vector("g d", M)
P, Q, m, p, q = real("P Q m p q")


def derivative(first, second):
    """Of the loss in the output weight of a unit with these outputs, where that weight is 0."""
    return 2 * m * (Q * summation(M, lambda j: second[j]) - P * summation(N, lambda i: first[i]))


parts = [forall(N, lambda i: lt(h[i], k[i])), forall(M, lambda j: lt(d[j], g[j]))]
stationary = [eq(derivative(h, g), 0), eq(derivative(k, d), 0)]
pull, push = summation(N, lambda i: P * (k[i] - h[i])), summation(M, lambda j: Q * (g[j] - d[j]))

claim = Claim(
    title="A unit with output weight 0 that parts the classes is stationary only where the loss is 0",
    source=own("after Gori and Tesi 1992, the survey's [44]"),
    given=[*stationary, lt(0, m), le(0, P), le(0, Q), *parts],
    conclude=eq(summation(N, lambda i: P**2) + summation(M, lambda j: Q**2), 0),
    lemmas=[
        have(forall(N, lambda i: le(0, P + 0 * h[i])), by="auto"),
        have(forall(M, lambda j: le(0, Q + 0 * d[j])), by="auto"),
        have(forall(N, lambda i: lt(0, k[i] - h[i])), by="at_indices, auto"),
        have(forall(M, lambda j: lt(0, g[j] - d[j])), by="at_indices, auto"),
        have(forall(N, lambda i: le(0, P * (k[i] - h[i]))), by="at_indices, auto"),
        have(forall(M, lambda j: le(0, Q * (g[j] - d[j]))), by="at_indices, auto"),
        have(le(0, pull), by="auto"),
        have(le(0, push), by="auto"),
        have(eq(derivative(h, g) - derivative(k, d), 2 * (m * (pull + push))), by="sums"),
        have(le(m * (pull + push), 0), by="auto"),
        have(le(pull + push, 0), by="contradict"),
        have(eq(pull, 0), by="auto"),
        have(eq(push, 0), by="auto"),
        have(implies(eq(p * q, 0), implies(lt(0, q), le(p, 0))), by="contradict"),
        have(forall(N, lambda i: eq(P * (k[i] - h[i]), 0)), by="vanishing, at_indices, auto"),
        have(forall(M, lambda j: eq(Q * (g[j] - d[j]), 0)), by="vanishing, at_indices, auto"),
        have(forall(N, lambda i: le(P + 0 * h[i], 0)), by="at_indices, contradict"),
        have(forall(M, lambda j: le(Q + 0 * d[j], 0)), by="at_indices, contradict"),
        have(forall(N, lambda i: eq(P + 0 * h[i], 0)), by="at_indices, auto"),
        have(forall(M, lambda j: eq(Q + 0 * d[j], 0)), by="at_indices, auto"),
        have(eq(summation(N, lambda i: P**2), 0), by="induct(N), at_indices, auto"),
        have(eq(summation(M, lambda j: Q**2), 0), by="induct(M), at_indices, auto"),
    ],
    proof="auto",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("once", given=[stationary[0], lt(0, m), le(0, P), le(0, Q), *parts], near=True),
        Neighbour("no-parting", given=[*stationary, lt(0, m), le(0, P), le(0, Q)]),
    ],
)
