r"""The larger the angle between two inputs of equal norm, the stronger a random ReLU layer shrinks their distance.

Meaning. r(t) = 1/2 - (sin t - t cos t) / (2 pi (1 - cos t)), the factor by which a Gaussian ReLU layer multiplies the
expected squared distance of two inputs at angle t, strictly decreases on (0, pi].
Proof idea. The mean value theorem: with q = (sin t - t cos t)/(1 - cos t), the derivative
q' = sin t (t - sin t)/(1 - cos t)^2 is positive on (0, pi).
Sharpness. r tends to 1/2 as t tends to 0, and r(pi) = 1/4.
Source. Repairs the survey's §V-A; the correction is that of arXiv:1901.02182.
How the formula differs. As in the claim it repairs: the closed form of r is that of geometry.arccos_kernel.
"""

from theorycheck import Claim, Neighbour, cos, eq, interval, lt, pi, rational, real, sin, survey

s, t = real("s t", interval(0, pi, open_="left"))


def ratio(angle, sign=1):
    return rational("1/2") - sign * (sin(angle) - angle * cos(angle)) / (2 * pi * (1 - cos(angle)))


claim = Claim(
    title="Random ReLU layers shrink distances at large angles more",
    source=survey("V-A"),
    given=[lt(s, t)],
    conclude=lt(ratio(t), ratio(s)),
    proof="monotone(s, t)",
    uses=["structure.sine_positive", "structure.cosine_below_one", "structure.sine_below_angle"],
    repairs="structure.smaller_angle_shrinks_more",
    covers={"gau.shrinkage-monotone": "whole"},
    closed_form={"geometry.arccos_kernel": "that r is the expected ratio of squared distances"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour(
            "plus-psi",
            conclude=lt(ratio(t, -1), ratio(s, -1)),
            covers={"mut.gau.plus-psi": "part: its monotonicity"},
        ),
        Neighbour("isometry", conclude=eq(ratio(t), rational("1/2")), covers={"mut.gau.isometry": "whole"}),
        Neighbour("drops-by-a-ninth-of-the-angle", conclude=lt(ratio(t), ratio(s) - (t - s) / 9), near=True),
    ],
)
