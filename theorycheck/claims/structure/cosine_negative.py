r"""cos u < 0 for pi/2 < u < 3 pi/2.

Meaning. Where a ReLU unit of a rotating direction is off.
Proof idea. cos u is minus the sine of u - pi/2, which lies between 0 and pi.
Sharpness. Both ends are zeros.
Source. Textbook; used by geometry.arccos_kernel.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, cos, eq, have, interval, le, lt, own, pi, rational, real, sin

u = real("u", interval(pi / 2, 3 * pi / 2, open_=True))

claim = Claim(
    title="The cosine is negative between pi/2 and 3 pi/2",
    source=own("textbook"),
    conclude=lt(cos(u), 0),
    lemmas=[have(eq(sin(u - pi / 2), -cos(u)), by="identity"), have(lt(0, sin(u - pi / 2)), by="auto")],
    uses=["structure.sine_positive"],
    expect="PROVED",
    proof="auto",
    neighbours=[Neighbour("bounded-away", conclude=le(cos(u), -rational("1/100")), near=True)],
)
