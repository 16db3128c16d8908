r"""|x| = |-x|.

Meaning. A tempting truth: an equality that holds exactly at every point, kinks included, and that rounding must not
refute.
Proof idea. Two cases.
Sharpness. False for relu in the place of the absolute value.
Source. Our own, for the honesty of the search.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, absolute, eq, own, rational, real, relu

x = real("x")

claim = Claim(
    title="The absolute value is even",
    source=own("an exact equality at a kink"),
    conclude=eq(absolute(x), absolute(-x)),
    expect="PROVED",
    neighbours=[
        Neighbour("relu", conclude=eq(relu(x), relu(-x))),
        Neighbour("almost-even", conclude=eq(absolute(x), absolute(rational("-999999/1000000") * x)), near=True),
    ],
)
