r"""Laplace's upper bound: -(1/b) log(s I(b)) <= m - (log r + log s)/b, where h <= m within r of a point.

Meaning.  h is any function on the line, I(b) the integral of exp(-b h), called v, and s > 0 any factor; then
v >= r exp(-b m), which is positive, and the bound holds.  As b
grows, -(1/b) log I(b) is at most m up to a multiple of 1/b.
Proof idea.  exp(-b h) >= exp(-b m) on an interval of length 2 r; so I(b) >= r exp(-b m).
Sharpness.  2 r in place of r is possible.
Source.  Textbook (Laplace's method); used for the limit of local entropy (survey, §I-D).
How the formula differs.  The integral is a limit of Riemann sums; that it exists is supposed.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
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
c, m, v, y = real("c m v y")
b, r, s = real("b r s", positive)
low = r * exp(-b * m)
F = -log(s * v) / b


def inside(y):
    return and_(le(c - r, y), le(y, c + r))


def bounded(relation):
    return implies(le(low, v), relation)


near = forall(real(), lambda y: implies(inside(y), le(h(y), m)))
sharp = has_integral(lambda y: exp(-b * h(y)), v)
bound = le(F, m - (log(r) + log(s)) / b)

claim = Claim(
    title="Laplace's method: the upper bound",
    source=own("Laplace's method"),
    given=[near],
    conclude=implies(sharp, and_(le(low, v), bound)),
    lemmas=[
        have(ne(b, 0), by="auto"),
        have(lt(0, low), by="auto"),
        have(bounded(and_(lt(0, v), lt(0, s * v))), by="auto"),
        have(bounded(eq(log(s * v), log(s) + log(v))), by="laws(log_product)"),
        have(
            bounded(implies(lt(log(v), log(r) + -b * m), lt(exp(log(v)), exp(log(r) + -b * m)))),
            by="laws(exp_increasing)",
        ),
        have(bounded(eq(exp(log(v)), v)), by="laws(exp_of_log), auto"),
        have(eq(exp(log(r)), r), by="laws(exp_of_log), auto"),
        have(eq(exp(log(r) + -b * m), exp(log(r)) * exp(-b * m)), by="laws(exp_sum), auto"),
        have(eq(exp(log(r) + -b * m), low), by="ideal"),
        have(bounded(le(log(r) + -b * m, log(v))), by="contradict"),
        have(bounded(le(-log(s * v), b * m - (log(r) + log(s)))), by="contradict"),
        have(bounded(bound), by="quotients_and_roots, contradict"),
        have(implies(inside(y), le(h(y), m)), by="auto"),
        have(implies(inside(y), le(-b * m, -b * h(y))), by="auto"),
        have(implies(inside(y), le(exp(-b * m), exp(-b * h(y)))), by="auto"),
        have(lt(0, exp(-b * m)), by="laws(exp_positive), auto"),
        have(le(0, exp(-b * h(y))), by="auto"),
        have(implies(sharp, le(low, v)), by="auto"),
    ],
    proof="contradict",
    uses=["local_entropy.exponential_does_not_decrease", "local_entropy.integrals_above_a_plateau"],
    expect="PROVED",
    neighbours=[Neighbour("any-number", given=[near, lt(0, v)], conclude=bound, near=True)],
)
