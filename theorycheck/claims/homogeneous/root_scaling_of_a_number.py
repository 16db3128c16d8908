r"""A positively homogeneous function of degree p > 0 with real values scales by s >= 0 if its argument does by s^(1/p).

Meaning. theta: R^n -> R with theta(t x) = t^p theta(x) for t > 0, p any positive real number. Then theta(0) = 0, and
theta(s^{1/p} x) = s theta(x) for every s >= 0. It is homogeneous.root_scaling for a regularizer: its value is a number.
Proof idea. theta(0) = theta(2·0) = 2^p theta(0) and 2^p > 1; for s > 0, (s^{1/p})^p = s.
Sharpness. Not for another degree (neighbour `wrong-root`).
Source. Survey, §III-D, after Haeffele and Vidal 2015, who scale blocks by (1 + t b)^{1/p}.
The survey's words. "sums of positively homogeneous functions of the same degree".
How the formula differs. It is the step that the argument behind these words makes at each block; t^p is exp(p log t),
and theta need not be continuous, nor positive.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exp,
    function,
    have,
    homogeneous,
    implies,
    log,
    lt,
    ne,
    nonnegative,
    or_,
    positive,
    real,
    root,
    survey,
    symbol,
    tabulate,
    vector,
)

n = dims("n")
p, s = symbol("p", positive), symbol("s", nonnegative)
x = vector("x", n)
theta = function("theta", vector(n), real())
zero = tabulate(n, lambda i: 0)
e = exp(log(s) / p)  # the root of s > 0
scaled = theta(root(p, s) * x)

claim = Claim(
    title="Scaling by a root scales a positively homogeneous function linearly",
    source=survey("III-D", "after Haeffele and Vidal 2015"),
    given=[homogeneous(theta, p)],
    conclude=and_(eq(theta(zero), 0), eq(scaled, s * theta(x))),
    lemmas=[
        have(eq(theta(2 * zero), exp(p * log(2)) * theta(zero)), by="auto"),
        have(eq(theta(2 * zero), theta(zero)), by="compute"),
        have(lt(0, log(2)), by="auto"),
        have(lt(0, p * log(2)), by="auto"),
        have(lt(1, exp(p * log(2))), by="laws(exp_above_tangent), auto"),
        have(ne(exp(p * log(2)), 1), by="auto"),
        have(eq(theta(zero), 0), by="ideal"),
        have(eq(theta(0 * x), theta(zero)), by="compute"),
        have(or_(lt(0, s), eq(s, 0)), by="either, auto"),
        have(implies(lt(0, s), eq(theta(e * x), exp(p * log(e)) * theta(x))), by="laws(exp_positive), auto"),
        have(
            implies(lt(0, s), eq(p * log(e), log(s))), by="laws(exp_positive, log_of_exp), quotients_and_roots, ideal"
        ),
        have(implies(lt(0, s), eq(exp(p * log(e)), s)), by="laws(exp_positive, exp_of_log), rewrite, auto"),
    ],
    proof="cases, split, at_terms, first(ideal, auto)",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("wrong-root", conclude=eq(theta(root(2 * p, s) * x), s * theta(x)), near=True),
        Neighbour("not-homogeneous", given=[], near=True),
    ],
)
