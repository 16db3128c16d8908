r"""The penalty near a point: q (x - y)^2/2 <= q (x - c)^2/2 + q a r + q r^2/2 for |y - c| <= r and |x - c| <= a.

Meaning.  A quadratic changes little over a short distance.
Proof idea.  (x - y)^2 = (x - c)^2 + 2 (x - c) (c - y) + (c - y)^2, and (x - c) (c - y) <= a r.
Sharpness.  Equality for c - y = r and x - c = a.
Source.  Textbook; used for the limit of local entropy (survey, §I-D).
How the formula differs.  It does not.
"""

from theorycheck import Claim, Neighbour, have, le, own, positive, rational, real

x, c, y = real("x c y")
a, q, r = real("a q r", positive)


def penalty(y):
    return q * (x - y) ** 2 / 2


def bound(share):
    return le(penalty(y), penalty(c) + q * a * r + share * q * r**2 / 2)


gap = (x - c) ** 2 + 2 * a * r + r**2 - (x - y) ** 2

claim = Claim(
    title="The penalty of local entropy changes little over a short distance",
    source=own("textbook"),
    given=[le(x - c, a), le(c - x, a), le(c - r, y), le(y, c + r)],
    conclude=le(penalty(y), penalty(c) + q * a * r + q * r**2 / 2),
    lemmas=[
        have(le(0, gap), by="auto"),
        have(le(0, q * gap), by="auto"),
    ],
    proof="auto",
    expect="PROVED",
    neighbours=[Neighbour("nine-tenths-of-the-square", conclude=bound(rational("9/10")), near=True)],
)
