r"""Max, average and energy pooling are positively homogeneous of degree 1.

Meaning. Pooling layers keep a network inside the framework of positively homogeneous functions.
Proof idea. max: each side is attained and bounds the other; average: linearity; energy: both sides are the
nonnegative root of one square.
Sharpness. False for a negative factor (a maximum becomes a minimum), and for every other degree.
Source. Survey, §III-D: "ReLU and max-pooling non-linearities are positively homogeneous, while sigmoids are not";
§IV eq. (11) for "an average-, energy-, or max-pooling".
How the formula differs. One pooling window of n >= 1 entries; the window's place in the image plays no role.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    average_pool,
    dims,
    energy_pool,
    eq,
    lt,
    max_pool,
    nonnegative,
    real,
    survey,
    symbol,
    vector,
)  # fmt: skip

n = dims("n")
z = vector("z", n)
a = symbol("a", nonnegative)
b = real("b")


def scales(pool, factor=a):
    return eq(pool(factor * z), factor * pool(z))


claim = Claim(
    title="Max, average and energy pooling are positively homogeneous",
    source=survey("III-D; IV eq. (11)"),
    given=[lt(0, n)],
    conclude=and_(scales(max_pool), scales(average_pool), scales(energy_pool)),
    proof="scale",
    covers={"pre.homogeneity.maxpool": "part: without the sentence on sigmoids"},
    fidelity="exact",
    expect="PROVED",
    neighbours=[
        Neighbour("negative-factor-max", conclude=scales(max_pool, b), near=True),
        Neighbour("negative-factor-energy", conclude=scales(energy_pool, b)),
        Neighbour("degree-two", conclude=eq(max_pool(a * z), a * a * max_pool(z))),
    ],
)
