r"""Averaged over what a unit does not see, the score tensor of order 3 is <A, u>^3 times that of the unit's own input.

Meaning. Under a Gaussian input x in R^d the score tensor of order 3, applied to u three times, is <u, x>^3 - 3 |u|^2
<u, x>. Let a unit have the direction A, |A| = 1, and z = <A, x>; then <u, x> = r z + s w with r = <A, u>, s^2 = |u|^2
- r^2, and w ~ N(0, 1) independent of z.  The average over w of the score is r^3 (z^3 - 3 z): stated is that the
integral of the difference against exp(-w^2/2) over [-R, R] is a term that tends to 0
(`random_networks.gaussian_beats_powers`).
So for a network sum_j a_j g_j(<A_j, x>) the moment tensor of order 3 is sum_j a_j l_j A_j (x) A_j (x) A_j, where l_j
is the moment of g_j under z ~ N(0, 1): for ReLU units `random_networks.relu_unit_third_moment`, for polynomials
E[g_j'''] (`random_networks.steins_identity`).
Proof idea. The difference is 3 r s^2 z (w^2 - 1) plus odd powers of w.
Sharpness. An identity.
Source. Survey, §III-C, on Janzamin et al. 2015 (arXiv:1506.08473).
The survey says: "the authors use tensor decomposition methods to estimate the network weights from high order
statistical moments of the network mapping".
How the formula differs. That <u, x> splits so (rotation invariance of the Gaussian law), and that the average over x is
one over z of one over w (Fubini), is told and not stated.  The limit is stated by its parts.
"""

from theorycheck import Claim, Neighbour, eq, exp, integral, nonnegative, real, survey, symbol

r, s, z, w = real("r s z w")
R = symbol("R", nonnegative)
seen = r * z + s * w
score = seen**3 - 3 * (r**2 + s**2) * seen


def averaged(own):
    return integral((score - own) * exp(-(w**2) / 2), (w, -R, R))


last = -6 * r * s**2 * z * R * exp(-(R**2) / 2)

claim = Claim(
    title="The score tensor of order 3, averaged over what a unit does not see",
    source=survey("III-C", "after Janzamin, Sedghi and Anandkumar 2015"),
    conclude=eq(averaged(r**3 * (z**3 - 3 * z)), last),
    proof="antiderivative",
    example=dict(r=1, s=1, z=1, R=1),
    covers={"ten.moment-cp": "part: why the tensor of a unit is a cube of its direction"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("without-the-last-term", conclude=eq(averaged(r**3 * (z**3 - 3 * z)), 0), near=True),
        Neighbour("twice-the-last-term", conclude=eq(averaged(r**3 * (z**3 - 3 * z)), 2 * last)),
    ],
)
