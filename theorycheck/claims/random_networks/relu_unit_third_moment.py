r"""The third Hermite moment of a ReLU unit with bias b under a Gaussian input is -b times the density at b.

Meaning. For z ~ N(0, 1), E[relu(z + b) (z^3 - 3 z)] = -b exp(-b^2/2)/sqrt(2 pi).  Stated is the integral over [-A,
B], with -A <= -b <= B, against exp(-z^2/2); both sides would be divided by sqrt(2 pi).  The last summand tends to 0
as B grows (`random_networks.gaussian_beats_powers`), and A does not matter.
So a unit without bias has no third moment (`random_networks.bias_free_relu_units_vanish`).
Proof idea. The unit is off below -b; above, integrate by parts twice.
Sharpness. An identity.
Source. Survey, §III-C, on Janzamin et al. 2015 (arXiv:1506.08473), whose score function of order 3 under a Gaussian
input is z^3 - 3 z.
The survey says: "the authors use tensor decomposition methods to estimate the network weights from high order
statistical moments of the network mapping".
How the formula differs. One unit in one dimension, that of its own input z = <A_j, x>; what the other directions do is
`random_networks.score_sees_the_direction_only`.  The improper integral is stated by its parts.
"""

from theorycheck import Claim, Neighbour, and_, eq, exp, integral, le, rational, real, relu, survey

b, A, B, z = real("b A B z")


def weight(z):
    return exp(-(z**2) / 2)


moment = integral(relu(z + b) * (z**3 - 3 * z) * weight(z), (z, -A, B))
above = integral((z + b) * (z**3 - 3 * z) * weight(z), (z, -b, B))  # the same, where the unit is on
last = (B**3 + b * B**2 - b) * weight(B)

claim = Claim(
    title="The third Hermite moment of a ReLU unit is minus its bias times the density there",
    source=survey("III-C", "after Janzamin, Sedghi and Anandkumar 2015"),
    given=[and_(le(-A, -b), le(-b, B))],
    conclude=eq(moment, -b * weight(b) - last),
    proof="antiderivative(-b)",
    example=dict(b=1, A=1, B=1),
    covers={"ten.moment-cp": "part: a ReLU unit with bias, in its own direction"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("two-percent-more", conclude=eq(above, -rational("51/50") * b * weight(b) - last), near=True),
        Neighbour("bias-of-the-other-sign", conclude=eq(above, b * weight(b) - last), near=True),
    ],
)
