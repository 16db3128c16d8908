r"""Local entropy as a control problem: no law costs less, in mean loss plus relative entropy over b.

Meaning.  p is the law of the noise on n values, h_i the loss there, and q any other law with q_i > 0: the law that a
controller makes of the noise.  What he pays is sum_i q_i h_i + (1/b) sum_i q_i log(q_i/p_i); it is never less than
F = -(1/b) log sum_i p_i exp(-b h_i).  The law q_i proportional to p_i exp(-b h_i) costs just F
(local_entropy.gibbs_law_costs_local_entropy), so that F is the value of this control problem.  With Brownian noise, the
relative entropy is b/2 times the mean energy of the control.
Proof idea.  log z <= z - 1 at z = p_i exp(-b h_i)/(S q_i), S being the sum: it sums to 0.
Sharpness.  An equality at the Gibbs law; the cost cannot be left out or lowered (neighbours).
Source.  Survey, §I-D; Chaudhari et al. 2018; Donsker and Varadhan's variational formula, Boué and Dupuis 1998.
The survey's words.  "and can therefore be written as a stochastic optimal control problem, which penalizes greedy
gradient descent".
How the formula differs.  Laws on finitely many values in one step, in place of Brownian paths with a drift; the logs
are written as differences.
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

n = dims("n")
p, q = vector("p q", n, entry=positive)
h = vector("h", n)
b = real("b", positive)


def weight(i):
    return p[i] * exp(-b * h[i])


S = summation(n, weight)
F = -log(S) / b


def cost(share=1):
    return summation(n, lambda i: q[i] * (h[i] + share / b * (log(q[i]) - log(p[i]))))


L = log(S)


def excess(i, shift=L):
    """log(p_i exp(-b h_i)/(S q_i))"""
    return log(p[i]) + -b * h[i] - (shift + log(q[i]))


def slack(i, total=S, shift=L):
    return weight(i) - total * (q[i] * (1 + excess(i, shift)))


def spread(total=S, shift=L):
    """The sum of the slacks, one sum a monomial."""
    rest = summation(q) - entropy - b * mean - shift * summation(q)
    return eq(summation(n, lambda i: slack(i, total, shift)), S - total * rest)


def pointwise(relation, by):
    return have(forall(n, relation), by=by)


mean = summation(n, lambda i: q[i] * h[i])
entropy = summation(n, lambda i: q[i] * (log(q[i]) - log(p[i])))

claim = Claim(
    title="Local entropy is at most any mean loss plus relative entropy over b",
    source=survey("I-D"),
    given=[lt(0, n), eq(summation(q), 1)],
    conclude=le(F, cost()),
    lemmas=[
        have(ne(b, 0), by="auto"),
        have(lt(0, S), by="auto"),
        have(eq(exp(L), S), by="laws(exp_of_log), auto"),
        pointwise(lambda i: eq(exp(log(p[i])), p[i]), by="at_indices, laws(exp_of_log), auto"),
        pointwise(lambda i: eq(exp(log(q[i])), q[i]), by="at_indices, laws(exp_of_log), auto"),
        pointwise(lambda i: le(1 + excess(i), exp(excess(i))), by="laws(exp_above_tangent), auto"),
        pointwise(lambda i: eq(exp(log(p[i]) + -b * h[i]), exp(log(p[i])) * exp(-b * h[i])), by="laws(exp_sum), auto"),
        pointwise(lambda i: eq(exp(L + log(q[i])), exp(L) * exp(log(q[i]))), by="laws(exp_sum), auto"),
        pointwise(
            lambda i: eq(
                exp(excess(i) + (L + log(q[i]))), exp(excess(i)) * exp(L + log(q[i]))
            ),
            by="laws(exp_sum), auto",
        ),
        pointwise(lambda i: eq(exp(excess(i) + (L + log(q[i]))), exp(log(p[i]) + -b * h[i])), by="identity"),
        pointwise(lambda i: eq(weight(i), exp(excess(i)) * (S * q[i])), by="at_indices, ideal"),
        pointwise(lambda i: le(0, S * q[i] * (exp(excess(i)) - (1 + excess(i)))), by="at_indices, auto"),
        pointwise(lambda i: le(0, slack(i)), by="at_indices, auto"),
        have(le(0, summation(n, slack)), by="auto"),
        have(forall(real(), lambda t: forall(real(), lambda s: spread(t, s))), by="sums"),
        have(spread(), by="auto"),
        have(eq(summation(q) - entropy - b * mean - L * summation(q), 1 - entropy - b * mean - L), by="ideal"),
        have(le(0, S * (entropy + b * mean + L)), by="auto"),
        have(le(0, entropy + b * mean + L), by="at_indices, contradict"),
        have(eq(cost(), mean + 1 / b * entropy), by="sums"),
    ],
    proof="at_indices, quotients_and_roots, contradict",
    covers={"ent.control": "part: over laws on finitely many values, in one step"},
    fidelity="looser",
    expect="PROVED",
    domain=Domain(sizes={"n": (1, 2)}),
    neighbours=[
        Neighbour("nine-tenths-of-the-cost", conclude=le(F, cost(rational("9/10"))), near=True),
        Neighbour("weights-of-any-sum", given=[lt(0, n)], near=True),
    ],
)
