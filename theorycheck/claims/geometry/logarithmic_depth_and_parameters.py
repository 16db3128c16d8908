r"""A convolutional net that halves its resolution until one pixel is left has log2 D layers and q c^2 log2 D weights.

Meaning. D pixels, L layers, each of which halves the resolution; each layer has filters of q taps between c input and
c output channels.  Then D = 2^L, and the number of weights is q c^2 L: logarithmic in D.
Proof idea. Induction: after l halvings the size times 2^l is D; the weights are a sum of L equal terms.
Sharpness. With channels that double at each layer, or with a dense head on all D pixels, no constant multiple of L
bounds the count.
Source. Survey, §IV: "the number of layers grows at a rate O(log D), resulting in a total learning complexity of
O(log D) parameters".
How the formula differs. The survey leaves out what it needs: a constant number of channels, factor-2 downsampling
and no dense head; these are the hypotheses here.  "L = log2 D" is written D = 2^L.  Biases are not counted.
"""

from theorycheck import Claim, Neighbour, and_, dims, eq, iterate, le, lt, summation, survey

L, D, q, c = dims("L D q c")
remaining = iterate(lambda size: size / 2, L, D)
weights = summation(L, lambda l: q * c * c)
doubling = summation(L, lambda l: q * (c * 2**l) * (c * 2 ** (l + 1)))

claim = Claim(
    title="Depth and parameters of a downsampling convolutional net are logarithmic in the number of pixels",
    source=survey("IV, end"),
    given=[eq(remaining, 1)],
    conclude=and_(eq(D, 2**L), eq(weights, q * c**2 * L)),
    uses=["geometry.halvings_and_doublings_cancel"],
    proof="induct(L)",
    covers={"par.log-D": "whole"},
    fidelity="hypotheses added",
    expect="PROVED",
    neighbours=[
        Neighbour("doubling-channels", conclude=le(doubling, 8 * q * c**2 * L), covers={"mut.par.doubling": "whole"}),
        Neighbour("dense-head", conclude=le(weights + c * D, 8 * (q * c**2 * L + q * c)), near=True),
        Neighbour("one-layer-more", conclude=lt(q * c**2 * L, weights), near=True),
    ],
)
