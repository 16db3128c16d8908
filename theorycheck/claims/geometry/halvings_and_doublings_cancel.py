r"""A size halved L times and then multiplied by 2^L is the size again.

Meaning. The arithmetic behind factor-2 downsampling: after L layers that halve the resolution, D / 2^L is left.
Proof idea. Induction over L.
Sharpness. False for every other power of 2.
Source. Survey, §IV: what "downsampling" says of the number of pixels.
How the formula differs. Sizes are halved as real numbers, so that nothing is said about rounding.
"""

from theorycheck import Claim, Neighbour, dims, eq, iterate, survey

L, D = dims("L D")
remaining = iterate(lambda size: size / 2, L, D)

claim = Claim(
    title="L halvings and L doublings cancel",
    source=survey("IV, end"),
    conclude=eq(remaining * 2**L, D),
    proof="induct(L)",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[Neighbour("one-doubling-more", conclude=eq(remaining * 2 ** (L + 1), D), near=True)],
)
