r"""The survey's sentence: the smaller the angle of two inputs, the stronger a random ReLU layer shrinks their distance.

Meaning. For inputs of equal norm at angle t, a Gaussian ReLU layer multiplies the expected squared distance by
    r(t) = 1/2 - (sin t - t cos t) / (2 pi (1 - cos t)).
"Stronger shrinkage at smaller angles" says that r increases on (0, pi].
Refutation idea. r falls from 1/2 to 1/4; any two angles refute it.
Source. Survey, §V-A: "the network tends to decrease the Euclidean distances between points with small angles between
them, more than the distances between points with large angles between them"; [56], Theorem 3, is quoted elsewhere as
"the smaller the angle at the input, the stronger the shrinkage".
How the formula differs. Distances are taken in expectation and squared, relative to the input; r is the closed form of
that ratio, by geometry.arccos_kernel: hence fidelity "looser".
"""

from theorycheck import Claim, cos, interval, lt, pi, rational, real, sin, survey

s, t = real("s t", interval(0, pi, open_="left"))


def ratio(angle):
    return rational("1/2") - (sin(angle) - angle * cos(angle)) / (2 * pi * (1 - cos(angle)))


claim = Claim(
    title="Random ReLU layers shrink distances at small angles more",
    source=survey("V-A"),
    given=[lt(s, t)],
    conclude=lt(ratio(s), ratio(t)),
    covers={"mut.gau.smaller-angle-stronger": "whole"},
    closed_form={"geometry.arccos_kernel": "that r is the expected ratio of squared distances"},
    fidelity="looser",
    expect="REFUTED",
)
