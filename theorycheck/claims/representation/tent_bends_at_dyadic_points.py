r"""T^L bends at each inner point (j + 1)/2^L: its second difference from there to the points halfway is not 0.

Meaning. T(x) = 2 relu(x) - 4 relu(x - 1/2), applied L times; u = (j + 1)/2^L < 1 and r = 1/2^(L+1).  Then
T^L(u - r) + T^L(u + r) - 2 T^L(u) is not 0 (it is 1 or -1).
Proof idea. T^L is 1/2 at u - r and at u + r, and 0 or 1 at u.
Sharpness. Between two points of the grid T^L is affine.
Source. Survey, §I-A, after Telgarsky (2015); used by representation.shallow_nets_need_exponential_width.
How the formula differs. It does not.
"""

from theorycheck import (
    Claim,
    Neighbour,
    dims,
    eq,
    have,
    iterate,
    le,
    not_,
    rational,
    relu,
    survey,
)

L, j = dims("L j")
half = rational("1/2")


def sharp(s):
    return iterate(lambda z: 2 * relu(z) - 4 * relu(z - half), L, s / 2**L)


def bends(before, at, after):
    return not_(eq(sharp(before) + sharp(after) - 2 * sharp(at), 0))


claim = Claim(
    title="The tent map applied L times bends at the dyadic points",
    source=survey("I-A", "after Telgarsky 2015"),
    given=[le(j + 2, 2**L)],
    conclude=bends(j + half, j + 1, j + 1 + half),
    uses=["representation.tent_at_dyadic_points"],
    lemmas=[
        have(eq(sharp(j + half), half), by="auto"),
        have(eq(sharp(j + 1 + half), half), by="auto"),
        have(eq(sharp(j + 1) * (1 - sharp(j + 1)), 0), by="auto"),
    ],
    proof="auto",
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("halfway", conclude=bends(j, j + half, j + 1), near=True),
    ],
)
