r"""Laplace's lower bound: for b >= 1, -(1/b) log(s I(b)) >= M - (M + log I(1) + log s)/b, M = min h, I(b) the integral.

Meaning.  h is any function on the line with h >= M, I(b) the integral of exp(-b h), I(1) is called u and I(b) v, and
s > 0 is any factor.  As b grows, -(1/b) log I(b) is at least M up to a multiple of 1/b.
Proof idea.  exp(-b h) <= exp(-(b - 1) M) exp(-h), and integrals keep inequalities.
Sharpness.  Equality where h is constant on a set of finite length, and infinite elsewhere.
Source.  Textbook (Laplace's method); used for the limit of local entropy (survey, §I-D).
How the formula differs.  Integrals are limits of Riemann sums; that they exist and are positive is supposed.  M is any
lower bound of h.
"""

from theorycheck import (
    Claim,
    Neighbour,
    eq,
    exp,
    forall,
    function,
    has_integral,
    have,
    implies,
    le,
    log,
    lt,
    ne,
    own,
    positive,
    real,
)

h = function("h", real(), real())
M, y = real("M y")
b, s, u, v = real("b s u v", positive)
K = exp(-(b - 1) * M)
F = -log(s * v) / b
least = forall(real(), lambda y: le(M, h(y)))
sharp, soft = has_integral(lambda y: exp(-b * h(y)), v), has_integral(lambda y: exp(-h(y)), u)


def bounded(relation):
    return implies(le(v, K * u), relation)


bound = le(M - (M + log(u) + log(s)) / b, F)

claim = Claim(
    title="Laplace's method: the lower bound",
    source=own("Laplace's method"),
    given=[le(1, b), least],
    conclude=implies(sharp, implies(soft, bound)),
    lemmas=[
        have(ne(b, 0), by="auto"),
        have(lt(0, s * v), by="auto"),
        have(eq(log(s * v), log(s) + log(v)), by="laws(log_product)"),
        have(
            implies(lt(-(b - 1) * M + log(u), log(v)), lt(exp(-(b - 1) * M + log(u)), exp(log(v)))),
            by="laws(exp_increasing)",
        ),
        have(eq(exp(log(v)), v), by="laws(exp_of_log), auto"),
        have(eq(exp(log(u)), u), by="laws(exp_of_log), auto"),
        have(eq(exp(-(b - 1) * M + log(u)), K * exp(log(u))), by="laws(exp_sum), auto"),
        have(eq(exp(-(b - 1) * M + log(u)), K * u), by="ideal"),
        have(bounded(le(log(v), -(b - 1) * M + log(u))), by="contradict"),
        have(bounded(le(b * M - (M + log(u) + log(s)), -log(s * v))), by="contradict"),
        have(bounded(bound), by="quotients_and_roots, contradict"),
        have(le(M, h(y)), by="auto"),
        have(le(exp(-b * h(y)), K * exp(-h(y))), by="auto"),
        have(lt(0, K), by="auto"),
        have(implies(sharp, implies(soft, le(v, K * u))), by="auto"),
    ],
    proof="contradict",
    uses=["local_entropy.exponentials_near_a_minimum", "local_entropy.integrals_keep_inequalities"],
    expect="PROVED",
    neighbours=[Neighbour("any-numbers", conclude=bound, near=True)],
)
