r"""exp lies below each of its chords: exp((1 - s) x + s y) <= (1 - s) e^x + s e^y for 0 <= s <= 1.

Meaning.  exp is convex.
Proof idea.  Both e^x and e^y lie above the tangent at the point between.
Sharpness.  Equality for x = y; not for s outside [0, 1].
Source.  Textbook; used for the semiconcavity of local entropy (survey, §I-D).
How the formula differs.  It does not.
"""

from theorycheck import Claim, Neighbour, exp, have, interval, le, own, real

s, r = real("s", interval(0, 1)), real("r")
x, y = real("x y")


def middle(share):
    return (1 - share) * x + share * y


def below_chord(share):
    return le(exp(middle(share)), (1 - share) * exp(x) + share * exp(y))


def above_tangent(z):
    return le(exp(middle(s)) * (1 + (z - middle(s))), exp(z))


claim = Claim(
    title="The exponential function lies below its chords",
    source=own("textbook"),
    conclude=below_chord(s),
    lemmas=[
        have(above_tangent(x), by="auto"),
        have(above_tangent(y), by="auto"),
        have(le(0, (1 - s) * (exp(x) - exp(middle(s)) * (1 + (x - middle(s))))), by="auto"),
        have(le(0, s * (exp(y) - exp(middle(s)) * (1 + (y - middle(s))))), by="auto"),
    ],
    proof="contradict",
    uses=["local_entropy.exponential_above_tangents"],
    expect="PROVED",
    neighbours=[Neighbour("any-share", conclude=below_chord(r), near=True)],
)
