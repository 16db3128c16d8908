r"""A positively homogeneous map of degree p > 0 scales by s >= 0 if its argument is scaled by s^(1/p); it is 0 at 0.

Meaning. phi: R^n -> R^m with phi(t x) = t^p phi(x) for t > 0, p any positive real number. Then phi(0) = 0, and
phi(s^{1/p} x) = s phi(x) for every s >= 0: the scales of a block enter its output affinely, once they are roots.
Proof idea. phi(0) = phi(2·0) = 2^p phi(0) and 2^p > 1; for s > 0, (s^{1/p})^p = s.
Sharpness. Not for another degree (neighbour `wrong-root`).
Source. Survey, §III-D, after Haeffele and Vidal 2015, who scale blocks by (1 + t b)^{1/p}.
The survey's words. "sums of positively homogeneous functions of the same degree".
How the formula differs. It is the step that the argument behind these words makes at each block; t^p is exp(p log t),
and phi need not be continuous.
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
    root,
    survey,
    symbol,
    tabulate,
    vector,
)

n, m, k = dims("n m k")
p, s = symbol("p", positive), symbol("s", nonnegative)
x = vector("x", n)
phi = function("phi", vector(n), vector(m))
zero = tabulate(n, lambda i: 0)
e = exp(log(s) / p)  # the root of s > 0
scaled = phi(root(p, s) * x)[k]

claim = Claim(
    title="Scaling by a root scales a positively homogeneous map linearly",
    source=survey("III-D", "after Haeffele and Vidal 2015"),
    given=[homogeneous(phi, p), lt(k, m)],
    conclude=and_(eq(phi(zero)[k], 0), eq(scaled, s * phi(x)[k])),
    lemmas=[
        have(eq(phi(2 * zero)[k], exp(p * log(2)) * phi(zero)[k]), by="auto"),
        have(eq(phi(2 * zero)[k], phi(zero)[k]), by="compute"),
        have(lt(0, log(2)), by="auto"),
        have(lt(0, p * log(2)), by="auto"),
        have(lt(1, exp(p * log(2))), by="laws(exp_above_tangent), auto"),
        have(ne(exp(p * log(2)), 1), by="auto"),
        have(eq(phi(zero)[k], 0), by="ideal"),
        have(eq(phi(0 * x)[k], phi(zero)[k]), by="compute"),
        have(or_(lt(0, s), eq(s, 0)), by="either, auto"),
        have(implies(lt(0, s), eq(phi(e * x)[k], exp(p * log(e)) * phi(x)[k])), by="laws(exp_positive), auto"),
        have(
            implies(lt(0, s), eq(p * log(e), log(s))), by="laws(exp_positive, log_of_exp), quotients_and_roots, ideal"
        ),
        have(implies(lt(0, s), eq(exp(p * log(e)), s)), by="laws(exp_positive, exp_of_log), rewrite, auto"),
    ],
    proof="cases, split, at_terms, first(ideal, auto)",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("wrong-root", conclude=eq(phi(root(2 * p, s) * x)[k], s * phi(x)[k]), near=True),
        Neighbour("not-homogeneous", given=[lt(k, m)], near=True),
    ],
)
