r"""Motzkin's polynomial is nowhere negative, and no sum of squares says so.

Meaning.  x^4 y^2 + x^2 y^4 - 3 x^2 y^2 + 1 >= 0 by the inequality of the means, with equality at |x| = |y| = 1, and yet
it is no sum of squares of polynomials (Motzkin 1967).  The finder `squares` must not find one: it says that there is
none and leaves the goal open, so the claim survives a search and is not proved.
Proof idea. None here: traps.motzkin_times_circle proves a multiple of it.
Sharpness. False with a strict inequality, and with any positive lower bound.
Source. T. S. Motzkin, The arithmetic-geometric inequality, in: Inequalities, Academic Press 1967.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, le, lt, own, rational, real

x, y = real("x y")
polynomial = x**4 * y**2 + x**2 * y**4 - 3 * x**2 * y**2 + 1

claim = Claim(
    title="Motzkin's polynomial is nonnegative (and no sum of squares)",
    source=own("nonnegative without being a sum of squares"),
    conclude=le(0, polynomial),
    proof="squares",
    expect="SURVIVED",
    neighbours=[
        Neighbour("strict", conclude=lt(0, polynomial), near=True),
        Neighbour("bounded-away", conclude=le(rational("1/100"), polynomial), near=True),
    ],
)
