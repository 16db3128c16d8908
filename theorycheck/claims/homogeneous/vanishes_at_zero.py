r"""A positively homogeneous function of degree p > 0 is 0 at 0.

Meaning. phi: R^n -> R^m and theta: R^n -> R with phi(t x) = t^p phi(x), theta(t x) = t^p theta(x) for all t > 0; then
phi(0) = 0 and theta(0) = 0.  No continuity is asked for: that they are homogeneous at 0, too, is enough.
Proof idea. 0 = 2 · 0, so phi(0) = 2^p phi(0), and 2^p > 1.
Sharpness. Degree 0 does not suffice: constants (neighbour `degree-nought`); nor homogeneity away from 0.
Source. Survey, §III-D; used by homogeneous.zero_block_is_global.
The survey's words. "positively homogeneous functions of the same degree".
How the formula differs. It is the elementary fact that makes a zero block a block without output and without cost.
t^p is exp(p log t).
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exp,
    forall,
    function,
    have,
    homogeneous,
    log,
    lt,
    ne,
    positive,
    real,
    survey,
    tabulate,
    vector,
)

n, m = dims("n m")
p = real("p", positive)
phi, theta = function("phi", vector(n), vector(m)), function("theta", vector(n), real())
zero, also_zero, doubled = (tabulate(n, lambda a, x=x: x) for x in (0, p - p, 2 * (p - p)))
factor = exp(p * log(2))

claim = Claim(
    title="A positively homogeneous function vanishes at 0",
    source=survey("III-D"),
    given=[homogeneous(phi, p), homogeneous(theta, p)],
    conclude=and_(forall(m, lambda c: eq(phi(zero)[c], 0)), eq(theta(zero), 0)),
    lemmas=[
        have(lt(0, log(2)), by="auto"),
        have(lt(0, p * log(2)), by="auto"),
        have(lt(1, factor), by="laws(exp_above_tangent), auto"),
        have(ne(factor, 1), by="auto"),
        have(forall(m, lambda c: eq(phi(doubled)[c], factor * phi(also_zero)[c])), by="at_terms, auto"),
        have(forall(m, lambda c: eq(phi(doubled)[c], phi(zero)[c])), by="congruence, auto"),
        have(forall(m, lambda c: eq(phi(also_zero)[c], phi(zero)[c])), by="congruence, auto"),
        have(eq(theta(doubled), factor * theta(also_zero)), by="at_terms, auto"),
        have(eq(theta(doubled), theta(zero)), by="congruence, auto"),
        have(eq(theta(also_zero), theta(zero)), by="congruence, auto"),
    ],
    proof="at_indices, ideal",
    expect="PROVED",
    neighbours=[Neighbour("degree-nought", given=[homogeneous(phi, 0), homogeneous(theta, 0)], near=True)],
)
