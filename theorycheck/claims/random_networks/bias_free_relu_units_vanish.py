r"""The third-order moments of a network of ReLU units without biases vanish, whatever its weights.

Meaning. The moment tensor of order 3 under a Gaussian input, applied to u, is the sum over the units of a_j <A_j,
u>^3 times the moment of one unit.  Without biases the latter, taken over [-R, R], is -R^3 exp(-R^2/2), which tends to
0 (`random_networks.gaussian_beats_powers`): so the tensor is 0 for every teacher, and no method can find the units
from it.
Proof idea. relu(z) (z^3 - 3 z) exp(-z^2/2) has the antiderivative -z^3 exp(-z^2/2) for z >= 0.
Sharpness. With a bias b the moment is -b times the density at b (`random_networks.relu_unit_third_moment`).
Source. Survey, §III-C, on Janzamin et al. 2015: their "certain assumptions" ask for biases, or for other units.
The survey says: "the authors use tensor decomposition methods to estimate the network weights from high order
statistical moments of the network mapping [...] under certain assumptions on the loss and data distribution".
How the formula differs. It is no claim of the survey; it shows that an assumption on the units is among those needed.
The moment is stated up to the radius R, without the factor 1/sqrt(2 pi).
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    dims,
    eq,
    exp,
    have,
    integral,
    matrix,
    nonnegative,
    real,
    relu,
    summation,
    survey,
    symbol,
    vector,
)

k, d = dims("k d")
A, a, u = matrix("A", k, d), vector("a", k), vector("u", d)
R, z = symbol("R", nonnegative), real("z")
one_unit = integral(relu(z) * (z**3 - 3 * z) * exp(-(z**2) / 2), (z, -R, R))
above = integral(z * (z**3 - 3 * z) * exp(-(z**2) / 2), (z, 0, R))  # the same, where the unit is on


def tensor(unit):
    """The tensor of the network, applied to u three times."""
    return summation(k, lambda j: a[j] * (A @ u)[j] ** 3 * unit)


vanishing = R**3 * exp(-(R**2) / 2)

claim = Claim(
    title="The third-order moments of ReLU units without biases vanish",
    source=survey("III-C", "after Janzamin, Sedghi and Anandkumar 2015"),
    conclude=eq(tensor(one_unit), -vanishing * summation(k, lambda j: a[j] * (A @ u)[j] ** 3)),
    lemmas=[have(eq(one_unit, -vanishing), by="antiderivative(0)")],
    proof="rewrite, sums",
    fidelity="equivalent",
    repairs="random_networks.bias_free_relu_units_are_recovered",
    expect="PROVED",
    neighbours=[
        Neighbour("it-is-zero-at-once", conclude=eq(above, 0), near=True),
        Neighbour("half-of-it", conclude=eq(above, -vanishing / 2)),
    ],
)
