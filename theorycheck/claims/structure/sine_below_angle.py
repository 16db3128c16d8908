r"""sin t < t for 0 < t <= pi.

Meaning. The chord is shorter than the arc.
Proof idea. t - sin t is 0 at 0, and its derivative is 1 - cos t > 0.
Sharpness. Equality at 0, which is excluded.
Source. Textbook; used by structure.larger_angle_shrinks_more.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, interval, lt, own, pi, rational, real, sin

t = real("t", interval(0, pi, open_="left"))

claim = Claim(
    title="The sine is below the angle",
    source=own("textbook"),
    conclude=lt(sin(t), t),
    proof="from_end(t, 0)",
    uses=["structure.cosine_below_one"],
    expect="PROVED",
    neighbours=[Neighbour("below-nine-tenths-of-it", conclude=lt(sin(t), rational("9/10") * t), near=True)],
)
