r"""The arctangent increases strictly.

Meaning. It turns a larger slope into a larger angle.
Proof idea. The mean value theorem: its derivative is 1/(1 + x^2) > 0.
Sharpness. It is bounded: it does not grow as fast as x.
Source. Textbook; used by structure.angle_order.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, arctan, le, lt, own, real

x, y = real("x y")

claim = Claim(
    title="The arctangent increases",
    source=own("textbook"),
    given=[lt(x, y)],
    conclude=lt(arctan(x), arctan(y)),
    proof="monotone(x, y)",
    expect="PROVED",
    neighbours=[
        Neighbour("not-strictly", given=[le(x, y)], near=True),
        Neighbour("at-rate-one", conclude=lt(arctan(x) + y - x, arctan(y))),
    ],
)
