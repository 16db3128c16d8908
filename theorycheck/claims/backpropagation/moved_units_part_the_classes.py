r"""When all hidden units move along s, their outputs at an input move to the side on which <s, u> lies.

Meaning. h(y) = sum_j sigma(<W_j, u> + y <s, u>) is the sum of the outputs of p > 0 hidden units at the input u, all of
which have moved by y s; sigma is strictly increasing.  Then h(y) < h(z) where (z - y) <s, u> > 0.
Proof idea. So does each unit.
Sharpness. Not where <s, u> is 0 (neighbour `at-the-boundary`).
Source. Own, after Gori and Tesi 1992 ([44] in the survey, §III-B).
How the formula differs. It is not in the survey; a step of `backpropagation.no_minimum_with_zero_output_weights`.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    dims,
    eq,
    forall,
    function,
    have,
    implies,
    le,
    lt,
    matrix,
    own,
    real,
    summation,
    vector,
)

D, p = dims("D p")
W, s, u = matrix("W", D, p), *vector("s u", D)
sigma = function("sigma", real(), real())
y, z = real("y z")
side = summation(D, lambda d: u[d] * s[d])


def unit(x, j):
    return summation(D, lambda d: u[d] * W[d, j]) + x * side


def hidden(x):
    return summation(p, lambda j: sigma(unit(x, j)))


def gain(j):
    return sigma(unit(z, j)) - sigma(unit(y, j))


increasing = forall(real(), lambda x: forall(real(), lambda t: implies(lt(x, t), lt(sigma(x), sigma(t)))))

claim = Claim(
    title="Hidden units that move along a separating direction part the two classes",
    source=own("after Gori and Tesi 1992, the survey's [44]"),
    given=[lt(0, p), increasing, lt(0, (z - y) * side)],
    conclude=lt(hidden(y), hidden(z)),
    lemmas=[
        have(forall(p, lambda j: lt(unit(y, j), unit(z, j))), by="auto"),
        have(forall(p, lambda j: lt(sigma(unit(y, j)), sigma(unit(z, j)))), by="at_indices, auto"),
        have(forall(p, lambda j: lt(0, gain(j))), by="at_indices, auto"),
        have(lt(0, summation(p, gain)), by="auto"),
        have(eq(summation(p, gain), hidden(z) - hidden(y)), by="sums"),
    ],
    proof="auto",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("at-the-boundary", given=[lt(0, p), increasing, le(0, (z - y) * side)], near=True)],
)
