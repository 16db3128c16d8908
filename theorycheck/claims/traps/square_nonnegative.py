r"""A square is nonnegative, with equality at 0.

Meaning. A tempting truth: like KL >= 0 it holds with equality at a point that a search visits, where rounding could
look like a violation.  It must never be refuted.
Proof idea. It is one square.
Sharpness. False with a strict inequality, and with any positive lower bound.
Source. Our own, for the honesty of the search.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, le, lt, own, rational, real

x = real("x")

claim = Claim(
    title="A square is nonnegative",
    source=own("equality at a point the search visits"),
    conclude=le(0, x**2),
    expect="PROVED",
    neighbours=[
        Neighbour("strict", conclude=lt(0, x**2), near=True),
        Neighbour("bounded-away", conclude=le(rational("1/1000000"), x**2), near=True),
    ],
)
