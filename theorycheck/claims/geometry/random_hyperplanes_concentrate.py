r"""The share of m random hyperplanes that separate two points concentrates at their angle over pi.

Meaning. A random layer of m units with a sign as activation writes each input as m bits.  The share of bits in which
two inputs differ is within delta of their angle over pi, except with a probability of at most 2 exp(-2 delta^2 m).
Proof idea. The bits differ independently, each with probability t/pi; Hoeffding's inequality.
Sharpness. For orthogonal inputs the exponent is sharp: with 4 in place of 2 the bound is too small by a factor of 11 at
m = 40, delta = 6/25.
Source. Survey, §V-A; Plan and Vershynin 2014 for all pairs at once.
The survey says: "each layer of a network preserves the metric of its input data in the Gromov-Hausdorff sense up to a
small constant [...], under the assumption that these data reside in a low-dimensional manifold".
How the formula differs. One pair of inputs, with the explicit constant of Hoeffding; the theorem speaks of all pairs of
a set at once, with constants that it does not name, and "there is a constant" cannot be tested.  "Differ" is a product
below 0.  Opposite inputs are left out (their angle is written with a quotient).
"""

from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    absolute,
    arctan,
    dims,
    exp,
    gaussian,
    le,
    lt,
    matrix,
    norm,
    pi,
    positive,
    probability,
    real,
    step,
    summation,
    survey,
    vector,
)

m, d = dims("m d")
M, u, v = matrix("M", m, d), vector("u", d), vector("v", d)
delta = real("delta", positive)
apart, together = norm(norm(v) * u - norm(u) * v), norm(norm(v) * u + norm(u) * v)
t = 2 * arctan(apart / together)


def missed(share):
    return probability(lt(delta, absolute(share - t / pi)), of={M: gaussian})


def differ(i):
    """1 where the hyperplane of row i separates u from v."""
    return step(-(M @ u)[i] * (M @ v)[i])


share = summation(m, differ) / m

claim = Claim(
    title="The share of random hyperplanes that separate two points concentrates at their angle over pi",
    source=survey("V-A"),
    given=[le(1, m), lt(0, norm(u)), lt(0, norm(v)), lt(0, together)],
    conclude=le(missed(share), 2 * exp(-2 * delta**2 * m)),
    covers={"gau.tessellation": "part: one pair of points, with Hoeffding's constant"},
    fidelity="looser",
    expect="SURVIVED",
    domain=Domain(
        instances=[
            {"m": 40, "d": 2, "delta": "6/25", "u": [1, 0], "v": [0, 1]},
            {"m": 10, "d": 3, "delta": "1/5", "u": [1, 2, -1], "v": [3, "1/2", 1]},
        ]
    ),
    neighbours=[
        Neighbour("twice-the-exponent", conclude=le(missed(share), 2 * exp(-4 * delta**2 * m)), expect="REJECTED"),
        Neighbour(
            "one-hyperplane-for-all-bits",
            conclude=le(missed(differ(0)), 2 * exp(-2 * delta**2 * m)),
            near=True,
            expect="REJECTED",
        ),
    ],
)
