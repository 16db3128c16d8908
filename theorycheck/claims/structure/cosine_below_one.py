r"""cos t < 1 for 0 < t <= pi.

Meaning. Two different directions have an inner product below that of equal ones.
Proof idea. 1 - cos t is 0 at 0, and its derivative is the sine.
Sharpness. Equality at 0, which is excluded.
Source. Textbook; used by structure.larger_angle_shrinks_more.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, cos, interval, le, lt, own, pi, rational, real

t = real("t", interval(0, pi, open_="left"))

claim = Claim(
    title="The cosine is below 1 away from 0",
    source=own("textbook"),
    conclude=lt(cos(t), 1),
    proof="from_end(t, 0)",
    uses=["structure.sine_positive"],
    expect="PROVED",
    neighbours=[Neighbour("bounded-away", conclude=le(cos(t), rational("99/100")), near=True)],
)
