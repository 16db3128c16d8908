r"""The Gibbs law costs just local entropy: mean loss plus relative entropy over b, for q_i = p_i exp(-b h_i)/S.

Meaning.  With local_entropy.gibbs_law_costs_least: no law costs less than F = -(1/b) log S, S = sum_i p_i exp(-b h_i),
and the Gibbs law attains it.  It is what an optimal control makes of the noise: weights are moved towards small loss,
by the local Gibbs law, and not by greedy descent.
Proof idea.  log q_i - log p_i = -b h_i - log S.
Sharpness.  Another law costs more (a neighbour).
Source.  Survey, §I-D; Chaudhari et al. 2018; Donsker and Varadhan's variational formula.
The survey's words.  "and can therefore be written as a stochastic optimal control problem, which penalizes greedy
gradient descent".
How the formula differs.  Laws on finitely many values in one step, in place of Brownian paths with a drift.
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    dims,
    eq,
    exp,
    forall,
    have,
    log,
    lt,
    ne,
    positive,
    real,
    summation,
    survey,
    vector,
)

n = dims("n")
p, q = vector("p q", n, entry=positive)
h = vector("h", n)
b = real("b", positive)


def weight(i):
    return p[i] * exp(-b * h[i])


def pointwise(relation, by):
    return have(forall(n, relation), by=by)


S = summation(n, weight)
L = log(S)
cost = summation(n, lambda i: q[i] * (h[i] + 1 / b * (log(q[i]) - log(p[i]))))
mean = summation(n, lambda i: q[i] * h[i])
entropy = summation(n, lambda i: q[i] * (log(q[i]) - log(p[i])))


def spread(shift=L):
    return eq(summation(n, lambda i: q[i] * (-b * h[i] - shift)), -b * mean - shift * summation(q))


claim = Claim(
    title="The Gibbs law costs just local entropy",
    source=survey("I-D"),
    given=[lt(0, n), eq(summation(q), 1), forall(n, lambda i: eq(q[i] * S, weight(i)))],
    conclude=eq(cost, -L / b),
    lemmas=[
        have(ne(b, 0), by="auto"),
        have(lt(0, S), by="auto"),
        pointwise(lambda i: eq(log(q[i] * S), log(q[i]) + L), by="at_indices, laws(log_product), auto"),
        pointwise(lambda i: lt(0, exp(-b * h[i])), by="auto"),
        pointwise(
            lambda i: eq(log(weight(i)), log(p[i]) + log(exp(-b * h[i]))), by="at_indices, laws(log_product), auto"
        ),
        pointwise(lambda i: eq(log(exp(-b * h[i])), -b * h[i]), by="laws(log_of_exp), auto"),
        pointwise(lambda i: eq(log(q[i] * S), log(weight(i))), by="at_indices, rewrite, auto"),
        pointwise(
            lambda i: eq(q[i] * (log(q[i]) - log(p[i])), q[i] * (-b * h[i] - L)), by="at_indices, ideal"
        ),
        have(eq(entropy, summation(n, lambda i: q[i] * (-b * h[i] - L))), by="matrix"),
        have(forall(real(), spread), by="sums"),
        have(spread(), by="auto"),
        have(eq(cost, mean + 1 / b * entropy), by="sums"),
    ],
    proof="at_indices, quotients_and_roots, ideal",
    covers={"ent.control": "part: over laws on finitely many values, in one step, the law that attains it"},
    fidelity="looser",
    expect="PROVED",
    domain=Domain(sizes={"n": (1, 2)}),
    example={"n": 1, "p": [1], "q": [1], "h": [0], "b": 1},
    neighbours=[Neighbour("any-law", given=[lt(0, n), eq(summation(q), 1)], near=True)],
)
