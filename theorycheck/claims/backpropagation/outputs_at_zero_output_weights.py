r"""Where all output weights are 0, a network with one hidden layer has one output.

Meaning. The network is sigma(c + sum_j v_j sigma(<W_j, u>)), u its input.  Where all v_j are 0, its output is sigma(c),
which is sigma(c + 0 h) for h = sum_j sigma(<W_j, u> + x <s, u>).
Proof idea. A sum of zeros is 0.
Sharpness. Not at other output weights (neighbour `any-weights`).
Source. Own, after Gori and Tesi 1992 ([44] in the survey, §III-B).
How the formula differs. It is not in the survey; a step of `backpropagation.minima_with_zero_output_weights`.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    forall,
    function,
    have,
    matrix,
    own,
    real,
    summation,
    vector,
)

D, p = dims("D p")
W, v = matrix("W", D, p), vector("v", p)
s, u = vector("s u", D)
sigma = function("sigma", real(), real())
c, x = real("c x")
zero = forall(p, lambda j: eq(v[j], 0))


def dot(column):
    return summation(D, lambda d: u[d] * column(d))


output = sigma(c + summation(p, lambda j: v[j] * sigma(dot(lambda d: W[d, j]))))
hidden = summation(p, lambda j: sigma(dot(lambda d: W[d, j]) + x * dot(lambda d: s[d])))
nothing = summation(p, lambda j: 0 * sigma(dot(lambda d: W[d, j])))

claim = Claim(
    title="Where all output weights are 0, the output is the same for all inputs",
    source=own("after Gori and Tesi 1992, the survey's [44]"),
    given=[zero],
    conclude=and_(eq(output, sigma(c)), eq(output, sigma(c + 0 * hidden))),
    lemmas=[
        have(eq(output, sigma(c + nothing)), by="congruence, at_indices, ideal"),
        have(eq(nothing, 0), by="induct(p), auto"),
        have(eq(sigma(c + nothing), sigma(c)), by="rewrite, auto"),
        have(eq(output, sigma(c)), by="auto"),
        have(eq(sigma(c + 0 * hidden), sigma(c)), by="congruence, auto"),
    ],
    proof="auto",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("any-weights", given=[], near=True)],
)
