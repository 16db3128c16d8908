r"""Splitting an output weight evenly costs no more than its modulus.

Meaning. For a unit with weights b, ||b|| <= 1, and the output weight w, take the weights u = q b and v = q sign(w),
where q^2 = |w|.  Then (||u||^2 + v^2)/2 <= |w|.
Proof idea. ||u||^2 = |w| ||b||^2 and v^2 <= |w|.
Sharpness. Not with less than |w| (neighbour `nine-tenths`), nor for units outside the unit ball.
Source. Survey, §III-B and III-D: between eq. (3) and Haeffele and Vidal's factorised problem.
The survey's words. None: the survey sets the two problems side by side.
How the formula differs. It is a step of `convex_networks.same_least_value`; the norm of b is squared.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    dims,
    eq,
    have,
    le,
    rational,
    real,
    sqrt,
    squared_norm,
    step,
    survey,
    vector,
)

D = dims("D")
f, w = real("f w")
b = vector("b", D)
q = sqrt(absolute(w))
sign = step(w) - step(-w)
u, v = q * b, q * sign
price = (squared_norm(u) + v**2) / 2

claim = Claim(
    title="Splitting an output weight evenly costs no more than its modulus",
    source=survey("III-B, III-D"),
    given=[le(squared_norm(b), 1)],
    conclude=le(price, absolute(w)),
    lemmas=[
        have(eq(squared_norm(f * b), f * f * squared_norm(b)), by="matrix"),
        have(le(0, absolute(w)), by="auto"),
        have(eq(q * q, absolute(w)), by="quotients_and_roots, auto"),
        have(le(absolute(w) * sign * sign, absolute(w)), by="split, auto"),
        have(eq(squared_norm(u), q * q * squared_norm(b)), by="auto"),
        have(le(absolute(w) * squared_norm(b), absolute(w)), by="contradict"),
        have(eq(squared_norm(u), absolute(w) * squared_norm(b)), by="ideal"),
        have(eq(v**2, absolute(w) * sign * sign), by="ideal"),
    ],
    proof="contradict",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("nine-tenths", conclude=le(price, rational("9/10") * absolute(w)), near=True),
        Neighbour("any-unit", given=[], conclude=le(price, absolute(w))),
    ],
)
