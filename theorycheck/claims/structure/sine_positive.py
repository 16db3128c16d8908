r"""sin t > 0 for 0 < t < pi.

Meaning. The sign that every statement about angles between data points rests on.
Proof idea. Near 0 the cosine is positive, so that the sine rises from sin 0 = 0; near pi it falls to sin pi = 0; in
between, enclosures.
Sharpness. Both ends are zeros.
Source. Textbook; used by structure.larger_angle_shrinks_more.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, interval, le, lt, own, pi, rational, real, sin

t = real("t", interval(0, pi, open_=True))

claim = Claim(
    title="The sine is positive between 0 and pi",
    source=own("textbook"),
    conclude=lt(0, sin(t)),
    proof="cut(t, 1), cut(t, 3), first(from_end t 0, ball, from_end t pi)",
    expect="PROVED",
    neighbours=[
        Neighbour("bounded-away", conclude=le(rational("1/100"), sin(t)), near=True),
        Neighbour("increasing", conclude=lt(sin(t / 2), sin(t))),
    ],
)
