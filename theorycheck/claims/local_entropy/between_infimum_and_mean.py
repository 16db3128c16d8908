r"""inf f <= f_{b,g}(x) <= E f(x + noise): local entropy lies between infimum and mean; for finite laws of the noise.

Meaning.  The noise takes finitely many values, the i-th with probability p_i > 0, and h_i is the value of f at x plus
that noise.  Local entropy is F = -(1/b) log sum_i p_i exp(-b h_i), b > 0.  Whatever lies below all values of f lies
below F, and F is at most the mean sum_i p_i h_i.
Proof idea.  exp(-b h_i) is at most exp(-b m) where m <= h_i, and at least exp(-b M) (1 - b (h_i - M)), M the mean
(Jensen's inequality, by the tangent of exp).
Sharpness.  Equality on both sides where f is constant.  The mean cannot be lowered, and the p_i must sum to 1.
Source.  Survey, §I-D; Chaudhari et al. 2017 for local entropy.
The survey's words.  "local entropy, the loss that Entropy-SGD minimizes".
How the formula differs.  Any finite law of the noise in place of the Gaussian; inf f is written as any lower bound m of
the values.  The survey gives no formula.
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

n = dims("n")
p = vector("p", n, entry=positive)
h = vector("h", n)
b, m = real("b", positive), real("m")


def weight(i):
    return exp(-b * h[i])


total = summation(n, lambda i: p[i] * weight(i))
F = -log(total) / b
mean = summation(n, lambda i: p[i] * h[i])
top, low = exp(-b * m), exp(-b * mean)
is_below = forall(n, lambda i: le(m, h[i]))


def above_top(i):
    return p[i] * (top - weight(i))


def above_tangent(i):
    return p[i] * (weight(i) - low * (1 + (-b * h[i] - -b * mean)))


claim = Claim(
    title="Local entropy lies between the infimum and the mean",
    source=survey("I-D"),
    given=[lt(0, n), eq(summation(p), 1), is_below],
    conclude=and_(le(m, F), le(F, mean)),
    lemmas=[
        have(ne(b, 0), by="auto"),
        have(forall(n, lambda i: le(-b * h[i], -b * m)), by="at_indices, auto"),
        have(forall(n, lambda i: le(weight(i), top)), by="at_indices, auto"),
        have(forall(n, lambda i: le(0, above_top(i))), by="at_indices, auto"),
        have(le(0, summation(n, above_top)), by="auto"),
        have(eq(summation(n, above_top), top * summation(p) - total), by="sums"),
        have(forall(n, lambda i: le(low * (1 + (-b * h[i] - -b * mean)), weight(i))), by="auto"),
        have(forall(n, lambda i: le(0, above_tangent(i))), by="at_indices, auto"),
        have(le(0, summation(n, above_tangent)), by="auto"),
        have(eq(summation(n, above_tangent), total - low * ((1 + b * mean) * summation(p) - b * mean)), by="sums"),
        have(eq(low * ((1 + b * mean) * summation(p) - b * mean), low), by="ideal"),
        have(eq(top * summation(p), top), by="ideal"),
        have(lt(0, total), by="auto"),
        have(eq(exp(log(total)), total), by="laws(exp_of_log), auto"),
        have(and_(le(total, top), le(low, total)), by="ideal, auto"),
        have(implies(lt(-b * m, log(total)), lt(top, exp(log(total)))), by="laws(exp_increasing)"),
        have(implies(lt(log(total), -b * mean), lt(exp(log(total)), low)), by="laws(exp_increasing)"),
        have(and_(le(log(total), -b * m), le(-b * mean, log(total))), by="contradict"),
    ],
    proof="quotients_and_roots, contradict",
    uses=["local_entropy.exponential_above_tangents", "local_entropy.exponential_does_not_decrease"],
    covers={"ent.bounds": "part: exact for every finite law of the noise, in all dimensions; not the Gaussian"},
    fidelity="looser",
    expect="PROVED",
    domain=Domain(sizes={"n": (1, 2)}),
    neighbours=[
        Neighbour("a-tenth-below-the-mean", conclude=le(F, mean * rational("9/10")), near=True),
        Neighbour("weights-of-any-sum", given=[lt(0, n), is_below], near=True),
    ],
)
