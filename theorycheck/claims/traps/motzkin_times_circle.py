r"""Motzkin's polynomial times x^2 + y^2 is a sum of squares.

Meaning.  What has no sum of squares of its own may have one after multiplication with a form that is one (Artin 1927,
Reznick 1995): so a failure of `squares` says nothing about truth.
Proof idea. A semidefinite program gives the squares, rounded to rationals; the kernel checks the identity.
Sharpness. Equality at |x| = |y| = 1 and at the origin: false with a strict inequality, and with 3 replaced by 31/10.
Source. T. S. Motzkin, The arithmetic-geometric inequality, in: Inequalities, Academic Press 1967.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, le, lt, own, rational, real

x, y = real("x y")


def motzkin(c):
    """The polynomial with another coefficient in the middle."""
    return x**4 * y**2 + x**2 * y**4 - c * x**2 * y**2 + 1


claim = Claim(
    title="Motzkin's polynomial times x² + y² is nonnegative (and a sum of squares)",
    source=own("nonnegative without being a sum of squares, but a multiple is one"),
    conclude=le(0, (x**2 + y**2) * motzkin(3)),
    proof="squares",
    expect="SURVIVED",  # PROVED where the finder's library is installed
    neighbours=[
        Neighbour("strict", conclude=lt(0, (x**2 + y**2) * motzkin(3)), near=True),
        Neighbour("a tenth more", conclude=le(0, (x**2 + y**2) * motzkin(rational("31/10"))), near=True),
    ],
)
