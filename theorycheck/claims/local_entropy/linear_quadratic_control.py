r"""Control of quadratic loss, one step of time: the cost-to-go P |x|^2/2 + r becomes P/(1 + h P) |x|^2/2 + r + P v/2.

Meaning.  In a step of length h > 0 the weights move by h a plus noise z_i with probability p_i, of mean 0 and variance
v = sum_i p_i |z_i|^2; the control a costs h |a|^2/2.  Of all controls, a = -P x/(1 + h P) is the best, and the cost is
then as stated, for 1 + h P > 0.  With P = c/(1 + c t) the step leads to c/(1 + c (t + h)), exactly the coefficient of
|x|^2/2 in the local entropy of c |x|^2/2; with v = d h/b the constants r are Riemann sums of d log(1 + c t)/(2 b).
Proof idea.  The cost exceeds the least one by h (1 + h P) |a + P x/(1 + h P)|^2/2.
Sharpness.  Equality at that control only; the control -P x, the gradient of the cost before the step, is not best.
Source.  Survey, §I-D; Chaudhari et al. 2018; the linear-quadratic regulator is a textbook problem.
The survey's words.  "is the solution of the HamiltonJacobi-Bellman PDE and can therefore be written as a stochastic
optimal control problem, which penalizes greedy gradient descent".
How the formula differs.  Quadratic loss, time in steps, any law of the noise on finitely many values with mean 0; the
survey's problem has any loss, and Brownian motion in continuous time.
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    and_,
    dims,
    eq,
    family,
    forall,
    have,
    le,
    lt,
    ne,
    positive,
    real,
    squared_norm,
    summation,
    survey,
    vector,
)

n, d = dims("n d")
x, a = vector("x a", d)
z = family("z", vector(d), upto=n)
p = vector("p", n)
P, r = real("P r")
h = real("h", positive)
gain = P / (1 + h * P)
v = summation(n, lambda i: p[i] * squared_norm(z[i]))


def to_go(at, curvature=P, constant=r):
    return curvature * squared_norm(at) / 2 + constant


def cost(control):
    return h * squared_norm(control) / 2 + summation(n, lambda i: p[i] * to_go(x + h * control + z[i]))


def in_mean(control):
    """The cost, after the noise is averaged out."""
    return h * squared_norm(control) / 2 + P * squared_norm(x + h * control) / 2 + P * v / 2 + r


least = to_go(x, gain, r + P * v / 2)
best = -gain * x
excess = h * (1 + h * P) * squared_norm(a + gain * x) / 2
no_drift = forall(d, lambda j: eq(summation(n, lambda i: p[i] * z[i][j]), 0))

claim = Claim(
    title="A step of linear-quadratic control moves the cost-to-go as local entropy moves a quadratic",
    source=survey("I-D"),
    given=[eq(summation(p), 1), no_drift, lt(0, 1 + h * P)],
    conclude=and_(le(least, cost(a)), eq(cost(best), least)),
    lemmas=[
        have(eq(cost(a), in_mean(a)), by="matrix"),
        have(eq(cost(best), in_mean(best)), by="matrix"),
        have(ne(1 + h * P, 0), by="auto"),
        have(eq(in_mean(a), least + excess), by="tidy, quotients_and_roots, ideal"),
        have(eq(in_mean(best), least), by="tidy, quotients_and_roots, ideal"),
        have(le(0, excess), by="auto"),
    ],
    proof="auto",
    covers={"ent.control": "part: quadratic f, in steps of time, in all dimensions"},
    fidelity="looser",
    expect="PROVED",
    domain=Domain(sizes={"n": (1, 2), "d": (1, 1)}),
    example={"n": 1, "d": 1, "x": [1], "a": [1], "z": [[0]], "p": [1], "P": 1, "r": 0, "h": 1},
    neighbours=[
        Neighbour("greedy-gradient", conclude=eq(cost(-P * x), least), near=True),
        Neighbour("noise-with-a-drift", given=[eq(summation(p), 1), lt(0, 1 + h * P)], near=True),
    ],
)
